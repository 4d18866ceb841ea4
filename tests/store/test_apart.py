"""An update may use up its own process and nothing else."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pyoxigraph as ox
import pytest

from kg.errors import QueryError, QueryTimeout, QueryTooLarge
from kg.store import DirectoryStore, Limits

G = "http://example.org/g"
PRODUCT = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))
RUNAWAY = f"INSERT {{ GRAPH <{G}> {{ ?a0 ?b0 ?c8 }} }} WHERE {{ GRAPH <{G}> {{ {PRODUCT} }} }}"
SECOND = Limits(seconds=1.5, megabytes=2048)
AMPLE = Limits(seconds=60, megabytes=2048)


def quads(count: int) -> list[ox.Quad]:
    node = ox.NamedNode
    return [ox.Quad(node(f"x:{n}"), node("x:p"), ox.Literal(str(n)), node(G)) for n in range(count)]


@pytest.fixture
def store(tmp_path: Path) -> DirectoryStore:
    store = DirectoryStore(tmp_path)
    store.write(G, quads(300))
    return store


def size(store: DirectoryStore) -> int:
    with store.view() as view:
        return len(list(view.quads()))


def test_an_update_within_its_limits_is_made(store: DirectoryStore) -> None:
    store.update("INSERT DATA { GRAPH <x:h> { <a> <x:p> 'é\\n' } }", base="http://b/", limits=AMPLE)
    store.update(f"DELETE WHERE {{ GRAPH <{G}> {{ ?s ?p '7' }} }}", limits=AMPLE)
    assert size(store) == 300
    with store.view() as view:
        assert view.ask("ASK { <http://b/a> <x:p> 'é\\n' }")


def test_an_empty_store_takes_an_update(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    store.update("INSERT DATA { <x:a> <x:p> 1 }", limits=AMPLE)
    assert size(store) == 1


def test_a_runaway_update_is_stopped_and_changes_nothing(store: DirectoryStore) -> None:
    """Also what it did in its first, quick part; and readers go on meanwhile."""
    before, began = store.revision(), time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        text = f"INSERT DATA {{ GRAPH <x:h> {{ <x:a> <x:p> 1 }} }} ; {RUNAWAY}"
        running = pool.submit(store.update, text, limits=SECOND)
        while not running.done():
            assert size(store) == 300
            time.sleep(0.05)
        with pytest.raises(QueryTimeout, match="changed nothing"):
            running.result()
    assert time.monotonic() - began < 30
    assert (store.revision(), size(store)) == (before, 300)
    assert psutil.Process().children() == []
    assert [path.name for path in store.path.glob("v-*")] == ["v-0000000001"]
    store.update("INSERT DATA { <x:a> <x:p> 1 }", limits=AMPLE)
    assert size(store) == 301


def test_an_update_that_needs_too_much_memory_is_stopped(store: DirectoryStore) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(30))
    text = f"INSERT {{ <x:a> <x:p> ?x30 }} WHERE {{ BIND('0123456789' AS ?x0) {doubled} }}"
    with pytest.raises(QueryTooLarge, match="changed nothing"):
        store.update(text, limits=Limits(seconds=30, megabytes=300))
    assert size(store) == 300


def test_errors_keep_their_place(store: DirectoryStore) -> None:
    with pytest.raises(QueryError) as caught:
        store.update("INSERT DATA {\n nonsense }", limits=AMPLE)
    assert caught.value.line == 2
    assert size(store) == 300
