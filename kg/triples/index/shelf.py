"""The rounds of the index: who described them and how, filed as `kg.facts.shelf` says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from itertools import product

from kg.facts.entities import Entity
from kg.facts.roundmatch import Features, filed_under, looked_up_under
from kg.facts.rounds import Described

_REGISTRY = ("", -1)
"""Source and rank of what the registry says; it names no round, it has its own entity."""


class IndexShelf:
    """A shelf whose rounds are learnt by `put`, once all rounds of a source are placed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._pending: dict[str, list[Features]] = {}

    def __contains__(self, id: str) -> bool:
        return id in self._pending or bool(
            _one(self._sql, "SELECT 1 FROM said WHERE round = ?", id)
        )

    def near(self, features: Features) -> Iterable[str]:
        found: dict[str, None] = {}
        for place in product(*looked_up_under(features)):
            query = "SELECT round FROM slot WHERE key = ? AND time = ?"
            found.update((row[0], None) for row in self._sql.execute(query, place))
        return found

    def said(self, id: str) -> list[Features]:
        query = "SELECT features FROM said WHERE round = ? ORDER BY rank, source, position"
        return [load_features(row[0]) for row in self._sql.execute(query, (id,))]

    def learn(self, id: str, features: Features) -> None:
        """No round of a source is matched with another of it: remembered by name alone."""
        self._pending.setdefault(id, []).append(features)

    def put(self, source: str, rank: int, placed: dict[str, str], rounds: list[Described]) -> None:
        self._pending.clear()
        rows = [
            (placed[one.local], rank, source, number, one.local, dump_features(one.features))
            for number, one in enumerate(rounds)
        ]
        named = [(one.label, one.dates, one.place) for one in rounds]
        self._sql.executemany(
            "INSERT INTO said VALUES (?,?,?,?,?,?,?,?,?)",
            [(*row, *names) for row, names in zip(rows, named, strict=True)],
        )
        for one in rounds:
            self._file(placed[one.local], one.features)

    def put_anchor(self, id: str, features: Features) -> None:
        row = (id, _REGISTRY[1], _REGISTRY[0], 0, "", dump_features(features), "", None, None)
        self._sql.execute("INSERT INTO said VALUES (?,?,?,?,?,?,?,?,?)", row)
        self._file(id, features)

    def _file(self, round: str, features: Features) -> None:
        """Under every pair of what this and the earlier descriptions gave."""
        keys, times = set(), set()
        for key, time in self._sql.execute("SELECT key, time FROM slot WHERE round = ?", (round,)):
            keys.add(key)
            times.add(time)
        new_keys, new_times = filed_under(features)
        rows = [(*place, round) for place in product(keys.union(new_keys), times.union(new_times))]
        self._sql.executemany("INSERT OR IGNORE INTO slot VALUES (?,?,?)", rows)

    def forget(self, source: str) -> set[str]:
        """Take out what a source said; returns the rounds that it spoke of."""
        query = "SELECT DISTINCT round FROM said WHERE source = ?"
        rounds = {row[0] for row in self._sql.execute(query, (source,))}
        self._sql.execute("DELETE FROM said WHERE source = ?", (source,))
        for round in rounds:
            self._sql.execute("DELETE FROM slot WHERE round = ?", (round,))
            for features in self.said(round):
                self._file(round, features)
        return rounds

    def clear(self) -> None:
        self._sql.execute("DELETE FROM said")
        self._sql.execute("DELETE FROM slot")

    def placed(self, source: str) -> dict[str, str]:
        """Local id → id, before judgements."""
        query = "SELECT local, round FROM said WHERE source = ?"
        return dict(self._sql.execute(query, (source,)).fetchall())

    def all_placed(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        query = "SELECT source, local, round FROM said WHERE rank >= 0"
        for source, local, round in self._sql.execute(query):
            found.setdefault(source, {})[local] = round
        return found

    def last_rank(self) -> int:
        row: tuple[int | None] = self._sql.execute("SELECT MAX(rank) FROM said").fetchone()
        return -1 if row[0] is None else row[0]

    def named(self, id: str) -> Entity | None:
        """As the first names it who tells place and date, else the first."""
        query = "SELECT label, dates, place FROM said WHERE round = ? AND rank >= 0 "
        order = "ORDER BY rank, source, position LIMIT 1"
        full = "AND dates > '' AND place > '' "
        row = _one(self._sql, query + full + order, id) or _one(self._sql, query + order, id)
        if row is None:
            return None
        return Described("", Features(), "", *row).entity(id)


def _one(connection: sqlite3.Connection, query: str, *values: object) -> tuple[str, ...] | None:
    row: tuple[str, ...] | None = connection.execute(query, values).fetchone()
    return row


def dump_features(features: Features) -> str:
    return json.dumps([sorted(v) if isinstance(v, frozenset) else v for v in astuple(features)])


def load_features(text: str) -> Features:
    place, country, dates, ordinal, parties, process = json.loads(text)
    return Features(place, country, dates, ordinal, frozenset(parties), process)


def dump_rounds(rounds: Iterable[Described]) -> str:
    return json.dumps(
        [
            (one.local, dump_features(one.features), one.wanted, one.label, one.dates, one.place)
            for one in rounds
        ]
    )


def load_rounds(text: str) -> Iterator[Described]:
    for local, features, *rest in json.loads(text):
        yield Described(local, load_features(features), *rest)
