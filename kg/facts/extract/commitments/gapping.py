"""Promises that share a verb: "A agreed to free 40 men, and B to lift its embargo"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.extract.commitments.pledges import Pledge, plain, type_of
from kg.facts.extract.subjects import Subjects
from kg.terms import CommitmentAction, CommitmentType

_COUNT = (
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|a hundred|hundreds)"
)
_GAPPED = re.compile(
    rf",?\s(?:and|while)\s(?:the\s)?(?P<who><[AJ]\d+>),?\s(?:(?P<same>(?:another\s|some\s|about\s)?{_COUNT}\b[^.;,]{{0,30}})$|(?P<own>to\s[a-z]+\s[^.;]{{4,}}))"
    r"|,\s(?:the\s)?(?P<next><[AJ]\d+>)\s(?P<other>to\s[a-z]+\s[^.;]{4,})"
)


def each(subjects: Subjects, pledge: Pledge) -> Iterator[Pledge]:
    """The pledge up to where another side takes over its verb, and the part of that side."""
    text = pledge.sentence.shape.text
    found = _GAPPED.search(text, pledge.low, pledge.high)
    who = found["who"] or found["next"] if found else None
    side = subjects.side(pledge.sentence.shape.mention(who)) if who else None
    made = pledge.action is CommitmentAction.MADE
    if found is None or who is None or side is None or side in pledge.by or not made:
        yield pledge
        return
    own = _kind(pledge, pledge.low, found.start())
    yield replace(pledge, high=found.start(), kind=own)
    at = text.index(who, found.start())
    part = next(g for g in ("same", "own", "other") if found[g])
    kind = own if part == "same" else _kind(pledge, found.start(part), pledge.high)
    yield from each(subjects, replace(pledge, start=at, low=at, by=(side,), kind=kind))


def _kind(pledge: Pledge, low: int, high: int) -> CommitmentType:
    return type_of(plain(pledge.sentence, low, high))
