"""A time line of rounds, as positions for an SVG that the server draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from api.pages.page import exact
from kg.facts.dates import edtf_span

WIDTH = 860.0


@dataclass(frozen=True, slots=True)
class Mark:
    id: str
    label: str
    when: str
    x: float
    low: bool
    current: bool


def _first_day(dates: list[str]) -> tuple[date | None, str]:
    """First day of the most exact date given, and that date; (None, "") where none is known."""
    for text in exact(dates):
        span = edtf_span(text)
        if span.earliest or span.latest:
            return span.earliest or span.latest, text
    return None, ""


def timeline(rounds: list[dict[str, Any]], current: str | None) -> list[Mark]:
    """Marks from left to right, in order of time; rounds without a date are left out."""
    dated = sorted(
        ((day, when, r) for r in rounds for day, when in [_first_day(r["dates"])] if day),
        key=lambda found: (found[0], found[2]["round"]["id"]),
    )
    if not dated:
        return []
    first, last = dated[0][0], dated[-1][0]
    days = max((last - first).days, 1)
    marks = []
    for number, (day, when, row) in enumerate(dated):
        share = (day - first).days / days
        even = (number + 0.5) / len(dated)
        x = round(70 + (0.5 * share + 0.5 * even) * (WIDTH - 140), 1)
        place = row["place"][0]["label"] if row["place"] else row["round"]["label"]
        id = row["round"]["id"]
        marks.append(Mark(id, place, when, x, bool(number % 2), id == current))
    return marks
