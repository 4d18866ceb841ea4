"""The index as a file: tables, and one connection that holds the write lock."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kg.errors import CorpusBusy, CorpusError, IndexBroken

FORMAT = "2"
_WAIT_SECONDS = 60.0
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (
  id TEXT PRIMARY KEY, rank INTEGER, bucket INTEGER, stamp TEXT, sheet TEXT, text TEXT,
  key TEXT, rounds TEXT, described TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS source_bucket ON source (bucket);
CREATE INDEX IF NOT EXISTS source_rank ON source (rank);
CREATE TABLE IF NOT EXISTS bucket (number INTEGER PRIMARY KEY, hash TEXT);
CREATE TABLE IF NOT EXISTS ranked (source TEXT PRIMARY KEY, rank INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS recorded (
  source TEXT PRIMARY KEY, sheet TEXT, text TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS assigned (
  source TEXT, local TEXT, round TEXT, PRIMARY KEY (source, local)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS met (
  entity TEXT, rank INTEGER, source TEXT, position INTEGER, name TEXT,
  PRIMARY KEY (entity, rank, source, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS met_name ON met (entity, name);
CREATE INDEX IF NOT EXISTS met_source ON met (source);
CREATE TABLE IF NOT EXISTS seat (
  delegation TEXT, rank INTEGER, source TEXT, position INTEGER, round TEXT, actor TEXT,
  PRIMARY KEY (delegation, rank, source, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seat_round ON seat (round);
CREATE INDEX IF NOT EXISTS seat_actor ON seat (actor);
CREATE INDEX IF NOT EXISTS seat_source ON seat (source);
CREATE TABLE IF NOT EXISTS said (
  round TEXT, rank INTEGER, source TEXT, position INTEGER, local TEXT, features TEXT,
  label TEXT, dates TEXT, place TEXT,
  PRIMARY KEY (round, rank, source, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS said_source ON said (source);
CREATE INDEX IF NOT EXISTS said_rank ON said (rank);
CREATE TABLE IF NOT EXISTS slot (
  key TEXT, time TEXT, round TEXT, PRIMARY KEY (key, time, round)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS slot_round ON slot (round);
CREATE TABLE IF NOT EXISTS entity (id TEXT PRIMARY KEY, label TEXT, digest TEXT) WITHOUT ROWID;
"""
_UNWRITABLE = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
)
TABLES = tuple(re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", _TABLES))


@contextmanager
def open_database(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction: all is kept at the end, nothing when it fails.

    Raises CorpusBusy, IndexBroken, CorpusError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(_opened(path)) as connection:
            yield connection
            connection.commit()
    except sqlite3.DatabaseError as error:
        raise _explained(error, path) from error


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("BEGIN IMMEDIATE")
        for statement in _TABLES.split(";\n"):
            connection.execute(statement)
        return connection
    except BaseException:
        connection.close()
        raise


def _explained(error: sqlite3.DatabaseError, path: Path) -> CorpusError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CorpusBusy("Another process is building this corpus; try again when it is done.")
    if code in _UNWRITABLE:
        return CorpusError(f"{path} cannot be written ({error}); make room, or allow it.")
    path.unlink(missing_ok=True)
    return IndexBroken(f"{path} was broken ({error}) and is deleted; try again.")
