"""Who and what each source speaks of, under which names; and what the graph says of each."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from kg.facts.entities import Entity, Registry
from kg.triples.build import Reading, delegation_entity, described_entity, seats
from kg.triples.index.shelf import IndexShelf

_NAMES = """
WITH RECURSIVE distinct_names (name) AS (
  SELECT MIN(name) FROM met WHERE entity = :id
  UNION ALL
  SELECT (SELECT MIN(met.name) FROM met
          WHERE entity = :id AND met.name > distinct_names.name)
  FROM distinct_names WHERE distinct_names.name IS NOT NULL)
SELECT name FROM distinct_names WHERE name IS NOT NULL"""
"""Each name once, at the cost of the names and not of the mentions."""
_FIRST = """
SELECT name FROM met WHERE entity = ? AND name IS NOT NULL
ORDER BY rank, source, position LIMIT 1"""
_LAST_SEAT = """
SELECT round, actor FROM seat WHERE delegation = ?
ORDER BY rank DESC, source DESC, position DESC LIMIT 1"""


class Mentions:
    def __init__(
        self,
        connection: sqlite3.Connection,
        shelf: IndexShelf,
        registry: Registry,
        merged: Mapping[str, str],
    ) -> None:
        self._sql, self._shelf, self._registry, self._merged = connection, shelf, registry, merged
        self._around = _neighbours(registry)

    def put(self, id: str, reading: Reading, rank: int) -> None:
        names = reading.resolution
        met = [(entity, name) for entity, said in names.names.items() for name in said]
        met += [(round, None) for round in sorted(set(names.rounds.values()))]  # type: ignore[misc]
        rows = [(entity, rank, id, number, name) for number, (entity, name) in enumerate(met)]
        self._sql.executemany("INSERT INTO met VALUES (?,?,?,?,?)", rows)
        places = [
            (delegation, rank, id, number, round, actor)
            for number, (delegation, round, actor) in enumerate(seats(reading))
        ]
        self._sql.executemany("INSERT INTO seat VALUES (?,?,?,?,?,?)", places)

    def of_source(self, id: str) -> set[str]:
        """Everything a source speaks of."""
        query = (
            "SELECT entity FROM met WHERE source = ? "
            "UNION SELECT delegation FROM seat WHERE source = ?"
        )
        return {row[0] for row in self._sql.execute(query, (id, id))}

    def sources_of(self, entity: str) -> set[str]:
        query = "SELECT DISTINCT source FROM met WHERE entity = ?"
        return {row[0] for row in self._sql.execute(query, (entity,))}

    def forget(self, source: str) -> None:
        self._sql.execute("DELETE FROM met WHERE source = ?", (source,))
        self._sql.execute("DELETE FROM seat WHERE source = ?", (source,))

    def describe_again(self, ids: Iterable[str]) -> list[str]:
        """Ids, of those and of what hangs on them, whose description is another one now."""
        dirty = set(ids)
        for id in list(dirty):
            dirty.update(_neighbours_of(self._registry.get(id)))
        changed: list[str] = []
        delegations = {id for id in dirty if id.startswith("delegation/")}
        renamed = [id for id in sorted(dirty - delegations) if self._note(id, changed)]
        for id in renamed:
            delegations |= self._delegations_named_by(id)
        for id in sorted(delegations):
            self._note(id, changed)
        return sorted(changed)

    def _delegations_named_by(self, id: str) -> set[str]:
        query = (
            "SELECT delegation FROM seat WHERE round = ? "
            "UNION SELECT delegation FROM seat WHERE actor = ?"
        )
        return {row[0] for row in self._sql.execute(query, (id, id))}

    def _note(self, id: str, changed: list[str]) -> bool:
        """Compare with what was noted, and note the new; was it renamed?"""
        query = "SELECT label, digest FROM entity WHERE id = ?"
        old = self._sql.execute(query, (id,)).fetchone() or (None, None)
        entity = self.entity(id)
        elsewhere = self._merged.get(id)
        if entity is None and elsewhere is None:
            new: tuple[str | None, str | None] = (None, None)
        else:
            text = repr((entity, elsewhere)).encode()
            new = (entity.label if entity else None, hashlib.sha256(text).hexdigest())
        if new == old:
            return False
        changed.append(id)
        if new[1] is None:
            self._sql.execute("DELETE FROM entity WHERE id = ?", (id,))
        else:
            self._sql.execute("INSERT OR REPLACE INTO entity VALUES (?,?,?)", (id, *new))
        return new[0] != old[0]

    def ids(self) -> list[str]:
        """Everything that the graph describes."""
        return [row[0] for row in self._sql.execute("SELECT id FROM entity ORDER BY id")]

    def entity(self, id: str) -> Entity | None:
        """What the graph says of an id now; None when no source leads to it."""
        if id.startswith("delegation/"):
            return self._delegation(id)
        if not self._is_met(id) and not any(map(self._is_met, self._around.get(id, ()))):
            return None
        first = self._sql.execute(_FIRST, (id,)).fetchone()
        rest = (row[0] for row in self._sql.execute(_NAMES, {"id": id}))
        known = self._registry.get(id) or self._shelf.named(id)
        return described_entity(id, [*(first or ()), *rest], known)

    def _delegation(self, id: str) -> Entity | None:
        row = self._sql.execute(_LAST_SEAT, (id,)).fetchone()
        if row is None:
            return None
        round, actor = (self.entity(one) for one in row)
        assert round and actor
        return delegation_entity(id, actor, round)

    def _is_met(self, id: str) -> bool:
        query = "SELECT 1 FROM met WHERE entity = ? LIMIT 1"
        return self._sql.execute(query, (id,)).fetchone() is not None


def _neighbours(registry: Registry) -> dict[str, list[str]]:
    """Id → the entities of the registry that bring it along."""
    around: dict[str, list[str]] = {}
    for entity in registry:
        for id in _neighbours_of(entity):
            around.setdefault(id, []).append(entity.id)
    return around


def _neighbours_of(entity: Entity | None) -> Iterator[str]:
    for id in (entity.country, entity.process) if entity else ():
        if id and "/" in id:
            yield id
