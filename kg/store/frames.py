"""What the server, the zygote and the workers say to each other: a letter, a length, a body."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

from kg import errors
from kg.errors import QueryError, StoreError, SulhError

HEAD = struct.Struct(">cI")
GOOD, DATA, END, FAILED = b"G", b"D", b"E", b"X"


def frame(letter: bytes, body: bytes = b"") -> bytes:
    return HEAD.pack(letter, len(body)) + body


def note(content: dict[str, Any]) -> bytes:
    return frame(GOOD, json.dumps(content).encode())


def failure(error: BaseException) -> bytes:
    content = {
        "error": type(error).__name__,
        "message": str(error),
        "line": getattr(error, "line", None),
        "column": getattr(error, "column", None),
    }
    return frame(FAILED, json.dumps(content).encode())


def revived(body: bytes) -> SulhError:
    """The error that `failure` wrote down."""
    content = json.loads(body)
    kind = getattr(errors, content["error"], None)
    if not (isinstance(kind, type) and issubclass(kind, SulhError)):
        return StoreError(f"A worker failed: {content['error']}: {content['message']}")
    if issubclass(kind, QueryError):
        return kind(content["message"], line=content["line"], column=content["column"])
    return kind(content["message"])


def receive(connection: socket.socket) -> tuple[bytes, bytes] | None:
    """One frame, or None at the end of the connection."""
    head = _exactly(connection, HEAD.size)
    if head is None:
        return None
    letter, length = HEAD.unpack(head)
    body = _exactly(connection, length)
    return None if body is None else (letter, body)


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = connection.recv(size - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)
