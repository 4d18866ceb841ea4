"""Which of the formats on offer a client likes best (RFC 9110, with q-values)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.problems import Problem

HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Range:
    type: str
    subtype: str
    q: float

    @property
    def specificity(self) -> int:
        return (self.type != "*") + (self.subtype != "*")

    def matches(self, media_type: str) -> bool:
        type_, _, subtype = media_type.partition("/")
        return self.type in ("*", type_) and self.subtype in ("*", subtype)


def parse_accept(header: str) -> list[Range]:
    """Ranges that are no media range are passed over; an empty header means anything."""
    ranges = [found for part in header.split(",") if (found := _range(part)) is not None]
    return ranges or ([] if header.strip() else [Range("*", "*", 1.0)])


@lru_cache(maxsize=256)
def choose(header: str | None, offered: tuple[str, ...]) -> str:
    """The best of `offered`; the earlier among equals. Raises a 406 when none will do."""
    ranges = parse_accept(header if header is not None else "*/*")
    ranked = [(*_liking(media_type, ranges), -at) for at, media_type in enumerate(offered)]
    best = max(ranked)
    if best[0] <= 0:
        raise Problem(406, f"This can be had as {', '.join(offered)}.", available=list(offered))
    return offered[-best[2]]


def _liking(media_type: str, ranges: Sequence[Range]) -> tuple[float, int]:
    """q of the most specific range that matches, and how specific that is."""
    fitting = [one for one in ranges if one.matches(media_type)]
    best = max(fitting, key=lambda one: one.specificity, default=None)
    return (best.q, best.specificity) if best is not None else (0.0, 0)


def _range(part: str) -> Range | None:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    type_, slash, subtype = media.partition("/")
    if not slash or not type_ or not subtype or (type_ == "*" and subtype != "*"):
        return None
    return Range(type_, subtype, _quality(parameters))


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
