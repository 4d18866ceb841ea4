"""What a round brought, from what was promised at it and what is said of its end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet
from kg.terms import RoundOutcome

Read = Callable[..., Sheet]
TITLE = "Third round of talks between Norway and Chad ends in Oslo"
OPENING = (
    "The third round of peace talks between Norway and Chad was held in Oslo on 10 March 2031."
)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The two sides agreed to a ceasefire.", [RoundOutcome.CEASEFIRE]),
        ("Both sides agreed to extend the truce by a month.", [RoundOutcome.CEASEFIRE_EXTENSION]),
        ("Norway and Chad agreed to meet again.", [RoundOutcome.AGREEMENT_TO_MEET_AGAIN]),
        ("The two sides agreed to release all prisoners.", [RoundOutcome.PARTIAL_AGREEMENT]),
        ("The meeting ended without a deal.", [RoundOutcome.NO_AGREEMENT]),
        ("The two sides were unable to bridge their differences.", [RoundOutcome.NO_AGREEMENT]),
        ("On the second evening the Chadians walked out.", [RoundOutcome.PARTY_WALKOUT]),
    ],
)
def test_outcomes(read: Read, sentence: str, wanted: list[RoundOutcome]) -> None:
    rounds = read(TITLE, OPENING, sentence).rounds
    assert [r.outcomes for r in rounds] == [wanted]
    assert "outcomes" in rounds[0].inferred


@pytest.mark.parametrize(
    "sentence",
    [
        "Chad promised to release all prisoners.",
        "If Norway insists, Chad may have walked out by Sunday.",
        "Norway said it would never have left the table.",
        "The sides want a comprehensive settlement of the old dispute.",
    ],
)
def test_no_outcome(read: Read, sentence: str) -> None:
    assert [r.outcomes for r in read(TITLE, OPENING, sentence).rounds] == [[]]


def test_a_round_to_come_has_brought_nothing(read: Read) -> None:
    found = read(
        "Norway and Chad to meet in Oslo",
        "The third round of talks between Norway and Chad will be held in Oslo on 20 March 2031.",
        "The two sides have agreed to a ceasefire.",
    ).rounds
    assert all(not r.outcomes for r in found)
