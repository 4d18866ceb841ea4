"""A source's text cut into pieces, each with the claims whose evidence covers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """`claims` are numbers (from 1) into the list of claims; `starts` those that begin here."""

    text: str
    claims: tuple[int, ...]
    starts: tuple[int, ...]


def pieces(text: str, claims: Sequence[dict[str, Any]]) -> list[Piece]:
    """The whole text in order: joined, the pieces are the text again."""
    spans = [
        (item["start"], item["end"], number)
        for number, claim in enumerate(claims, 1)
        for item in claim["evidence"]
        if item["start"] is not None and 0 <= item["start"] < item["end"] <= len(text)
    ]
    edges = sorted({0, len(text), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    found, begun = [], set()
    for start, end in pairwise(edges):
        here = sorted({number for s, e, number in spans if s <= start and end <= e})
        starts = [number for number in here if number not in begun]
        begun.update(starts)
        found.append(Piece(text[start:end], tuple(here), tuple(starts)))
    return found
