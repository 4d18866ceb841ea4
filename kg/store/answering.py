"""The loop of a worker: one query in, the answer out in frames, until the server hangs up."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from kg.errors import QueryTooLarge
from kg.store.base import Limits
from kg.store.engine import check_format, evaluate
from kg.store.frames import DATA, END, failure, frame, receive
from kg.store.serial import write_results

CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """One query of the protocol. With no dataset named, the default graph is the union of all."""

    query: str
    media_type: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    seconds: float | None = None
    rows: int | None = None
    base: str | None = None

    def dump(self) -> bytes:
        return json.dumps(asdict(self)).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """Chunks of a good answer, and the revision of the store it is of; None when unknown."""

    chunks: AsyncIterator[bytes]
    revision: str | None = None


def serve_queries(engine: ox.Store, connection: socket.socket) -> None:
    while (received := receive(connection)) is not None:
        request = Request(**json.loads(received[1]))
        try:
            _answer(engine, request, connection)
            connection.sendall(frame(END))
        except (BrokenPipeError, ConnectionResetError):
            return
        except MemoryError:
            connection.sendall(failure(QueryTooLarge("The query needs more memory than it may.")))
        except Exception as error:
            connection.sendall(failure(error))


def _answer(engine: ox.Store, request: Request, connection: socket.socket) -> None:
    results = evaluate(
        engine,
        request.query,
        None,
        request.default_graphs,
        request.named_graphs,
        base=request.base,
    )
    check_format(results, request.media_type)
    output = _Chunks(connection)
    write_results(results, request.media_type, output, Limits(rows=request.rows))
    output.send()


class _Chunks:
    """Gathers the engine's small writes; what is gathered when it fails is never sent."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._gathered = bytearray()

    def write(self, chunk: bytes) -> int:
        self._gathered += chunk
        if len(self._gathered) >= CHUNK:
            self.send()
        return len(chunk)

    def flush(self) -> None:
        return None

    def send(self) -> None:
        self._connection.sendall(frame(DATA, bytes(self._gathered)))
        self._gathered.clear()
