"""The seam: quads go in by graph, SPARQL comes out of one consistent version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term | None]
"""One solution: variable name without `?` to term, None when unbound."""

DEFAULT = ""
"""Stands for the graph without a name wherever the IRI of a graph is asked for."""


Touched = Mapping[str, frozenset[str] | None]
"""Graph → the subjects that a write described anew; None for the whole graph."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one query or update; None means the store's own default."""

    seconds: float | None = None
    rows: int | None = None
    megabytes: int | None = None


class View(Protocol):
    """One consistent version of the graph. The default graph is the union of all graphs.

    Raises QueryError for a query that does not parse, QueryRefused for SERVICE and LOAD,
    QueryTimeout and QueryTooLarge at the limits, StoreError when the engine fails.
    """

    def select(
        self, query: str, bindings: Mapping[str, Term] | None = None, limits: Limits | None = None
    ) -> list[Row]: ...

    def ask(
        self, query: str, bindings: Mapping[str, Term] | None = None, limits: Limits | None = None
    ) -> bool: ...

    def construct(
        self, query: str, bindings: Mapping[str, Term] | None = None, limits: Limits | None = None
    ) -> list[ox.Triple]: ...

    def raw(
        self,
        query: str,
        media_type: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        limits: Limits | None = None,
    ) -> Iterator[bytes]:
        """The engine's own serialisation, streamed. The first chunk comes only when it is good."""
        ...

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """All quads, or those of one graph; to be read in the thread that asked."""
        ...


@runtime_checkable
class Store(Protocol):
    """Where the projection lives. Writes are atomic per call and never block reads."""

    def view(self) -> AbstractContextManager[View]: ...

    def write(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Replace one named graph, atomically."""
        ...

    def write_many(
        self,
        graphs: Mapping[str, Iterable[ox.Quad]],
        drop: Sequence[str] = (),
        subjects: Mapping[str, Mapping[str, Iterable[ox.Quad]]] | None = None,
    ) -> None:
        """Replace and drop several graphs in one step, in bulk where the engine can.

        Of the graphs in `subjects`, only what they say of those subjects is replaced.
        """
        ...

    def add(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Add to one graph, atomically."""
        ...

    def drop(self, graph: str) -> None: ...

    def update(
        self,
        text: str,
        *,
        using: Sequence[str] | None = None,
        using_named: Sequence[str] = (),
        base: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        """One SPARQL update request, all or nothing. SERVICE and LOAD are refused.

        Raises QueryTimeout and QueryTooLarge at the limits; a store in memory keeps none.
        """
        ...

    def revision(self) -> str:
        """Another value after every write."""
        ...

    def close(self) -> None: ...


@runtime_checkable
class Versioned(Store, Protocol):
    """A store whose versions are whole in this machine's reach, so that replicas can follow it."""

    def changes(self, since: str) -> Touched | None:
        """What may differ between then and now; None when that is not known."""
        ...
