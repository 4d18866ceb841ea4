"""Terms of quads, made once, and the quads of one graph while they are gathered."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from kg.iris import iri
from kg.terms import PREFIXES, SULH, concept

Term = ox.NamedNode | ox.Literal
"""What a quad may hold here: there are no blank nodes."""


@lru_cache(maxsize=1024)
def named(prefixed: str) -> ox.NamedNode:
    """E.g. named("dcterms:title")."""
    prefix, _, local = prefixed.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


TYPE = named("rdf:type")
TRUE = ox.Literal("true", datatype=named("xsd:boolean"))
_INTEGER = named("xsd:integer")
_DATE = named("xsd:date")
_IRI = named("xsd:anyURI")
_EDTF = named("edtf:EDTF")


@lru_cache(maxsize=1024)
def sulh(local: str) -> ox.NamedNode:
    return ox.NamedNode(SULH + local)


@lru_cache(maxsize=1024)
def concept_node(scheme: str, notation: str) -> ox.NamedNode:
    return ox.NamedNode(concept(scheme, notation))


@lru_cache(maxsize=4096)
def integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_INTEGER)


@lru_cache(maxsize=4096)
def day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=_DATE)


def edtf(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=_EDTF)


def address(text: str) -> ox.Literal:
    """A web address as its page gives it; it may not be an IRI at all."""
    return ox.Literal(text, datatype=_IRI)


class Draft:
    """Quads of one graph, each once. Subjects are ids such as person/jane-doe."""

    def __init__(self, base: str, graph: str) -> None:
        self._base = base
        self._nodes: dict[str, ox.NamedNode] = {}
        self._quads: set[ox.Quad] = set()
        self.graph = self.node(graph)

    def node(self, id: str) -> ox.NamedNode:
        """Raises UsageError for what is no id."""
        known = self._nodes.get(id)
        if known is None:
            known = self._nodes[id] = ox.NamedNode(iri(self._base, id))
        return known

    def add(self, subject: ox.NamedNode, property: ox.NamedNode, object: Term) -> None:
        self._quads.add(ox.Quad(subject, property, object, self.graph))

    def say(self, subject: ox.NamedNode, property: ox.NamedNode, text: str | None) -> None:
        if text is not None:
            self._quads.add(ox.Quad(subject, property, ox.Literal(text), self.graph))

    def quads(self) -> list[ox.Quad]:
        """In the order of their N-Quads lines."""
        return sorted(self._quads, key=str)
