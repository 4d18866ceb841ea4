"""Queries from outside, each in a process that is killed when it goes over its limits.

`Workers` follows a store on this machine: after a write the zygote gets the graphs that changed
and forks anew; workers that are busy finish on the version they began with. Where writes
follow each other and everybody asks, that is done once a second.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from time import monotonic as clock

from kg.errors import QueryTooLarge, StoreBusy, StoreError
from kg.settings import Settings
from kg.store.answering import Answer, Request
from kg.store.base import Versioned
from kg.store.frames import DATA, FAILED, frame, revived
from kg.store.limits import too_slow
from kg.store.link import Link
from kg.store.nursery import Nursery

SPARE = 4
"""Processes at most, as a multiple of those kept ready: a fork is cheap, a full house is not."""
PATIENCE_SECONDS = 0.1
"""A query waits for a process that is at work, unless for so long none has ended its work."""
STALE_SECONDS = 0.5
"""How long a query waits for the newest version before it is answered from the one before."""
REST_SECONDS = 1.0
RESTLESS = 3
"""Where versions follow each other, each of so many soon after the one before, and all processes
are at work, a version is answered from for so long before the next is taken up."""
MOST_PROCESSES = 8
"""Unless the settings say so: each has the graph in memory of its own in the end."""
READER_SECONDS = 60.0
"""How long a client may leave an answer unread before its worker is let go."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one query may take, and how many processes are kept ready."""

    seconds: float = 10.0
    rows: int = 1_000_000
    megabytes: int = 2048
    processes: int = 2

    @classmethod
    def of(cls, settings: Settings) -> Bounds:
        return cls(
            settings.query_seconds,
            settings.query_rows,
            settings.query_megabytes,
            max(0, settings.workers) or _as_many_as_help(),
        )


def _as_many_as_help() -> int:
    """While one hands its answer over, another works."""
    return min((os.cpu_count() or 1) + 1, MOST_PROCESSES)


@dataclass(slots=True, eq=False)
class Worker:
    pid: int
    generation: int
    revision: str | None
    link: Link

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


