"""Solutions made into an answer: plain values, rows of several sources merged, words attached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.queries.question import Question
from kg.queries.words import Words
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
    rounds: list[str] | None = None
    """Ids of all rounds that the question came upon; None when it was asked of everything."""

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


def plain(term: object, base: str, labels: Mapping[str, str]) -> Value:
    """A term as a plain value."""
    if isinstance(term, ox.NamedNode):
        if term.value.startswith(base):
            id = term.value.removeprefix(base)
            return {"id": id, "label": labels.get(term.value) or spoken(id)}
        if term.value.startswith(VOCAB):
            return term.value.rpartition("/")[2]
        return term.value.removeprefix(SULH)
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        if kind == _INTEGER:
            return int(term.value)
        return term.value == "true" if kind == _BOOLEAN else term.value
    return None


def spoken(id: str) -> str:
    """A readable name for what has no label of its own, such as a delegation."""
    kind, _, rest = id.partition("/")
    if kind == "delegation":
        round, _, party = rest.partition("/")
        return f"{party.replace('-', ' ').title()} at {round.replace('-', ' ')}"
    return rest.replace("-", " ")


def merged(
    question: Question, solutions: Iterable[Row], words: Words, base: str
) -> list[dict[str, Any]]:
    """One row for each combination of the merge columns, in the order of the question."""
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for solution in solutions:
        cells = {name: plain(term, base, words.labels) for name, term in solution.items()}
        key = tuple(_key(cells.get(name), cells, name) for name in question.merge)
        row = rows.setdefault(key, {"evidence": []})
        _add_cells(question, row, cells)
        _add_evidence(row, cells, evidence_of(solution, words, base))
    ranked = [([_rank(row.get(n)) for n in question.order], key) for key, row in rows.items()]
    ordered = [rows[key] for _, key in sorted(ranked)]
    for row in ordered:
        row["evidence"].sort(key=lambda e: (e["source"], e["start"] or 0, e["quote"], e["claim"]))
        row.setdefault("contested", False)
    return ordered


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


def evidence_of(solution: Row, words: Words, base: str) -> list[dict[str, Any]]:
    """The words behind one solution, as {source, quote, start, end, claim}."""
    claim, source = solution.get("claim"), solution.get("source")
    if not isinstance(claim, ox.NamedNode) or not isinstance(source, ox.NamedNode):
        return []
    name = source.value.removeprefix(f"{base}source/")
    id = claim.value.removeprefix(base)
    return [{"source": name, **item, "claim": id} for item in words.evidence.get(claim.value, ())]


def _add_evidence(
    row: dict[str, Any], cells: Mapping[str, Any], evidence: list[dict[str, Any]]
) -> None:
    for item in evidence:
        if cells.get("agency"):
            item = {**item, "agency": cells["agency"]}
        if item not in row["evidence"]:
            row["evidence"].append(item)


def _rank(value: Any) -> tuple[int, str]:
    if value is None or value == []:
        return (1, "")
    if isinstance(value, list):
        return _rank(value[0])
    if isinstance(value, dict):
        return (0, str(value.get("label") or value["id"]).casefold())
    return (0, f"{value:09d}" if isinstance(value, int) else str(value))
