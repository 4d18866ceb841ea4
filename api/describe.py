"""What the server says of itself and its graphs: Service Description and VoID."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from fastapi import Request

from kg.settings import Settings
from kg.store.base import Store, View
from kg.terms import PREFIXES, SULH
from kg.version import __version__

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RDF, VOID, DCTERMS, XSD = (PREFIXES[name] for name in ("rdf", "void", "dcterms", "xsd"))
FOAF = PREFIXES["foaf"]
RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "N-Quads",
    "TriG",
)
MOST_GRAPHS = 5_000


def service_description(request: Request) -> list[ox.Triple]:
    """sd:Service, with the dataset and its named graphs."""
    root = _root(request)
    service = f"{root}/sparql"
    triples = [
        _t(service, RDF + "type", SD + "Service"),
        _t(service, SD + "endpoint", service),
        _t(service, SD + "supportedLanguage", SD + "SPARQL11Query"),
        _t(service, SD + "feature", SD + "UnionDefaultGraph"),
        _t(service, SD + "defaultDataset", f"{service}#dataset"),
        _t(service, SD + "availableGraphs", f"{service}#dataset"),
        _t(f"{service}#dataset", RDF + "type", SD + "GraphCollection"),
    ]
    settings: Settings = request.app.state.settings
    if settings.token:
        triples.append(_t(service, SD + "supportedLanguage", SD + "SPARQL11Update"))
    triples += [_t(service, SD + "resultFormat", FORMATS + name) for name in RESULT_FORMATS]
    triples += _dataset(request, f"{service}#dataset", f"{service}#default")
    return triples


def void_description(request: Request) -> list[ox.Triple]:
    root = _root(request)
    dataset = f"{root}/.well-known/void"
    settings: Settings = request.app.state.settings
    triples = [
        _t(dataset, RDF + "type", VOID + "DatasetDescription"),
        _t(dataset, FOAF + "primaryTopic", f"{dataset}#dataset"),
        _t(f"{dataset}#dataset", VOID + "sparqlEndpoint", f"{root}/sparql"),
        _t(f"{dataset}#dataset", VOID + "openSearchDescription", f"{root}/api/search"),
        _t(f"{dataset}#dataset", VOID + "vocabulary", SULH),
        _l(f"{dataset}#dataset", DCTERMS + "title", "sulh: negotiation rounds, and who says so"),
        _l(f"{dataset}#dataset", VOID + "uriSpace", settings.base),
        _l(f"{dataset}#dataset", PREFIXES["schema"] + "softwareVersion", __version__),
    ]
    triples += [
        _t(f"{dataset}#dataset", VOID + "feature", FORMATS + name)
        for name in ("Turtle", "JSON-LD", "N-Triples", "TriG")
    ]
    triples += _dataset(request, f"{dataset}#dataset", f"{dataset}#default")
    with _store(request).view() as view:
        triples += _partitions(view, f"{dataset}#dataset")
    return triples


def _dataset(request: Request, dataset: str, default: str) -> Iterator[ox.Triple]:
    with _store(request).view() as view:
        counts = graph_counts(view)
    yield _t(dataset, RDF + "type", SD + "Dataset")
    yield _t(dataset, RDF + "type", VOID + "Dataset")
    yield _t(dataset, SD + "defaultGraph", default)
    yield _t(default, RDF + "type", SD + "Graph")
    yield _n(default, VOID + "triples", sum(counts.values()))
    yield _n(dataset, VOID + "triples", sum(counts.values()))
    for graph, count in sorted(counts.items())[:MOST_GRAPHS]:
        node = f"{dataset}-graph-{ox.NamedNode(graph).value.encode().hex()}"
        yield _t(dataset, SD + "namedGraph", node)
        yield _t(node, RDF + "type", SD + "NamedGraph")
        yield _t(node, SD + "name", graph)
        yield _t(node, SD + "graph", f"{node}-content")
        yield _t(f"{node}-content", RDF + "type", SD + "Graph")
        yield _n(f"{node}-content", VOID + "triples", count)


def graph_counts(view: View) -> dict[str, int]:
    rows = view.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    return {_value(row["g"]): int(_value(row["n"])) for row in rows}


def _partitions(view: View, dataset: str) -> Iterator[ox.Triple]:
    rows = view.select("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    yield _n(dataset, VOID + "classes", len(rows))
    for row in sorted(rows, key=str):
        node = f"{dataset}-class-{_value(row['c']).encode().hex()}"
        yield _t(dataset, VOID + "classPartition", node)
        yield _t(node, VOID + "class", _value(row["c"]))
        yield _n(node, VOID + "entities", int(_value(row["n"])))


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _root(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _value(term: object) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal, ox.BlankNode)) else ""


def _t(subject: str, predicate: str, object: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(object))


def _l(subject: str, predicate: str, text: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(text))


def _n(subject: str, predicate: str, number: int) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(number))
