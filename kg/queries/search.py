"""Finding an entity by any of its names: no case, no diacritics, every word a beginning."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.facts.folding import fold
from kg.store.base import View
from kg.terms import PREFIXES

_QUERY = f"""
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX skos: <{PREFIXES["skos"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT ?entity ?id ?label ?name WHERE {{
  ?entity dcterms:identifier ?id ; rdfs:label ?label ;
    rdfs:label|skos:prefLabel|skos:altLabel ?name .
}}"""
_FIRST = {"round": 0, "person": 1, "process": 2, "actor": 3, "place": 4}


@dataclass(frozen=True, slots=True)
class Found:
    id: str
    label: str
    kind: str
    name: str
    """The name that matched."""


class SearchIndex:
    """All names of one version of the graph. Make one a version, and keep it."""

    def __init__(self, view: View) -> None:
        self._names: list[tuple[str, Found]] = []
        for row in view.select(_QUERY):
            id, label, name = (_text(row[key]) for key in ("id", "label", "name"))
            if id.partition("/")[0] in _FIRST:
                self._names.append((fold(name), Found(id, label, id.partition("/")[0], name)))
        self._names.sort(key=lambda pair: (_FIRST[pair[1].kind], pair[1].label, pair[0]))

    def find(self, text: str, kind: str | None = None) -> list[Found]:
        """Best first: whole names, then names that begin so, then names with all the words."""
        wanted = fold(text)
        ranked: dict[str, tuple[int, int, Found]] = {}
        for at, (name, found) in enumerate(self._names):
            if kind and found.kind != kind:
                continue
            rank = _rank(name, wanted)
            if rank is not None and (found.id not in ranked or rank < ranked[found.id][0]):
                ranked[found.id] = (rank, at, found)
        return [found for _, _, found in sorted(ranked.values(), key=lambda item: item[:2])]


def _rank(name: str, wanted: str) -> int | None:
    if not wanted:
        return None
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 2
    return None


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else ""
