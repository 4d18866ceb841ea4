"""Wanted is not agreed: demands, offers, conditions, refusals, each with its side."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet
from kg.terms import Modality, PositionKind

Read = Callable[..., Sheet]
TITLE = "Third round of talks between Norway and Chad opens in Oslo"
OPENING = (
    "The third round of peace talks between Norway and Chad opened in Oslo on 10 March 2031. "
    "The Chadian delegation is led by Foreign Minister Idris Hamdoun."
)


@pytest.mark.parametrize(
    ("sentence", "by", "kind"),
    [
        ("Norway demands the return of its soldiers.", "Norway", PositionKind.DEMAND),
        ("Chad wants arrest warrants lifted for six officers.", "Chad", PositionKind.DEMAND),
        ("Chad proposed a corridor without soldiers.", "Chad", PositionKind.PROPOSAL),
        ("Norway floated a reopening of trade.", "Norway", PositionKind.PROPOSAL),
        (
            "Chad says it will not sign until the prisoners are home.",
            "Chad",
            PositionKind.CONDITION,
        ),
        ("Chad rejected the plan for a buffer zone.", "Chad", PositionKind.REJECTION),
        (
            "Norway has said that Chad must disarm before any accord can be signed.",
            "Norway",
            PositionKind.CONDITION,
        ),
        (
            "The day closed with Chadian officials urging Norway to pay.",
            "Chad",
            PositionKind.DEMAND,
        ),
        (
            "Norway hinted that until the pull-out was settled nothing else could move.",
            "Norway",
            PositionKind.CONDITION,
        ),
        (
            "“The talks can still be held if there are guarantees,” Hamdoun said.",
            "Chad",
            PositionKind.CONDITION,
        ),
        ("Norway set Chad aside and imposed a new condition.", "Norway", PositionKind.CONDITION),
        ("Norway does not recognise the court.", "Norway", PositionKind.REJECTION),
        ("“We want the prisoners home by May,” Hamdoun said.", "Chad", PositionKind.DEMAND),
        ("“Norway must leave Faya,” Hamdoun said.", "Chad", PositionKind.DEMAND),
        ("“We propose a joint port,” Hamdoun said.", "Chad", PositionKind.PROPOSAL),
        ("“We will never give up our coast,” Hamdoun said.", "Chad", PositionKind.REJECTION),
        ("Chad says access to the sea is a must.", "Chad", PositionKind.DEMAND),
        ("Norway insists the memorandum stays.", "Norway", PositionKind.DEMAND),
        ("Chad tied further talks to a release.", "Chad", PositionKind.CONDITION),
        (
            "Chad made it clear that a base was out of the question.",
            "Chad",
            PositionKind.REJECTION,
        ),
        ("According to Chad, Norway must first leave Faya.", "Chad", PositionKind.DEMAND),
    ],
)
def test_positions(read: Read, sentence: str, by: str, kind: PositionKind) -> None:
    found = read(TITLE, OPENING, sentence).positions
    assert [(p.by, p.kind) for p in found] == [(by, kind)]
    assert all(quote in sentence for quote in found[0].evidence)


def test_expected_proposals_are_planned_and_counted_one_by_one(read: Read) -> None:
    found = read(
        TITLE,
        OPENING,
        "Chad is expected to present proposals aimed at reopening roads, freeing captives "
        "and ending raids.",
    ).positions
    assert [(p.kind, p.modality) for p in found] == [(PositionKind.PROPOSAL, Modality.PLANNED)] * 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway declined to comment.",
        "Reporters asked for more chairs.",
        "The demands cannot both be met.",
        "Does Chad want the court to decide?",
        "Chad's demands reached the mediator on Monday.",
        "Norway thanked Chad, which offered its hospitality.",
        "The bombing was the work of men seeking to sabotage the talks.",
    ],
)
def test_no_position(read: Read, sentence: str) -> None:
    assert not read(TITLE, OPENING, sentence).positions


def test_a_headline_is_not_counted_beside_the_text(read: Read) -> None:
    found = read(
        "Norway demands the return of its soldiers", OPENING, "Norway demands its men back."
    )
    assert [p.text for p in found.positions] == ["Its men back."]


def test_what_is_refused_ends_with_the_quotation(read: Read) -> None:
    sentence = "“Norway refuses to accept the terms,” said Hamdoun, who wore a hat."
    found = read(TITLE, OPENING, sentence).positions
    assert [p.text for p in found] == ["To accept the terms."]


def test_demands_that_are_counted_belong_to_the_side_before(read: Read) -> None:
    found = read(
        TITLE,
        OPENING,
        "Chad outlined two demands. The first demand was for a second mediator. "
        "The second demand, as stipulated by Norway, was for a longer lunch.",
    ).positions
    assert [(p.by, p.text) for p in found if p.kind is PositionKind.DEMAND] == [
        ("Chad", "A second mediator."),
        ("Norway", "A longer lunch."),
    ]


def test_conditions_that_are_listed_are_told_one_by_one(read: Read) -> None:
    sentence = "Chad has set two conditions: the release of its pilots, and a truce at sea."
    found = read(TITLE, OPENING, sentence).positions
    assert [(p.by, p.kind, p.text) for p in found] == [
        ("Chad", PositionKind.CONDITION, "The release of its pilots."),
        ("Chad", PositionKind.CONDITION, "A truce at sea."),
    ]


def test_a_refusal_is_told_with_its_not(read: Read) -> None:
    found = read(TITLE, OPENING, "Chad will not leave the hill until Norway pays.").positions
    assert [p.text for p in found] == ["Will not leave the hill until Norway pays."]
