"""The many ways in which a text gives somebody's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet

Read = Callable[..., Sheet]
TITLE = "Third round of talks between Norway and Chad closes in Oslo"
OPENING = "The third round of peace talks between Norway and Chad closed in Oslo on 10 March 2031."
VASS, DAGASH = "Ingrid Vass", "Moussa Dagash"


@pytest.mark.parametrize(
    ("words", "speaker", "begins"),
    [
        (
            "‘We came here to listen,’ Chad's minister Moussa Dagash told reporters.",
            DAGASH,
            "We came",
        ),
        ("«We have nothing to hide», declared Moussa Dagash, a spokesman.", DAGASH, "We have"),
        ("“They asked for a pause,” recounts Ingrid Vass.", VASS, "They asked"),
        ("“The border stays closed for good,” read a post by Moussa Dagash.", DAGASH, "The border"),
        ("“We shall see who laughs last,” came the reply from Ingrid Vass.", VASS, "We shall"),
        ("“There is no other plan,” in the view of Moussa Dagash.", DAGASH, "There is"),
        ("As Moussa Dagash put it, “the river does not ask for a visa”.", DAGASH, "the river"),
        ("Ingrid Vass, Norwegian minister: “We will stay as long as it takes.”", VASS, "We will"),
        (
            "Asked about it, Ingrid Vass laughed. “You should ask me again on Friday.”",
            VASS,
            "You should",
        ),
        ("“If they want war they shall have it!” thundered Moussa Dagash.", DAGASH, "If they"),
    ],
)
def test_wordings(read: Read, words: str, speaker: str, begins: str) -> None:
    (fact,) = read(TITLE, OPENING, words).statements
    assert fact.speaker == speaker
    assert fact.quote.startswith(begins)


@pytest.mark.parametrize(
    "words",
    [
        "One diplomat said: “They shouted for an hour and then they had lunch.”",
        "A banner read “No peace without justice for the dead”.",
    ],
)
def test_nobody_in_particular(read: Read, words: str) -> None:
    assert not [s for s in read(TITLE, OPENING, words).statements if s.speaker]


def test_the_minister_of_the_sentence_before(read: Read) -> None:
    found = read(
        TITLE,
        OPENING,
        "Chad's defence minister, General Moussa Dagash, flew in late. In his opening remarks "
        "Minister Dagash said: “We have brought a map, and nobody has asked to see it.”",
    ).statements
    assert [(s.speaker, s.on_behalf_of) for s in found] == [(DAGASH, "Chad")]


def test_a_briefing_by_an_office_whose_holder_is_named_once(read: Read) -> None:
    found = read(
        TITLE,
        OPENING,
        "SPOKESPERSON (Ms. Vass): The round closed last night, and nobody left early.",
        "QUESTION: Will they meet again?",
        "SPOKESPERSON: They have told us that they will, and we believe them.",
        "QUESTION: When?",
        "SPOKESPERSON: I would not hold my breath if I were you.",
    ).statements
    assert [s.speaker for s in found] == ["Vass"] * 3


def test_on_the_radio_reporters_make_no_statements(read: Read) -> None:
    found = read(
        TITLE,
        "PRESENTER: The talks between Norway and Chad go on in Oslo. Anna Holm is there.",
        "HOLM: It is cold here, and the delegations have been inside since seven this morning.",
        "PRESENTER: We have tape of the Chadian foreign minister, Moussa Dagash.",
        "TAPE, DAGASH (IN FRENCH): We are not here to count the snowflakes, we want a signature.",
        "PRESENTER: And what happens now?",
        "HOLM: Now everybody waits for the Norwegian side to come down the stairs.",
    ).statements
    assert [s.speaker for s in found] == [DAGASH]
