"""Answers that were given before, from memory, before any of the routes is tried.

Kept is what a route tagged as of one version of the graph (an ETag); with the next version all
of it goes. A question that is being answered is answered once for all who ask it meanwhile.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.freshness import version
from kg.store.base import Versioned

Key = tuple[str | bytes | None, ...]
Header = tuple[bytes, bytes]

WHOLE_BYTES = 64 * 2**20
ANSWER_BYTES = 2**20
"""A longer answer is not kept."""
TOGETHER_SECONDS = 2.0
"""So long somebody waits for the answer to another who asked the same; then each for himself."""
_PART_OF_KEY = (b"accept", b"host")
_OF_304 = frozenset({b"etag", b"vary", b"cache-control"})


@dataclass(frozen=True, slots=True)
class Ready:
    """A whole answer of status 200."""

    tag: bytes
    headers: tuple[Header, ...]
    body: bytes

    async def send(self, send: Send, held: bytes | None) -> None:
        if held is not None and _is_held(self.tag, held):
            kept = [(name, value) for name, value in self.headers if name in _OF_304]
            await send({"type": "http.response.start", "status": 304, "headers": kept})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


class Shelf:
    """Answers of one revision; those asked for longest ago go first."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self.asked: dict[Key, asyncio.Event] = {}
        self._found: OrderedDict[Key, Ready] = OrderedDict()
        self._bytes = 0

    def get(self, key: Key) -> Ready | None:
        found = self._found.get(key)
        if found is not None:
            self._found.move_to_end(key)
        return found

    def put(self, key: Key, answer: Ready) -> None:
        if key in self._found:
            return
        self._found[key] = answer
        self._bytes += _size(key, answer)
        while self._bytes > WHOLE_BYTES:
            self._bytes -= _size(*self._found.popitem(last=False))


class ReadyAnswers:
    """The middleware. Of a server elsewhere nothing is kept: only asking would tell a change."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._shelf = Shelf("")
        self._opening = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return await self._app(scope, receive, send)
        headers = dict(scope["headers"])
        shelf = await self._shelf_of(scope["app"])
        if shelf is None or b"authorization" in headers:
            return await self._app(scope, receive, send)
        key = _key(scope, headers)
        held = headers.get(b"if-none-match")
        if (found := shelf.get(key) or await _given_to_another(shelf, key)) is not None:
            return await found.send(send, held)
        return await self._asked(shelf, key, scope, receive, send)

    async def _shelf_of(self, app: FastAPI) -> Shelf | None:
        """A new version is opened while others are served."""
        store: Versioned | None = app.state.versioned
        if store is None:
            return None
        if self._shelf.revision != store.revision():
            async with self._opening:
                if self._shelf.revision != (revision := store.revision()):
                    await asyncio.to_thread(version, app)
                    self._shelf = Shelf(revision)
        return self._shelf

    async def _asked(
        self, shelf: Shelf, key: Key, scope: Scope, receive: Receive, send: Send
    ) -> None:
        done = shelf.asked.setdefault(key, asyncio.Event())
        try:
            await self._app(scope, receive, _Gathering(shelf, key, done, send))
        finally:
            _over(shelf, key, done)


class _Gathering:
    """Passes an answer on and keeps it; `done` is set as soon as it is known what becomes of it."""

    def __init__(self, shelf: Shelf, key: Key, done: asyncio.Event, send: Send) -> None:
        self._shelf, self._key, self._done, self._send = shelf, key, done, send
        self._headers: tuple[Header, ...] | None = None
        self._tag = b""
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begin(message["status"], message["headers"])
        elif message["type"] == "http.response.body" and self._headers is not None:
            self._add(message.get("body", b""), more=message.get("more_body", False))
        await self._send(message)

    def _begin(self, status: int, headers: Iterable[Header]) -> None:
        found = tuple(headers)
        self._tag = dict(found).get(b"etag", b"")
        if status == 200 and self._tag:
            self._headers = found
        else:
            self._give_up()

    def _add(self, body: bytes, *, more: bool) -> None:
        self._body += body
        if len(self._body) > ANSWER_BYTES:
            self._give_up()
        elif not more:
            self._shelf.put(self._key, self._ready())
            _over(self._shelf, self._key, self._done)

    def _ready(self) -> Ready:
        length = (b"content-length", str(len(self._body)).encode())
        others = [pair for pair in self._headers or () if pair[0] != b"content-length"]
        return Ready(self._tag, (*others, length), bytes(self._body))

    def _give_up(self) -> None:
        self._headers = None
        self._body.clear()
        _over(self._shelf, self._key, self._done)


async def _given_to_another(shelf: Shelf, key: Key) -> Ready | None:
    asked = shelf.asked.get(key)
    if asked is None:
        return None
    with suppress(TimeoutError):
        await asyncio.wait_for(asked.wait(), TOGETHER_SECONDS)
    return shelf.get(key)


def _over(shelf: Shelf, key: Key, done: asyncio.Event) -> None:
    done.set()
    if shelf.asked.get(key) is done:
        del shelf.asked[key]


def _key(scope: Scope, headers: dict[bytes, bytes]) -> Key:
    given = [headers.get(name) for name in _PART_OF_KEY]
    return (scope["path"], scope["query_string"], scope["scheme"], *given)


def _is_held(tag: bytes, held: bytes) -> bool:
    tags = [one.strip().removeprefix(b"W/") for one in held.split(b",")]
    return tag in tags or b"*" in tags


def _size(key: Key, answer: Ready) -> int:
    return len(answer.body) + sum(len(part or "") for part in key) + 500
