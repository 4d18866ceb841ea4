"""The W3C query, result format and update suites (SPARQL 1.0 and 1.1), through the endpoint.

The data of each test is put into the store; the dataset is named by the protocol's parameters, as
our own default graph is the union of all. Results are compared up to the names of blank nodes, with
literals in the form that the engine keeps them in (0.80 as 0.8; see docs/decisions).
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin

import httpx
import pyoxigraph as ox
import pytest
from live_server import WRITER, serving
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from w3c_failures import REASONS

from kg.store import MemoryStore
from kg.store.base import DEFAULT
from kg.store.lexer import has_dataset, solid

SHARED = Path(os.environ.get("SULH_SHARED", Path(__file__).parents[3] / "shared"))
SUITES = SHARED / "w3c"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
TOP = (
    "sparql10/manifest-evaluation.ttl",
    "sparql10/manifest-syntax.ttl",
    "sparql11/manifest-sparql11-query.ttl",
    "sparql11/manifest-sparql11-results.ttl",
    "sparql11/manifest-sparql11-update.ttl",
)
UNNAMED = "urn:x-test:default"
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}
RESULTS = {
    ".srx": ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
    ".srj": ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
    ".tsv": ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SUITES.exists(), reason="the W3C test suites are not here"),
]


@dataclass
class Case:
    id: str
    kind: str
    action: Path
    data: list[Path] = field(default_factory=list)
    named: list[tuple[str, Path]] = field(default_factory=list)
    result: Path | None = None
    after: list[Path] = field(default_factory=list)
    after_named: list[tuple[str, Path]] = field(default_factory=list)
    lax: bool = False


def path_of(node: Node | None) -> Path:
    return Path(unquote(str(node).removeprefix("file://")))


def cases() -> Iterator[Case]:
    for top in TOP:
        if not (SUITES / top).exists():
            continue
        graph = load(SUITES / top)
        root = URIRef((SUITES / top).as_uri())
        for included in Collection(graph, graph.value(root, MF.include)):
            yield from group_cases(path_of(included), top.partition("/")[0])


def load(path: Path) -> Graph:
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


def group_cases(path: Path, suite: str) -> Iterator[Case]:
    graph = load(path)
    entries = graph.value(URIRef(path.as_uri()), MF.entries)
    for node in Collection(graph, entries) if entries else []:
        kind = str(graph.value(node, RDF.type)).rpartition("#")[2]
        name = str(node).rpartition("#")[2] or str(node).rpartition("/")[2]
        yield read_case(graph, node, f"{suite}/{path.parent.name}/{name}", kind)


def read_case(graph: Graph, node: Node, id: str, kind: str) -> Case:
    action, result = graph.value(node, MF.action), graph.value(node, MF.result)
    query = graph.value(action, QT["query"]) or graph.value(action, UT.request) or action
    lax = graph.value(node, MF.resultCardinality) == MF.LaxCardinality
    case = Case(id, kind, path_of(query), lax=lax)
    case.data = [path_of(one) for p in (QT.data, UT.data) for one in graph.objects(action, p)]
    case.named = [(str(one), path_of(one)) for one in graph.objects(action, QT.graphData)]
    case.named += labelled(graph, action)
    if isinstance(result, URIRef):
        case.result = path_of(result)
    elif result is not None:
        case.after = [path_of(one) for one in graph.objects(result, UT.data)]
        case.after_named = labelled(graph, result)
    return case


def labelled(graph: Graph, node: Node | None) -> list[tuple[str, Path]]:
    return [
        (str(graph.value(one, RDFS.label)), path_of(graph.value(one, UT.graph)))
        for one in graph.objects(node, UT.graphData)
    ]


def quads(path: Path, graph: str, base: str | None = None) -> list[ox.Quad]:
    name = ox.NamedNode(graph) if graph != DEFAULT else ox.DefaultGraph()
    parsed = ox.parse(
        path.read_bytes(),
        format=FORMATS[path.suffix],
        base_iri=base or path.as_uri(),
        rename_blank_nodes=True,
    )
    return [ox.Quad(one.subject, one.predicate, one.object, name) for one in parsed]


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[MemoryStore, httpx.Client]]:
    store = MemoryStore()
    with (
        serving(store) as url,
        httpx.Client(base_url=url, headers=WRITER, timeout=30) as client,
    ):
        yield store, client


def fill(store: MemoryStore, default: str, case: Case, text: str) -> None:
    graphs: dict[str, list[ox.Quad]] = {}
    for path in case.data:
        graphs.setdefault(default, []).extend(quads(path, default))
    for iri, path in [*case.named, *from_files(case, text)]:
        graphs.setdefault(iri, []).extend(quads(path, iri))
    with store.view() as view:
        old = [graph for graph in view.graphs() if graph not in graphs]
    store.write_many({DEFAULT: [], **graphs}, drop=old)


def from_files(case: Case, text: str) -> list[tuple[str, Path]]:
    """Files that the query itself names with FROM."""
    if "update" in case.kind.lower() or not has_dataset(text):
        return []
    parts = list(solid(text))
    iris = [
        urljoin(case.action.as_uri(), (after if after.kind == "iri" else later).text[1:-1])
        for token, after, later in zip(parts, parts[1:], parts[2:], strict=False)
        if token.word == "FROM"
    ]
    return [(iri, path_of(URIRef(iri))) for iri in dict.fromkeys(iris)]


def marked(case: Case) -> object:
    reason = next((why for names, why in REASONS.items() if case.id in names), None)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in cases()])
def test_case(place: tuple[MemoryStore, httpx.Client], case: Case) -> None:
    store, client = place
    text = f"BASE <{case.action.as_uri()}>\n{case.action.read_text()}"
    if "Syntax" in case.kind:
        check_syntax(client, case, text)
    elif "Update" in case.kind:
        fill(store, DEFAULT, case, text)
        assert client.post("/sparql", data={"update": text}).status_code == 204
        check_store(store, case)
    else:
        fill(store, UNNAMED, case, text)
        check_query(client, case, text)


def check_syntax(client: httpx.Client, case: Case, text: str) -> None:
    name = "update" if case.action.suffix == ".ru" else "query"
    answer = client.post("/sparql", data={name: text})
    if case.kind.startswith("Positive"):
        parsed = answer.status_code == 400 and "line" not in answer.json()
        assert answer.is_success or parsed, answer.text
    else:
        assert answer.status_code == 400


def check_store(store: MemoryStore, case: Case) -> None:
    wanted = ox.Store()
    for path in case.after:
        wanted.extend(quads(path, DEFAULT))
    for iri, path in case.after_named:
        wanted.extend(quads(path, iri))
    with store.view() as view:
        assert canonical(view.quads()) == canonical(wanted)


def check_query(client: httpx.Client, case: Case, text: str) -> None:
    assert case.result is not None
    accept, _ = RESULTS.get(case.result.suffix, (None, None))
    accept = "text/csv" if case.result.suffix == ".csv" else accept
    pairs = [("query", text)]
    if (case.data or case.named) and not has_dataset(text):
        pairs.append(("default-graph-uri", UNNAMED))
        pairs += [("named-graph-uri", iri) for iri, _ in case.named]
    headers = {"accept": f"{accept}, */*;q=0.1" if accept else "*/*"}
    answer = client.get("/sparql", params=pairs, headers=headers)
    assert answer.status_code == 200, answer.text
    compare(answer, case)


def compare(answer: httpx.Response, case: Case) -> None:
    assert case.result is not None
    given = answer.headers["content-type"].split(";")[0]
    if given == "text/csv":
        assert table(answer.text) == table(case.result.read_bytes().decode())
    elif given == "text/turtle":
        found = ox.parse(answer.content, format=ox.RdfFormat.TURTLE)
        assert canonical(found) == canonical(normal(quads(case.result, DEFAULT)))
    else:
        format = next(f for media, f in RESULTS.values() if media == given)
        found = plain(ox.parse_query_results(answer.content, format=format))
        wanted = expected(case.result)
        assert shape(found, case.lax) == shape(wanted, case.lax)


def table(text: str) -> list[object]:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    named = [sorted(zip(rows[0], row, strict=True)) for row in rows[1:]]
    plain = [[(n, "_:" if c.startswith("_:") else c) for n, c in row] for row in named]
    return [sorted(rows[0]), *sorted(plain)]


Solutions = bool | list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]]


def expected(path: Path) -> Solutions:
    if path.suffix in RESULTS:
        return plain(ox.parse_query_results(path.read_bytes(), format=RESULTS[path.suffix][1]))
    store = ox.Store()
    store.extend(quads(path, DEFAULT))
    node = {name: ox.NamedNode(str(RS[name])) for name in ("boolean", "solution", "binding")}
    if found := list(store.quads_for_pattern(None, node["boolean"], None)):
        return found[0].object.value == "true"
    rows = []
    for solution in store.quads_for_pattern(None, node["solution"], None):
        bindings = store.quads_for_pattern(solution.object, node["binding"], None)
        rows.append(dict(binding(store, one.object) for one in bindings))
    return rows


def binding(store: ox.Store, node: ox.BlankNode) -> tuple[str, ox.Literal]:
    parts = {
        one.predicate.value.rpartition("#")[2]: one.object
        for one in store.quads_for_pattern(node, None, None)
    }
    return parts["variable"].value, parts["value"]


def plain(found: ox.QuerySolutions | ox.QueryBoolean) -> Solutions:
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return [
        {n: term for n, term in zip(names, row, strict=True) if term is not None} for row in found
    ]


def shape(found: Solutions, lax: bool) -> object:
    """A truth value, or rows as a graph that can be compared."""
    if isinstance(found, bool):
        return found
    rows = found
    if lax:
        rows = list({str(sorted(map(str, row.items()))): row for row in rows}.values())
    described = [
        ox.Quad(ox.BlankNode(f"row{at}"), ox.NamedNode(f"urn:var:{name}"), term)
        for at, row in enumerate(rows)
        for name, term in row.items()
    ]
    return len(rows), canonical(normal(described))


def normal(found: list[ox.Quad]) -> list[ox.Quad]:
    """Literals as the engine keeps them."""
    store = ox.Store()
    store.extend(found)
    return list(store)


def canonical(found: object) -> set[ox.Quad]:
    dataset = ox.Dataset(found)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)
