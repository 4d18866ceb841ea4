"""The loop of a worker: one query in, the answer out in frames, until the server hangs up."""

from __future__ import annotations

import select
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import orjson
import pyoxigraph as ox

from kg.errors import QueryTooLarge
from kg.store.base import Limits
from kg.store.engine import check_format, evaluate
from kg.store.frames import DATA, END, failure, frame, receive
from kg.store.serial import write_results

CHUNK = 64 * 1024
QUIET_SECONDS = 0.005
"""Without a query for that long, there is time for something else."""


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

    def dump(self, rows: int) -> bytes:
        """For the wire, with a bound on rows where the request names none."""
        graphs = self.default_graphs, self.named_graphs
        rows = self.rows or rows
        return orjson.dumps((self.query, self.media_type, *graphs, self.seconds, rows, self.base))

    @classmethod
    def load(cls, data: bytes) -> Request:
        return cls(*orjson.loads(data))


@dataclass(frozen=True, slots=True)
class Answer:
    """Chunks of a good answer, and the revision of the store it is of; None when unknown.

    `whole` is all of it where all of it is there.
    """

    chunks: AsyncIterator[bytes]
    revision: str | None = None
    whole: bytes | None = None


def serve_queries(
    engine: ox.Store, connection: socket.socket, meanwhile: Iterator[None] = iter(())
) -> None:
    """Steps of `meanwhile` are taken when nobody asks."""
    while (received := _next_query(connection, meanwhile)) is not None:
        request = Request.load(received[1])
        try:
            _answer(engine, request, connection)
        except (BrokenPipeError, ConnectionResetError):
            return
        except MemoryError:
            connection.sendall(failure(QueryTooLarge("The query needs more memory than it may.")))
        except Exception as error:
            connection.sendall(failure(error))


def _next_query(connection: socket.socket, meanwhile: Iterator[None]) -> tuple[bytes, bytes] | None:
    patience: float | None = QUIET_SECONDS
    while not select.select([connection], [], [], patience)[0]:
        patience = 0 if next(meanwhile, connection) is None else None
    return receive(connection)


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
    output.end()


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

    def end(self) -> None:
        """The rest and the end in one message: the other side wakes up once."""
        self._connection.sendall(frame(DATA, bytes(self._gathered)) + frame(END))

    def send(self) -> None:
        self._connection.sendall(frame(DATA, bytes(self._gathered)))
        self._gathered.clear()
