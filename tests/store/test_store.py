"""What every store promises, over every store there is."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from servers import oxigraph_store, virtuoso_store

from kg.errors import QueryError, QueryRefused, QueryTooLarge, UsageError
from kg.store import DirectoryStore, Limits, MemoryStore, Store

A, B, C = (f"http://example.org/graph/{name}" for name in "abc")
EX = "http://example.org/"
HOSTILE = 'He said: "no\n\\n SERVICE <http://x/> {} "; DROP ALL # \t é 😀 ﷽'


@contextmanager
def directory_store(folder: Path) -> Iterator[DirectoryStore]:
    store = DirectoryStore(folder)
    yield store
    store.close()


@contextmanager
def memory_store(folder: Path) -> Iterator[MemoryStore]:
    yield MemoryStore()


EMBEDDED = {"memory": memory_store, "directory": directory_store}
REMOTE = {"oxigraph": oxigraph_store, "virtuoso": virtuoso_store}


@pytest.fixture(
    scope="module",
    params=[
        *EMBEDDED,
        *(pytest.param(name, marks=pytest.mark.server) for name in REMOTE),
    ],
)
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    with (EMBEDDED | REMOTE)[request.param](tmp_path_factory.mktemp(request.param)) as store:
        yield store


@pytest.fixture
def store(opened: Store) -> Store:
    opened.write_many({}, drop=[A, B, C])
    return opened


@pytest.fixture(params=EMBEDDED)
def embedded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with EMBEDDED[request.param](tmp_path) as store:
        yield store


def quad(subject: int | str, text: str = "x", graph: str = A, predicate: str = "p") -> ox.Quad:
    return ox.Quad(
        ox.NamedNode(f"{EX}{subject}"),
        ox.NamedNode(f"{EX}{predicate}"),
        ox.Literal(text),
        ox.NamedNode(graph),
    )


def subjects(store: Store, pattern: str = f"?s <{EX}p> ?o") -> list[str]:
    with store.view() as view:
        rows = view.select(f"SELECT ?s WHERE {{ {pattern} }}")
    return sorted(row["s"].value.removeprefix(EX) for row in rows)


def test_a_new_store_is_empty(store: Store) -> None:
    with store.view() as view:
        assert view.graphs() == []
        assert view.ask(f"ASK {{ ?s <{EX}p> ?o }}") is False


def test_write_replaces_its_graph_and_no_other(store: Store) -> None:
    store.write(A, [quad(1), quad(2)])
    store.write(B, [quad(3, graph=B)])
    store.write(A, [quad(4)])
    assert subjects(store) == ["3", "4"]
    assert subjects(store, f"GRAPH <{B}> {{ ?s ?p ?o }}") == ["3"]


def test_writing_nothing_leaves_no_graph(store: Store) -> None:
    store.write(A, [quad(1)])
    store.write(A, [])
    with store.view() as view:
        assert view.graphs() == []


def test_write_many_replaces_and_drops(store: Store) -> None:
    store.write(A, [quad(1)])
    store.write_many({B: [quad(2, graph=B)], C: [quad(3, graph=C)]}, drop=[A])
    with store.view() as view:
        assert view.graphs() == [B, C]


def test_a_subject_is_described_anew_and_no_other(store: Store) -> None:
    store.write_many({A: [quad(1), quad(2)], B: [quad(1, graph=B)]})
    fresh = {f"{EX}1": [quad(1, HOSTILE, predicate="q")], f"{EX}3": [quad(3)], f"{EX}4": []}
    store.write_many({C: [quad(5, graph=C)]}, subjects={A: fresh})
    assert subjects(store, f"GRAPH <{A}> {{ ?s <{EX}p> ?o }}") == ["2", "3"]
    assert subjects(store, f"GRAPH <{A}> {{ ?s <{EX}q> ?o }}") == ["1"]
    assert subjects(store, f"GRAPH <{B}> {{ ?s ?p ?o }}") == ["1"]
    store.write_many({}, subjects={A: {f"{EX}{number}": [] for number in range(250)}})
    assert subjects(store, f"GRAPH <{A}> {{ ?s ?p ?o }}") == []


def test_add_keeps_what_is_there(store: Store) -> None:
    store.write(A, [quad(1)])
    store.add(A, [quad(1), quad(2)])
    assert subjects(store) == ["1", "2"]


def test_drop_of_what_is_not_there_is_no_error(store: Store) -> None:
    store.drop(A)
    store.write(A, [quad(1)])
    store.drop(A)
    assert subjects(store) == []


def test_hostile_text_comes_back_as_it_was(store: Store) -> None:
    store.write(A, [quad(1, HOSTILE)])
    with store.view() as view:
        (row,) = view.select(f"SELECT ?o WHERE {{ ?s <{EX}p> ?o }}")
        assert row["o"] == ox.Literal(HOSTILE)
        assert [q.object.value for q in view.quads(A)] == [HOSTILE]


def test_hostile_text_is_bound_as_a_value(store: Store) -> None:
    store.write(A, [quad(1, HOSTILE), quad(2, "y")])
    with store.view() as view:
        query = f"SELECT ?s ?o WHERE {{ ?s <{EX}p> ?o }}"
        (row,) = view.select(query, {"o": ox.Literal(HOSTILE)})
        assert row == {"s": ox.NamedNode(f"{EX}1"), "o": ox.Literal(HOSTILE)}


def test_a_binding_reaches_into_subqueries_and_filters(store: Store) -> None:
    store.write(A, [quad(1, "x"), quad(1, "y"), quad(2, "z")])
    query = f"""SELECT ?s ?n WHERE {{ {{
        SELECT ?s (COUNT(*) AS ?n) WHERE {{ ?s <{EX}p> ?o FILTER(BOUND(?s)) }} GROUP BY ?s
    }} }}"""
    with store.view() as view:
        (row,) = view.select(query, {"s": ox.NamedNode(f"{EX}1")})
        assert row["n"].value == "2"
        assert view.ask("ASK { ?s ?p ?o }", {"s": ox.NamedNode(f"{EX}9")}) is False


def test_a_blank_node_cannot_be_bound(store: Store) -> None:
    with store.view() as view, pytest.raises(UsageError):
        view.select("SELECT ?s { ?s ?p ?o }", {"s": ox.BlankNode()})


def test_unbound_variables_are_none(store: Store) -> None:
    store.write(A, [quad(1)])
    with store.view() as view:
        (row,) = view.select(f"SELECT ?s ?z {{ ?s <{EX}p> ?o OPTIONAL {{ ?s <{EX}none> ?z }} }}")
        assert row["z"] is None


def test_construct_gives_triples(store: Store) -> None:
    store.write(A, [quad(1)])
    with store.view() as view:
        (triple,) = view.construct(
            f"CONSTRUCT {{ ?o_ <{EX}q> ?s }} {{ ?s <{EX}p> ?o BIND(?s AS ?o_) }}"
        )
        assert triple.object == ox.NamedNode(f"{EX}1")


@pytest.mark.parametrize(
    ("media_type", "begins"),
    [
        ("application/sparql-results+json", b"{"),
        ("application/sparql-results+xml", b"<?xml"),
        ("text/csv", b"s,o\r\n"),
        ("text/tab-separated-values", b"?s\t?o\n"),
    ],
)
def test_raw_select(store: Store, media_type: str, begins: bytes) -> None:
    store.write(A, [quad(1, "é")])
    with store.view() as view:
        raw = b"".join(view.raw(f"SELECT ?s ?o {{ ?s <{EX}p> ?o }}", media_type))
    assert raw.startswith(begins)
    assert "é".encode() in raw


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/ld+json"]
)
def test_raw_construct(store: Store, media_type: str) -> None:
    store.write(A, [quad(1, "é")])
    with store.view() as view:
        raw = b"".join(view.raw("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(?o = 'é') }", media_type))
    assert "é".encode() in raw or b"\\u00E9" in raw


def test_raw_refuses_a_format_that_cannot_hold_the_answer(store: Store) -> None:
    with store.view() as view, pytest.raises(UsageError, match="text/turtle"):
        b"".join(view.raw("SELECT ?s { ?s ?p ?o }", "text/turtle"))


def test_a_dataset_of_the_protocol_is_kept_to(store: Store) -> None:
    store.write_many({A: [quad(1)], B: [quad(2, graph=B)], C: [quad(3, graph=C)]})
    query = (
        f"SELECT ?s {{ {{ ?s <{EX}p> ?o }} UNION {{ GRAPH ?g {{ ?s <{EX}p> ?o }} }} }} ORDER BY ?s"
    )
    with store.view() as view:
        raw = b"".join(view.raw(query, "text/csv", default_graphs=[A], named_graphs=[B]))
    assert raw.split() == [b"s", b"http://example.org/1", b"http://example.org/2"]


def test_from_replaces_the_union(store: Store, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["opened"] == "oxigraph":
        pytest.xfail("with --union-default-graph the oxigraph server passes over FROM")
    store.write_many({A: [quad(1)], B: [quad(2, graph=B)]})
    with store.view() as view:
        rows = view.select(f"SELECT ?s FROM <{A}> WHERE {{ ?s <{EX}p> ?o }}")
    assert [row["s"].value for row in rows] == [f"{EX}1"]


def test_a_query_that_does_not_parse(store: Store) -> None:
    with store.view() as view, pytest.raises(QueryError) as raised:
        view.select("SELECT ?s WHERE {\n ?s ?p }")
    assert raised.value.line == 2


def test_the_wrong_form_of_query(store: Store) -> None:
    with store.view() as view:
        with pytest.raises(QueryError):
            view.construct("ASK { ?s ?p ?o }")
        with pytest.raises(QueryError):
            view.ask("SELECT ?s { ?s ?p ?o }")


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"])
def test_nothing_is_fetched(store: Store, query: str) -> None:
    with store.view() as view, pytest.raises(QueryRefused):
        view.select(query)
    with pytest.raises(QueryRefused):
        store.update("LOAD <http://127.0.0.1:9/>")


def test_row_limit(store: Store) -> None:
    store.write(A, [quad(number) for number in range(20)])
    query = f"SELECT ?s {{ ?s <{EX}p> ?o }}"
    with store.view() as view:
        assert len(view.select(query, limits=Limits(rows=20))) == 20
        with pytest.raises(QueryTooLarge, match="19 rows"):
            view.select(query, limits=Limits(rows=19))


def test_update_of_several_graphs(store: Store) -> None:
    store.write(A, [quad(1)])
    store.update(
        f"INSERT {{ GRAPH <{B}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{A}> {{ ?s ?p ?o }} }} ;"
        f"DROP SILENT GRAPH <{A}>"
    )
    with store.view() as view:
        assert view.graphs() == [B]


def test_revision_changes_with_every_write(store: Store) -> None:
    seen = [store.revision()]
    for number in range(3):
        store.write(A, [quad(number)])
        seen.append(store.revision())
    assert len(set(seen)) == 4


def test_many_graphs_and_many_quads(store: Store) -> None:
    graphs = {
        f"{EX}many/{g}": [quad(n, graph=f"{EX}many/{g}") for n in range(50)] for g in range(40)
    }
    store.write_many(graphs)
    with store.view() as view:
        (row,) = view.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s <{EX}p> ?o }} }}")
    store.write_many({}, drop=list(graphs))
    assert row["n"].value == "2000"


def test_a_graph_larger_than_one_request(store: Store) -> None:
    store.write(A, [quad(number) for number in range(12_000)])
    with store.view() as view:
        (row,) = view.select(f"SELECT (COUNT(*) AS ?n) {{ ?s <{EX}p> ?o }}")
    assert row["n"].value == "12000"


# What only the stores on this machine promise: versions.


def test_a_failing_write_changes_nothing(embedded: Store) -> None:
    embedded.write(A, [quad(1)])

    def broken() -> Iterator[ox.Quad]:
        yield quad(2)
        raise RuntimeError("the disk is on fire")

    with pytest.raises(RuntimeError):
        embedded.write(A, broken())
    with pytest.raises(UsageError, match="was given for the graph"):
        embedded.write_many({A: [quad(3)], B: [quad(4, graph=C)]})
    with pytest.raises(QueryError):
        embedded.update(f"DROP GRAPH <{A}> ; INSERT DATA {{ nonsense }}")
    assert subjects(embedded) == ["1"]


def test_a_view_is_of_one_version(embedded: Store) -> None:
    embedded.write_many({A: [quad(1)], B: [quad(1, graph=B)]})
    with embedded.view() as before:
        embedded.write_many({A: [quad(2)], B: [quad(2, graph=B)]})
        embedded.drop(B)
        assert before.graphs() == [A, B]
        rows = before.select(f"SELECT DISTINCT ?s {{ ?s <{EX}p> ?o }}")
        assert [row["s"].value for row in rows] == [f"{EX}1"]
    assert subjects(embedded) == ["2"]


def test_many_readers_see_whole_versions_while_one_writes(embedded: Store) -> None:
    """Each version holds its number in two graphs; a reader that sees two numbers saw a half."""
    halves: list[tuple[set[str], set[str]]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            with embedded.view() as view:
                first = {q.object.value for q in view.quads(A)}
                second = {q.object.value for q in view.quads(B)}
            if first != second:
                halves.append((first, second))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(30):
        embedded.write_many({g: [quad(1, str(number), g), quad(2, str(number), g)] for g in (A, B)})
    stop.set()
    for reader in readers:
        reader.join()
    assert halves == []


def test_changes_name_the_graphs(embedded: Store) -> None:
    embedded.write(A, [quad(1)])
    then = embedded.revision()
    embedded.write(B, [quad(2, graph=B)])
    embedded.drop(C)
    assert embedded.changes(then) == {B: None, C: None}
    embedded.update(f"DROP GRAPH <{A}>")
    assert embedded.changes(then) is None
    assert embedded.changes("nonsense") is None


def test_changes_name_the_subjects(embedded: Store) -> None:
    embedded.write(A, [quad(1), quad(2)])
    then = embedded.revision()
    embedded.write_many({}, subjects={A: {f"{EX}1": []}})
    embedded.write_many({}, subjects={A: {f"{EX}2": [quad(2, "y")]}, B: {f"{EX}9": []}})
    one, two, nine = (frozenset({f"{EX}{number}"}) for number in (1, 2, 9))
    assert embedded.changes(then) == {A: one | two, B: nine}
    with embedded.view() as view:
        assert view.graphs() == [A]
    embedded.write(A, [])
    assert embedded.changes(then) == {A: None, B: nine}


parts = st.dictionaries(st.sampled_from([A, B, C]), st.sets(st.integers(0, 5), max_size=4))
writes = st.lists(st.tuples(parts, st.sets(st.sampled_from([A, B, C])), parts), max_size=6)


@pytest.mark.parametrize("bulk", [0, 3, 50_000])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes)
def test_every_way_of_writing_comes_to_the_same(
    bulk: int, monkeypatch: pytest.MonkeyPatch, history: list[Any]
) -> None:
    """In bulk, in one transaction, whole graphs or single subjects: what is written is there."""
    monkeypatch.setattr("kg.store.changes.BULK", bulk)
    wanted: dict[str, dict[int, str]] = {A: {}, B: {}, C: {}}
    with TemporaryDirectory() as folder, directory_store(Path(folder)) as store:
        for number, (whole, drop, some) in enumerate(history):
            text = str(number)
            graphs = {g: [quad(n, text, g) for n in numbers] for g, numbers in whole.items()}
            fresh = {g: numbers for g, numbers in some.items() if g not in drop | set(whole)}
            described = {
                g: {f"{EX}{n}": [quad(n, text, g)] if n else [] for n in numbers}
                for g, numbers in fresh.items()
            }
            store.write_many(graphs, drop=sorted(drop - set(whole)), subjects=described)
            wanted.update(
                {g: {} for g in drop}, **{g: dict.fromkeys(whole[g], text) for g in whole}
            )
            for g, numbers in fresh.items():
                wanted[g].update(dict.fromkeys(numbers, text))
                if 0 in numbers:
                    del wanted[g][0]
        with store.view() as view:
            found = {str(found) for found in view.quads()}
    assert found == {
        str(quad(n, text, g)) for g, held in wanted.items() for n, text in held.items()
    }


def test_a_large_write_is_not_held_whole(embedded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Graphs are made one after the other; one that cannot be made leaves the store as it was."""
    monkeypatch.setattr("kg.store.changes.BULK", 10)
    names = [f"{EX}graph/{number:03}" for number in range(100)]
    held: list[int] = []

    class Graphs(Mapping[str, list[ox.Quad]]):
        def __init__(self, bad: str = "") -> None:
            self.bad = bad

        def __getitem__(self, name: str) -> list[ox.Quad]:
            if name == self.bad:
                raise UsageError("no such graph")
            made = Made(quad(number, graph=name) for number in range(10))
            weakref.finalize(made, lambda: held.append(-1))
            held.append(1)
            return made

        def __iter__(self) -> Iterator[str]:
            return iter(names)

        def __len__(self) -> int:
            return len(names)

    embedded.write(A, [quad(1)])
    with pytest.raises(UsageError):
        embedded.write_many(Graphs(names[60]), drop=[A])
    assert subjects(embedded) == ["1"]
    held.clear()
    embedded.write_many(Graphs(), drop=[A])
    assert max(accumulate(held)) < 10
    with embedded.view() as view:
        assert view.graphs() == names


class Made(list[ox.Quad]):
    """A list that can be watched."""


def test_the_default_graph_can_be_written(embedded: Store) -> None:
    embedded.write("", [ox.Quad(*quad(1).triple)])
    assert subjects(embedded) == ["1"]
    with embedded.view() as view:
        assert view.graphs() == []
        assert len(list(view.quads(""))) == 1


@pytest.mark.parametrize("stop_after", [0, 1, 2])
def test_a_reader_that_stops_early_lets_go(embedded: Store, stop_after: int) -> None:
    embedded.write(A, [quad(number, "x" * 200) for number in range(5000)])
    with embedded.view() as view:
        chunks = view.raw("SELECT * { ?s ?p ?o }", "text/csv")
        for _ in range(stop_after):
            next(chunks)
        chunks.close()
    before = threading.active_count()
    assert before < 20
