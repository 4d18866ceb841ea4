"""What sources say where they may differ, kept from one version of the graph to the next.

At any version it tells what the query of `contested.rq` would; a change costs what it touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import pyoxigraph as ox

from kg.iris import iri
from kg.queries.contested import Contest, Key, contests_of, key_of, ranked
from kg.queries.words import Words
from kg.store.base import Row, Term

Rows = dict[str, list[Row]]
"""Graph → solutions in it."""


class ContestBook:
    def __init__(self, base: str) -> None:
        self._base = base
        self._said: dict[Key, Rows] = {}
        self._keys: dict[str, set[Key]] = {}
        self._of_round: defaultdict[str, set[Key]] = defaultdict(set)
        self._found: dict[Key, Contest] = {}
        self._stale: set[Key] = set()
        self._terms: dict[Term, Term] = {}

    def put(self, graph: str, solutions: Iterable[Row]) -> None:
        """All that a graph says now, in the place of what it said."""
        self._forget(graph)
        for solution in solutions:
            key = key_of(solution, self._base)
            if key is not None:
                row = {name: self._one(term) for name, term in solution.items() if term}
                self._said.setdefault(key, {}).setdefault(graph, []).append(row)
                self._keys.setdefault(graph, set()).add(key)
                self._of_round[str(row["round"])].add(key)
                self._stale.add(key)

    def contests(self, rounds: Collection[str] | None = None) -> list[Contest]:
        """Of some rounds (ids) or of all, without words; the sharpest first."""
        self._settle()
        if rounds is None:
            return ranked(self._found.values())
        wanted = self._iris(rounds)
        found = []
        for key in self._keys_of(wanted):
            if self._rounds_in(key) <= wanted:
                found += [self._found[key]] if key in self._found else []
            else:
                found += contests_of(self._rows(key, wanted), Words(), self._base)
        return ranked(found)

    def solutions(self, keys: Iterable[Key], rounds: Collection[str] | None = None) -> list[Row]:
        wanted = None if rounds is None else self._iris(rounds)
        return [row for key in keys for row in self._rows(key, wanted)]

    def _rows(self, key: Key, rounds: set[str] | None) -> list[Row]:
        said = self._said.get(key, {})
        rows = (row for graph in sorted(said) for row in said[graph])
        return [row for row in rows if rounds is None or str(row["round"]) in rounds]

    def _rounds_in(self, key: Key) -> set[str]:
        return {str(row["round"]) for rows in self._said[key].values() for row in rows}

    def _keys_of(self, rounds: set[str]) -> set[Key]:
        return set().union(*(self._of_round.get(round, ()) for round in rounds))

    def _iris(self, rounds: Iterable[str]) -> set[str]:
        return {str(ox.NamedNode(iri(self._base, id))) for id in rounds}

    def _settle(self) -> None:
        for key in self._stale:
            self._found.pop(key, None)
            for contest in contests_of(self._rows(key, None), Words(), self._base):
                self._found[key] = contest
        self._stale.clear()

    def _forget(self, graph: str) -> None:
        for key in self._keys.pop(graph, ()):
            said = self._said[key]
            for row in said.pop(graph):
                self._leave(str(row["round"]), key)
            if not said:
                del self._said[key]
            self._stale.add(key)

    def _leave(self, round: str, key: Key) -> None:
        if round not in self._rounds_in(key):
            self._of_round[round].discard(key)

    def _one(self, term: Term) -> Term:
        """Equal terms are kept once, but for claims, of which there are as many as rows."""
        return self._terms.setdefault(term, term)
