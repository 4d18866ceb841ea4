"""A query may use up its own process and nothing else."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pyoxigraph as ox
import pytest

from kg.errors import QueryError, QueryRefused, QueryTimeout, QueryTooLarge, StoreError
from kg.store import DirectoryStore, MemoryStore, Store
from kg.store.answering import Request
from kg.store.workers import REST_SECONDS, Bounds, Workers

G = "http://example.org/g"
LOOKUP = "SELECT ?o { <http://example.org/3> ?p ?o }"
PRODUCT = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))
RUNAWAYS = {
    "product with ORDER BY": f"SELECT * {{ {PRODUCT} }} ORDER BY ?a0 ?c8",
    "property path": "SELECT (COUNT(*) AS ?n) { ?a (<http://example.org/next>|!<x:y>)* ?b . "
    "?c (<http://example.org/next>|!<x:y>)* ?d . ?e (!<x:y>)* ?f }",
    "aggregate over a product": f"SELECT (COUNT(*) AS ?n) (MAX(?c3) AS ?m) {{ {PRODUCT} }}",
    "regular expressions": f"SELECT * {{ {PRODUCT} FILTER REGEX(STR(?c0), '(e*)x') }} ORDER BY ?c1",
}
BOUNDS = Bounds(seconds=1.0, rows=1_000_000, megabytes=400, processes=2)


def quads(count: int, graph: str = G) -> list[ox.Quad]:
    node = ox.NamedNode
    return [
        ox.Quad(
            node(f"http://example.org/{i}"),
            node("http://example.org/next"),
            node(f"http://example.org/{(i * 7 + 1) % count}"),
            node(graph),
        )
        for i in range(count)
    ]


@pytest.fixture(params=["memory", "directory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return MemoryStore() if request.param == "memory" else DirectoryStore(tmp_path)


@asynccontextmanager
async def working(store: Store, bounds: Bounds = BOUNDS) -> AsyncIterator[Workers]:
    workers = Workers(store, bounds)
    await workers.start()
    try:
        yield workers
    finally:
        await workers.stop()


async def ask(workers: Workers, query: str, media_type: str = "text/csv", **more: object) -> bytes:
    chunks = (await workers.answer(Request(query, media_type, **more))).chunks
    return b"".join([chunk async for chunk in chunks])


def run(scenario: Callable[[], Coroutine[None, None, None]]) -> None:
    asyncio.run(asyncio.wait_for(scenario(), 60))


def children(workers: Workers) -> list[psutil.Process]:
    zygote = workers._nursery._process
    return psutil.Process(zygote.pid).children() if zygote else []


async def gone(process: psutil.Process) -> bool:
    for _ in range(200):
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        await asyncio.sleep(0.01)
    return False


def test_answers_are_those_of_the_store(store: Store) -> None:
    store.write(G, quads(10))

    async def scenario() -> None:
        async with working(store) as workers:
            assert await ask(workers, LOOKUP) == b"o\r\nhttp://example.org/2\r\n"
            assert b'"boolean":true' in await ask(
                workers, "ASK {}", "application/sparql-results+json"
            )
            assert (await ask(workers, "CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")).count(
                b" ."
            ) >= 10

    run(scenario)


async def seconds(work: Awaitable[object]) -> float:
    began = time.monotonic()
    await work
    return time.monotonic() - began


@pytest.mark.parametrize("name", RUNAWAYS)
def test_a_runaway_query_costs_only_itself(name: str) -> None:
    store = MemoryStore()
    store.write(G, quads(5000))

    async def scenario() -> None:
        async with working(store) as workers:
            await ask(workers, LOOKUP)
            began = time.monotonic()
            hog = asyncio.create_task(ask(workers, RUNAWAYS[name]))
            await asyncio.sleep(0.3)
            (busy,) = [c for c in children(workers) if c.cpu_times().user > 0.1] or [None]
            assert min([await seconds(ask(workers, LOOKUP)) for _ in range(5)]) < 0.2
            with pytest.raises((QueryTimeout, QueryTooLarge)):
                await hog
            assert time.monotonic() - began < BOUNDS.seconds + 1.5
            assert busy is None or await gone(busy)
            assert await ask(workers, LOOKUP)

    run(scenario)


def test_memory_is_bounded() -> None:
    store = MemoryStore()
    store.write(G, quads(20_000))
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f"

    async def scenario() -> None:
        async with working(store, Bounds(seconds=20, megabytes=150)) as workers:
            with pytest.raises(QueryTooLarge, match="150 MiB"):
                await ask(workers, hungry)
            assert await ask(workers, LOOKUP)

    run(scenario)


@pytest.mark.parametrize(
    "media_type",
    [
        "text/csv",
        "text/tab-separated-values",
        "application/sparql-results+json",
        "application/sparql-results+xml",
    ],
)
def test_rows_are_counted_exactly(media_type: str) -> None:
    store = MemoryStore()
    store.write(G, quads(3000))
    store.add(
        G, [ox.Quad(ox.NamedNode("x:y"), ox.NamedNode("x:z"), ox.Literal('"\n},{<result>\n"'))]
    )
    query = "SELECT * { ?s ?p ?o }"

    async def scenario() -> None:
        async with working(store) as workers:
            assert await ask(workers, query, media_type, rows=3001)
            with pytest.raises(QueryTooLarge):
                await ask(workers, query, media_type, rows=2998)

    run(scenario)


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/ld+json"]
)
def test_triples_are_counted(media_type: str) -> None:
    store = MemoryStore()
    store.write(G, quads(100))

    async def scenario() -> None:
        async with working(store) as workers:
            query = "CONSTRUCT WHERE { ?s ?p ?o }"
            assert await ask(workers, query, media_type, rows=100)
            with pytest.raises(QueryTooLarge):
                await ask(workers, query, media_type, rows=99)

    run(scenario)


def test_a_worker_killed_in_the_middle_is_replaced() -> None:
    store = MemoryStore()
    store.write(G, quads(5000))

    async def scenario() -> None:
        async with working(store, Bounds(seconds=20)) as workers:
            hog = asyncio.create_task(ask(workers, RUNAWAYS["aggregate over a product"]))
            while not children(workers):
                await asyncio.sleep(0.1)
            for child in children(workers):
                os.kill(child.pid, signal.SIGKILL)
            with pytest.raises(StoreError, match="ended"):
                await hog
            assert await ask(workers, LOOKUP)

    run(scenario)


def test_the_zygote_killed_is_replaced() -> None:
    store = MemoryStore()
    store.write(G, quads(100))

    async def scenario() -> None:
        async with working(store) as workers:
            await ask(workers, LOOKUP)
            assert workers._nursery._process
            workers._nursery._process.kill()
            await asyncio.sleep(0.1)
            assert await ask(workers, LOOKUP)

    run(scenario)


def test_a_client_that_leaves_stops_the_work() -> None:
    store = MemoryStore()
    store.write(G, quads(5000))

    async def scenario() -> None:
        async with working(store, Bounds(seconds=30, rows=2**60)) as workers:
            chunks = (
                await workers.answer(Request("SELECT * { ?a ?b ?c . ?d ?e ?f }", "text/csv"))
            ).chunks
            await anext(chunks)
            (worker,) = children(workers)
            await chunks.aclose()
            assert await gone(worker)
            hog = asyncio.create_task(ask(workers, RUNAWAYS["product with ORDER BY"]))
            await asyncio.sleep(0.2)
            busy = children(workers)
            hog.cancel()
            assert all([await gone(process) for process in busy])
            assert await ask(workers, LOOKUP)

    run(scenario)


def test_writes_are_seen_at_once(store: Store) -> None:
    async def scenario() -> None:
        async with working(store) as workers:
            count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
            for number in range(1, 6):
                graph = f"{G}/{number}"
                store.write(graph, quads(number, graph))
                total = sum(range(1, number + 1))
                assert await ask(workers, count) == f"n\r\n{total}\r\n".encode()
            store.update(f"DROP GRAPH <{G}/5>")
            assert await ask(workers, count) == b"n\r\n10\r\n"
            store.drop(f"{G}/4")
            assert await ask(workers, count) == b"n\r\n6\r\n"
            fresh = {"http://example.org/0": [], "http://example.org/1": quads(3, f"{G}/3")[1:2]}
            store.write_many({}, subjects={f"{G}/3": fresh})
            assert await ask(workers, count) == b"n\r\n5\r\n"

    run(scenario)


def test_under_writes_and_many_clients_versions_are_seen_soon_and_in_order(store: Store) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{G}> {{ ?s ?p ?o }} }}"

    async def asking(workers: Workers, until: asyncio.Event) -> list[int]:
        seen = [0]
        while not until.is_set():
            seen.append(int((await ask(workers, query)).split()[1]))
        return seen

    async def scenario() -> None:
        async with working(store) as workers:
            until = asyncio.Event()
            clients = [asyncio.create_task(asking(workers, until)) for _ in range(6)]
            for number in range(1, 31):
                await asyncio.to_thread(store.write, G, quads(number))
            workers.expect_newest()
            assert (await ask(workers, query)).split()[1] == b"30"
            for number in range(31, 41):
                await asyncio.to_thread(store.write, G, quads(number))
            await asyncio.sleep(REST_SECONDS + 0.5)
            assert (await ask(workers, query)).split()[1] == b"40"
            until.set()
            for seen in await asyncio.gather(*clients):
                assert seen == sorted(seen)

    run(scenario)


def test_an_answer_under_way_is_of_the_version_it_began_with(store: Store) -> None:
    store.write(G, quads(60_000))

    async def scenario() -> None:
        async with working(store) as workers:
            chunks = (await workers.answer(Request("SELECT ?s { ?s ?p ?o }", "text/csv"))).chunks
            text = await anext(chunks)
            store.write(G, quads(3))
            assert (await ask(workers, "SELECT ?s { ?s ?p ?o }")).count(b"\n") == 4
            text += b"".join([chunk async for chunk in chunks])
            assert text.count(b"\n") == 60_001

    run(scenario)


def test_errors_cross_the_process_boundary() -> None:
    async def scenario() -> None:
        async with working(MemoryStore()) as workers:
            with pytest.raises(QueryError) as raised:
                await ask(workers, "SELECT * {\n nonsense")
            assert raised.value.line == 2
            with pytest.raises(QueryRefused):
                await ask(workers, "SELECT * { SERVICE <http://127.0.0.1:9/> {} }")

    run(scenario)


def test_more_queries_than_processes_all_get_an_answer() -> None:
    store = MemoryStore()
    store.write(G, quads(1000))

    async def scenario() -> None:
        async with working(store, Bounds(seconds=20)) as workers:
            answers = await asyncio.gather(*(ask(workers, LOOKUP) for _ in range(60)))
            assert len(set(answers)) == 1
            await asyncio.sleep(0.3)
            assert len(children(workers)) <= BOUNDS.processes

    run(scenario)


def test_a_big_directory_is_read_from_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.nursery.REPLICA_BYTES", 1)
    store = DirectoryStore(tmp_path)
    store.write(G, quads(10))

    async def scenario() -> None:
        async with working(store) as workers:
            assert await ask(workers, LOOKUP) == b"o\r\nhttp://example.org/2\r\n"
            store.write(G, quads(2))
            assert await ask(workers, LOOKUP) == b"o\r\n"

    run(scenario)


def test_many_short_queries_share_the_processes() -> None:
    store = MemoryStore()
    store.write(G, quads(100))

    async def scenario() -> None:
        async with working(store) as workers:
            ever: set[int] = set()

            async def client() -> None:
                for _ in range(15):
                    await ask(workers, LOOKUP)
                    ever.update(worker.pid for worker in workers._idle)

            await asyncio.gather(*(client() for _ in range(16)))
            ever.update(process.pid for process in children(workers))
            assert len(ever) <= BOUNDS.processes + 2
            assert workers._busy == 0
            assert len(workers._idle) <= BOUNDS.processes

    run(scenario)


def test_who_stops_waiting_for_a_process_takes_none_away() -> None:
    store = MemoryStore()
    store.write(G, quads(100))

    async def scenario() -> None:
        async with working(store, Bounds(processes=1)) as workers:
            for _ in range(30):
                asked = [asyncio.create_task(ask(workers, LOOKUP)) for _ in range(4)]
                await asyncio.sleep(0.001)
                for one in asked[1:]:
                    one.cancel()
                await asyncio.gather(*asked, return_exceptions=True)
                assert b"http" in asked[0].result()
            assert workers._busy == 0
            assert workers._room._value == workers.bounds.processes * 4

    run(scenario)
