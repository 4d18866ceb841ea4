"""The same seam on any SPARQL 1.1 server.

What differs from the embedded stores: a view is not of one version when others write meanwhile,
and `write_many` is atomic graph by graph, in the order given. Everything that servers do
differently from the standard, or from each other, is met in this file.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg.errors import (
    QueryError,
    QueryTooLarge,
    RemoteError,
    StoreError,
    SulhError,
    UsageError,
)
from kg.settings import Settings
from kg.store import guard
from kg.store.base import DEFAULT, Limits, Row, Term
from kg.store.changes import Edit, Subjects
from kg.store.engine import bound, check_format, graph_name
from kg.store.http import Answer as Reply
from kg.store.http import Client, Credentials, cut_short
from kg.store.lexer import gives_graph, is_ask
from kg.store.limits import watched
from kg.store.serial import Answer, streamed

FORM = "application/x-www-form-urlencoded"
JSON = "application/sparql-results+json"
TRIPLES = "application/n-triples"
READ_SECONDS = 60.0
WRITE_SECONDS = 600.0
BATCH = 5_000
"""Triples of one INSERT DATA; Virtuoso refuses texts of more than ten thousand lines."""
SUBJECTS = 100
"""Subjects described anew in one update."""
SYSTEM_GRAPHS = (
    "http://www.openlinksw.com/schemas/",
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/ns/ldp#",
    "http://localhost:8890/",
    "http://localuriqaserver/",
    "urn:activitystreams-owl:",
    "urn:core:services:",
    "urn:rules.skos",
    "urn:virtuoso:",
)
"""Graphs that Virtuoso brings along; they are none of ours."""


class RemoteStore:
    def __init__(
        self,
        query: str,
        *,
        update: str = "",
        graph_store: str = "",
        credentials: Credentials | None = None,
    ) -> None:
        self._query = query
        self._update = update or query
        self._graphs = graph_store
        self._client = Client(credentials or Credentials())
        self._writes = count(1)
        self._revision = 0
        self._checked = False

    @classmethod
    def from_settings(cls, settings: Settings) -> RemoteStore:
        credentials = Credentials(
            settings.store_user, settings.store_password, settings.store_bearer
        )
        return cls(
            settings.store,
            update=settings.store_update,
            graph_store=settings.store_graph,
            credentials=credentials,
        )

    @contextmanager
    def view(self) -> Iterator[RemoteView]:
        view = RemoteView(self._client, self._query)
        if not self._checked:
            _check_union(view, self._query)
            self._checked = True
        yield view

    def write(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        self.write_many({graph: quads})

    def write_many(
        self,
        graphs: Mapping[str, Iterable[ox.Quad]],
        drop: Sequence[str] = (),
        subjects: Subjects | None = None,
    ) -> None:
        for graph in drop:
            self._drop(graph)
        for graph, quads in graphs.items():
            self._replace(Edit.of_graphs({graph: quads}, ()))
        for graph, parts in (subjects or {}).items():
            self._describe(graph, parts)
        self._revision = next(self._writes)

    def _describe(self, graph: str, parts: Mapping[str, Iterable[ox.Quad]]) -> None:
        """One subject after the other, in texts that no server finds too long."""
        nodes = list(parts)
        for at in range(0, len(nodes), SUBJECTS):
            some = {node: parts[node] for node in nodes[at : at + SUBJECTS]}
            self._send_update(Edit.of_graphs({}, (), {graph: some}).as_update())

    def add(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        for part in _parts(list(quads)):
            self._send_update(Edit.of_addition(graph, part).as_update())
        self._revision = next(self._writes)

    def drop(self, graph: str) -> None:
        self.write_many({}, [graph])

    def update(
        self,
        text: str,
        *,
        using: Sequence[str] | None = None,
        using_named: Sequence[str] = (),
        base: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        edit = Edit.of_update(text, using, using_named, base)
        seconds = (limits.seconds if limits else None) or WRITE_SECONDS
        self._send_update(f"BASE <{base}>\n{edit.text}" if base else edit.text, seconds)
        self._revision = next(self._writes)

    def revision(self) -> str:
        """Counts our own writes; those of others are not seen."""
        return str(self._revision)

    def close(self) -> None:
        self._client.close()

    def _replace(self, edit: Edit) -> None:
        edit.prepare()
        ((graph, quads),) = edit.graphs.items()
        if self._graphs and quads:
            self._put(graph, quads)
        elif len(quads) <= BATCH:
            self._send_update(edit.as_update())
        else:
            self._drop(graph)
            for part in _parts(quads):
                self._send_update(Edit.of_addition(graph, part).as_update())

    def _put(self, graph: str, quads: list[ox.Quad]) -> None:
        body = io.BytesIO()
        ox.serialize((quad.triple for quad in quads), body, format=ox.RdfFormat.N_TRIPLES)
        headers = {"Content-Type": TRIPLES}
        url = self._graphs + _graph_parameter(self._graphs, graph)
        _done(
            self._client.send(
                "PUT", url, body=body.getvalue(), headers=headers, seconds=WRITE_SECONDS
            )
        )

    def _drop(self, graph: str) -> None:
        self._send_update(Edit.of_graphs({}, (graph,)).as_update())

    def _send_update(self, text: str, seconds: float = WRITE_SECONDS) -> None:
        body = urlencode({"update": text}).encode()
        headers = {"Content-Type": FORM, "Accept": "*/*"}
        _done(self._client.send("POST", self._update, body=body, headers=headers, seconds=seconds))


class RemoteView:
    def __init__(self, client: Client, url: str) -> None:
        self._client = client
        self._url = url

    def select(
        self, query: str, bindings: Mapping[str, Term] | None = None, limits: Limits | None = None
    ) -> list[Row]:
        results = self._results(bound(query, bindings), limits=limits)
        if not isinstance(results, ox.QuerySolutions):
            raise QueryError("This is not a SELECT query.")
        names = [variable.value for variable in results.variables]
        with _strict():
            return [dict(zip(names, row, strict=True)) for row in watched(results, limits)]

    def ask(
        self, query: str, bindings: Mapping[str, Term] | None = None, limits: Limits | None = None
    ) -> bool:
        results = self._results(bound(query, bindings), limits=limits)
        if not isinstance(results, ox.QueryBoolean):
            raise QueryError("This is not an ASK query.")
        return bool(results)

    def construct(
        self, query: str, bindings: Mapping[str, Term] | None = None, limits: Limits | None = None
    ) -> list[ox.Triple]:
        if not gives_graph(query):
            raise QueryError("This is not a CONSTRUCT or DESCRIBE query.")
        with _strict():
            return list(watched(self._triples(bound(query, bindings), limits=limits), limits))

    def raw(
        self,
        query: str,
        media_type: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        limits: Limits | None = None,
    ) -> Iterator[bytes]:
        """Read strictly and written anew, so that a cut answer fails and all servers look alike."""
        dataset = _dataset(default_graphs, named_graphs)

        def start() -> Answer:
            if gives_graph(query):
                return self._triples(query, dataset, limits)
            results = self._results(query, dataset, limits)
            check_format(results, media_type)
            return results

        with _strict():
            return streamed(start, media_type, limits or Limits())

    def graphs(self) -> list[str]:
        rows = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        names = {row["g"].value for row in rows if isinstance(row["g"], ox.NamedNode)}
        return sorted(name for name in names if not name.startswith(SYSTEM_GRAPHS))

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        for one in self.graphs() if graph is None else [graph]:
            name = graph_name(one)
            where = "?s ?p ?o" if one == DEFAULT else f"GRAPH {name} {{ ?s ?p ?o }}"
            for triple in self.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}"):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, name)

    def _results(
        self,
        query: str,
        dataset: Sequence[tuple[str, str]] = (),
        limits: Limits | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean:
        body = _whole(self._ask(query, dataset, JSON, limits))
        with _strict():
            return _truth(ox.parse_query_results(body, ox.QueryResultsFormat.JSON))

    def _triples(
        self,
        query: str,
        dataset: Sequence[tuple[str, str]] = (),
        limits: Limits | None = None,
    ) -> Iterator[ox.Triple]:
        body = _whole(self._ask(query, dataset, f"{TRIPLES}, text/plain;q=0.5", limits))
        parsed = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
        return (quad.triple for quad in parsed)

    def _ask(
        self,
        query: str,
        dataset: Sequence[tuple[str, str]],
        accept: str,
        limits: Limits | None,
    ) -> Reply:
        """A form by POST: Virtuoso never answers a direct body."""
        guard.check_query(query)
        body = urlencode([("query", query), *dataset]).encode()
        headers = {"Content-Type": FORM, "Accept": accept}
        seconds = (limits.seconds if limits else None) or READ_SECONDS
        response = self._client.send("POST", self._url, body=body, headers=headers, seconds=seconds)
        try:
            if response.status == 400:
                _check_syntax(query)
            _refuse_partial(_good(response))
        except SulhError:
            response.close()
            raise
        return response


def _dataset(default: Sequence[str] | None, named: Sequence[str] | None) -> list[tuple[str, str]]:
    return [("default-graph-uri", iri) for iri in default or () if iri != DEFAULT] + [
        ("named-graph-uri", iri) for iri in named or ()
    ]


def _check_union(view: RemoteView, url: str) -> None:
    """Is what a named graph holds seen without naming it? All our questions count on that."""
    rows = view.select(
        "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o FILTER(!isBlank(?s)) } } LIMIT 1"
    )
    if not rows:
        return
    found = {name: term for name, term in rows[0].items() if term is not None}
    if any(isinstance(term, ox.BlankNode) for term in found.values()):
        return
    if not view.ask("ASK { ?s ?p ?o }", found):
        raise StoreError(
            f"{url} does not show named graphs in its default graph; switch the union default "
            "graph on (oxigraph: --union-default-graph; docs/remote-stores.md has the others)."
        )


@contextmanager
def _strict() -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise cut_short(error) from error


def _truth(
    results: ox.QuerySolutions | ox.QueryBoolean,
) -> ox.QuerySolutions | ox.QueryBoolean:
    """Virtuoso answers ASK with a table of one column: a row for true, none for false."""
    if isinstance(results, ox.QueryBoolean):
        return results
    if [variable.value for variable in results.variables] != ["__ASK_RETVAL"]:
        return results
    truth = json.dumps({"head": {}, "boolean": any(True for _ in results)})
    boolean = ox.parse_query_results(truth, ox.QueryResultsFormat.JSON)
    assert isinstance(boolean, ox.QueryBoolean)
    return boolean


def _whole(response: Reply) -> bytes:
    """All of the body before any of it is believed; the connection is free again."""
    try:
        return response.readall() or b""
    finally:
        response.close()


def _check_syntax(query: str) -> None:
    """What another server calls bad is looked at here, for line and column."""
    if is_ask(query):
        return
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        raise guard.syntax_error(error, query) from None


def _refuse_partial(response: Reply) -> None:
    """Virtuoso's "anytime" answers and its row limit come as 200, with a header that says so."""
    if response.headers.get("X-SQL-State") or response.headers.get("X-SPARQL-MaxRows"):
        why = response.headers.get("X-SQL-Message") or "its row limit was reached"
        raise RemoteError(f"The remote server gave only a part of the answer: {why}.")


def _good(response: Reply) -> Reply:
    if response.status < 300:
        return response
    text = _whole(response)[:2000].decode(errors="replace").strip()
    said = f"{response.status} {response.reason}: {' '.join(text.split())[:400]}"
    if response.status == 400:
        raise QueryError(f"The remote server does not take the query: {said}")
    if response.status in (401, 403):
        raise StoreError(f"The remote server wants other credentials (SULH_STORE_USER …): {said}")
    if response.status in (413, 507):
        raise QueryTooLarge(f"The remote server: {said}")
    raise RemoteError(f"The remote server answered {said}")


def _done(response: Reply) -> None:
    _good(response).drain()


def _parts(quads: list[ox.Quad]) -> Iterator[list[ox.Quad]]:
    for at in range(0, len(quads), BATCH):
        yield quads[at : at + BATCH]


def _graph_parameter(address: str, graph: str) -> str:
    if graph == DEFAULT:
        raise UsageError("The default graph of a remote server is its union; name a graph.")
    return ("&" if "?" in address else "?") + f"graph={quote(graph, safe='')}"
