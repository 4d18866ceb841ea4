"""Quads → sheet: the inverse of `write`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kg.errors import SheetError
from kg.facts.model import Sheet
from kg.terms import PREFIXES, SULH, VOCAB
from kg.triples.mapping import CLAIMS, Claim, Field

_TYPE = f"{PREFIXES['rdf']}type"
Properties = dict[str, list[Any]]


def read(quads: Iterable[ox.Quad], *, base: str) -> Sheet:
    """The sheet that one source's graph was written from. Raises SheetError for another graph."""
    about = _by_subject(quads)
    sources = [s for s, p in about.items() if f"{SULH}Source" in _iris(p, _TYPE)]
    if len(sources) != 1:
        raise SheetError("want the graph of one source", field="source")
    (source,) = sources
    sheet: dict[str, Any] = {
        "source": _source(about[source], base),
        "extracted_by": _reader(about[source]),
        "reviewed_by": _one(about[source], f"{SULH}reviewedBy"),
    }
    for claim in CLAIMS:
        found = [p for p in about.values() if SULH + claim.type in _iris(p, _TYPE)]
        found.sort(key=lambda p: int(_one(p, f"{SULH}sheetIndex") or 0))
        sheet[claim.kind] = [_fact(claim, properties, about) for properties in found]
    return Sheet.model_validate(sheet)


def _by_subject(quads: Iterable[ox.Quad]) -> dict[str, Properties]:
    about: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            about[quad.subject.value][quad.predicate.value].append(quad.object)
    return dict(about)


def _iris(properties: Properties, property: str) -> list[str]:
    return [term.value for term in properties.get(property, ()) if isinstance(term, ox.NamedNode)]


def _values(properties: Properties, property: str) -> list[str]:
    return sorted(term.value for term in properties.get(property, ()))


def _one(properties: Properties, property: str) -> str | None:
    found = _values(properties, property)
    return found[0] if found else None


def _source(properties: Properties, base: str) -> dict[str, Any]:
    dcterms, schema = PREFIXES["dcterms"], PREFIXES["schema"]
    corrects = _one(properties, f"{SULH}corrects")
    return {
        "id": _one(properties, f"{dcterms}identifier"),
        "url": _one(properties, f"{schema}url"),
        "title": _one(properties, f"{dcterms}title"),
        "publisher": _one(properties, f"{dcterms}publisher"),
        "authors": _listed(properties, f"{schema}author", "authors"),
        "published": _one(properties, f"{dcterms}date"),
        "language": _one(properties, f"{dcterms}language"),
        "agency": _one(properties, f"{SULH}agency"),
        "corrects": corrects.removeprefix(f"{base}source/") if corrects else None,
        "fictional": bool(_one(properties, f"{SULH}fictional")),
    }


def _reader(properties: Properties) -> dict[str, Any] | None:
    name = _one(properties, f"{SULH}extractorName")
    if name is None:
        return None
    return {
        "name": name,
        "version": _one(properties, f"{SULH}extractorVersion"),
        "model": _one(properties, f"{SULH}extractorModel"),
        "partial": _one(properties, f"{SULH}partial"),
    }


def _fact(claim: Claim, properties: Properties, about: dict[str, Properties]) -> dict[str, Any]:
    fact = {field.attribute: _field(field, properties) for field in claim.fields}
    if "for_" in fact:
        fact["for"] = fact.pop("for_")
    fact["modality"] = _notation(_one(properties, f"{SULH}modality"))
    fact["according_to"] = _one(properties, f"{SULH}accordingTo")
    fact["inferred"] = _listed(properties, f"{SULH}inferredField", "inferred")
    fact["evidence"] = _evidence(properties, about)
    return {name: value for name, value in fact.items() if value is not None}


def _field(field: Field, properties: Properties) -> Any:
    property = SULH + field.said
    if field.shape == "number":
        found = _one(properties, property)
        return None if found is None else int(found)
    if field.shape == "concept":
        return _notation(_one(properties, property))
    if field.shape in ("texts", "names"):
        return _listed(properties, property, field.attribute)
    if field.shape == "concepts":
        notations = sorted(str(_notation(iri)) for iri in _values(properties, property))
        return _order(properties).get(field.attribute, notations)
    return _one(properties, property)


def _listed(properties: Properties, property: str, name: str) -> list[str]:
    return _order(properties).get(name, _values(properties, property))


def _order(properties: Properties) -> dict[str, list[str]]:
    written = _one(properties, f"{SULH}order")
    found: dict[str, list[str]] = json.loads(written) if written else {}
    return found


def _notation(iri: str | None) -> str | None:
    return iri.removeprefix(VOCAB).partition("/")[2] if iri else None


def _evidence(properties: Properties, about: dict[str, Properties]) -> list[str]:
    exact = f"{PREFIXES['oa']}exact"
    quotes = {
        iri.rpartition("/")[2]: _one(about[f"{iri}#quote"], exact) or ""
        for iri in _iris(properties, f"{SULH}evidence")
    }
    return [quotes[name] for name in _order(properties).get("evidence", sorted(quotes))]
