"""SHACL validation, with results in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH

from kg.terms import PREFIXES
from kg.triples.ontology import ontology_folder


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """`focus` is an IRI; `path` a property such as sulh:role, or `itself` for the whole node."""

    focus: str
    path: str
    message: str
    severity: str


def validate(quads: Iterable[ox.Quad]) -> list[Violation]:
    """What `ontology/shapes.ttl` finds in the union of the graphs, sorted.

    The shapes ask for known entities: give the entities with the sources that speak of them.
    """
    import pyshacl

    _, report, _ = pyshacl.validate(_union(quads), shacl_graph=_shapes())
    results = report.subjects(RDF.type, SH.ValidationResult, unique=True)
    return sorted({_violation(report, result) for result in results})


def _union(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    triples = {quad.triple for quad in quads}
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


def _shapes() -> rdflib.Graph:
    data = ontology_folder().joinpath("shapes.ttl").read_bytes()
    return rdflib.Graph().parse(data=data, format="turtle")


def _violation(report: rdflib.Graph, result: rdflib.term.Node) -> Violation:
    focus, path, value = (
        report.value(result, part) for part in (SH.focusNode, SH.resultPath, SH.value)
    )
    message = str(report.value(result, SH.resultMessage) or "does not hold")
    if value is not None and value != focus:
        message += f" (found {_shown(value)})"
    severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
    where = _shown(path) if isinstance(path, rdflib.URIRef) else "itself"
    return Violation(str(focus), where, message, severity)


def _shown(term: rdflib.term.Node) -> str:
    """IRIs by prefix where there is one, literals cut to a line."""
    text = " ".join(str(term).split())
    if isinstance(term, rdflib.URIRef):
        for prefix, namespace in PREFIXES.items():
            if text.startswith(namespace):
                return f"{prefix}:{text.removeprefix(namespace)}"
        return text
    return repr(text if len(text) <= 80 else f"{text[:79]}…")
