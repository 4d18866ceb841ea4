"""What solutions do not carry themselves: the words behind claims and the names of entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.store.base import Limits, Row, View
from kg.terms import PREFIXES, SULH

_QUERY = """
PREFIX sulh: <{sulh}>
PREFIX oa: <{oa}>
PREFIX rdfs: <{rdfs}>
SELECT ?claim ?quote ?start ?end ?entity ?label WHERE {{
  {{
    VALUES ?claim {{ {claims} }}
    ?claim sulh:evidence ?evidence .
    ?evidence oa:hasSelector ?words .
    ?words oa:exact ?quote .
    OPTIONAL {{ ?evidence oa:hasSelector ?place . ?place oa:start ?start ; oa:end ?end }}
  }} UNION {{
    VALUES ?entity {{ {entities} }}
    ?entity rdfs:label ?label .
  }}
}}"""


@dataclass
class Words:
    """IRI of a claim → its evidence as {quote, start, end}; IRI of an entity → its label."""

    evidence: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


def words_of(view: View, solutions: Sequence[Row], base: str, limits: Limits) -> Words:
    """For all claims and entities of some solutions, in one query."""
    claims: set[str] = set()
    entities: set[str] = set()
    for row in solutions:
        for name, term in row.items():
            if isinstance(term, ox.NamedNode) and term.value.startswith(base):
                (claims if name == "claim" else entities).add(term.value)
    found = Words()
    if not claims and not entities:
        return found
    text = _QUERY.format(
        sulh=SULH,
        oa=PREFIXES["oa"],
        rdfs=PREFIXES["rdfs"],
        claims=_listed(claims),
        entities=_listed(e for e in entities if not e.startswith(f"{base}source/")),
    )
    for row in view.select(text, None, limits):
        _note(found, row)
    return found


def _listed(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(iris))


def _note(found: Words, row: Row) -> None:
    claim, quote = row["claim"], row["quote"]
    if isinstance(claim, ox.NamedNode) and isinstance(quote, ox.Literal):
        item = {"quote": quote.value, "start": _number(row["start"]), "end": _number(row["end"])}
        found.evidence.setdefault(claim.value, []).append(item)
    entity, label = row["entity"], row["label"]
    if isinstance(entity, ox.NamedNode) and isinstance(label, ox.Literal):
        found.labels[entity.value] = label.value


def _number(term: object) -> int | None:
    return int(term.value) if isinstance(term, ox.Literal) else None