class Workers:
    """Use between `start` and `stop`, in one event loop."""

    def __init__(self, store: Versioned, bounds: Bounds) -> None:
        self.bounds = bounds
        self._store = store
        self._nursery = Nursery(store)
        self._idle: list[Worker] = []
        self._busy = 0
        self._moved = 0.0
        self._waiting: deque[asyncio.Future[Worker | None]] = deque()
        self._generation = 0
        self._revision: str | None = None
        self._refreshing: asyncio.Task[None] | None = None
        self._pace = _Pace()
        self._room = asyncio.Semaphore(bounds.processes * SPARE)
        self._births: set[asyncio.Task[Worker]] = set()
        self._burials: set[asyncio.Task[int | None]] = set()

    async def start(self) -> None:
        """Begin to load; queries that come meanwhile wait for it."""
        self._refreshing = asyncio.create_task(self._refresh())

    async def stop(self) -> None:
        if self._refreshing is not None:
            self._refreshing.cancel()
        await asyncio.gather(*self._births, return_exceptions=True)
        for worker in self._idle:
            worker.kill()
            worker.link.close()
        self._idle.clear()
        for burial in list(self._burials):
            burial.cancel()
        await asyncio.to_thread(self._nursery.close)

    def expect_newest(self) -> None:
        """After a write of this server: whoever wrote sees it with the next query."""
        self._pace = _Pace()

    async def answer(self, request: Request) -> Answer:
        """Returns when the first chunk is there, raises when the answer is not good."""
        await self._enter()
        run = None
        try:
            run = _Run(await self._worker(), request.seconds or self.bounds.seconds)
            run.begin(request, self.bounds.rows)
            first = await self._next(run)
        except BaseException:
            self._give_back(run)
            raise
        if run.is_whole():
            self._give_back(run)
            return Answer(_one(first), run.worker.revision, whole=first)
        return Answer(self._chunks(run, first), run.worker.revision)

    async def _enter(self) -> None:
        if not self._room.locked():
            await self._room.acquire()
            return
        try:
            async with asyncio.timeout(self.bounds.seconds):
                await self._room.acquire()
        except TimeoutError:
            raise StoreBusy("Too many queries at once; ask again in a moment.") from None

    async def _chunks(self, run: _Run, chunk: bytes | None) -> AsyncIterator[bytes]:
        loop = asyncio.get_running_loop()
        try:
            while chunk is not None:
                stalled = loop.call_later(READER_SECONDS, run.worker.kill)
                yield chunk
                stalled.cancel()
                chunk = await self._next(run)
        finally:
            self._give_back(run)

    async def _next(self, run: _Run) -> bytes | None:
        try:
            return await run.next()
        except ConnectionError:
            raise await self._cause_of_death(run.worker) from None

    def _give_back(self, run: _Run | None) -> None:
        self._room.release()
        if run is None:
            return
        if run.whole:
            self._moved = clock()
            self._shelve(run.worker)
        else:
            self._busy -= 1
            self._end(run.worker)

    def _shelve(self, worker: Worker) -> None:
        """For the one who waits longest, or for later; what is too old or too many ends."""
        while self._waiting and self._waiting[0].done():
            self._waiting.popleft()
        is_new = worker.generation == self._generation
        if is_new and self._waiting:
            self._waiting.popleft().set_result(worker)
            return
        self._busy -= 1
        if is_new and len(self._idle) < self.bounds.processes:
            self._idle.append(worker)
            return
        self._end(worker)
        if self._waiting:
            self._waiting.popleft().set_result(None)

    def _end(self, worker: Worker) -> None:
        worker.kill()
        worker.link.close()
        burial = asyncio.create_task(self._bury(worker))
        self._burials.add(burial)
        burial.add_done_callback(self._burials.discard)

    async def _bury(self, worker: Worker) -> int | None:
        """The exit status, once the zygote has seen the end of its child."""
        for pause in (0.005, 0.02, 0.1, 0.5, 2.0):
            await asyncio.sleep(pause)
            with suppress(StoreError, ChildProcessError):
                status = await asyncio.to_thread(self._nursery.reap, worker.pid)
                if status is not None:
                    return status
        return None

    async def _cause_of_death(self, worker: Worker) -> StoreError | QueryTooLarge:
        status = await self._bury(worker)
        ended_by = None if status is None else os.waitstatus_to_exitcode(status)
        if ended_by in (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS):
            megabytes = self.bounds.megabytes
            return QueryTooLarge(f"The query needs more than {megabytes} MiB; narrow it.")
        return StoreError("The process that worked on the query was ended; ask again.")

    async def _worker(self) -> Worker:
        """One that is at nobody's work; from here on it counts as busy."""
        await self._fresh()
        while self._idle:
            worker = self._idle.pop()
            if worker.generation == self._generation and not worker.link.at_end:
                self._busy += 1
                return worker
            self._end(worker)
        if self._busy >= self.bounds.processes and (found := await self._patiently()):
            return found
        try:
            return await self._forked()
        except StoreError:
            self._revision = None
            await self._fresh()
            return await self._forked()

    async def _patiently(self) -> Worker | None:
        """One that becomes free, as long as some do: a fork is dear, and new to all it reads.

        None when it is time for a fork: none becomes free, or one has ended.
        """
        place: asyncio.Future[Worker | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            while not place.done() and (left := self._moved + PATIENCE_SECONDS - clock()) > 0:
                await asyncio.wait({place}, timeout=left)
        except asyncio.CancelledError:
            if place.done() and (worker := place.result()) is not None:
                self._shelve(worker)
            raise
        finally:
            place.cancel()
        if place.cancelled():
            self._moved = clock()
            return None
        return place.result()

    async def _forked(self) -> Worker:
        """A fork that nobody waits for any more is for the next one."""
        self._busy += 1
        birth = asyncio.create_task(self._fork())
        self._births.add(birth)
        birth.add_done_callback(self._births.discard)
        try:
            return await asyncio.shield(birth)
        except asyncio.CancelledError:
            birth.add_done_callback(self._adopt)
            raise

    def _adopt(self, birth: asyncio.Task[Worker]) -> None:
        if not birth.cancelled() and birth.exception() is None:
            self._shelve(birth.result())

    async def _fork(self) -> Worker:
        generation, revision = self._generation, self._revision
        try:
            pid, end = await asyncio.to_thread(self._nursery.fork, self.bounds.megabytes)
            return Worker(pid, generation, revision, await Link.to(end))
        except BaseException:
            self._busy -= 1
            raise

    async def _fresh(self) -> None:
        """Bring the zygote up to the store, or go on with the version before when that is long."""
        if self._refreshing is None and self._revision is not None and self._rests():
            return
        deadline = clock() + STALE_SECONDS
        while self._refreshing is not None or self._store.revision() != self._revision:
            if self._refreshing is None:
                self._refreshing = asyncio.create_task(self._refresh())
            left = max(deadline - clock(), 0) if self._revision is not None else None
            try:
                await asyncio.wait_for(asyncio.shield(self._refreshing), left)
            except TimeoutError:
                return

    def _rests(self) -> bool:
        return self._busy >= self.bounds.processes and self._pace.is_fast()

    async def _refresh(self) -> None:
        try:
            revision = await asyncio.to_thread(self._nursery.bring_up)
            if revision != self._revision:
                self._pace.step()
                self._revision = revision
                self._generation += 1
        except StoreError:
            self._revision = None
            raise
        finally:
            self._refreshing = None


class _Pace:
    """How fast versions follow each other."""

    def __init__(self) -> None:
        self._last = -inf
        self._streak = 0

    def step(self) -> None:
        self._streak = self._streak + 1 if clock() - self._last < 2 * REST_SECONDS else 0
        self._last = clock()

    def is_fast(self) -> bool:
        return self._streak >= RESTLESS and clock() - self._last < REST_SECONDS


class _Run:
    """One query in one worker. The clock runs while we wait for the worker, not for the client."""

    def __init__(self, worker: Worker, seconds: float) -> None:
        self.worker = worker
        self.whole = False
        self._seconds = seconds
        self._left = seconds

    def begin(self, request: Request, rows: int) -> None:
        self.worker.link.send(frame(b"Q", request.dump(rows)))

    async def next(self) -> bytes | None:
        started = clock()
        try:
            async with asyncio.timeout(self._left):
                letter, body = await self.worker.link.next()
        except TimeoutError:
            raise too_slow(self._seconds) from None
        self._left -= clock() - started
        self.whole = letter != DATA
        if letter == FAILED:
            raise revived(body)
        return body if letter == DATA else None

    def is_whole(self) -> bool:
        """Is the end there as well?"""
        self.whole = self.whole or self.worker.link.take_end()
        return self.whole


async def _one(chunk: bytes | None) -> AsyncIterator[bytes]:
    if chunk is not None:
        yield chunk
