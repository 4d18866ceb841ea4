"""A time line of rounds, as positions for an SVG that the server draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

WIDTH = 860.0


@dataclass(frozen=True, slots=True)
class Mark:
    id: str
    label: str
    when: str
    x: float
    low: bool
    current: bool


def timeline(rounds: list[dict[str, Any]], current: str | None) -> list[Mark]:
    """Marks from left to right, in order of time; rounds without a date are left out."""
    dated = sorted(
        ((min(r["earliest"]), r) for r in rounds if r["earliest"]),
        key=lambda pair: (pair[0], pair[1]["round"]["id"]),
    )
    if not dated:
        return []
    first, last = (date.fromisoformat(dated[at][0]) for at in (0, -1))
    days = max((last - first).days, 1)
    marks = []
    for number, (day, row) in enumerate(dated):
        share = (date.fromisoformat(day) - first).days / days
        even = (number + 0.5) / len(dated)
        x = round(70 + (0.5 * share + 0.5 * even) * (WIDTH - 140), 1)
        place = row["place"][0]["label"] if row["place"] else row["round"]["label"]
        id = row["round"]["id"]
        marks.append(Mark(id, place, day, x, bool(number % 2), id == current))
    return marks
