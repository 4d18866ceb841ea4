"""What a question adds that SPARQL says badly: counts, intervals, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from kg.facts.dates import edtf_span
from kg.queries.independence import independent
from kg.queries.question import Question

Rows = list[dict[str, Any]]


def derived(question: Question, rows: Rows) -> Rows:
    if not question.derive:
        return rows
    rule, *arguments = question.derive
    return _RULES[rule](rows, *arguments)


def _several(rows: Rows, column: str) -> Rows:
    return [row for row in rows if len(row[column]) > 1]


def _count_independent(rows: Rows) -> Rows:
    for row in rows:
        row["independent"] = len(independent(row["evidence"]))
    return rows


def _count_parties(rows: Rows) -> Rows:
    for row in rows:
        row["parties"] = len(row["party"])
    return sorted(rows, key=lambda row: -row["parties"])


def _gaps(rows: Rows) -> Rows:
    for row in rows:
        missing = [name for name in ("dates", "place") if not row[name]]
        if len({item["source"] for item in row["evidence"]}) < 2:
            missing.insert(0, "second source")
        row["missing"] = missing
    return [row for row in rows if row["missing"]]


def _intervals(rows: Rows) -> Rows:
    """Days from the latest end of the round before to the earliest start of this one."""
    rows.sort(key=lambda row: (_label(row["process"]), _start(row) or date.max))
    for before, row in pairwise(rows):
        row["daysSince"] = None
        start, end = _start(row), _end(before)
        if before["process"] == row["process"] and start and end:
            row["daysSince"] = (start - end).days
    if rows:
        rows[0]["daysSince"] = None
    return rows


def _label(entity: dict[str, str] | None) -> str:
    return entity["label"] if entity else ""


def _start(row: dict[str, Any]) -> date | None:
    return min((d for text in row["dates"] if (d := edtf_span(text).earliest)), default=None)


def _end(row: dict[str, Any]) -> date | None:
    return max((d for text in row["dates"] if (d := edtf_span(text).latest)), default=None)


_RULES: dict[str, Callable[..., Rows]] = {
    "several": _several,
    "count_independent": _count_independent,
    "count_parties": _count_parties,
    "gaps": _gaps,
    "intervals": _intervals,
}
