"""The graph for other programs: N-Quads (canonical), TriG, Turtle, JSON-LD, and CSV tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import UsageError
from kg.facts.model import Sheet
from kg.store.base import View
from kg.terms import PREFIXES, SULH
from kg.triples.mapping import CLAIMS
from kg.triples.read import read

_GRAPHS = {"trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
FORMS = ("nquads", "trig", "turtle", "jsonld", "csv")
_ALL = ("evidence", "modality", "according_to", "inferred")


def export(view: View, form: str, *, base: str) -> dict[str, bytes]:
    """File name → content. Only CSV has several files. Raises UsageError for another form."""
    if form == "nquads":
        lines = sorted(f"{quad} .\n" for quad in _quads(view))
        return {"sulh.nq": "".join(lines).encode()}
    if form == "turtle":
        triples = {ox.Triple(q.subject, q.predicate, q.object) for q in _quads(view)}
        ordered = sorted(triples, key=str)
        data = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        return {"sulh.ttl": data or b""}
    if form in _GRAPHS:
        data = ox.serialize(_quads(view), format=_GRAPHS[form], prefixes=PREFIXES)
        return {f"sulh.{form}": data or b""}
    if form == "csv":
        return _tables(view, base)
    raise UsageError(f"{form!r} is no form of export; there are {', '.join(FORMS)}.")


def write_export(files: dict[str, bytes], target: Path) -> list[Path]:
    """A single file goes to `target`, several into the folder `target`."""
    if len(files) == 1 and not target.is_dir():
        target.write_bytes(next(iter(files.values())))
        return [target]
    target.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
    return [target / name for name in files]


def _quads(view: View) -> list[ox.Quad]:
    """All quads but those by which the store knows what it holds, in a fixed order."""
    state = {ox.NamedNode(f"{SULH}builtFrom"), ox.NamedNode(f"{SULH}corpusHash")}
    return sorted((q for q in view.quads() if q.predicate not in state), key=_by_graph)


def _by_graph(quad: ox.Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _tables(view: View, base: str) -> dict[str, bytes]:
    sheets = [sheet for graph in view.graphs() if (sheet := _sheet(view, graph, base))]
    files = {"sources.csv": _csv(*_sources(sheets))}
    for claim in CLAIMS:
        names = [field.attribute.rstrip("_") for field in claim.fields]
        rows = [
            [sheet.source.id, *(_cell(fact.get(name)) for name in (*names, *_ALL))]
            for sheet in sheets
            for fact in sheet.model_dump(mode="json", by_alias=True)[claim.kind]
        ]
        files[f"{claim.kind}.csv"] = _csv(["source", *names, *_ALL], rows)
    files["dictionary.csv"] = _csv(["table", "column", "meaning"], list(_dictionary()))
    return files


def _sheet(view: View, graph: str, base: str) -> Sheet | None:
    return read(view.quads(graph), base=base) if graph.startswith(f"{base}source/") else None


def _sources(sheets: list[Sheet]) -> tuple[list[str], list[list[str]]]:
    rows = [sheet.source.model_dump(mode="json") for sheet in sheets]
    names = list(rows[0]) if rows else ["id"]
    return names, [[_cell(row[name]) for name in names] for row in rows]


def _dictionary() -> Iterator[list[str]]:
    meanings = {
        "source": "Id of the source that says so; see sources.csv",
        "evidence": "The exact words, several parted by ' | '",
        "modality": "asserted, denied, planned or hypothetical",
        "according_to": "Whom the source itself names as its authority",
        "inferred": "Columns whose value was worked out, not written",
    }
    for claim in CLAIMS:
        for name, meaning in meanings.items():
            yield [f"{claim.kind}.csv", name, meaning]
        for field in claim.fields:
            meaning = {"date": "EDTF date", "number": "whole number"}.get(field.shape, "as written")
            if field.shape in ("concept", "concepts"):
                meaning = f"word of the scheme {field.link}"
            yield [f"{claim.kind}.csv", field.attribute.rstrip("_"), meaning]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return " | ".join(str(item) for item in value)
    return "" if value is None else str(value)


def _csv(names: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue().encode()
