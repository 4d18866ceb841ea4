"""An edit of the store, ready before anything is touched, and the log of what edits touched."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import UsageError
from kg.store import guard
from kg.store.base import DEFAULT
from kg.store.engine import engine_errors, graph_name
from kg.store.lexer import with_using

BULK = 50_000
"""Quads above which an empty engine is filled in bulk."""


@dataclass(frozen=True, slots=True)
class Edit:
    """`touched` holds the graphs it changes, None when only the engine could tell."""

    graphs: Mapping[str, list[ox.Quad]]
    drop: tuple[str, ...]
    text: str
    touched: frozenset[str] | None
    keeps: bool = False
    base: str | None = None

    @classmethod
    def of_graphs(cls, graphs: Mapping[str, Iterable[ox.Quad]], drop: Sequence[str]) -> Edit:
        ready = {graph: [_placed(quad, graph) for quad in quads] for graph, quads in graphs.items()}
        return cls(ready, tuple(drop), "", frozenset(ready) | frozenset(drop))

    @classmethod
    def of_addition(cls, graph: str, quads: Iterable[ox.Quad]) -> Edit:
        ready = {graph: [_placed(quad, graph) for quad in quads]}
        return cls(ready, (), "", frozenset([graph]), keeps=True)

    @classmethod
    def of_update(
        cls, text: str, using: Sequence[str] | None, named: Sequence[str], base: str | None
    ) -> Edit:
        guard.check_update(text, base)
        placed = text if using is None and not named else with_using(text, using or (), named)
        return cls({}, (), placed, None, base=base)

    def is_bulk(self, engine: ox.Store) -> bool:
        """Is it faster to fill a new engine than to change this one?"""
        size = sum(len(quads) for quads in self.graphs.values())
        return not self.text and not self.keeps and size > BULK and size > len(engine) // 4

    def run(self, engine: ox.Store) -> None:
        """In one transaction."""
        with engine_errors(self.text, "update"):
            engine.update(self.text or self.as_update(), base_iri=self.base)

    def applied(self, engine: ox.Store) -> Iterator[ox.Quad]:
        """What the engine would hold afterwards."""
        gone = {*self.drop, *self.graphs}
        for name in (ox.DefaultGraph(), *engine.named_graphs()):
            if graph_key(name) not in gone:
                yield from engine.quads_for_pattern(None, None, None, name)
        for quads in self.graphs.values():
            yield from quads

    def as_update(self) -> str:
        gone = () if self.keeps else (*self.drop, *self.graphs)
        dropped = [f"DROP SILENT {_target(graph)}" for graph in gone]
        filled = [_insert(graph, quads) for graph, quads in self.graphs.items() if quads]
        return " ;\n".join(dropped + filled) or "INSERT DATA {}"


class ChangeLog:
    """Revision numbers and what each touched, for the last two hundred."""

    def __init__(self, revision: int = 0, entries: Iterable[tuple[int, list[str] | None]] = ()):
        self.revision = revision
        self.entries = list(entries)

    def add(self, touched: frozenset[str] | None) -> None:
        self.revision += 1
        known = sorted(touched) if touched is not None and len(touched) <= 1000 else None
        self.entries = [*self.entries[-199:], (self.revision, known)]

    def since(self, revision: str) -> frozenset[str] | None:
        if not revision.isdigit() or int(revision) > self.revision:
            return None
        missed = [touched for number, touched in self.entries if number > int(revision)]
        if len(missed) != self.revision - int(revision) or None in missed:
            return None
        return frozenset(graph for touched in missed for graph in touched or ())


def graph_key(name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    return DEFAULT if isinstance(name, ox.DefaultGraph) else name.value


def _placed(quad: ox.Quad, graph: str) -> ox.Quad:
    key = graph_key(quad.graph_name)
    if key not in (DEFAULT, graph):
        raise UsageError(f"A quad of {key} was given for the graph {graph}.")
    return quad if key == graph else _moved(quad, graph)


def _moved(quad: ox.Quad, graph: str) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, graph_name(graph))


def _target(graph: str) -> str:
    return "DEFAULT" if graph == DEFAULT else f"GRAPH {ox.NamedNode(graph)}"


def _insert(graph: str, quads: list[ox.Quad]) -> str:
    triples = _triples(quads)
    if graph == DEFAULT:
        return f"INSERT DATA {{\n{triples}}}"
    return f"INSERT DATA {{ GRAPH {ox.NamedNode(graph)} {{\n{triples}}} }}"


def _triples(quads: list[ox.Quad]) -> str:
    buffer = io.BytesIO()
    ox.serialize((quad.triple for quad in quads), buffer, format=ox.RdfFormat.N_TRIPLES)
    return buffer.getvalue().decode()
