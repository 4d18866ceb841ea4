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


def test_the_record_of_a_house_names_who_has_the_floor(read: Read) -> None:
    sheet = read(
        "Record of the Senate on the peace talks with the rebels",
        "The peace talks between the government of Sudan and JEM, the Justice and Equality "
        "Movement, opened in Tunis on Monday.",
        "Senator Hadi. Thank you, Mr. President. Who signed for us in Tunis last week?",
        "Senator Bello-Ruiz. Nobody signed, Your Honor. The panel came home without a paper.",
        "Senator Hadi. Then why were we told that there is a ceasefire on paper?",
    )
    assert [s.speaker for s in sheet.statements] == ["Hadi", "Bello-Ruiz", "Hadi"]


def test_a_guest_speaks_from_where_the_guest_is(read: Read) -> None:
    sheet = read(
        "Transcript of the noon briefing on the peace talks between Sudan and JEM",
        "New York, 4 March 2031",
        "SPOKESPERSON: We are joined from Nairobi by the envoy for Sudan, Ms. Oumou Lambert.",
        "MS. LAMBERT: Thank you. The two sides sat down in Tunis on Monday, for the first time.",
        "QUESTION: Did they sign anything at all in Tunis this week?",
        "MS. LAMBERT: They signed the first page, and the rest is still in brackets.",
    )
    assert {s.place for s in sheet.statements} == {"Nairobi"}


def test_a_junta_has_spokesmen(read: Read) -> None:
    sheet = read(
        "Third round of talks in Ruili ends",
        "RUILI — The third round of talks between Myanmar's military government and the Lake Front "
        "Army (LFA) ended in Ruili on Monday.",
        "“We shall meet again when the rains are over,” said a junta spokesman, Thet Oo.",
    )
    assert [(s.speaker, s.on_behalf_of) for s in sheet.statements] == [
        ("Thet Oo", "Myanmar's military government")
    ]
