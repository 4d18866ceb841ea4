"""An edit of the store, ready before anything is touched, and the log of what edits touched."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.errors import UsageError
from kg.store import guard
from kg.store.base import DEFAULT, Touched
from kg.store.engine import engine_errors, graph_name
from kg.store.lexer import with_using

BULK = 50_000
"""Quads above which an empty engine is filled in bulk."""
NOTED = 1_000
"""Graphs and subjects of one write that the log names; of a larger one it says nothing."""

Graphs = Mapping[str, Iterable[ox.Quad]]
Subjects = Mapping[str, Graphs]
"""Graph → subject → all that the graph says of it."""


@dataclass(slots=True)
class Edit:
    """`touched` is what it changes, None when only the engine could tell.

    A large edit is made ready as far as it must be to know that it is large; the rest follows
    when it is applied, graph by graph.
    """

    graphs: dict[str, list[ox.Quad]]
    drop: tuple[str, ...]
    text: str
    touched: Touched | None
    keeps: bool = False
    base: str | None = None
    subjects: Mapping[str, Mapping[str, list[ox.Quad]]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    rest: Iterator[tuple[str, Iterable[ox.Quad]]] = field(default_factory=lambda: iter(()))
    size: int = 0

    @classmethod
    def of_graphs(
        cls, graphs: Graphs, drop: Sequence[str], subjects: Subjects | None = None
    ) -> Edit:
        ready = {
            graph: {node: list(_placed(quads, graph)) for node, quads in parts.items()}
            for graph, parts in (subjects or {}).items()
        }
        whole = dict.fromkeys((*graphs, *drop))
        touched = {**{graph: frozenset(parts) for graph, parts in ready.items()}, **whole}
        edit = cls({}, tuple(drop), "", touched, subjects=ready)
        edit.names, edit.rest = frozenset(graphs), iter(graphs.items())
        edit.prepare(BULK)
        return edit

    def prepare(self, size: int | None = None) -> bool:
        """Make quads ready until there are more than `size`, or all; are there more?"""
        while size is None or self.size <= size:
            graph, quads = next(self.rest, (None, ()))
            if graph is None:
                return False
            self.graphs[graph] = list(_placed(quads, graph))
            self.size += len(self.graphs[graph])
        return True

    @classmethod
    def of_addition(cls, graph: str, quads: Iterable[ox.Quad]) -> Edit:
        ready = {graph: list(_placed(quads, graph))}
        return cls(ready, (), "", {graph: None}, keeps=True)

    @classmethod
    def of_update(
        cls, text: str, using: Sequence[str] | None, named: Sequence[str], base: str | None
    ) -> Edit:
        guard.check_update(text, base)
        placed = text if using is None and not named else with_using(text, using or (), named)
        return cls({}, (), placed, None, base=base)

    def is_bulk(self, engine: ox.Store) -> bool:
        """Is it faster to fill a new engine than to change this one?"""
        if self.text or self.keeps or self.size <= BULK:
            return False
        quarter = len(engine) // 4
        self.prepare(quarter)
        return self.size > quarter

    def run(self, engine: ox.Store) -> None:
        """In one transaction."""
        with engine_errors(self.text, "update"):
            engine.update(self.text or self.as_update(), base_iri=self.base)
        for graph in self.subjects:
            if graph != DEFAULT and _is_empty(engine, ox.NamedNode(graph)):
                engine.remove_graph(ox.NamedNode(graph))

    def applied(self, engine: ox.Store) -> Iterator[ox.Quad]:
        """What the engine would hold afterwards."""
        gone = {*self.drop, *self.names}
        for name in (ox.DefaultGraph(), *engine.named_graphs()):
            key = graph_key(name)
            if key not in gone:
                new = self.subjects.get(key, {})
                for quad in engine.quads_for_pattern(None, None, None, name):
                    if not new or _node(quad) not in new:
                        yield quad
        for quads in self.graphs.values():
            yield from quads
        for graph, more in self.rest:
            yield from _placed(more, graph)
        for parts in self.subjects.values():
            for quads in parts.values():
                yield from quads

    def as_update(self) -> str:
        self.prepare()
        gone = () if self.keeps else (*self.drop, *self.graphs)
        dropped = [f"DROP SILENT {_target(graph)}" for graph in gone]
        filled = [_insert(graph, quads) for graph, quads in self.graphs.items() if quads]
        described = [part for graph, parts in self.subjects.items() for part in _anew(graph, parts)]
        return " ;\n".join(dropped + filled + described) or "INSERT DATA {}"


class ChangeLog:
    """Revision numbers and what each touched, for the last two hundred."""

    def __init__(self, revision: int = 0, entries: Iterable[tuple[int, Touched | None]] = ()):
        self.revision = revision
        self.entries = list(entries)

    def add(self, touched: Touched | None) -> None:
        self.revision += 1
        known = touched if touched is not None and _size(touched) <= NOTED else None
        self.entries = [*self.entries[-199:], (self.revision, known)]

    def since(self, revision: str) -> Touched | None:
        if not revision.isdigit() or int(revision) > self.revision:
            return None
        missed = [touched for number, touched in self.entries if number > int(revision)]
        if len(missed) != self.revision - int(revision) or None in missed:
            return None
        found: dict[str, frozenset[str] | None] = {}
        for touched in missed:
            for graph, subjects in (touched or {}).items():
                before = found.get(graph, frozenset())
                whole = subjects is None or before is None
                found[graph] = None if whole else (before or frozenset()) | (subjects or set())
        return found

    def dump(self) -> list[tuple[int, dict[str, list[str] | None] | None]]:
        return [
            (number, None if touched is None else plain(touched))
            for number, touched in self.entries
        ]

    @classmethod
    def load(cls, revision: int, entries: Iterable[tuple[int, Any]]) -> ChangeLog:
        return cls(revision, [(number, _touched(data)) for number, data in entries])


def _size(touched: Touched) -> int:
    return sum(1 if subjects is None else len(subjects) for subjects in touched.values())


def plain(touched: Touched) -> dict[str, list[str] | None]:
    """For JSON."""
    return {graph: None if nodes is None else sorted(nodes) for graph, nodes in touched.items()}


def _touched(data: Any) -> Touched | None:
    """A log of an earlier version names whole graphs only."""
    if isinstance(data, dict):
        return {graph: None if n is None else frozenset(n) for graph, n in data.items()}
    return None if data is None else dict.fromkeys(data)


def graph_key(name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    return DEFAULT if isinstance(name, ox.DefaultGraph) else name.value


def _placed(quads: Iterable[ox.Quad], graph: str) -> Iterator[ox.Quad]:
    for quad in quads:
        key = graph_key(quad.graph_name)
        if key not in (DEFAULT, graph):
            raise UsageError(f"A quad of {key} was given for the graph {graph}.")
        yield quad if key == graph else _moved(quad, graph)


def _is_empty(engine: ox.Store, graph: ox.NamedNode) -> bool:
    return next(engine.quads_for_pattern(None, None, None, graph), None) is None


def _node(quad: ox.Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""


def _moved(quad: ox.Quad, graph: str) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, graph_name(graph))


def _target(graph: str) -> str:
    return "DEFAULT" if graph == DEFAULT else f"GRAPH {ox.NamedNode(graph)}"


def _insert(graph: str, quads: list[ox.Quad]) -> str:
    triples = _triples(quads)
    if graph == DEFAULT:
        return f"INSERT DATA {{\n{triples}}}"
    return f"INSERT DATA {{ GRAPH {ox.NamedNode(graph)} {{\n{triples}}} }}"


def _anew(graph: str, parts: Mapping[str, list[ox.Quad]]) -> Iterator[str]:
    for node in parts:
        yield f"DELETE WHERE {{ {_within(graph, f'{ox.NamedNode(node)} ?p ?o')} }}"
    quads = [quad for quads in parts.values() for quad in quads]
    if quads:
        yield _insert(graph, quads)


def _within(graph: str, pattern: str) -> str:
    return pattern if graph == DEFAULT else f"GRAPH {ox.NamedNode(graph)} {{ {pattern} }}"


def _triples(quads: list[ox.Quad]) -> str:
    buffer = io.BytesIO()
    ox.serialize((quad.triple for quad in quads), buffer, format=ox.RdfFormat.N_TRIPLES)
    return buffer.getvalue().decode()
