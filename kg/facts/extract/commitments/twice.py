"""Promises that a text tells more than once."""

from __future__ import annotations

from kg.facts.extract.commitments.ledger import QUIET
from kg.facts.extract.commitments.pledges import Pledge, plain
from kg.facts.extract.text.reading import Reading
from kg.terms import CommitmentAction, CommitmentType, Modality


def told_once(reading: Reading, pledges: list[Pledge]) -> list[Pledge]:
    kept: list[Pledge] = []
    for pledge in sorted(pledges, key=_rank):
        if not any(_same(reading, pledge, other) for other in kept):
            kept.append(pledge)
    return sorted(kept, key=lambda p: (p.sentence.index, p.low))


def _rank(pledge: Pledge) -> tuple[bool, int, bool, int, int]:
    plain_made = pledge.action is CommitmentAction.MADE and pledge.modality is Modality.ASSERTED
    return pledge.weak, pledge.sentence.index, plain_made, len(pledge.by), pledge.low


def _same(reading: Reading, one: Pledge, other: Pledge) -> bool:
    unclear = one.weak and one.kind is CommitmentType.OTHER
    if unclear and one.sentence is other.sentence and _overlap(one, other):
        return True
    if one.sentence is other.sentence and _overlap(one, other) and _undone(one, other):
        return True
    key, twin = ((p.kind, p.action, p.modality, frozenset(p.by)) for p in (one, other))
    if key != twin:
        return False
    if one.sentence is other.sentence:
        return _overlap(one, other) or one.weak
    if one.kind is CommitmentType.OTHER or (one.listed and other.listed):
        return _alike(
            plain(one.sentence, one.low, one.high), plain(other.sentence, other.low, other.high)
        )
    rounds = {reading.round_at(p.sentence.start) for p in (one, other)}
    return (
        len(rounds) == 1
        or (one.weak and one.kind in QUIET)
        or one.action is not CommitmentAction.MADE
    )


def _undone(one: Pledge, other: Pledge) -> bool:
    """A promise that is denied was not made by these words; one owed by one side is not by both."""
    made = CommitmentAction.MADE
    if (
        one.action is not made
        or one.kind is not other.kind
        or one.modality is not Modality.ASSERTED
    ):
        return False
    if other.action is made and other.modality is Modality.ASSERTED:
        same_words = one.low == other.low
        return (one.weak or same_words) and set(other.by) < set(one.by)
    return other.action is made and other.modality is Modality.DENIED


def _overlap(one: Pledge, other: Pledge) -> bool:
    return one.low < other.high and other.low < one.high


def _alike(one: str, other: str) -> bool:
    a, b = set(one.lower().split()), set(other.lower().split())
    return len(a & b) * 2 > min(len(a), len(b))
