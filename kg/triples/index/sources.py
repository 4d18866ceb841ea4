"""The sources of the index: their files as last read, their order, and the hash of it all."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import Any

from kg.corpus import Corpus
from kg.corpus.fingerprint import bucket_hash, bucket_of, line_of, whole_hash
from kg.corpus.journal import Bookmark, read_on
from kg.corpus.record import Held, Record
from kg.triples.index.database import TABLES

_SETTLED_NS = 2_000_000_000
"""A file younger than this may change again without a new time stamp: it is hashed next time."""


_OWN = frozenset(["placed", "found", "edited", "gone", "noted"])
"""Lines of the journal that builds write; one build at a time."""


@dataclass(slots=True)
class Files:
    """The files of a source when they were read."""

    stamp: str | None
    sheet: str
    text: str


class Sources:
    """`shown` gives the id under which a source is published; here its files' name stands."""

    def __init__(self, connection: sqlite3.Connection, shown: Callable[[str], str]) -> None:
        self._sql, self._shown = connection, shown
        self._touched: set[int] = set()

    # what was noted

    def meta(self, name: str) -> str | None:
        return self._value("SELECT value FROM meta WHERE name = ?", name)

    def set_meta(self, name: str, value: str) -> None:
        self._sql.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (name, value))

    def clear(self) -> None:
        for table in TABLES:
            self._sql.execute(f"DELETE FROM {table}")
        self._touched.clear()

    # the journal

    def read_journal(self, corpus: Corpus) -> set[str] | None:
        """Sources that new lines name; None when the journal was changed and not continued."""
        mark = Bookmark(*json.loads(self.meta("journal") or "[]"))
        found = read_on(corpus.files.journal_path, mark)
        if found is None:
            return None
        entries, mark = found
        for number, entry in entries:
            id = entry["source"]
            self._sql.execute("INSERT OR IGNORE INTO ranked VALUES (?,?)", (id, number))
            (masked,) = corpus.masked([entry])
            rows = [(id, local, round) for local, round in masked.get("rounds", {}).items()]
            self._sql.executemany("INSERT OR IGNORE INTO assigned VALUES (?,?,?)", rows)
            self._touched.add(self._bucket(id))
            self._record(entry)
        self.set_meta("journal", json.dumps(astuple(mark)))
        self.set_meta("lines", str(mark.lines))
        others = {entry["source"] for _, entry in entries if entry["what"] not in _OWN}
        self.set_meta("waiting", json.dumps(sorted(others)))
        return {entry["source"] for _, entry in entries}

    def read_own_lines(self, corpus: Corpus) -> None:
        """Lines that the build itself has just written; what others wrote between waits."""
        waiting = self.waiting()
        self.read_journal(corpus)
        self.set_meta("waiting", json.dumps(sorted(waiting | self.waiting())))

    def waiting(self) -> set[str]:
        """Sources that others named since the build began."""
        return set(json.loads(self.meta("waiting") or "[]"))

    def _record(self, entry: Mapping[str, Any]) -> None:
        self.set_meta("until", str(entry.get("at", "")))
        if entry["what"] == "noted":
            known = [entry["entities"], [entry["judgements"], entry["judged"]]]
            self.set_meta("noted", json.dumps(known))
        elif entry.get("after"):
            row = (entry["source"], entry["after"], entry.get("text"))
            self._sql.execute("INSERT OR REPLACE INTO recorded VALUES (?,?,?)", row)
        elif "after" in entry:
            self._sql.execute("DELETE FROM recorded WHERE source = ?", (entry["source"],))

    def record(self, ids: Iterable[str]) -> Record:
        """What the journal says of these sources, and of what all share."""
        query = "SELECT sheet, text FROM recorded WHERE source = ?"
        rows = {id: self._sql.execute(query, (id,)).fetchone() for id in ids}
        held = {id: Held(*row) for id, row in rows.items() if row}
        entities, judged = json.loads(self.meta("noted") or "[null, null]")
        return Record(held, entities, tuple(judged) if judged else None)

    def rank(self, id: str) -> int | None:
        """None for a source that the journal does not name."""
        return self._number("SELECT rank FROM ranked WHERE source = ?", id)

    def assigned(self, id: str) -> dict[str, str]:
        rows = self._sql.execute("SELECT local, round FROM assigned WHERE source = ?", (id,))
        return dict(rows.fetchall())

    def all_assigned(self) -> dict[tuple[str, str], str]:
        rows = self._sql.execute("SELECT source, local, round FROM assigned")
        return {(source, local): round for source, local, round in rows}

    # sources

    def ids(self) -> set[str]:
        return {row[0] for row in self._sql.execute("SELECT id FROM source")}

    def holds(self, id: str) -> bool:
        return self.held_rank(id) is not None

    def held_rank(self, id: str) -> int | None:
        return self._number("SELECT rank FROM source WHERE id = ?", id)

    def in_order(self) -> Iterator[tuple[str, int, str]]:
        """(id, rank, described rounds) of every source."""
        yield from self._sql.execute(
            "SELECT id, rank, described FROM source ORDER BY rank"
        ).fetchall()

    def move(self, id: str, rank: int) -> None:
        """Give a source the rank that the journal gave it, where another was guessed."""
        if self.held_rank(id) != rank:
            self._touched.add(self._bucket(id))
            for table, column in (("source", "id"), ("met", "source"), ("seat", "source")):
                self._sql.execute(f"UPDATE {table} SET rank = ? WHERE {column} = ?", (rank, id))
            self._sql.execute("UPDATE said SET rank = ? WHERE source = ?", (rank, id))

    def is_stale(self, corpus: Corpus, id: str) -> bool:
        """Stat first; where that differs, the content decides."""
        query = "SELECT stamp, sheet, text FROM source WHERE id = ?"
        row = self._sql.execute(query, (id,)).fetchone()
        if row is None or (row[0] is not None and row[0] == corpus.files.stamp(id)):
            return row is None
        now = read_files(corpus, id)
        if (now.sheet, now.text) != row[1:]:
            return True
        self._sql.execute("UPDATE source SET stamp = ? WHERE id = ?", (now.stamp, id))
        return False

    def put(
        self, id: str, rank: int, files: Files, key: str, rounds: dict[str, str], described: str
    ) -> None:
        bucket = self._bucket(id)
        self._touched.add(bucket)
        row = (id, rank, bucket, files.stamp, files.sheet, files.text, key)
        self._sql.execute(
            "INSERT OR REPLACE INTO source VALUES (?,?,?,?,?,?,?,?,?)",
            (*row, json.dumps(rounds), described),
        )

    def forget(self, id: str) -> None:
        self._touched.add(self._bucket(id))
        self._sql.execute("DELETE FROM source WHERE id = ?", (id,))

    def described(self, id: str) -> str | None:
        return self._value("SELECT described FROM source WHERE id = ?", id)

    def rounds(self, id: str) -> dict[str, str]:
        """Local id → id, after judgements."""
        found: dict[str, str] = json.loads(
            self._value("SELECT rounds FROM source WHERE id = ?", id) or "{}"
        )
        return found

    def key(self, id: str) -> str:
        return self._value("SELECT key FROM source WHERE id = ?", id) or ""

    def keys(self) -> dict[str, str]:
        return dict(self._sql.execute("SELECT id, key FROM source").fetchall())

    # the hash

    def content_hash(self, shared: str) -> str:
        """The same as `Corpus.content_hash`, from the buckets that changed."""
        for bucket in sorted(self._touched):
            lines = list(self._lines(bucket))
            self._sql.execute("DELETE FROM bucket WHERE number = ?", (bucket,))
            if lines:
                self._sql.execute("INSERT INTO bucket VALUES (?,?)", (bucket, bucket_hash(lines)))
        self._touched.clear()
        return whole_hash(shared, dict(self._sql.execute("SELECT * FROM bucket").fetchall()))

    def _lines(self, bucket: int) -> Iterator[str]:
        query = "SELECT id, rank, sheet, text FROM source WHERE bucket = ?"
        for id, rank, sheet, text in self._sql.execute(query, (bucket,)).fetchall():
            yield line_of(self._shown(id), rank, sheet, text, self.assigned(id))

    def _bucket(self, id: str) -> int:
        return bucket_of(self._shown(id))

    def _value(self, query: str, *values: str) -> str | None:
        row = self._sql.execute(query, values).fetchone()
        return row[0] if row else None

    def _number(self, query: str, *values: str) -> int | None:
        row = self._sql.execute(query, values).fetchone()
        return row[0] if row else None


def read_files(corpus: Corpus, id: str) -> Files:
    """The stamp is taken first: what is written later is seen next time."""
    stamp = corpus.files.stamp(id)
    files = Files(stamp, corpus.sheet_hash(id), corpus.text_hash(id))
    newest = max(int(part.rpartition(".")[2]) for part in (stamp or "0").split() if part != "-")
    return files if time.time_ns() - newest > _SETTLED_NS else Files(None, files.sheet, files.text)
