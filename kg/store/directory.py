"""Quads on disk, each version a directory that nobody changes once it is published.

    .sulh/store/
      state.json     revision, version directory, log of changes; replaced by rename
      lock           held by the one process that writes (`queue`: by the next)
      v-0000000012/  a RocksDB directory; readers hold a shared lock on it

A write makes a checkpoint of the current version (hard links, a few ms at any size), writes into
that, and publishes it. So a view is of one version, readers in any process never wait, and a
process that dies in the middle leaves a directory that the next writer sweeps away.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import pyoxigraph as ox

from kg.errors import StoreBusy, StoreError
from kg.store.apart import update_apart
from kg.store.base import Limits, Touched
from kg.store.changes import ChangeLog, Edit, Subjects
from kg.store.engine import EngineView

WAIT_SECONDS = 10.0
_FILES_BEFORE_COMPACTION = 250
_LOCKS = ("queue", "lock")
Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class State:
    log: ChangeLog
    version: str

    @classmethod
    def read(cls, path: Path) -> State:
        if not path.exists():
            return cls(ChangeLog(), "")
        try:
            data: dict[str, Any] = json.loads(path.read_bytes())
            log = ChangeLog.load(int(data["revision"]), data["changes"])
            return cls(log, data["version"])
        except (ValueError, KeyError, TypeError) as error:
            raise broken(path.parent, error) from error

    def dump(self) -> bytes:
        data = {
            "revision": self.log.revision,
            "version": self.version,
            "changes": self.log.dump(),
        }
        return json.dumps(data, indent=1).encode()

    def next(self, touched: Touched | None) -> State:
        log = ChangeLog(self.log.revision, self.log.entries)
        log.add(touched)
        return State(log, f"v-{log.revision:010d}")


class Version:
    """One published directory, open for reading. It stays on disk as long as it is open."""

    def __init__(self, root: Path, state: State) -> None:
        self.state = state
        self._lock = -1
        if not state.version:
            self.engine = ox.Store()
            return
        directory = root / state.version
        self._lock = os.open(directory, os.O_RDONLY)
        fcntl.flock(self._lock, fcntl.LOCK_SH)
        try:
            self.engine = ox.Store.read_only(str(directory))
        except (OSError, ValueError, RuntimeError) as error:
            os.close(self._lock)
            self._lock = -1
            raise broken(root, error) from error

    def __del__(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)


class DirectoryStore:
    """Several processes may read and write; one writes at a time, the others wait, then fail."""

    def __init__(self, path: Path | str, *, wait_seconds: float = WAIT_SECONDS) -> None:
        self.path = Path(path)
        self._state = self.path / "state.json"
        self._wait = wait_seconds
        self._opening = Lock()
        self._stamp: Stamp | None = None
        self._version: Version | None = None
        self._noted: tuple[Stamp, State] | None = None
        self._current()

    @contextmanager
    def view(self) -> Iterator[EngineView]:
        version = self._current()
        yield EngineView(version.engine)

    def write(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        self.write_many({graph: quads})

    def write_many(
        self,
        graphs: Mapping[str, Iterable[ox.Quad]],
        drop: Sequence[str] = (),
        subjects: Subjects | None = None,
    ) -> None:
        self._apply(Edit.of_graphs(graphs, drop, subjects))

    def add(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        self._apply(Edit.of_addition(graph, quads))

    def drop(self, graph: str) -> None:
        self.write_many({}, [graph])

    def update(
        self,
        text: str,
        *,
        using: Sequence[str] | None = None,
        using_named: Sequence[str] = (),
        base: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._apply(Edit.of_update(text, using, using_named, base), limits)

    def revision(self) -> str:
        return str(self._newest().log.revision)

    def changes(self, since: str) -> Touched | None:
        return self._newest().log.since(since)

    def version_directory(self) -> Path | None:
        """Where the current version lies; None when nothing was written yet."""
        name = self._current().state.version
        return self.path / name if name else None

    def close(self) -> None:
        """Let go of the version that is open; the next view opens the newest."""
        with self._opening:
            self._version = None
            self._stamp = None

    def _current(self) -> Version:
        stamp = self._look()
        with self._opening:
            if self._version is None or stamp != self._stamp:
                self._version = self._open()
                self._stamp = stamp
            return self._version

    def _newest(self) -> State:
        """What is published, read from its file and not opened."""
        stamp = self._look()
        noted = self._noted
        if noted is None or noted[0] != stamp:
            noted = self._noted = (stamp, State.read(self._state))
        return noted[1]

    def _look(self) -> Stamp:
        try:
            found = self._state.stat()
        except FileNotFoundError:
            return (0, 0)
        return (found.st_ino, found.st_mtime_ns)

    def _open(self) -> Version:
        """The version may be swept between reading its name and opening it: then read again."""
        for _attempt in range(20):
            state = State.read(self._state)
            try:
                return Version(self.path, state)
            except FileNotFoundError:
                time.sleep(0.01)
        raise broken(self.path, f"{state.version} is missing")

    def _apply(self, edit: Edit, limits: Limits | None = None) -> None:
        with _write_lock(self.path, self._wait):
            before = self._current()
            state = before.state.next(edit.touched)
            fresh = self.path / state.version
            shutil.rmtree(fresh, ignore_errors=True)
            try:
                _fill(before, fresh, edit, limits)
                _publish(self.path, state)
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
            del before
            self.close()
            _sweep(self.path, keep=state.version)


def discard(root: Path) -> None:
    """Delete a whole store, unless somebody reads or writes it."""
    with suppress(StoreBusy), _write_lock(root, 0):
        _sweep(root, keep="")
        if not any(root.glob("v-*")):
            shutil.rmtree(root)


def broken(path: Path, cause: object) -> StoreError:
    return StoreError(
        f"The store in {path} cannot be read ({cause}). It is derived: "
        "delete that folder and run `sulh build`."
    )


def _fill(before: Version, fresh: Path, edit: Edit, limits: Limits | None) -> None:
    try:
        if edit.is_bulk(before.engine):
            engine = ox.Store(str(fresh))
            engine.bulk_extend(edit.applied(before.engine))
        else:
            if before.state.version:
                before.engine.backup(str(fresh))
            if limits is not None:
                update_apart(fresh, edit, limits)
            engine = ox.Store(str(fresh))
            if limits is None:
                edit.run(engine)
        if sum(1 for _ in fresh.glob("*.sst")) > _FILES_BEFORE_COMPACTION:
            engine.optimize()
        engine.flush()
    except OSError as error:
        raise StoreError(f"The store cannot be written: {error}.") from error


def _publish(root: Path, state: State) -> None:
    part = root / "state.part"
    with part.open("wb") as file:
        file.write(state.dump())
        file.flush()
        os.fsync(file.fileno())
    part.replace(root / "state.json")
    folder = os.open(root, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _sweep(root: Path, keep: str) -> None:
    """Delete versions that nobody reads."""
    for directory in root.glob("v-*"):
        if directory.name == keep:
            continue
        with suppress(OSError):
            handle = os.open(directory, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(directory)
            finally:
                os.close(handle)


@contextmanager
def _write_lock(root: Path, wait: float) -> Iterator[None]:
    """Those who wait hold `queue` while they do, so that who has just written goes behind them."""
    root.mkdir(parents=True, exist_ok=True)
    queue, lock = (os.open(root / name, os.O_RDWR | os.O_CREAT, 0o644) for name in _LOCKS)
    try:
        _wait_for(queue, lock, root, wait)
        _wait_for(lock, lock, root, wait)
        fcntl.flock(queue, fcntl.LOCK_UN)
        os.pwrite(lock, f"{os.getpid():<10}\n".encode(), 0)
        yield
    finally:
        os.close(queue)
        os.close(lock)


def _wait_for(handle: int, owner: int, root: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise _busy(owner, root, wait) from None
            time.sleep(0.005)


def _busy(handle: int, root: Path, wait: float) -> StoreBusy:
    owner = os.pread(handle, 10, 0).decode(errors="replace").strip() or "unknown"
    return StoreBusy(
        f"Process {owner} has been writing to the store in {root} for more than {wait:g} s; "
        "wait for it, or end it, and try again."
    )
