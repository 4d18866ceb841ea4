"""A pair that may be one thing, and how its score comes about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.facts.names import SUGGEST, Explained, compare
from kg.matching.known import Known, Mention

ENOUGH_ALONE = 0.78
"""Below this, names agree in part only: something else must speak for the pair too."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`a` sorts before `b`. `score` from 0 to 1; the best come first."""

    a: Known
    b: Known
    score: float
    reasons: tuple[str, ...]

    @property
    def order(self) -> tuple[float, str, str]:
        return -self.score, self.a.id, self.b.id

    def to_json(self) -> dict[str, Any]:
        return {
            "a": _side(self.a),
            "b": _side(self.b),
            "kind": self.a.room,
            "score": self.score,
            "reasons": list(self.reasons),
        }


def _side(known: Known) -> dict[str, Any]:
    return {
        "id": known.id,
        "label": known.label,
        "names": known.names,
        "mentions": [_mention(mention) for mention in known.mentions[:10]],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "name": mention.name,
        "source": mention.source,
        "quote": mention.quote,
        "round": mention.round,
        "for": mention.side,
        "posts": list(mention.posts),
    }


def suggest(one: Known, two: Known) -> Suggestion | None:
    """None where the names differ too much, or where one source names both at one table."""
    if (one.sure and two.sure) or one.seats & two.seats:
        return None
    best = _best(one, two)
    if not best.likely:
        return None
    shared, apart = _context(one, two)
    if best.score < ENOUGH_ALONE and not shared:
        return None
    score = best.score + 0.02 * len(shared) - 0.06 * len(apart)
    if score < SUGGEST:
        return None
    a, b = sorted((one, two), key=lambda known: known.id)
    reasons = (*best.reasons, *shared, *apart)
    return Suggestion(a, b, round(min(score, 0.99), 3), reasons)


def _best(one: Known, two: Known) -> Explained:
    return max(
        (compare(x, y, one.room) for x in one.names for y in two.names),
        key=lambda found: found.score,
    )


def _context(one: Known, two: Known) -> tuple[list[str], list[str]]:
    """What else speaks for one thing, and what against it."""
    shared, apart = [], []
    for what, left, right in (
        ("round", one.rounds, two.rounds),
        ("side", one.sides, two.sides),
        ("post", one.posts, two.posts),
    ):
        both = sorted(left & right)
        if both:
            shared.append(f"the same {what}: {both[0]}")
        elif what == "side" and left and right:
            apart.append("for different sides")
    if one.sources & two.sources:
        apart.append("one source writes both")
    return shared, apart
