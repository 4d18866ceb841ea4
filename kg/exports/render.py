"""Graphs as bytes, the same each time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from kg.exports.jsonld import compact
from kg.store.formats import ALIASES, GRAPHS
from kg.store.serial import SortedHead, as_file
from kg.terms import PREFIXES

GRAPH_TYPES: Sequence[str] = (*GRAPHS, *(a for a, t in ALIASES.items() if t in GRAPHS))


def render(statements: Iterable[ox.Triple | ox.Quad], media_type: str) -> bytes:
    """Sorted, with the prefixes that are used; quads lose their graph where there is no room."""
    format = GRAPHS[ALIASES.get(media_type, media_type)]
    if format is ox.RdfFormat.JSON_LD:
        return compact(statements)
    if not format.supports_datasets:
        statements = {one.triple if isinstance(one, ox.Quad) else one for one in statements}
    ordered: list[Any] = sorted(set(statements), key=_by_graph)
    output = io.BytesIO()
    head = as_file(SortedHead(output))
    ox.serialize(ordered, head, format=format, prefixes=_used(ordered))
    head.flush()
    return output.getvalue()


def _by_graph(one: ox.Triple | ox.Quad) -> tuple[str, str]:
    """Graph by graph: only so is each written in one piece."""
    return (str(one.graph_name) if isinstance(one, ox.Quad) else ""), str(one)


def _used(statements: Sequence[ox.Triple | ox.Quad]) -> dict[str, str]:
    text = "".join(str(one) for one in statements)
    return {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in text}
