"""What no table holds: movements, towns and sides told by their place in a sentence."""

from __future__ import annotations

from typing import Any

import pytest

Read = Any
TITLE = "Peace talks go on"


def parties(read: Read, *paragraphs: str) -> set[str]:
    return {party for r in read(TITLE, *paragraphs).rounds for party in r.parties}


@pytest.mark.parametrize(
    "name",
    [
        "Lions of Karesh",
        "Sons of the Delta",
        "Red River Brigade",
        "Frente Sur de Liberación",
        "Movement for Dignity and Land",
        "Harakat al-Nur",
        "New Dawn",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "Talks between the government and the {} opened in Oslo on Monday.",
        "The government and the {} met in Oslo on Monday and agreed to meet again.",
        "A second round was held in Oslo on Monday. The {} rejected what the government offered.",
    ],
)
def test_a_movement_that_no_table_holds(read: Read, name: str, text: str) -> None:
    assert name in parties(read, text.format(name))


@pytest.mark.parametrize(
    "text",
    [
        "The government and the rebels met at the Grand Hotel in Oslo on Monday. The Geneva "
        "Convention has long been in force.",
        "The government and the rebels met in Oslo on Monday. The Foreign Minister rejected it.",
        "The government and the rebels met in Oslo on Monday. The Swiss Federal Council has "
        "offered its help.",
    ],
)
def test_buildings_papers_and_offices_are_no_movements(read: Read, text: str) -> None:
    assert parties(read, text) <= {"government", "rebels"}


@pytest.mark.parametrize("town", ["Kirants", "Hapure", "Ergneti", "Mpeketoni", "Utstein"])
@pytest.mark.parametrize(
    "text",
    [
        "The government and the rebels met in the town of {} on Monday.",
        "{}, 10 March (Wire) — The government and the rebels met on Monday.",
    ],
)
def test_a_town_that_no_table_holds(read: Read, town: str, text: str) -> None:
    assert read(TITLE, text.format(town)).rounds[0].place == town


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "ROME, March 10 — Envoys of Chad's government and of the opposition's Desert Front put "
            "their signatures on Monday to a text on the vote.",
            {"Chad's government", "Desert Front"},
        ),
        (
            "On Monday in Oslo the justice minister, Ali Daud, signed the truce for the "
            "government, and Omar Said, who calls himself a general, for the Desert Front.",
            {"government", "Desert Front"},
        ),
        (
            "OSLO, March 10 (Wire) — Ali Daud of Chad and Pavel Novak of Niger signed a bundle of "
            "papers here on Monday after a week of talks.",
            {"Chad", "Niger"},
        ),
        ("No, Moldova is not meeting Ukraine in Oslo on Monday.", {"Moldova", "Ukraine"}),
    ],
)
def test_sides_told_by_those_who_come_for_them(read: Read, text: str, sides: set[str]) -> None:
    assert parties(read, text) == sides


def test_who_only_helps_is_no_side_however_often_named(read: Read) -> None:
    found = parties(
        read,
        "OSLO, March 10 (Wire) — Norway mediates. Norway's minister opened the session on Monday. "
        "Chad accepted the draft, and Niger refused it. Norway will call both back.",
    )
    assert found == {"Chad", "Niger"}


@pytest.mark.parametrize(
    "state", ["Sri Lanka", "Saint Lucia", "St. Lucia", "Soviet Union", "Samoa"]
)
def test_a_possessive_hides_no_state(read: Read, state: str) -> None:
    text = f"{state}'s government and the rebels met in Oslo on Monday."
    assert any(state in party for party in parties(read, text))


def test_a_relative_day_counts_from_the_dateline(read: Read) -> None:
    text = "OSLO, 10 March. The third round of talks between Chad and Niger ended here last night."
    (found,) = read(TITLE, text, published="2031-03-12").rounds
    assert found.dates is not None and found.dates.endswith("2031-03-09")


def test_initials_end_no_sentence(read: Read) -> None:
    found = read(
        TITLE,
        "The third round of talks between Chad and Niger opened in Oslo on Monday. The delegation "
        "of Chad is led by the head of its political wing, S. P. Mahamat.",
    )
    assert [p.person for p in found.participants] == ["S. P. Mahamat"]


def test_this_town_is_that_of_the_dateline(read: Read) -> None:
    found = read(
        TITLE,
        "HAKONE, Japan, March 11 (Wire) — Chad and Niger began their sixth set of talks in this "
        "quiet resort on Tuesday. Ali Daud, who stayed in London, was missed.",
    )
    assert [r.place for r in found.rounds] == ["Hakone"]


def test_the_place_of_the_talks_is_not_that_of_a_clause_about_somebody(read: Read) -> None:
    found = read(
        TITLE,
        "The second meeting between Chad and the rebels, who have kept four teachers in Faya, "
        "took place on Monday at the house of a bishop in Moundou. A truce was agreed.",
    )
    assert [r.place for r in found.rounds] == ["Moundou"]


def test_where_a_report_is_written_its_talks_are(read: Read) -> None:
    found = read(
        TITLE,
        "OSLO, March 11 (Wire) — Chad and Niger traded charges on Tuesday while mediators carried "
        "papers from one floor to the other.",
        "Chad's negotiators want a map.",
    )
    assert [(r.place, set(r.parties)) for r in found.rounds] == [("Oslo", {"Chad", "Niger"})]


@pytest.mark.parametrize(
    ("text", "place", "ordinal"),
    [
        ("The envoys of Chad and Niger shook hands in Oslo on Monday.", "Oslo", None),
        ("Chad's envoys met Niger's for a third time in Oslo on Monday.", "Oslo", 3),
        ("The next round between Chad and Niger is set for Oslo on 3 April.", "Oslo", None),
        ("Three days in Oslo, 7-9 March, brought Chad and Niger no closer.", "Oslo", None),
        ("Norway's government received delegations of Chad and Niger in Oslo.", "Oslo", None),
        ("Oslo, 10 March: Chad and Niger exchange lists at a fourth meeting.", "Oslo", 4),
        ("By video link, Chad and Niger spoke on Monday for two hours.", "virtual", None),
    ],
)
def test_talks_that_few_words_tell_of(
    read: Read, text: str, place: str, ordinal: int | None
) -> None:
    found = read(TITLE, f"{text} Nobody had expected much of the truce.").rounds
    assert [(r.place, r.ordinal) for r in found] == [(place, ordinal)]
