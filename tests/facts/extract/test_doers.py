"""Who owes, wants or refuses: the subject of the verb, in whatever shape it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet

Read = Callable[..., Sheet]
TITLE = "Third round of talks between Norway and Chad opens in Oslo"
OPENING = (
    "The third round of peace talks between Norway and Chad opened in Oslo on 10 March 2031. "
    "The Chadian delegation is led by Foreign Minister Idris Hamdoun."
)
BOTH = ["Chad", "Norway"]


@pytest.mark.parametrize(
    ("sentence", "owed_by"),
    [
        ("Chad, which holds the ferry, agreed to release its crew.", ["Chad"]),
        (
            "Late on Sunday, after a walk along the quay, Norway agreed to lift the embargo.",
            ["Norway"],
        ),
        ("Chad said on Monday that it would release forty prisoners.", ["Chad"]),
        ("Chad announced that its troops would withdraw from the ridge.", ["Chad"]),
        ("Forty prisoners will be released by Chad, Norway announced.", ["Chad"]),
        ("It was agreed that a joint team would watch the ceasefire line.", BOTH),
        ("Norwegian soldiers in Chad will withdraw from the ridge, Norway announced.", ["Norway"]),
        ("All rebel factions agreed to a ceasefire.", ["rebel factions"]),
        ("The elders' council agreed to release two hostages.", ["elders' council"]),
        ("OSLO, March 11 (Fjord Press) - Chad agreed to a ceasefire.", ["Chad"]),
    ],
)
def test_who_owes_it(read: Read, sentence: str, owed_by: list[str]) -> None:
    made = read(TITLE, OPENING, sentence).commitments
    assert made, sentence
    assert all(sorted(fact.by) == owed_by for fact in made)


@pytest.mark.parametrize(
    "sentence",
    [
        "By Sunday they must have recognised the border and agreed to disarm.",
        "Chad's main objective is to release the prisoners.",
        "A group of lawyers would free the prisoners, Norway said.",
        "Chad said it would discuss the release of prisoners.",
        "Chad said it would release the prisoners if Norway withdrew.",
    ],
)
def test_nothing_is_owed(read: Read, sentence: str) -> None:
    assert not read(TITLE, OPENING, sentence).commitments


def test_they_are_those_who_speak(read: Read) -> None:
    found = read(
        "Talks with rebels open in Oslo",
        "Talks between Norway and the Fjord Liberation Army (FLA) opened in Oslo on 10 March 2031.",
        "The FLA said they would not lay down their arms until Norway leaves the fjord.",
    ).positions
    assert {fact.by for fact in found} == {"Fjord Liberation Army"}


def test_in_a_we_sentence_they_are_the_others(read: Read) -> None:
    made = read(
        TITLE,
        OPENING,
        "“We have told the Chadian side this and they have agreed to reopen the border,” "
        "said a Norwegian delegate.",
    ).commitments
    assert [fact.by for fact in made] == [["Chad"]]


def test_a_short_name_is_told_by_its_longer_one(read: Read) -> None:
    made = read(
        TITLE,
        OPENING,
        "The Southern Fjord Council sent two observers. The Council agreed to release a hostage.",
    ).commitments
    assert [fact.by for fact in made] == [["Southern Fjord Council"]]


def test_two_presidents_who_sign_are_two_sides(read: Read) -> None:
    made = read(
        TITLE,
        OPENING,
        "President Idris Deby of Chad and the commander of the Tuareg rebels signed a ceasefire.",
    ).commitments
    assert made
    assert all(len(fact.by) == 2 for fact in made)


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Sudria proposes a league of harbour towns.", "Sudria"),
        ("The Chamber of Herring Boats demands lower tolls.", "Chamber of Herring Boats"),
        ("An exchange of cooks has been proposed by elders from Bergen.", "elders"),
        ("Norway hardened its line on Sunday, asking for two bases in the lake.", "Norway"),
        ("Chad left the hall early, refusing to shake any hand.", "Chad"),
        ("Norway would not hear of a ferry; Chad has ruled it out.", "Chad"),
    ],
)
def test_who_wants_it(read: Read, sentence: str, by: str) -> None:
    assert by in {fact.by for fact in read(TITLE, OPENING, sentence).positions}


def test_they_go_on_with_a_group_named_before(read: Read) -> None:
    found = read(
        "Talks with rebels open in Oslo",
        "Talks between Norway and the Fjord Liberation Army (FLA) opened in Oslo on 10 March 2031.",
        "The rebels have been in the hills for years.",
        "They insisted on a round table and a new flag.",
    ).positions
    assert {fact.by for fact in found} == {"Fjord Liberation Army"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Working Group proposes a league of harbour towns.",
        "“We don't want to return to war,” said Hamdoun.",
    ],
)
def test_nothing_is_wanted(read: Read, sentence: str) -> None:
    assert not read(TITLE, OPENING, sentence).positions
