"""One pyoxigraph store as a View: the embedded stores and the workers evaluate through this."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TypeVar

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, SulhError, UsageError
from kg.store import guard
from kg.store.base import DEFAULT, Limits, Row, Term
from kg.store.formats import ALIASES, GRAPHS, SOLUTIONS
from kg.store.lexer import bind, has_dataset
from kg.store.limits import watched
from kg.store.serial import streamed, without_frames

T = TypeVar("T")
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@contextmanager
def engine_errors(text: str, wanted: str = "query") -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise guard.syntax_error(error, text, wanted=wanted) from None
    except OSError as error:
        raise StoreError(f"The store's files cannot be read ({error}).") from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"The {wanted} cannot be evaluated: {error}") from None


def evaluate(
    engine: ox.Store,
    query: str,
    bindings: Mapping[str, Term] | None = None,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
    *,
    base: str | None = None,
) -> Results:
    """The default graph is the union of all, unless FROM or the call names a dataset."""
    text = bound(query, bindings)
    guard.check_query(text, base)
    with engine_errors(text):
        if default_graphs is None and named_graphs is None:
            union = not has_dataset(text)
            return engine.query(text, base_iri=base, use_default_graph_as_union=union)
        return engine.query(
            text,
            base_iri=base,
            default_graph=[graph_name(iri) for iri in default_graphs or ()],
            named_graphs=[
                name
                for iri in named_graphs or ()
                if isinstance(name := graph_name(iri), ox.NamedNode)
            ],
        )


def graph_name(iri: str) -> ox.NamedNode | ox.DefaultGraph:
    if iri == DEFAULT:
        return ox.DefaultGraph()
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"<{iri}> is not the IRI of a graph ({error}).") from None


class EngineView:
    """A View over one engine that nobody writes to while the view is open.

    Its limits are read between rows; a sort or an aggregate is only stopped by a worker process.
    """

    def __init__(self, engine: ox.Store) -> None:
        self.engine = engine

    def select(
        self, query: str, bindings: Mapping[str, Term] | None = None, limits: Limits | None = None
    ) -> list[Row]:
        return settled(lambda: self._select(query, bindings, limits))

    def ask(
        self, query: str, bindings: Mapping[str, Term] | None = None, limits: Limits | None = None
    ) -> bool:
        del limits  # the engine decides an ASK in one step
        results = evaluate(self.engine, query, bindings)
        if not isinstance(results, ox.QueryBoolean):
            raise QueryError("This is not an ASK query.")
        return bool(results)

    def construct(
        self, query: str, bindings: Mapping[str, Term] | None = None, limits: Limits | None = None
    ) -> list[ox.Triple]:
        return settled(lambda: self._construct(query, bindings, limits))

    def raw(
        self,
        query: str,
        media_type: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        limits: Limits | None = None,
    ) -> Iterator[bytes]:
        def start() -> Results:
            results = evaluate(self.engine, query, None, default_graphs, named_graphs)
            check_format(results, media_type)
            return results

        return streamed(start, media_type, limits or Limits())

    def _select(
        self, query: str, bindings: Mapping[str, Term] | None, limits: Limits | None
    ) -> list[Row]:
        results = evaluate(self.engine, query, bindings)
        if not isinstance(results, ox.QuerySolutions):
            raise QueryError("This is not a SELECT query.")
        names = [variable.value for variable in results.variables]
        with engine_errors(query):
            return [dict(zip(names, row, strict=True)) for row in watched(results, limits)]

    def _construct(
        self, query: str, bindings: Mapping[str, Term] | None, limits: Limits | None
    ) -> list[ox.Triple]:
        results = evaluate(self.engine, query, bindings)
        if not isinstance(results, ox.QueryTriples):
            raise QueryError("This is not a CONSTRUCT or DESCRIBE query.")
        with engine_errors(query):
            return list(watched(results, limits))

    def graphs(self) -> list[str]:
        return sorted(
            name.value for name in self.engine.named_graphs() if isinstance(name, ox.NamedNode)
        )

    def dump(self, output: IO[bytes]) -> None:
        """Everything, as N-Quads."""
        self.engine.dump(output, ox.RdfFormat.N_QUADS)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        name = graph_name(graph) if graph is not None else None
        return self.engine.quads_for_pattern(None, None, None, name)

    def described(self, graph: str, subject: str) -> Iterator[ox.Quad]:
        """What one graph says of a subject."""
        node = ox.NamedNode(subject)
        return self.engine.quads_for_pattern(node, None, None, graph_name(graph))


def settled(work: Callable[[], T]) -> T:
    """Errors leave without the frames that hold results, so that any thread may drop them."""
    try:
        return work()
    except SulhError as error:
        raise without_frames(error) from None


def check_format(results: Results, media_type: str) -> None:
    media_type = ALIASES.get(media_type, media_type)
    fitting = GRAPHS if isinstance(results, ox.QueryTriples) else SOLUTIONS
    if media_type not in fitting:
        choices = ", ".join(fitting)
        raise UsageError(f"{media_type} cannot hold this answer; ask for one of {choices}.")


def bound(query: str, bindings: Mapping[str, Term] | None) -> str:
    """The query with terms in the place of variables."""
    return bind(query, {name: _written(name, term) for name, term in (bindings or {}).items()})


def _written(name: str, term: Term) -> str:
    if isinstance(term, ox.BlankNode):
        raise UsageError(f"?{name} is bound to a blank node, which no query can name.")
    return str(term)
