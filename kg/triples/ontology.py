"""The ontology and its vocabularies as quads of their own graph."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

import pyoxigraph as ox

from kg.terms import SULH

GRAPH = ox.NamedNode(SULH.rstrip("#"))
_SKOLEM = f"{GRAPH.value}/.well-known/genid/"


def ontology_folder() -> Traversable:
    return files("ontology")


def ontology_files() -> list[Traversable]:
    """sulh.ttl and one SKOS scheme a file, in a fixed order."""
    root = ontology_folder()
    schemes = sorted(root.joinpath("vocab").iterdir(), key=lambda path: path.name)
    return [root.joinpath("sulh.ttl"), *(path for path in schemes if path.name.endswith(".ttl"))]


def ontology_quads() -> list[ox.Quad]:
    """Sorted, and the same every time: what has no name in the files gets an IRI here."""
    data = ox.Dataset(
        ox.Quad(triple.subject, triple.predicate, triple.object, GRAPH)
        for path in ontology_files()
        for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    )
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((_named(quad) for quad in data), key=str)


def _named(quad: ox.Quad) -> ox.Quad:
    subject, object = quad.subject, quad.object
    if isinstance(subject, ox.BlankNode):
        subject = _skolem(subject)
    if isinstance(object, ox.BlankNode):
        object = _skolem(object)
    return ox.Quad(subject, quad.predicate, object, quad.graph_name)


def _skolem(blank: ox.BlankNode) -> ox.NamedNode:
    return ox.NamedNode(_SKOLEM + blank.value)
