"""What solutions do not carry themselves: the words behind claims and the names of entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import pyoxigraph as ox

from kg.store.base import Limits, Row, View
from kg.terms import PREFIXES, SULH

_QUERY = """
PREFIX sulh: <{sulh}>
PREFIX oa: <{oa}>
PREFIX rdfs: <{rdfs}>
SELECT ?claim ?evidence ?quote ?start ?end ?entity ?label WHERE {{
  {{
    VALUES ?claim {{ {claims} }}
    ?claim sulh:evidence ?evidence .
    ?evidence oa:hasSelector ?selector .
    OPTIONAL {{ ?selector oa:exact ?quote }}
    OPTIONAL {{ ?selector oa:start ?start }}
    OPTIONAL {{ ?selector oa:end ?end }}
  }} UNION {{
    VALUES ?entity {{ {entities} }}
    ?entity rdfs:label ?label .
  }}
}}"""
"""Each OPTIONAL has one pattern: of more, engines scan the whole graph."""
_AT_ONCE = 500
"""Claims, and entities, of one query: its text has a limit."""


@dataclass
class Words:
    """IRI of a claim → its evidence as {quote, start, end}; IRI of an entity → its label."""

    evidence: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


def words_of(view: View, solutions: Sequence[Row], base: str, limits: Limits) -> Words:
    """For all claims and entities of some solutions, in one query for every few hundred."""
    claims: set[str] = set()
    entities: set[str] = set()
    for row in solutions:
        for name, term in row.items():
            if isinstance(term, ox.NamedNode) and term.value.startswith(base):
                (claims if name == "claim" else entities).add(term.value)
    entities = {one for one in entities if not one.startswith(f"{base}source/")}
    found = Words()
    pieces: dict[tuple[str, str], dict[str, Any]] = {}
    for some, others in zip_longest(_parts(claims), _parts(entities), fillvalue=()):
        text = _QUERY.format(
            sulh=SULH,
            oa=PREFIXES["oa"],
            rdfs=PREFIXES["rdfs"],
            claims=_listed(some),
            entities=_listed(others),
        )
        for row in view.select(text, None, limits):
            _note(found, pieces, row)
    for (claim, _evidence), item in pieces.items():
        if item["quote"] is not None:
            found.evidence.setdefault(claim, []).append(item)
    return found


def _parts(iris: Iterable[str]) -> Iterator[Sequence[str]]:
    ordered = sorted(iris)
    for at in range(0, len(ordered), _AT_ONCE):
        yield ordered[at : at + _AT_ONCE]


def _listed(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


def _note(found: Words, pieces: dict[tuple[str, str], dict[str, Any]], row: Row) -> None:
    """The quote and its place come in rows of their own."""
    claim, evidence = row["claim"], row["evidence"]
    if isinstance(claim, ox.NamedNode) and isinstance(evidence, ox.NamedNode):
        empty = {"quote": None, "start": None, "end": None}
        item = pieces.setdefault((claim.value, evidence.value), empty)
        if isinstance(quote := row["quote"], ox.Literal):
            item["quote"] = quote.value
        for name in ("start", "end"):
            item[name] = _number(row[name]) if row[name] is not None else item[name]
    entity, label = row["entity"], row["label"]
    if isinstance(entity, ox.NamedNode) and isinstance(label, ox.Literal):
        found.labels[entity.value] = label.value


def _number(term: object) -> int | None:
    return int(term.value) if isinstance(term, ox.Literal) else None
