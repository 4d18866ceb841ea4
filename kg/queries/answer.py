"""Solutions made into an answer: plain values, rows of several sources merged, words attached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.queries.question import Question
from kg.store.base import Row
from kg.terms import PREFIXES, SULH, VOCAB

_INTEGER = f"{PREFIXES['xsd']}integer"
_BOOLEAN = f"{PREFIXES['xsd']}boolean"
Value = str | int | bool | dict[str, str] | None


@dataclass
class Answer:
    """`rows` hold plain values, `evidence` ([{source, quote, start, end, claim}]) and `contested`.

    An entity is {"id": "person/jane-doe", "label": "Jane Doe"}; a concept is its notation.
    """

    question: Question
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        return [column.name for column in self.question.columns]

    def to_json(self) -> dict[str, Any]:
        return {"question": self.question.title, "columns": self.columns, "rows": self.rows}

    def table(self) -> tuple[list[str], list[list[Any]]]:
        """Column names and cells for a person: labels, and the sources that say so."""
        hidden = {c.name for c in self.question.columns if "for machines" in c.help}
        names = [name for name in self.columns if name not in hidden]
        rows = [
            [*(_shown(row.get(name)) for name in names), _flag(row), sources_of(row)]
            for row in self.rows
        ]
        return [*names, "contested", "sources"], rows


def sources_of(row: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(item["source"] for item in row.get("evidence", ())))


def _flag(row: Mapping[str, Any]) -> str:
    return "contested" if row.get("contested") else ""


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return value.get("label") or value.get("value") or value.get("id")
    if isinstance(value, (list, tuple)):
        return [_shown(item) for item in value]
    return value


def plain(term: object, base: str) -> Value:
    """A term as a plain value; an entity's label is filled in by the caller."""
    if isinstance(term, ox.NamedNode):
        if term.value.startswith(base):
            return {"id": term.value.removeprefix(base)}
        if term.value.startswith(VOCAB):
            return term.value.rpartition("/")[2]
        return term.value.removeprefix(SULH)
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        if kind == _INTEGER:
            return int(term.value)
        return term.value == "true" if kind == _BOOLEAN else term.value
    return None


def merged(question: Question, solutions: Iterable[Row], base: str) -> list[dict[str, Any]]:
    """One row for each combination of the merge columns, in the order of the question."""
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for solution in solutions:
        cells = _cells(solution, base)
        key = tuple(_key(cells.get(name), cells, name) for name in question.merge)
        row = rows.setdefault(key, {"evidence": [], "claims": []})
        _add_cells(question, row, cells)
        _add_evidence(row, cells)
    ordered = sorted(rows.values(), key=lambda row: [_rank(row.get(n)) for n in question.order])
    for row in ordered:
        row["evidence"].sort(key=lambda e: (e["source"], e["start"] or 0, e["quote"]))
        row.setdefault("contested", False)
        del row["claims"]
    return ordered


def _cells(solution: Row, base: str) -> dict[str, Any]:
    cells: dict[str, Any] = {name: plain(term, base) for name, term in solution.items()}
    for name in [name for name in cells if name.endswith("Label")]:
        entity = cells.get(name.removesuffix("Label"))
        if isinstance(entity, dict):
            entity["label"] = cells[name] or entity["id"].rpartition("/")[2]
    return cells


def _key(value: Any, cells: Mapping[str, Any], name: str) -> str:
    """An unnamed person is nobody else: each claim of one is a row of its own."""
    if name == "unnamed":
        return "" if cells.get("person") else str(cells.get("claim"))
    return str(value["id"] if isinstance(value, dict) else value)


def _add_cells(question: Question, row: dict[str, Any], cells: Mapping[str, Any]) -> None:
    for column in question.columns:
        value = cells.get(column.name)
        if not column.listed:
            row.setdefault(column.name, value)
            if row[column.name] is None:
                row[column.name] = value
            continue
        values = row.setdefault(column.name, [])
        if value is not None and value not in values:
            values.append(value)
            values.sort(key=_rank)


def _add_evidence(row: dict[str, Any], cells: Mapping[str, Any]) -> None:
    source, claim = cells.get("source"), cells.get("claim")
    if not isinstance(source, dict) or not isinstance(claim, dict):
        return
    item = {
        "source": source["id"].removeprefix("source/"),
        "quote": cells.get("quote_"),
        "start": cells.get("start_"),
        "end": cells.get("end_"),
        "claim": claim["id"],
    }
    if item["quote"] is not None and item not in row["evidence"]:
        row["evidence"].append(item)


def _rank(value: Any) -> tuple[int, str]:
    if value is None or value == []:
        return (1, "")
    if isinstance(value, list):
        return _rank(value[0])
    if isinstance(value, dict):
        return (0, str(value.get("label") or value["id"]).casefold())
    return (0, f"{value:09d}" if isinstance(value, int) else str(value))
