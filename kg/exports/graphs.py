"""The whole graph as canonical N-Quads, TriG, Turtle and JSON-LD."""

from __future__ import annotations

import pyoxigraph as ox

from kg.exports.render import render
from kg.store.base import View
from kg.terms import SULH

_STATE = frozenset(
    ox.NamedNode(f"{SULH}{name}") for name in ("builtFrom", "corpusHash", "recordedUntil")
)


def nquads(view: View) -> bytes:
    """Canonical: one line a quad, sorted (RDF Dataset Canonicalization 1.0 without blank nodes)."""
    return "".join(sorted(f"{quad} .\n" for quad in quads(view))).encode()


def trig(view: View) -> bytes:
    return render(quads(view), "application/trig")


def turtle(view: View) -> bytes:
    """All graphs in one; who says what is then told by the claims alone."""
    return render(quads(view), "text/turtle")


def jsonld(view: View) -> bytes:
    """Compacted with `ontology/context.jsonld`, which stands in the file."""
    return render(quads(view), "application/ld+json")


def quads(view: View) -> list[ox.Quad]:
    """All quads but those by which the store knows what it holds."""
    return [quad for quad in view.quads() if quad.predicate not in _STATE]
