"""Answers in the engine's own serialisation, counted on their way out and never held whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import IO, Protocol, TypeVar, cast

import pyoxigraph as ox

from kg.store.base import Limits
from kg.store.formats import ALIASES, GRAPHS, PREFIXED, SOLUTIONS
from kg.store.limits import Meter, watched
from kg.terms import PREFIXES

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Answer = Results | Iterator[ox.Triple]
_LINES = frozenset({ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS})


class Output(Protocol):
    def write(self, chunk: bytes, /) -> int: ...

    def flush(self) -> None: ...


def write_results(results: Answer, media_type: str, output: Output, limits: Limits) -> None:
    """Write the whole answer to `output`, or raise at a limit."""
    media_type = ALIASES.get(media_type, media_type)
    if isinstance(results, ox.QuerySolutions | ox.QueryBoolean):
        solutions = SOLUTIONS[media_type]
        results.serialize(as_file(Counted(output, _counter(solutions), limits)), format=solutions)
        return
    graph = GRAPHS[media_type]
    if graph in _LINES and isinstance(results, ox.QueryTriples):
        results.serialize(as_file(Counted(output, _lines, limits)), format=graph)
        return
    prefixes = PREFIXES if graph in PREFIXED else None
    head = as_file(SortedHead(output))
    ox.serialize(watched(results, limits), head, format=graph, prefixes=prefixes)


def as_file(output: Output) -> IO[bytes]:
    """The engine asks of a file no more than `write` and `flush`."""
    return cast(IO[bytes], output)


class SortedHead:
    """Puts the `@prefix` lines in order; the engine writes them in a new one each time."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._head: bytes | None = b""

    def write(self, chunk: bytes) -> int:
        if self._head is None:
            return self._output.write(chunk)
        self._head += bytes(chunk)
        lines = self._head.splitlines(keepends=True)
        if not lines[-1].startswith(b"@prefix"[: len(lines[-1])]):
            self._release()
        return len(chunk)

    def flush(self) -> None:
        self._release()
        self._output.flush()

    def _release(self) -> None:
        lines = (self._head or b"").splitlines(keepends=True)
        prefixes = sorted(line for line in lines if line.startswith(b"@prefix"))
        rest = [line for line in lines if not line.startswith(b"@prefix")]
        self._head = None
        self._output.write(b"".join(prefixes + rest))


class Counted:
    """Passes chunks on and counts the rows in them."""

    def __init__(self, output: Output, count: Callable[[bytes], int], limits: Limits) -> None:
        self._output = output
        self._count = count
        self._meter = Meter(limits)

    def write(self, chunk: bytes) -> int:
        self._meter.add(self._count(bytes(chunk)))
        return self._output.write(chunk)

    def flush(self) -> None:
        self._output.flush()


def streamed(start: Callable[[], Answer], media_type: str, limits: Limits) -> Iterator[bytes]:
    """Pull what the serialiser pushes: a thread writes at most sixteen chunks ahead.

    Evaluation is in that thread too, as the engine's results stay in the thread that made them.
    Returns when the first chunk is there, so a query that fails fails here.
    """
    pipe = _Pipe()
    thread = Thread(target=pipe.fill, args=(start, media_type, limits), daemon=True)
    thread.start()
    first = pipe.take()
    return pipe.drain(first, thread)


E = TypeVar("E", bound=BaseException)


def without_frames(error: E) -> E:
    """An error for another thread: the engine's results may not go there, not even in frames."""
    error.__context__ = error.__cause__ = None
    return error.with_traceback(None)


class _Pipe:
    def __init__(self) -> None:
        self.queue: Queue[bytes | BaseException] = Queue(maxsize=16)
        self.stop = Event()

    def fill(self, start: Callable[[], Answer], media_type: str, limits: Limits) -> None:
        try:
            write_results(start(), media_type, self, limits)
            self._put(b"")
        except BaseException as error:
            self._put(without_frames(error))

    def write(self, chunk: bytes) -> int:
        if chunk:
            self._put(bytes(chunk))
        if self.stop.is_set():
            raise BrokenPipeError("nobody reads on")
        return len(chunk)

    def flush(self) -> None:
        return None

    def _put(self, item: bytes | BaseException) -> None:
        while not self.stop.is_set():
            try:
                self.queue.put(item, timeout=0.1)
                return
            except Full:
                continue

    def take(self) -> bytes:
        item = self.queue.get()
        if isinstance(item, BaseException):
            raise item
        return item

    def drain(self, chunk: bytes, thread: Thread) -> Iterator[bytes]:
        try:
            while chunk:
                yield chunk
                chunk = self.take()
        finally:
            self.stop.set()
            thread.join()


def _counter(solutions: ox.QueryResultsFormat) -> Callable[[bytes], int]:
    if solutions == ox.QueryResultsFormat.CSV:
        return CsvRows()
    if solutions == ox.QueryResultsFormat.TSV:
        return TsvRows()
    if solutions == ox.QueryResultsFormat.XML:
        return Marks((b"<result>",))
    return Marks((b'}},{"', b"{},"))


def _lines(chunk: bytes) -> int:
    return chunk.count(b"\n")


class TsvRows:
    """Line ends, without that of the head."""

    def __init__(self) -> None:
        self._head = 1

    def __call__(self, chunk: bytes) -> int:
        lines = self.line_ends(chunk)
        head = min(self._head, lines)
        self._head -= head
        return lines - head

    def line_ends(self, chunk: bytes) -> int:
        return chunk.count(b"\n")


class CsvRows(TsvRows):
    """The same outside quotes."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = False

    def line_ends(self, chunk: bytes) -> int:
        parts = chunk.split(b'"')
        outside = parts[1 if self._inside else 0 :: 2]
        self._inside ^= len(parts) % 2 == 0
        return sum(part.count(b"\n") for part in outside)


class Marks:
    """What stands between two rows, also where a chunk ends in the middle of it."""

    def __init__(self, marks: tuple[bytes, ...]) -> None:
        self._marks = marks
        self._tail = b""

    def __call__(self, chunk: bytes) -> int:
        text = self._tail + chunk
        keep = max(len(mark) for mark in self._marks) - 1
        count = sum(text.count(mark) for mark in self._marks)
        before = sum(self._tail.count(mark) for mark in self._marks)
        self._tail = text[-keep:]
        return count - before
