"""Whose words they are, for whom, and where: one sentence at a time."""

from __future__ import annotations

import pytest

from kg.facts.model import Statement
from tests.facts.extract.conftest import Read

OPENING = (
    "TUNIS — The second round of peace talks between the government of Sudan and the Justice and "
    "Equality Movement (JEM) opened in Tunis on Monday."
)
STATE, MOVEMENT = "government of Sudan", "Justice and Equality Movement"
SAID = "“We are ready to sign tomorrow morning,”"


def spoken(read: Read, *sentences: str) -> list[Statement]:
    return list(read("Second round of talks opens in Tunis", OPENING, *sentences).statements)


SPEAKERS = [
    (f"{SAID} said the head of the JEM delegation, Idris Bashar.", "Idris Bashar", MOVEMENT),
    (f"{SAID} a JEM spokesman said.", None, MOVEMENT),
    (f"{SAID} the movement said.", None, MOVEMENT),
    (f"A JEM statement said: {SAID}", None, MOVEMENT),
    (f"{SAID} Idris Bashar, secretary for politics at JEM, said.", "Idris Bashar", MOVEMENT),
    (f"State Minister Amin Omar said: {SAID}", "Amin Omar", STATE),
    (f"{SAID} a Qatari foreign ministry spokesman said.", None, "Qatar"),
    ("Idris Bashar of JEM was blunt. “We are ready to sign.”", "Idris Bashar", MOVEMENT),
    (
        "For Idris Bashar of JEM, “this is the last chance that they will get from us.”",
        "Idris Bashar",
        MOVEMENT,
    ),
    ('"We are ready to sign tomorrow,” Idris Bashar of JEM said.', "Idris Bashar", MOVEMENT),
    ('“We are ready to sign tomorrow," Idris Bashar of JEM said.', "Idris Bashar", MOVEMENT),
    ("“We are ready to sign tomorrow.” Idris Bashar of JEM said.", "Idris Bashar", MOVEMENT),
    ("“This is not a surrender,” Idris Bashar of JEM said.", "Idris Bashar", MOVEMENT),
]


@pytest.mark.parametrize(("sentence", "speaker", "side"), SPEAKERS)
def test_whose_words_they_are(
    read: Read, sentence: str, speaker: str | None, side: str | None
) -> None:
    found = spoken(read, sentence)
    assert [(s.speaker, s.on_behalf_of) for s in found] == [(speaker, side)]


@pytest.mark.parametrize(
    "sentence",
    [
        "An official said: “We are ready to sign tomorrow morning.”",
        "A joint statement said: “The two sides are ready to sign tomorrow morning.”",
        "“We are ready to sign tomorrow morning,” said a letter from the hotel.",
        "Idris Bashar of JEM called it “a great day”.",
    ],
)
def test_words_of_nobody_known_are_no_statement(read: Read, sentence: str) -> None:
    assert spoken(read, sentence) == []


def test_the_last_one_spoken_of_speaks_next(read: Read) -> None:
    found = spoken(
        read,
        "“We are ready to sign tomorrow,” Amin Omar, the state minister, said. Idris Bashar of JEM "
        "was less sure. “They said so last year as well.”",
    )
    assert [s.speaker for s in found] == ["Amin Omar", "Idris Bashar"]


def test_an_interview_is_given_where_its_head_says(read: Read) -> None:
    sheet = read(
        "“They said so last year as well”",
        "A conversation with Idris Bashar, who sat on the JEM panel at the peace talks in Tunis.",
        "By Ruth Bell | Nairobi | 4 March 2031",
        "Q: When did the talks with the Sudanese government open?",
        "A: On a Monday in March, in Tunis, and we were all very tired.",
        "Q: And who came?",
        "A: Everybody came, even those who had sworn not to sit with us.",
        "Q: Did you sign?",
        "A: We signed the first page, and the second page we keep for later.",
    )
    assert {(s.speaker, s.on_behalf_of, s.place) for s in sheet.statements} == {
        ("Idris Bashar", "JEM", "Nairobi")
    }
