"""Quads → sheet: the inverse of `write`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox
from pydantic import ValidationError

from kg.errors import SheetError, UsageError
from kg.facts.model import Sheet
from kg.iris import parse
from kg.terms import PREFIXES, SULH
from kg.triples.mapping import CLAIMS, Claim, Field, worked_out

_TYPE = f"{PREFIXES['rdf']}type"
_OA = PREFIXES["oa"]
_DCTERMS = PREFIXES["dcterms"]
_SCHEMA = PREFIXES["schema"]
Node = Mapping[str, list[Any]]
"""Property → terms."""


def read(quads: Iterable[ox.Quad], *, base: str) -> Sheet:
    """The sheet that one source's graph was written from. Raises SheetError for another graph."""
    about = _by_subject(quads)
    sources = [node for node in about.values() if f"{SULH}Source" in _values(node, _TYPE)]
    if len(sources) != 1:
        raise SheetError(f"want the graph of one source, not of {len(sources)}", field="source")
    try:
        return _sheet(sources[0], about, base)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise SheetError(f"the graph holds no valid sheet: {first['msg']}", field=field) from None
    except (ValueError, KeyError, AttributeError, UsageError) as error:
        raise SheetError(f"the graph holds no valid sheet: {error}") from None


def worked_out_values(quads: Iterable[ox.Quad]) -> dict[str, list[dict[str, list[str]]]]:
    """Kind of fact → for each fact, in the sheet's order: column of `worked_out` → values."""
    nodes = list(_by_subject(quads).values())
    return {
        claim.kind: [
            {name: _values(node, SULH + property) for name, property in worked_out(claim)}
            for node in _of(claim, nodes)
        ]
        for claim in CLAIMS
    }


def _of(claim: Claim, nodes: Iterable[Node]) -> list[Node]:
    return sorted((n for n in nodes if SULH + claim.type in _values(n, _TYPE)), key=_index)


def _by_subject(quads: Iterable[ox.Quad]) -> dict[str, Node]:
    about: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            about[quad.subject.value][quad.predicate.value].append(quad.object)
    return dict(about)


def _sheet(source: Node, about: Mapping[str, Node], base: str) -> Sheet:
    sheet: dict[str, Any] = {
        "source": _source(source, base),
        "extracted_by": _reader(source),
        "reviewed_by": _one(source, f"{SULH}reviewedBy"),
    }
    for claim in CLAIMS:
        found = _of(claim, about.values())
        sheet[claim.kind] = [_fact(claim, node, about) for node in found]
    return Sheet.model_validate(sheet)


def _index(node: Node) -> int:
    return int(_one(node, f"{SULH}sheetIndex") or 0)


def _values(node: Node, property: str) -> list[str]:
    return sorted({term.value for term in node.get(property, ())})


def _one(node: Node, property: str) -> str | None:
    found = _values(node, property)
    return found[0] if found else None


def _source(node: Node, base: str) -> dict[str, Any]:
    corrects = _one(node, f"{SULH}corrects")
    return {
        "id": _one(node, f"{_DCTERMS}identifier"),
        "url": _one(node, f"{_SCHEMA}url"),
        "title": _one(node, f"{_DCTERMS}title"),
        "publisher": _one(node, f"{_DCTERMS}publisher"),
        "authors": _listed(node, f"{_SCHEMA}author", "authors"),
        "published": _one(node, f"{_DCTERMS}date"),
        "language": _one(node, f"{_DCTERMS}language"),
        "agency": _one(node, f"{SULH}agency"),
        "corrects": parse(base, corrects)[1] if corrects else None,
        "fictional": _one(node, f"{SULH}fictional") in ("true", "1"),
    }


def _reader(node: Node) -> dict[str, Any] | None:
    name = _one(node, f"{SULH}extractorName")
    if name is None:
        return None
    return {
        "name": name,
        "version": _one(node, f"{SULH}extractorVersion"),
        "model": _one(node, f"{SULH}extractorModel"),
        "partial": _one(node, f"{SULH}partial"),
    }


def _fact(claim: Claim, node: Node, about: Mapping[str, Node]) -> dict[str, Any]:
    order = _order(node)
    fact = {field.attribute: _field(field, node, order) for field in claim.fields}
    fact["modality"] = _notation(_one(node, f"{SULH}modality"))
    fact["according_to"] = _one(node, f"{SULH}accordingTo")
    fact["inferred"] = order.get("inferred", _values(node, f"{SULH}inferredField"))
    fact["evidence"] = _evidence(node, about, order)
    return {name: value for name, value in fact.items() if value is not None}


def _field(field: Field, node: Node, order: Mapping[str, list[str]]) -> Any:
    property = SULH + field.said
    if field.shape == "concept":
        return _notation(_one(node, property))
    if field.shape == "concepts":
        notations = sorted(str(_notation(iri)) for iri in _values(node, property))
        return order.get(field.attribute, notations)
    if field.shape in ("texts", "names"):
        return order.get(field.attribute, _values(node, property))
    value = _one(node, property)
    return int(value) if field.shape == "number" and value is not None else value


def _listed(node: Node, property: str, name: str) -> list[str]:
    return _order(node).get(name, _values(node, property))


def _order(node: Node) -> dict[str, list[str]]:
    written = _one(node, f"{SULH}order")
    found: dict[str, list[str]] = json.loads(written) if written else {}
    return found


def _notation(iri: str | None) -> str | None:
    return iri.rpartition("/")[2] if iri else None


def _evidence(node: Node, about: Mapping[str, Node], order: Mapping[str, list[str]]) -> list[str]:
    quotes = {
        iri.rpartition("/")[2]: _quote(about[iri], about)
        for iri in _values(node, f"{SULH}evidence")
    }
    return [quotes[name] for name in order.get("evidence", sorted(quotes))]


def _quote(evidence: Node, about: Mapping[str, Node]) -> str:
    selectors = (about.get(iri, {}) for iri in _values(evidence, f"{_OA}hasSelector"))
    found = [words for node in selectors if (words := _one(node, f"{_OA}exact")) is not None]
    if len(found) != 1:
        raise ValueError("a piece of evidence has not exactly one quote")
    return found[0]
