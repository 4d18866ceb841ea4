"""SHACL validation, with results in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

import pyoxigraph as ox
import rdflib
from rdflib.namespace import SH

from kg.triples.ontology import ontology_files


@dataclass(frozen=True, slots=True)
class Violation:
    """`focus` and `path` are IRIs; `severity` is Violation, Warning or Info."""

    focus: str
    path: str
    message: str
    severity: str


def validate(quads: Iterable[ox.Quad]) -> list[Violation]:
    """Violations of `ontology/shapes.ttl` in the union of the graphs, sorted."""
    import pyshacl

    _, report, _ = pyshacl.validate(
        _union(quads), shacl_graph=_shapes(), ont_graph=_ontology(), advanced=False
    )
    results = set(report.subjects(rdflib.RDF.type, SH.ValidationResult))
    return sorted((_violation(report, result) for result in results), key=repr)


def _union(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    triples = {ox.Triple(q.subject, q.predicate, q.object) for q in quads}
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


def _shapes() -> rdflib.Graph:
    return _graph([files("ontology").joinpath("shapes.ttl").read_bytes()])


def _ontology() -> rdflib.Graph:
    return _graph([path.read_bytes() for path in ontology_files()])


def _graph(contents: list[bytes]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for content in contents:
        graph.parse(data=content, format="turtle")
    return graph


def _violation(report: rdflib.Graph, result: rdflib.term.Node) -> Violation:
    def text(property: rdflib.URIRef) -> str:
        value = report.value(result, property)
        return "" if value is None else str(value)

    severity = text(SH.resultSeverity).rpartition("#")[2]
    return Violation(text(SH.focusNode), text(SH.resultPath), text(SH.resultMessage), severity)
