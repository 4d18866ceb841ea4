"""JSON-LD that people can read: compacted with the published context."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
import rdflib

from kg.triples.ontology import ontology_folder

Json = dict[str, Any]


def compact(statements: Iterable[ox.Triple | ox.Quad]) -> bytes:
    """Sorted, with the context in the file, so that reading it needs no network."""
    by_graph: dict[str, set[ox.Triple]] = defaultdict(set)
    for one in statements:
        graph = one.graph_name if isinstance(one, ox.Quad) else None
        triple = one.triple if isinstance(one, ox.Quad) else one
        by_graph[graph.value if isinstance(graph, ox.NamedNode) else ""].add(triple)
    words = context()
    whole = _nodes(by_graph.pop("", set()), words)
    for name, triples in sorted(by_graph.items()):
        whole.append({"id": name, "@graph": _nodes(triples, words)})
    document = {"@context": words, "@graph": whole}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def context() -> Json:
    """Term → definition, as in `ontology/context.jsonld`."""
    text = ontology_folder().joinpath("context.jsonld").read_text(encoding="utf-8")
    found: Json = json.loads(text)["@context"]
    return found


def _nodes(triples: Iterable[ox.Triple], words: Json) -> list[Json]:
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    graph = rdflib.Graph().parse(data=data, format="nt")
    document = json.loads(graph.serialize(format="json-ld", context=words))
    document.pop("@context", None)
    found: list[Json] = document.get("@graph", [document] if document else [])
    return sorted((_sorted(node) for node in found), key=_name)


def _sorted(value: Any) -> Any:
    """Objects by key with id and type first, lists by content: RDF has no order to lose."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (key not in ("id", "type"), key))
        return {key: _sorted(value[key]) for key in keys}
    if isinstance(value, list):
        return sorted((_sorted(item) for item in value), key=_name)
    return value


def _name(item: Any) -> str:
    named = item.get("id", "") if isinstance(item, dict) else ""
    return f"{named}\n{json.dumps(item, sort_keys=True)}"
