"""An edit of the store, ready before anything is touched, and the log of what edits touched."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import UsageError
from kg.store import guard
from kg.store.engine import engine_errors
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

    @classmethod
    def of_graphs(cls, graphs: Mapping[str, Iterable[ox.Quad]], drop: Sequence[str]) -> Edit:
        ready = {graph: [_placed(quad, graph) for quad in quads] for graph, quads in graphs.items()}
        return cls(ready, tuple(drop), "", frozenset(ready) | frozenset(drop))

    @classmethod
    def of_update(cls, text: str, using: Sequence[str] | None, named: Sequence[str]) -> Edit:
        guard.check_update(text)
        placed = text if using is None and not named else with_using(text, using or (), named)
        return cls({}, (), placed, None)

    def is_bulk(self, engine: ox.Store) -> bool:
        """Is it faster to fill a new engine than to change this one?"""
        size = sum(len(quads) for quads in self.graphs.values())
        return not self.text and size > BULK and size > len(engine) // 4

    def run(self, engine: ox.Store) -> None:
        """In one transaction."""
        with engine_errors(self.text, "update"):
            engine.update(self.text or self._as_update())

    def applied(self, engine: ox.Store) -> Iterator[ox.Quad]:
        """What the engine would hold afterwards."""
        gone = {*self.drop, *self.graphs}
        for name in (ox.DefaultGraph(), *engine.named_graphs()):
            if isinstance(name, ox.DefaultGraph) or name.value not in gone:
                yield from engine.quads_for_pattern(None, None, None, name)
        for quads in self.graphs.values():
            yield from quads

    def _as_update(self) -> str:
        dropped = [f"DROP SILENT GRAPH {ox.NamedNode(g)}" for g in (*self.drop, *self.graphs)]
        filled = [
            f"INSERT DATA {{ GRAPH {ox.NamedNode(graph)} {{\n{_triples(quads)}}} }}"
            for graph, quads in self.graphs.items()
            if quads
        ]
        return " ;\n".join(dropped + filled)


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


def _placed(quad: ox.Quad, graph: str) -> ox.Quad:
    name = quad.graph_name
    if isinstance(name, ox.DefaultGraph):
        return ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(graph))
    if name.value != graph:
        raise UsageError(f"A quad of {name.value} was given for the graph {graph}.")
    return quad


def _triples(quads: list[ox.Quad]) -> str:
    buffer = io.BytesIO()
    ox.serialize((quad.triple for quad in quads), buffer, format=ox.RdfFormat.N_TRIPLES)
    return buffer.getvalue().decode()
