"""The SPARQL endpoint as a client of any make meets it."""

from __future__ import annotations

import csv
import io
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pyoxigraph as ox
import pytest
from live_server import WRITER, serving
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import JSON, SPARQLWrapper

from kg.store import DirectoryStore, MemoryStore

A, B = "http://example.org/a", "http://example.org/b"
ROWS = "SELECT ?s ?o WHERE { ?s ?p ?o } ORDER BY ?s"


def quad(subject: str, text: str, graph: str = A) -> ox.Quad:
    node = ox.NamedNode
    return ox.Quad(node(f"http://x/{subject}"), node("http://x/p"), ox.Literal(text), node(graph))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    store = DirectoryStore(tmp_path_factory.mktemp("store"))
    store.write_many({A: [quad("1", 'é, "q"\n')], B: [quad("2", "two", B)]})
    with serving(store) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client
    store.close()


def ask(client: httpx.Client, query: str, accept: str | None = None, **more: str) -> httpx.Response:
    headers = {"accept": accept} if accept else {}
    return client.get("/sparql", params={"query": query, **more}, headers=headers)


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("text/turtle;q=1, text/csv;q=0.1", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_select_in_the_wanted_format(client: httpx.Client, accept: str | None, given: str) -> None:
    answer = ask(client, ROWS, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == given
    assert "Accept" in answer.headers["vary"]


def test_csv_and_tsv_are_as_specified(client: httpx.Client) -> None:
    table = list(csv.reader(io.StringIO(ask(client, ROWS, "text/csv").text, newline="")))
    assert table == [["s", "o"], ["http://x/1", 'é, "q"\n'], ["http://x/2", "two"]]
    tsv = ask(client, ROWS, "text/tab-separated-values").text
    assert tsv.splitlines()[:2] == ["?s\t?o", '<http://x/1>\t"é, \\"q\\"\\n"']


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_construct_in_every_format(client: httpx.Client, accept: str) -> None:
    answer = ask(client, "CONSTRUCT WHERE { ?s ?p ?o }", accept)
    assert answer.headers["content-type"].split(";")[0] == accept
    format = ox.RdfFormat.from_media_type(accept)
    found = {one.object.value for one in ox.parse(answer.content, format=format)}
    assert found == {'é, "q"\n', "two"}


def test_turtle_is_the_same_each_time(client: httpx.Client) -> None:
    answers = {ask(client, "CONSTRUCT WHERE { ?s ?p ?o }").text for _ in range(3)}
    assert len(answers) == 1


def test_post_as_form_and_as_a_direct_body(client: httpx.Client) -> None:
    form = client.post("/sparql", data={"query": ROWS})
    direct = client.post(
        "/sparql",
        content=ROWS.encode(),
        headers={"content-type": "application/sparql-query; charset=UTF-8"},
    )
    assert form.json() == direct.json()
    assert len(form.json()["results"]["bindings"]) == 2


def test_dataset_parameters(client: httpx.Client) -> None:
    query = "SELECT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    both = client.get(
        "/sparql", params={"query": query, "default-graph-uri": A, "named-graph-uri": B}
    )
    assert len(both.json()["results"]["bindings"]) == 2
    one = ask(client, query, **{"default-graph-uri": A})
    assert [row["s"]["value"] for row in one.json()["results"]["bindings"]] == ["http://x/1"]
    none = ask(client, query, **{"default-graph-uri": "http://example.org/nowhere"})
    assert none.json()["results"]["bindings"] == []


@pytest.mark.parametrize(
    ("method", "arguments", "status"),
    [
        ("GET", {"params": {"query": "SELECT * {\n nonsense"}}, 400),
        ("GET", {"params": {"query": ""}}, 400),
        ("GET", {"params": {"nothing": "1"}}, 400),
        ("GET", {"params": {"query": ROWS}, "headers": {"accept": "image/png"}}, 406),
        ("GET", {"params": {"query": "ASK {}"}, "headers": {"accept": "text/turtle"}}, 406),
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"}}, 403),
        ("GET", {"params": {"query": "INSERT DATA {}"}}, 403),
        ("GET", {"params": {"query": ROWS, "using-graph-uri": A}}, 400),
        ("GET", {"params": {"query": ROWS, "default-graph-uri": "no iri"}}, 400),
        ("GET", {"params": [("query", ROWS), ("query", ROWS)]}, 400),
        ("POST", {"data": {"query": ROWS, "update": "CLEAR ALL"}}, 400),
        ("POST", {"data": {"update": "CLEAR ALL"}}, 401),
        ("POST", {"data": {"update": "CLEAR ALL"}, "headers": {"authorization": "Bearer no"}}, 401),
        ("POST", {"data": {"update": "CLEAR NONSENSE"}, "headers": WRITER}, 400),
        ("POST", {"data": {"update": "LOAD <http://127.0.0.1:9/>"}, "headers": WRITER}, 403),
        ("POST", {"content": ROWS, "headers": {"content-type": "text/plain"}}, 415),
        ("POST", {"content": ROWS}, 415),
        (
            "POST",
            {"content": b"\xff\xfe", "headers": {"content-type": "application/sparql-query"}},
            400,
        ),
        ("PUT", {"content": ROWS}, 405),
    ],
)
def test_failures_are_problems(
    client: httpx.Client, method: str, arguments: dict[str, object], status: int
) -> None:
    answer = client.request(method, "/sparql", **arguments)
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    body = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(body)
    assert body["status"] == status


def test_a_syntax_error_says_where(client: httpx.Client) -> None:
    body = ask(client, "SELECT * WHERE {\n  ?s ?p ?o .\n  nonsense\n}").json()
    assert (body["line"], body["column"]) == (3, 11)


def test_a_runaway_update_ends_at_its_limit(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    store.write(A, [quad(str(number), "x") for number in range(200)])
    product = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(8))
    update = f"INSERT {{ ?a0 ?b0 ?c7 }} WHERE {{ GRAPH <{A}> {{ {product} }} }}"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with (
        serving(store, update_seconds=1.0) as url,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        answer = client.post("/sparql", data={"update": update}, headers=WRITER)
        assert (answer.status_code, answer.json()["status"]) == (504, 504)
        assert ask(client, count, "text/csv").text == "n\r\n200\r\n"
        assert client.post("/sparql", data={"update": "CLEAR ALL"}, headers=WRITER).is_success
        assert ask(client, count, "text/csv").text == "n\r\n0\r\n"


def test_an_update_is_seen_by_the_next_query(client: httpx.Client) -> None:
    for number in range(5):
        update = f"INSERT DATA {{ GRAPH <http://u/g> {{ <http://u/s> <http://u/p> {number} }} }}"
        answer = client.post("/sparql", data={"update": update}, headers=WRITER)
        assert answer.status_code == 204
        count = ask(client, "SELECT (COUNT(*) AS ?n) { <http://u/s> ?p ?o }", "text/csv")
        assert count.text.split() == ["n", str(number + 1)]
    client.post("/sparql", data={"update": "DROP GRAPH <http://u/g>"}, headers=WRITER)


def test_the_service_describes_itself(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/sparql").text, format="turtle")
    found = graph.query(
        """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?name ?n { ?s a sd:Service ; sd:defaultDataset/sd:namedGraph ?g .
          ?g sd:name ?name ; sd:graph/void:triples ?n }"""
    )
    assert {(str(name), int(n)) for name, n in found} == {(A, 1), (B, 1)}
    browser = client.get("/sparql", headers={"accept": "text/html"})
    assert (browser.status_code, browser.headers["location"]) == (303, "/query")


def test_void_counts(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void", headers={"accept": "application/n-triples"})
    graph = Graph().parse(data=answer.text, format="nt")
    rows = graph.query(
        "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?n { ?d a void:Dataset ; void:triples ?n }"
    )
    assert [int(row[0]) for row in rows] == [2]


def test_rdflib_as_a_client(client: httpx.Client) -> None:
    remote = SPARQLStore(f"{client.base_url}/sparql", method="POST")
    rows = list(remote.query("SELECT ?o { ?s ?p ?o } ORDER BY ?s"))
    assert [str(row[0]) for row in rows] == ['é, "q"\n', "two"]
    writable = SPARQLUpdateStore(
        f"{client.base_url}/sparql", f"{client.base_url}/sparql", headers=WRITER
    )
    writable.update("INSERT DATA { GRAPH <http://r/g> { <http://r/s> <http://r/p> 1 } }")
    assert bool(writable.query("ASK { <http://r/s> ?p ?o }"))
    writable.update("DROP GRAPH <http://r/g>")


# Limits, over HTTP.


@pytest.fixture(scope="module")
def busy() -> Iterator[httpx.Client]:
    store = MemoryStore()
    store.write(A, [quad(str(number), "x" * 50) for number in range(100_000)])
    with (
        serving(store, query_seconds=1.5, query_rows=2_000_000, query_megabytes=400) as url,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        ask(client, "ASK {}")
        yield client


HOG = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?l"
LOOKUP = "SELECT * { <http://x/5> ?p ?o }"


def test_a_runaway_query_is_a_clean_problem(busy: httpx.Client) -> None:
    began = time.monotonic()
    answer = ask(busy, HOG)
    assert answer.status_code in (504, 507)
    assert answer.json()["title"]
    assert time.monotonic() - began < 4
    assert min(_seconds(busy, LOOKUP) for _ in range(5)) < 0.3


def _seconds(client: httpx.Client, query: str) -> float:
    began = time.monotonic()
    assert ask(client, query).status_code == 200
    return time.monotonic() - began


def test_an_answer_cut_short_never_looks_whole(busy: httpx.Client) -> None:
    """Rows flow before the limit is met, so the status is out; the connection must break."""
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    with (
        pytest.raises(httpx.RemoteProtocolError),
        busy.stream(
            "GET", "/sparql", params={"query": query}, headers={"accept": "text/csv"}
        ) as answer,
    ):
        assert answer.status_code == 200
        for _ in answer.iter_bytes():
            pass


@pytest.fixture(scope="module")
def patient() -> Iterator[httpx.Client]:
    store = MemoryStore()
    store.write(A, [quad(str(number), "x" * 50) for number in range(100_000)])
    with (
        serving(store, query_seconds=60.0) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        yield client


def test_a_large_answer_flows_in_constant_memory(patient: httpx.Client) -> None:
    process = psutil.Process()
    ask(patient, "SELECT * { ?s ?p ?o }", "text/csv")
    before, size = process.memory_info().rss, 0
    query = "SELECT * { ?s ?p ?o . VALUES ?n { 1 2 3 4 5 6 7 8 9 10 } }"
    with patient.stream(
        "GET", "/sparql", params={"query": query}, headers={"accept": "text/csv"}
    ) as answer:
        for chunk in answer.iter_bytes():
            size += len(chunk)
    assert size > 70_000_000
    assert process.memory_info().rss - before < 30_000_000


@pytest.mark.parametrize("query", [HOG, "SELECT * { ?a ?b ?c . ?d ?e ?f }"])
def test_hanging_up_stops_the_work(busy: httpx.Client, query: str) -> None:
    url = urlsplit(str(busy.base_url))
    workers = [c for c in psutil.Process().children(recursive=True) if "zygote" in str(c.cmdline())]
    with socket.create_connection((url.hostname, url.port)) as connection:
        path = httpx.URL("/sparql", params={"query": query})
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
        time.sleep(0.3)
    time.sleep(0.4)
    spent = [cpu(worker) for worker in every_worker()]
    time.sleep(0.3)
    assert all(abs(a - b) < 0.1 for a, b in zip(spent, map(cpu, every_worker()), strict=False))
    assert workers


def every_worker() -> list[psutil.Process]:
    found = psutil.Process().children(recursive=True)
    return [process for process in found if process.is_running()]


def cpu(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


def test_an_answer_that_is_still_good_is_not_sent_again(client: httpx.Client) -> None:
    query = "SELECT ?o { <http://x/1> ?p ?o }"
    first = ask(client, query, "text/csv")
    again = {"accept": "text/csv", "if-none-match": first.headers["etag"]}
    same = client.get("/sparql", params={"query": query}, headers=again)
    assert (same.status_code, same.content) == (304, b"")
    other = client.get("/sparql", params={"query": query}, headers={**again, "accept": "*/*"})
    assert other.status_code == 200 and other.headers["etag"] != first.headers["etag"]
    insert = "INSERT DATA { GRAPH <http://t/g> { <http://x/1> <http://x/p> 'new' } }"
    client.post("/sparql", data={"update": insert}, headers=WRITER)
    changed = client.get("/sparql", params={"query": query}, headers=again)
    assert changed.status_code == 200 and "new" in changed.text
    client.post("/sparql", data={"update": "DROP GRAPH <http://t/g>"}, headers=WRITER)


def test_the_time_of_day_is_never_kept(client: httpx.Client) -> None:
    assert "etag" not in ask(client, "SELECT (NOW() AS ?t) {}").headers


def test_example_queries_are_found_as_query_editors_look_for_them(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/sparql").text, format="turtle")
    rows = graph.query(
        """PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT ?comment ?query ?prefix { ?q a sh:SPARQLExecutable ; rdfs:comment ?comment ;
          sh:select ?query ; sh:prefixes/sh:declare/sh:prefix ?prefix }"""
    )
    found = {str(comment): str(query) for comment, query, _ in rows}
    assert len(found) >= 30 and {"sulh", "prov"} <= {str(prefix) for *_, prefix in rows}
    for comment, query in found.items():
        answer = ask(client, query)
        assert answer.status_code == 200, (comment, answer.text)


def test_sparqlwrapper_as_a_client(client: httpx.Client) -> None:
    wrapper = SPARQLWrapper(f"{client.base_url}/sparql", returnFormat=JSON)
    wrapper.setQuery("SELECT ?o { ?s ?p ?o } ORDER BY ?s")
    found = wrapper.queryAndConvert()["results"]["bindings"]
    assert [row["o"]["value"] for row in found] == ['é, "q"\n', "two"]
