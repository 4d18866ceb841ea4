"""Bodies of requests: their type, their text, and no more of them than is borne."""

from __future__ import annotations

from email.message import Message

from fastapi import Request

from api.problems import Problem

MAX_MEGABYTES = 64


def content_type(request: Request) -> str:
    return _header(request).get_content_type() if "content-type" in request.headers else ""


async def body_bytes(request: Request) -> bytes:
    limit = MAX_MEGABYTES * 1024 * 1024
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise Problem(413, f"The body is larger than {MAX_MEGABYTES} MiB.")
    return bytes(body)


async def body_text(request: Request) -> str:
    charset = _header(request).get_content_charset("utf-8")
    if charset.lower().replace("-", "") not in ("utf8", "usascii"):
        raise Problem(415, f"Text is sent in UTF-8, not in {charset}.")
    try:
        return (await body_bytes(request)).decode()
    except UnicodeDecodeError as error:
        raise Problem(400, f"The body is not UTF-8 ({error}).") from None


def _header(request: Request) -> Message:
    message = Message()
    message["content-type"] = request.headers.get("content-type", "")
    return message
