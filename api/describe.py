"""What the server says of itself and its graphs: Service Description, VoID and example queries."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from fastapi import Request

from kg.exports.dataset import About, dataset_triples, graph_counts, link, number, text
from kg.queries.registry import questions
from kg.settings import Settings
from kg.store.base import Store
from kg.terms import PREFIXES

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RDF, RDFS, SH, VOID, FOAF = (PREFIXES[name] for name in ("rdf", "rdfs", "sh", "void", "foaf"))
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
        link(service, RDF + "type", SD + "Service"),
        link(service, SD + "endpoint", service),
        link(service, SD + "supportedLanguage", SD + "SPARQL11Query"),
        link(service, SD + "feature", SD + "UnionDefaultGraph"),
        link(service, SD + "defaultDataset", f"{service}#dataset"),
        link(service, SD + "availableGraphs", f"{service}#dataset"),
        link(f"{service}#dataset", RDF + "type", SD + "GraphCollection"),
    ]
    if _settings(request).token:
        triples.append(link(service, SD + "supportedLanguage", SD + "SPARQL11Update"))
    triples += [link(service, SD + "resultFormat", FORMATS + name) for name in RESULT_FORMATS]
    triples += _dataset(request, f"{service}#dataset", f"{service}#default")
    triples += examples(root)
    return triples


def void_description(request: Request) -> list[ox.Triple]:
    root = _root(request)
    page = f"{root}/.well-known/void"
    dataset = f"{page}#dataset"
    triples = [
        link(page, RDF + "type", VOID + "DatasetDescription"),
        link(page, FOAF + "primaryTopic", dataset),
        link(dataset, VOID + "sparqlEndpoint", f"{root}/sparql"),
    ]
    triples += [
        link(dataset, VOID + "feature", FORMATS + name)
        for name in ("Turtle", "JSON-LD", "N-Triples", "TriG")
    ]
    settings = _settings(request)
    with _store(request).view() as view:
        about = About.of(settings)
        triples += dataset_triples(view, dataset, base=settings.base, about=about)
    triples += examples(root)
    return triples


def examples(root: str) -> Iterator[ox.Triple]:
    """Every question as sh:SPARQLExecutable, the way query editors look for examples."""
    prefixes = f"{root}/sparql#prefixes"
    for prefix, namespace in PREFIXES.items():
        node = f"{prefixes}-{prefix}"
        yield link(prefixes, SH + "declare", node)
        yield text(node, SH + "prefix", prefix)
        yield text(node, SH + "namespace", namespace)
    for question in questions():
        node = f"{root}/api/questions/{question.name}"
        yield link(node, RDF + "type", SH + "SPARQLExecutable")
        yield link(node, RDF + "type", SH + "SPARQLSelectExecutable")
        yield text(node, RDFS + "label", question.name)
        yield text(node, RDFS + "comment", question.title)
        yield text(node, SH + "select", question.body)
        yield link(node, SH + "prefixes", prefixes)
        yield link(node, PREFIXES["schema"] + "target", f"{root}/sparql")


def _dataset(request: Request, dataset: str, default: str) -> Iterator[ox.Triple]:
    with _store(request).view() as view:
        counts = graph_counts(view)
    yield link(dataset, RDF + "type", SD + "Dataset")
    yield link(dataset, RDF + "type", VOID + "Dataset")
    yield link(dataset, SD + "defaultGraph", default)
    yield link(default, RDF + "type", SD + "Graph")
    yield number(default, VOID + "triples", sum(counts.values()))
    for graph, count in sorted(counts.items())[:MOST_GRAPHS]:
        node = f"{dataset}-graph-{ox.NamedNode(graph).value.encode().hex()}"
        yield link(dataset, SD + "namedGraph", node)
        yield link(node, RDF + "type", SD + "NamedGraph")
        yield link(node, SD + "name", graph)
        yield link(node, SD + "graph", f"{node}-content")
        yield link(f"{node}-content", RDF + "type", SD + "Graph")
        yield number(f"{node}-content", VOID + "triples", count)


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _root(request: Request) -> str:
    return str(request.base_url).rstrip("/")
