"""The server's end of a worker's socket: frames out, frames in, with a bound on what waits."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from typing import cast

from kg.store.frames import END, HEAD

HELD_BYTES = 2**20
"""Above this the worker is not read from until somebody takes what came."""

Frame = tuple[bytes, bytes]


class Link(asyncio.Protocol):
    """One reader at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._frames: deque[Frame] = deque()
        self._held = 0
        self._paused = False
        self._waiting: asyncio.Future[None] | None = None
        self.at_end = False

    @classmethod
    async def to(cls, end: socket.socket) -> Link:
        _transport, link = await asyncio.get_running_loop().create_connection(cls, sock=end)
        return link

    def send(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)

    async def next(self) -> Frame:
        """Raises ConnectionError when the other side is gone."""
        while not self._frames:
            if self.at_end:
                raise ConnectionResetError("the worker is gone")
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
        frame = self._frames.popleft()
        self._held -= len(frame[1])
        self._read_on()
        return frame

    def take_end(self) -> bool:
        """Has the end of the answer come already? Then it is taken."""
        if self._frames and self._frames[0][0] == END:
            self._frames.popleft()
            return True
        return False

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (frame := self._cut()) is not None:
            self._frames.append(frame)
            self._held += len(frame[1])
        if self._held > HELD_BYTES and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()
        if self._frames:
            self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self.at_end = True
        self._wake()

    def _cut(self) -> Frame | None:
        if len(self._buffer) < HEAD.size:
            return None
        letter, length = HEAD.unpack_from(self._buffer)
        end = HEAD.size + length
        if len(self._buffer) < end:
            return None
        body = bytes(self._buffer[HEAD.size : end])
        del self._buffer[:end]
        return letter, body

    def _read_on(self) -> None:
        if self._paused and self._held <= HELD_BYTES // 2 and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
        self._waiting = None
