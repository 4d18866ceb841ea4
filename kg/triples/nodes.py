"""Terms of quads, made once."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from kg.terms import PREFIXES, SULH, concept

_INTEGER = ox.NamedNode(f"{PREFIXES['xsd']}integer")
_DATE = ox.NamedNode(f"{PREFIXES['xsd']}date")
TRUE = ox.Literal("true", datatype=ox.NamedNode(f"{PREFIXES['xsd']}boolean"))
TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")


@lru_cache(maxsize=4096)
def node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


@lru_cache(maxsize=1024)
def sulh(local: str) -> ox.NamedNode:
    return ox.NamedNode(SULH + local)


@lru_cache(maxsize=1024)
def named(prefixed: str) -> ox.NamedNode:
    """E.g. named("dcterms:title")."""
    prefix, _, local = prefixed.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


@lru_cache(maxsize=1024)
def concept_node(scheme: str, notation: str) -> ox.NamedNode:
    return ox.NamedNode(concept(scheme, notation))


@lru_cache(maxsize=4096)
def integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_INTEGER)


@lru_cache(maxsize=4096)
def day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=_DATE)
