"""The W3C tests of SPARQL 1.1 Protocol, Graph Store Protocol and Service Description, over HTTP."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx
import pytest
from live_server import WRITER, serving
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from kg.store import DirectoryStore

SHARED = Path(os.environ.get("SULH_SHARED", Path(__file__).parents[3] / "shared"))
SUITE = SHARED / "w3c" / "sparql11"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404, "BadRequest": 400}
HOST = "www.example"

EXPECTED_FAILURES: dict[str, str] = {}

pytestmark = pytest.mark.skipif(not SUITE.exists(), reason="the W3C test suite is not here")


@dataclass
class Exchange:
    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    statuses: tuple[str, ...] = ()
    answer: str | None = None
    boolean: bool | None = None
    format: str | None = None


@dataclass
class Case:
    name: str
    exchanges: list[Exchange]
    graphs: dict[str, bytes]


def manifest(path: Path) -> Graph:
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


def cases(path: Path, kind: URIRef) -> list[Case]:
    if not path.exists():
        return []
    graph = manifest(path)
    return [read_case(graph, node) for node in sorted(graph.subjects(RDF.type, kind), key=str)]


def read_case(graph: Graph, node: Node) -> Case:
    requests = graph.value(graph.value(node, MF.action), HT.requests)
    exchanges = [read_exchange(graph, one) for one in Collection(graph, requests)]
    graphs = {
        str(graph.value(data, RDFS.label)): Path(
            unquote(str(graph.value(data, UT.graph)).removeprefix("file://"))
        ).read_bytes()
        for data in graph.objects(node, UT.graphData)
    }
    return Case(str(node).rpartition("#")[2], exchanges, graphs)


def read_exchange(graph: Graph, node: Node) -> Exchange:
    answer = graph.value(node, HT.resp)
    boolean = graph.value(answer, MF.expectedBoolean)
    return Exchange(
        str(graph.value(node, HT.methodName)),
        str(graph.value(node, HT.absolutePath)),
        headers(graph, node),
        body(graph, node) or b"",
        tuple(sorted(str(s).rpartition("#")[2] for s in graph.objects(answer, MF.expectedStatus))),
        (body(graph, answer) or b"").decode() or None,
        None if boolean is None else bool(boolean.toPython()),
        str(graph.value(answer, MF.expectedFormat) or "") or None,
    )


def headers(graph: Graph, node: Node) -> dict[str, str]:
    listed = graph.value(node, HT.headers)
    found = Collection(graph, listed) if listed is not None else []
    return {
        str(graph.value(one, HT.fieldName)): str(graph.value(one, HT.fieldValue)) for one in found
    }


def body(graph: Graph, node: Node) -> bytes | None:
    content = graph.value(node, HT.body)
    if content is None:
        return None
    encoding = str(graph.value(content, CNT.characterEncoding) or "utf-8")
    return str(graph.value(content, CNT.chars)).encode(encoding)


def passes(status: int, wanted: tuple[str, ...]) -> bool:
    classes = {int(one[10]) for one in wanted if one.startswith("StatusCode")}
    return status // 100 in classes or status in {STATUSES.get(one) for one in wanted}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = DirectoryStore(tmp_path_factory.mktemp("store"))
    with serving(store) as url:
        yield url
    store.close()


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, headers=WRITER | {"Host": HOST}, timeout=30) as client:
        yield client


def play(client: httpx.Client, case: Case, prefix: str, ours: str) -> None:
    location = ""
    for one in case.exchanges:
        path = ours + one.path.removeprefix(prefix).replace("$LOCATION$", location)
        sent = crlf(one.body) if "multipart" in one.headers.get("content-type", "") else one.body
        answer = client.request(one.method, path, headers=one.headers, content=sent)
        said = f"{one.method} {path}: {answer.status_code} {answer.text[:300]}"
        assert passes(answer.status_code, one.statuses), said
        location = answer.headers.get("location", location)
        check(one, answer)


def check(one: Exchange, answer: httpx.Response) -> None:
    if one.boolean is not None:
        assert answer.json()["boolean"] is one.boolean
    if one.format == "tabular":
        assert answer.json()["results"]["bindings"] is not None
    if one.format == "RDF":
        Graph().parse(data=answer.text, format=answer.headers["content-type"].split(";")[0])
    if one.answer is not None and one.answer.strip():
        found = Graph().parse(data=answer.text, format="turtle")
        assert isomorphic(found, Graph().parse(data=one.answer, format="turtle"))


def crlf(text: bytes) -> bytes:
    lines = [line.strip() for line in text.strip().splitlines()]
    return b"\r\n".join(lines) + b"\r\n"


def named(found: list[Case]) -> list[object]:
    return [
        pytest.param(
            case,
            id=case.name,
            marks=[pytest.mark.xfail(reason=EXPECTED_FAILURES[case.name], strict=True)]
            if case.name in EXPECTED_FAILURES
            else [],
        )
        for case in found
    ]


@pytest.mark.parametrize("case", named(cases(SUITE / "protocol/manifest.ttl", MF.ProtocolTest)))
def test_protocol(client: httpx.Client, case: Case) -> None:
    for graph, data in case.graphs.items():
        put = client.put(
            "/store",
            params={"graph": graph},
            content=data,
            headers={"content-type": "application/n-triples"},
        )
        assert put.is_success
    play(client, case, "/sparql/", "/sparql")


@pytest.mark.parametrize(
    "case",
    named(
        cases(SUITE / "graph-store-protocol/manifest-direct.ttl", MF.GraphStoreProtocolTest)
        + cases(SUITE / "graph-store-protocol/manifest-indirect.ttl", MF.GraphStoreProtocolTest)
    ),
)
def test_graph_store_protocol(client: httpx.Client, case: Case) -> None:
    empty = client.post("/sparql", data={"update": "DROP ALL"})
    assert empty.is_success
    play(client, case, "/gsp", "/store")


def test_service_description(client: httpx.Client) -> None:
    """The three tests of the suite: there is RDF, it holds a service with this endpoint."""
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    graph = Graph().parse(data=answer.text, format="turtle")
    service = URIRef(f"http://{HOST}/sparql")
    assert (service, SD.endpoint, service) in graph
    assert (service, RDF.type, SD.Service) in graph
    for language in graph.objects(service, SD.supportedLanguage):
        assert language in (SD.SPARQL11Query, SD.SPARQL11Update)
    assert set(graph.subjects(RDF.type, SD.Dataset)) == set(graph.objects(None, SD.defaultDataset))


OLD = SUITE / "http-rdf-update/manifest.ttl"


@dataclass
class Written:
    """A test of the older suite: an HTTP message in the text of its comment."""

    name: str
    method: str
    path: str
    headers: dict[str, str]
    body: str
    statuses: tuple[int, ...]
    answer: str


def written_cases() -> list[Written]:
    if not OLD.exists():
        return []
    graph = manifest(OLD)
    entries = Collection(graph, graph.value(URIRef(OLD.as_uri()), MF.entries))
    comments = [
        max((str(c) for c in graph.objects(node, RDFS.comment)), key=len) for node in entries
    ]
    return [
        read_written(str(node).rpartition("#")[2], text)
        for node, text in zip(entries, comments, strict=True)
    ]


def read_written(name: str, text: str) -> Written:
    text = text.replace("$HOST$/$GRAPHSTORE$", f"{HOST}/store").replace("$GRAPHSTORE$", "/store")
    text = text.replace("$HOST$", HOST)
    asked, _, answered = text.partition("#### Response")
    start, sent_headers, sent = message(asked.partition("#### Request")[2])
    status, _, received = message(answered)
    method, path, _version = start.split(" ")
    codes = tuple(int(code) for code in re.findall(r"\b[1-5]\d\d\b", status))
    return Written(name, method, path, sent_headers, sent, codes, received)


def message(text: str) -> tuple[str, dict[str, str], str]:
    lines = [line.removeprefix("    ") for line in text.strip("\n").splitlines()]
    while lines and not lines[0].strip():
        lines.pop(0)
    blank = lines.index("") if "" in lines else len(lines)
    pairs = (line.partition(":") for line in lines[1:blank])
    return (
        lines[0].strip(),
        {name.strip().lower(): value.strip() for name, _, value in pairs},
        "\n".join(lines[blank + 1 :]).strip(),
    )


def with_full_stops(body: str) -> str:
    """Some bodies of this suite end before their last full stop, and are no Turtle without it."""
    return re.sub(r'("[^"\n]*")\s*(?=\Z|\n--)', r"\1 .\n\n", body)


OLD_FAILURES = {
    "get_of_post__existing_graph": "expects neither what the POST before it added nor the name "
    "that the PUT before that wrote; the suite is deprecated, its successor passes whole",
}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    store = DirectoryStore(tmp_path_factory.mktemp("old"))
    with (
        serving(store) as url,
        httpx.Client(base_url=url, headers=WRITER | {"Host": HOST}, timeout=30) as client,
    ):
        yield client
    store.close()


@pytest.mark.skipif(not OLD.exists(), reason="the W3C test suite is not here")
def test_older_graph_store_suite(fresh: httpx.Client) -> None:
    """Its tests build on each other, so they run in their order; each failure has its reason."""
    failed: dict[str, str] = {}
    fresh.put("/store/person/2.ttl", content=b"<a:a> <a:b> <a:c> .", headers=turtle())
    location = ""
    for case in written_cases():
        path = case.path.replace("$NEWPATH$", urlsplit(location).path)
        headers = {k: v for k, v in case.headers.items() if k != "host"}
        content = with_full_stops(case.body).encode()
        sent = crlf(content) if "multipart" in headers.get("content-type", "") else content
        answer = fresh.request(case.method, path, headers=headers, content=sent)
        location = answer.headers.get("location", location)
        if not agrees(case, answer):
            failed[case.name] = f"{answer.status_code} {answer.text[:300]}"
    assert sorted(failed) == sorted(OLD_FAILURES), failed


def agrees(case: Written, answer: httpx.Response) -> bool:
    """2xx for 2xx (the protocol leaves open which), else the very status; and the same graph."""
    wanted = {code // 100 if code < 300 else code for code in case.statuses}
    given = answer.status_code // 100 if answer.is_success else answer.status_code
    if given not in wanted:
        return False
    if case.method != "GET" or not case.answer:
        return True
    found = Graph().parse(data=answer.text, format="turtle")
    return isomorphic(found, Graph().parse(data=case.answer, format="turtle"))


def turtle() -> dict[str, str]:
    return {"content-type": "text/turtle"}
