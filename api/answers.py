"""How the server answers queries from outside: in workers, or through another server."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, Protocol

from fastapi import Request as HttpRequest
from fastapi import Response
from fastapi.responses import StreamingResponse
from starlette.types import Send

from api.freshness import etag, fresh_headers, not_modified
from api.problems import Problem
from kg.errors import SulhError
from kg.settings import Settings
from kg.store.answering import Answer, Request
from kg.store.base import Limits, Store, Versioned
from kg.store.workers import Bounds, Workers

_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
"""Functions whose value is another one each time."""

QUICK_SECONDS = 0.02

log = logging.getLogger("sulh")


class Answers(Protocol):
    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def answer(self, request: Request) -> Answer:
        """A failure before the first chunk is raised here."""
        ...

    def expect_newest(self) -> None:
        """Whoever wrote through this server sees it with the next query."""
        ...


def open_answers(store: Store, settings: Settings) -> Answers:
    if isinstance(store, Versioned):
        return Workers(store, Bounds.of(settings))
    return Through(store, Limits(settings.query_seconds, settings.query_rows))


class Through:
    """Passes queries on to a store that keeps its own limits."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._limits = limits

    async def start(self) -> None:
        return None

    async def stop(self) -> None:
        return None

    def expect_newest(self) -> None:
        return None

    async def answer(self, request: Request) -> Answer:
        chunks = await asyncio.to_thread(self._raw, request)
        return Answer(_stepped(chunks))

    def _raw(self, request: Request) -> Iterator[bytes]:
        with self._store.view() as view:
            return view.raw(
                request.query,
                request.media_type,
                default_graphs=request.default_graphs,
                named_graphs=request.named_graphs,
                limits=self._limits,
            )


async def _stepped(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    while chunk := await asyncio.to_thread(next, chunks, b""):
        yield chunk


async def written(http: HttpRequest, write: Callable[..., None], *what: Any, **how: Any) -> None:
    await asyncio.to_thread(write, *what, **how)
    answers: Answers = http.app.state.answers
    answers.expect_newest()


async def fresh_or_asked(http: HttpRequest, answers: Answers, request: Request) -> Response:
    """304 when the client's copy is of this version, else the answer with its ETag."""
    revision = http.app.state.store.revision()
    tag = None if _CHANGING.search(request.query) else etag(http, request.media_type)
    unchanged = not_modified(http, tag)
    if unchanged is not None:
        return unchanged
    return await respond(http, answers, request, tag=tag, of=revision)


async def respond(
    http: HttpRequest,
    answers: Answers,
    request: Request,
    *,
    tag: str | None = None,
    of: str | None = None,
) -> Response:
    """The answer as a streamed response. Work stops when the client hangs up.

    An answer of another revision than `of` goes out without its ETag.
    """
    answer = await _unless_hung_up(http, answers.answer(request))
    headers = fresh_headers(tag if answer.revision == of else None)
    if answer.whole is not None:
        return Response(answer.whole, media_type=request.media_type, headers=headers)
    return WholeOrBroken(answer.chunks, media_type=request.media_type, headers=headers)


async def _unless_hung_up(http: HttpRequest, work: Coroutine[Any, Any, Answer]) -> Answer:
    """A quick answer is not worth watching the client for."""
    working = asyncio.ensure_future(work)
    watching: asyncio.Future[Any] | None = None
    try:
        await asyncio.wait({working}, timeout=QUICK_SECONDS)
        if not working.done():
            watching = asyncio.ensure_future(_hung_up(http))
            await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Problem(499, "The client closed the connection.")
        return working.result()
    finally:
        if watching is not None:
            await _stopped(watching)
        await _stopped(working)


class WholeOrBroken(StreamingResponse):
    """When the answer fails after its beginning was sent, the connection breaks: there is no last
    chunk, so that no client takes a part for the whole."""

    async def stream_response(self, send: Send) -> None:
        headers = self.raw_headers
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        try:
            async for chunk in self.body_iterator:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        except SulhError as error:
            log.warning("An answer was broken off: %s", error.message)
            return
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _hung_up(http: HttpRequest) -> None:
    while (await http.receive())["type"] != "http.disconnect":
        pass


async def _stopped(task: asyncio.Future[Any]) -> None:
    if not task.done():
        task.cancel()
        await asyncio.wait({task})
