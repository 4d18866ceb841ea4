"""Whose words a quotation is: by nouns of speech, by office, by rank, in interviews."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet

Read = Callable[..., Sheet]
TITLE = "Second round of talks between Norway and Chad closes in Oslo"
OPENING = (
    "The second round of peace talks between Norway and Chad closed in Oslo on 10 March 2031. "
    "The Norwegian delegation was led by the deputy foreign minister, Ingrid Vass, and the "
    "Chadian one by General Moussa Dagash."
)
VASS, DAGASH = "Ingrid Vass", "Moussa Dagash"


@pytest.mark.parametrize(
    ("words", "speaker", "quote"),
    [
        (
            "Ms Vass's verdict: “We have half a map and no pen.”",
            VASS,
            "We have half a map and no pen.",
        ),
        (
            "“Read the letter that we sent,” was Dagash's only comment.",
            DAGASH,
            "Read the letter that we sent",
        ),
        (
            "“We have nothing to add to this,” was all that Ingrid Vass would say.",
            VASS,
            "We have nothing to add to this",
        ),
        (
            "“Nobody leaves this house with everything” — Ingrid Vass",
            VASS,
            "Nobody leaves this house with everything",
        ),
        (
            "Norway “would rather wait than sign blind”, Vass said on Monday.",
            VASS,
            "would rather wait than sign blind",
        ),
        (
            "“We will not sign a shopping list,” said the head of the Chadian delegation.",
            DAGASH,
            "We will not sign a shopping list",
        ),
        (
            "“We chose neither of them,” the general told the radio.",
            DAGASH,
            "We chose neither of them",
        ),
        (
            "Vass was shown the list, which she called “a tale that nobody would print”.",
            VASS,
            "a tale that nobody would print",
        ),
        (
            "“The coffee is what we agree on,” Aftenposten quoted Ingrid Vass as saying.",
            VASS,
            "The coffee is what we agree on",
        ),
        (
            "A lawyer of long experience, Torvald Hegge, has said that “the river does not sign”.",
            "Torvald Hegge",
            "the river does not sign",
        ),
    ],
)
def test_whose_words(read: Read, words: str, speaker: str, quote: str) -> None:
    (fact,) = read(TITLE, OPENING, words).statements
    assert (fact.speaker, fact.quote) == (speaker, quote)


def test_a_side_speaks_by_a_statement(read: Read) -> None:
    words = "“The paper is not what was agreed,” the Chadian side said in a statement."
    (fact,) = read(TITLE, OPENING, words).statements
    assert (fact.speaker, fact.on_behalf_of) == (None, "Chad")


def test_what_a_thing_is_called_is_no_speech(read: Read) -> None:
    words = "Ingrid Vass called the paper “a boat with a very small sail”."
    assert not read(TITLE, OPENING, words).statements


def test_a_briefing_with_titles_and_functions_for_labels(read: Read) -> None:
    found = read(
        TITLE,
        OPENING,
        "Spokesperson: Good morning, and thank you for coming so early.",
        "Ms. Vass: Thank you. We met twice and we shall meet again in spring.",
        "Question: Did you see the map that the radio speaks of?",
        "Ms. Vass: I saw a map. I do not know whose it was.",
    ).statements
    assert [f.quote.split(".")[0] for f in found if f.speaker == VASS] == [
        "Thank you",
        "I saw a map",
    ]


def test_an_interview_that_names_the_speaker_once(read: Read) -> None:
    found = read(
        TITLE,
        OPENING,
        "Dagbladet: Was it a good round for you?",
        "Vass: It was a short one, and the soup was cold.",
        "And the map, did you bring it?",
        "We brought two of them, and they took neither.",
        "You had promised a third.",
        "We keep it for the spring, when the snow is gone.",
        "Who pays for all this?",
        "The host pays, and we say thank you for it.",
    ).statements
    assert [f.quote.split()[0] for f in found] == ["It", "We", "We", "The"]
    assert {f.speaker for f in found} == {VASS}


def test_an_explainer_is_no_interview(read: Read) -> None:
    found = read(
        TITLE,
        OPENING,
        "Why now?",
        "Because the ice breaks in April and the boats must pass.",
        "Who came?",
        "Two delegations of nine people came, with their own cooks.",
        "What next?",
        "Nobody knows, and nobody in Oslo wishes to guess at it.",
    ).statements
    assert not found


def test_the_latter_and_the_former(read: Read) -> None:
    words = (
        "Ingrid Vass and General Moussa Dagash embraced. “Now we have to explain it,” said the "
        "latter. “They will ask about the map,” said the former."
    )
    found = read(TITLE, OPENING, words).statements
    assert [f.speaker for f in found] == [DAGASH, VASS]
