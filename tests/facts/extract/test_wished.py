"""Wishes that nouns, predicates and inverted clauses tell, and whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet

Read = Callable[..., Sheet]
TITLE = "Second round of talks between Norway and Chad closes in Oslo"
OPENING = (
    "The second round of peace talks between Norway and Chad closed in Oslo on 10 March 2031. "
    "The Norwegian delegation was led by the deputy foreign minister, Ingrid Vass."
)


@pytest.mark.parametrize(
    ("words", "by", "kind", "text"),
    [
        ("Chad's main demand is a road to the lake.", "Chad", "demand", "A road to the lake."),
        (
            "Autonomy and a third of the seats are among the demands of Chad.",
            "Chad",
            "demand",
            "Autonomy and a third of the seats.",
        ),
        (
            "The release of the pilots is a precondition for Norway.",
            "Norway",
            "condition",
            "The release of the pilots.",
        ),
        (
            "For Chad, the islands are not negotiable.",
            "Chad",
            "rejection",
            "For Chad, the islands are not negotiable.",
        ),
        (
            "The islands are not up for discussion, Ingrid Vass said.",
            "Norway",
            "rejection",
            "The islands are not up for discussion.",
        ),
        (
            "Norway came with a plan for a joint park.",
            "Norway",
            "proposal",
            "A joint park.",
        ),
        (
            "The idea of a joint park was turned down by Chad.",
            "Chad",
            "rejection",
            "The idea of a joint park.",
        ),
        (
            "Until the pilots are home, Norway will not talk about the islands.",
            "Norway",
            "condition",
            "Until the pilots are home, Norway will not talk about the islands.",
        ),
        (
            "Chad says it will open the road only after a vote in parliament.",
            "Chad",
            "condition",
            "Open the road only after a vote in parliament.",
        ),
        (
            "No amnesty for those who burnt the boats, says Norway.",
            "Norway",
            "rejection",
            "No amnesty for those who burnt the boats.",
        ),
        (
            "Norway is willing to pull its boats back by a mile.",
            "Norway",
            "proposal",
            "To pull its boats back by a mile.",
        ),
        (
            "Chad is opposed to foreign observers on the ice.",
            "Chad",
            "rejection",
            "Foreign observers on the ice.",
        ),
    ],
)
def test_who_wants_what(read: Read, words: str, by: str, kind: str, text: str) -> None:
    (fact,) = read(TITLE, OPENING, words).positions
    assert (fact.by, fact.kind, fact.text) == (by, kind, text)


def test_a_list_after_a_colon(read: Read) -> None:
    words = (
        "Chad came with three demands: the release of the pilots, a new road and a joint apology."
    )
    found = read(TITLE, OPENING, words).positions
    assert [f.text for f in found] == [
        "The release of the pilots.",
        "A new road.",
        "A joint apology.",
    ]


def test_the_first_of_two_conditions(read: Read) -> None:
    words = "Chad set two conditions for a signature. The first is the release of the pilots."
    found = read(TITLE, OPENING, words).positions
    assert ("Chad", "condition", "The release of the pilots.") in [
        (f.by, f.kind, f.text) for f in found
    ]


def test_two_sides_want_two_things_in_one_sentence(read: Read) -> None:
    words = "Norway is demanding the release of the pilots, while Chad wants the islands."
    found = read(TITLE, OPENING, words).positions
    assert [(f.by, f.text) for f in found] == [
        ("Norway", "The release of the pilots."),
        ("Chad", "The islands."),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The minister plans to travel to Bergen in spring.",
        "The demand for fish fell in the winter.",
        "Norway's weather is not negotiable, the fishermen joke.",
        "The line on the map is red and thick.",
        "His Excellency's offer of tea is on the desk of both.",
    ],
)
def test_no_wish_of_a_side(read: Read, words: str) -> None:
    assert not read(TITLE, OPENING, words).positions


@pytest.mark.parametrize(
    ("words", "by", "kind"),
    [
        ("Norway rejected Chad's calls for a new map.", {"Norway", "Chad"}, None),
        ("Norway branded the conditions of the hosts unacceptable.", {"Norway"}, "rejection"),
        ("Chad is adamant that the boats must leave the lake.", {"Chad"}, "demand"),
        ("Chad would settle for nothing less than a road.", {"Chad"}, "demand"),
        ("Norway has made the road a condition of any aid.", {"Norway"}, "condition"),
        ("The boats must leave the lake first, Chad said in a statement.", {"Chad"}, "demand"),
    ],
)
def test_more_ways_of_wanting(read: Read, words: str, by: set[str], kind: str | None) -> None:
    found = read(TITLE, OPENING, words).positions
    assert {f.by for f in found} == by
    assert kind is None or {str(f.kind) for f in found} == {kind}


def test_a_demand_that_was_dropped_is_none(read: Read) -> None:
    assert not read(TITLE, OPENING, "Chad dropped its demand for a road to the lake.").positions


def test_who_rejects_calls_does_not_make_them(read: Read) -> None:
    words = "Norway rejected foreign calls for an immediate release of the pilots."
    (fact,) = read(TITLE, OPENING, words).positions
    assert (fact.by, fact.kind) == ("Norway", "rejection")


@pytest.mark.parametrize(
    "words",
    [
        "Neither side has accepted the draft of the hosts.",
        "The Norwegians did not shake hands until the cameras came.",
    ],
)
def test_what_only_happened_is_no_position(read: Read, words: str) -> None:
    assert not read(TITLE, OPENING, words).positions
