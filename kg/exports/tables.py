"""The facts as CSV tables for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from kg.facts.model import Sheet
from kg.store.base import View
from kg.triples.mapping import CLAIMS, Claim, Field, worked_out
from kg.triples.read import read, worked_out_values

Values = dict[str, list[dict[str, list[str]]]]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables(view: View, base: str) -> dict[str, bytes]:
    """File name → CSV, one table a kind of fact, one for the sources, and a dictionary.

    Columns named `…_id` join the tables across sources: they hold ids of the graph.
    """
    graphs = [graph for graph in view.graphs() if graph.startswith(f"{base}source/")]
    taken = [_read(view, graph, base) for graph in graphs]
    files = {"sources.csv": _csv(*_sources([sheet for sheet, _ in taken]))}
    for claim in CLAIMS:
        rows = [row for sheet, more in taken for row in _rows(claim, sheet, more, base)]
        files[f"{claim.kind}.csv"] = _csv([name for name, _ in _columns(claim)], rows)
    files["dictionary.csv"] = _csv(["table", "column", "meaning"], list(_dictionary()))
    return files


def _read(view: View, graph: str, base: str) -> tuple[Sheet, Values]:
    quads = list(view.quads(graph))
    return read(quads, base=base), worked_out_values(quads)


def _rows(claim: Claim, sheet: Sheet, more: Values, base: str) -> Iterator[list[str]]:
    facts = sheet.model_dump(mode="json", by_alias=True)[claim.kind]
    for fact, values in zip(facts, more[claim.kind], strict=True):
        added = {name: [v.removeprefix(base) for v in found] for name, found in values.items()}
        cells = {**fact, **added, "source": sheet.source.id}
        yield [_cell(cells.get(name)) for name, _ in _columns(claim)]


def _columns(claim: Claim) -> Iterator[tuple[str, str]]:
    """Name and meaning, in the order of the table."""
    yield "source", "Id of the source that says so; see sources.csv"
    for field in claim.fields:
        yield field.attribute.rstrip("_"), _meaning(field)
    for name, _ in worked_out(claim):
        kind = "Id in the graph, the same in all tables and sources"
        yield name, kind if name.endswith("_id") else "Bound of the EDTF date, a day"
    yield "evidence", "The exact words, several parted by ' | '"
    yield "modality", "asserted, denied, planned or hypothetical"
    yield "according_to", "Whom the source itself names as its authority"
    yield "inferred", "Columns whose value was worked out, not written"


def _meaning(field: Field) -> str:
    if field.shape in ("concept", "concepts"):
        return f"word of the scheme {field.link}"
    return {"date": "EDTF date", "number": "whole number"}.get(field.shape, "as written")


def _dictionary() -> Iterator[list[str]]:
    inert = "An apostrophe comes before a cell that begins with = + - @"
    yield ["every table", "every column", inert]
    for claim in CLAIMS:
        yield from ([f"{claim.kind}.csv", name, meaning] for name, meaning in _columns(claim))


def _sources(sheets: list[Sheet]) -> tuple[list[str], list[list[str]]]:
    rows = [sheet.source.model_dump(mode="json") for sheet in sheets]
    names = list(rows[0]) if rows else ["id"]
    return names, [[_cell(row[name]) for name in names] for row in rows]


def _cell(value: Any) -> str:
    text = " | ".join(str(item) for item in value) if isinstance(value, list) else value
    return "" if text is None else _inert(str(text))


def _inert(text: str) -> str:
    """Words of the news must not run: a spreadsheet takes what begins so for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(names: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue().encode()
