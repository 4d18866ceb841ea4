"""The zygote seen from the server: started when needed, fed with versions, asked for forks."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.base import Touched, Versioned
from kg.store.changes import plain
from kg.store.directory import DirectoryStore
from kg.store.engine import EngineView
from kg.store.frames import FAILED, HEAD, revived

REPLICA_BYTES = 1_200_000_000
"""A directory above this (some six million quads) is read from disk and not held in memory."""

ORDER_BYTES = 100_000
"""An order is one packet, and the kernel bounds those."""


class Nursery:
    """Every call blocks; one at a time."""

    def __init__(self, store: Versioned) -> None:
        self._store = store
        self._lock = Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._revision: str | None = None

    def bring_up(self) -> str:
        """Give the zygote the newest version, whole or by what changed; returns its revision."""
        with self._lock:
            if self._control is None:
                self._start()
            while True:
                revision = self._store.revision()
                with self._store.view() as view:
                    if self._store.revision() == revision:
                        self._feed(view)
                        self._revision = revision
                        return revision

    def fork(self, megabytes: int) -> tuple[int, socket.socket]:
        """A new worker: its process id and our end of its socket."""
        ours, theirs = socket.socketpair()
        try:
            with self._lock, theirs:
                answer = self._order({"do": "fork", "megabytes": megabytes}, theirs.fileno())
        except BaseException:
            ours.close()
            raise
        return int(answer["pid"]), ours

    def reap(self, pid: int) -> int | None:
        """The exit status of a worker that ended; None while it has not."""
        with self._lock:
            if self._control is None:
                return 0
            status: int | None = self._order({"do": "reap", "pid": pid})["status"]
            return status

    def close(self) -> None:
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        self._control = None
        self._revision = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kg.store.zygote", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self._control = ours
        self._revision = None

    def _feed(self, view: Any) -> None:
        changed = None if self._revision is None else self._store.changes(self._revision)
        directory = _too_big(self._store)
        if directory is not None:
            self._order({"do": "open", "directory": str(directory)})
        elif changed is None or len(changed) > 200 or len(json.dumps(plain(changed))) > ORDER_BYTES:
            self._pour({"do": "load"}, lambda file: _dump(view, file))
        elif changed:
            order = {"do": "replace", "graphs": plain(changed)}
            self._pour(order, lambda file: _some(view, changed, file))

    def _pour(self, command: dict[str, Any], write: Callable[[IO[bytes]], None]) -> None:
        """Send an order with the reading end of a pipe, and fill the pipe meanwhile."""
        reading, writing = os.pipe()
        thread = Thread(target=_fill, args=(writing, write), daemon=True)
        thread.start()
        try:
            self._order(command, reading)
        finally:
            os.close(reading)
            thread.join()

    def _order(self, command: dict[str, Any], file: int | None = None) -> dict[str, Any]:
        if self._control is None:
            raise StoreError("The query workers are not running; ask again in a moment.")
        try:
            files = [] if file is None else [file]
            socket.send_fds(self._control, [json.dumps(command).encode()], files)
            answer = self._control.recv(1 << 20)
        except OSError:
            answer = b""
        if not answer:
            self._end()
            raise StoreError("The query workers stopped and are started again; ask once more.")
        letter, _length = HEAD.unpack(answer[: HEAD.size])
        if letter == FAILED:
            raise revived(answer[HEAD.size :])
        content: dict[str, Any] = json.loads(answer[HEAD.size :])
        return content


def _fill(writing: int, write: Callable[[IO[bytes]], None]) -> None:
    try:
        with os.fdopen(writing, "wb", buffering=1 << 18) as file:
            write(file)
    except BrokenPipeError:
        return


def _dump(view: EngineView, file: IO[bytes]) -> None:
    view.dump(file)


def _some(view: EngineView, changed: Touched, file: IO[bytes]) -> None:
    for graph, subjects in sorted(changed.items()):
        if subjects is None:
            ox.serialize(view.quads(graph), file, format=ox.RdfFormat.N_QUADS)
        for node in sorted(subjects or ()):
            ox.serialize(view.described(graph, node), file, format=ox.RdfFormat.N_QUADS)


def _too_big(store: Versioned) -> Path | None:
    if not isinstance(store, DirectoryStore):
        return None
    directory = store.version_directory()
    if directory is None:
        return None
    size = sum(file.stat().st_size for file in directory.glob("*.sst"))
    return directory if size > REPLICA_BYTES else None
