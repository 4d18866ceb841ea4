"""What was answered before is answered from memory, and is never of another version."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from live_server import TOKEN, serving

from api import ready
from kg.store import DirectoryStore
from kg.store.answering import Answer, Request
from kg.store.workers import Workers

G = "http://example.org/g"
QUERY = "SELECT ?o { <http://x/s> ?p ?o } ORDER BY ?o"
JSON = "application/sparql-results+json"


def quads(texts: list[str]) -> list[ox.Quad]:
    node = ox.NamedNode
    return [
        ox.Quad(node("http://x/s"), node("http://x/p"), ox.Literal(text), node(G)) for text in texts
    ]


class Counting:
    """Queries that reached the workers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.texts: list[str] = []
        answer = Workers.answer

        async def counted(workers: Workers, request: Request) -> Answer:
            self.texts.append(request.query)
            return await answer(workers, request)

        monkeypatch.setattr(Workers, "answer", counted)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DirectoryStore]:
    store = DirectoryStore(tmp_path)
    store.write(G, quads(["one"]))
    yield store
    store.close()


@pytest.fixture
def client(store: DirectoryStore) -> Iterator[httpx.Client]:
    with serving(store) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client


def ask(client: httpx.Client, query: str = QUERY, **headers: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers=headers)


def test_the_same_question_is_asked_once(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting(monkeypatch)
    first, again = ask(client, accept=JSON), ask(client, accept=JSON)
    assert again.content == first.content and "one" in again.text
    assert counting.texts == [QUERY]
    same = {"content-type", "etag", "vary", "cache-control"}
    assert {n: first.headers[n] for n in same} == {n: again.headers[n] for n in same}
    assert int(again.headers["content-length"]) == len(again.content)
    held = ask(client, accept=JSON, **{"if-none-match": f'"x", W/{first.headers["etag"]}'})
    assert (held.status_code, held.content) == (304, b"")
    assert held.headers["etag"] == first.headers["etag"]
    assert counting.texts == [QUERY]


def test_another_format_and_another_host_are_another_question(client: httpx.Client) -> None:
    assert ask(client, accept=JSON).json()
    assert ask(client, accept="text/csv").text == "o\r\none\r\n"
    relative = "SELECT (<here> AS ?iri) {}"
    names = [ask(client, relative, host=host).text for host in ("one.example", "two.example")]
    assert "http://one.example/" in names[0] and "http://two.example/" in names[1]


@trying(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.one_of(st.none(), st.sampled_from("abcd")), max_size=12))
def test_an_answer_is_of_the_newest_version(
    client: httpx.Client, store: DirectoryStore, steps: list[str | None]
) -> None:
    """A letter is written by another process's hand, None asks twice."""
    store.write(G, quads(wrote := []))
    client.post("/sparql", data={"update": "CLEAR SILENT GRAPH <x:>"}, headers=_WRITER)
    for step in steps:
        if step is None:
            rows = [ask(client, accept="text/csv").text.split()[1:] for _ in range(2)]
            assert rows == [sorted(set(wrote))] * 2
        else:
            wrote.append(step)
            store.write(G, quads(wrote))
            client.post("/sparql", data={"update": "CLEAR SILENT GRAPH <x:>"}, headers=_WRITER)


_WRITER = {"Authorization": f"Bearer {TOKEN}"}


def test_what_may_change_or_went_wrong_is_not_kept(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        ask(client, "SELECT (RAND() AS ?r) {}").text != ask(client, "SELECT (RAND() AS ?r) {}").text
    )
    counting = Counting(monkeypatch)
    for _ in range(2):
        assert ask(client, "SELECT ?o {").status_code == 400
        assert ask(client, authorization="Bearer x").status_code == 200
        assert client.post("/sparql", data={"query": QUERY}).status_code == 200
    assert len(counting.texts) == 6


def test_memory_is_bounded(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting(monkeypatch)
    monkeypatch.setattr(ready, "WHOLE_BYTES", 3_000)
    queries = [f"{QUERY} # {number}" for number in range(5)]
    for query in queries + queries:
        assert "one" in ask(client, query).text
    assert len(counting.texts) == 10
    assert "one" in ask(client, queries[-1]).text
    assert len(counting.texts) == 10
    monkeypatch.setattr(ready, "ANSWER_BYTES", 10)
    for _ in range(2):
        assert "one" in ask(client, f"{QUERY} # long").text
    assert len(counting.texts) == 12


SIZE = 50
SLOW = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(4)) + " }"


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[httpx.Client]:
    store = DirectoryStore(tmp_path)
    store.write(G, quads([str(number) for number in range(SIZE)]))
    with serving(store) as url, httpx.Client(base_url=url, timeout=30) as client:
        ask(client)
        yield client


def test_a_question_that_many_ask_at_once_is_answered_once(
    slow: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting(monkeypatch)
    with ThreadPoolExecutor(6) as many:
        answers = list(many.map(lambda _: ask(slow, SLOW, accept="text/csv"), range(6)))
    assert {answer.text for answer in answers} == {f"n\r\n{SIZE**4}\r\n"}
    assert counting.texts == [SLOW]


def test_who_waits_for_one_that_hangs_up_gets_an_answer(slow: httpx.Client) -> None:
    def leave() -> None:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(
                slow.base_url.join("/sparql"),
                params={"query": SLOW},
                headers={"accept": "text/csv"},
                timeout=0.2,
            )

    leaving = threading.Thread(target=leave)
    leaving.start()
    time.sleep(0.1)
    assert ask(slow, SLOW, accept="text/csv").text == f"n\r\n{SIZE**4}\r\n"
    leaving.join()
