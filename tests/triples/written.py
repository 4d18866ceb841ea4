"""Sheets of an invented world, resolved and written as the build does it."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.facts.entities import Entity, Registry
from kg.facts.model import Sheet
from kg.facts.resolution import Resolution, resolve
from kg.facts.rounds import RoundBook
from kg.terms import PREFIXES
from kg.triples.entities import entity_quads
from kg.triples.write import write

BASE = "https://w3id.org/sulh/id/"
ROUND = {"id": "bergdorf", "place": "Bergdorf", "dates": "2031-05-04", "evidence": ["in Bergdorf"]}
THE_ROUND = "round/herald-bergdorf-2031-05"


def sheet_of(**parts: Any) -> Sheet:
    """A sheet of the source `herald`, with one round unless it has its own."""
    return Sheet.model_validate({"source": {"id": "herald"}, "rounds": [ROUND], **parts})


def resolved(sheet: Sheet) -> Resolution:
    registry = Registry()
    return resolve(sheet, registry, RoundBook(registry))


def quads_of(sheet: Sheet, text: str | None = None) -> list[ox.Quad]:
    return write(sheet, resolved(sheet), base=BASE, text=text)


def with_entities(sheet: Sheet, text: str | None = None) -> list[ox.Quad]:
    """The graph of a sheet and of everything it speaks of."""
    names = resolved(sheet)
    quads = write(sheet, names, base=BASE, text=text)
    commitments = {names.commitment(index) for index in range(len(sheet.commitments))}
    ids = {*names.names, *names.rounds.values(), *commitments}
    entities = [Entity(id, id.partition("/")[0], {"en": id}) for id in sorted(ids)]
    return quads + entity_quads(entities, base=BASE)


def said(quads: list[ox.Quad]) -> set[tuple[str, str, str]]:
    """Triples as (id, property, id or value), with prefixes where there are any."""
    return {(_short(quad.subject), _short(quad.predicate), _short(quad.object)) for quad in quads}


def _short(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    assert not isinstance(term, (ox.BlankNode, ox.Triple)), f"{term} has no name"
    text = term.value
    if isinstance(term, ox.NamedNode):
        if text.startswith(BASE):
            return text.removeprefix(BASE)
        for prefix, namespace in PREFIXES.items():
            if text.startswith(namespace):
                return f"{prefix}:{text.removeprefix(namespace)}"
    return text
