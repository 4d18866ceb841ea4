"""The ontology and its vocabularies as quads of their own graph."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

import pyoxigraph as ox

from kg.terms import SULH

GRAPH = ox.NamedNode(SULH.rstrip("#"))


def ontology_files() -> list[Traversable]:
    """sulh.ttl and one SKOS scheme a file, in a fixed order."""
    root = files("ontology")
    schemes = sorted(root.joinpath("vocab").iterdir(), key=lambda path: path.name)
    return [root.joinpath("sulh.ttl"), *(path for path in schemes if path.name.endswith(".ttl"))]


def ontology_quads() -> list[ox.Quad]:
    quads = {
        ox.Quad(triple.subject, triple.predicate, triple.object, GRAPH)
        for path in ontology_files()
        for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    }
    return sorted(quads, key=str)
