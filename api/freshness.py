"""ETags from the version of the graph: an answer that is still good costs no query."""

from __future__ import annotations

import hashlib

from fastapi import FastAPI, Request, Response

from kg.store.sync import corpus_hash


def etag(request: Request, media_type: str = "") -> str | None:
    """Another value for another version, address or format.

    None for a server elsewhere: others may write to it, and only asking would tell.
    """
    if request.app.state.versioned is None:
        return None
    asked = f"{request.scope['path']}?{request.scope['query_string'].decode('latin-1')}"
    seed = f"{version(request.app)} {asked} {media_type}"
    return f'"{hashlib.sha256(seed.encode()).hexdigest()[:24]}"'


def not_modified(request: Request, tag: str | None) -> Response | None:
    """304 when the client's copy is of this version."""
    held = [one.strip().removeprefix("W/") for one in _header(request).split(",")]
    if tag is None or not (tag in held or "*" in held):
        return None
    return Response(status_code=304, headers=fresh_headers(tag))


def fresh_headers(tag: str | None) -> dict[str, str]:
    """What tells a client to keep the answer, and to ask before it is used again."""
    headers = {"Vary": "Accept"}
    return headers | {"ETag": tag, "Cache-Control": "no-cache"} if tag else headers


def _header(request: Request) -> str:
    return request.headers.get("if-none-match", "")


def version(app: FastAPI) -> str:
    """Corpus hash and revision; the store is asked once a revision, and opened for that."""
    state = app.state
    revision = state.store.revision()
    kept: tuple[str, str] | None = getattr(state, "version", None)
    if kept is None or kept[0] != revision:
        with state.store.view() as view:
            kept = (revision, corpus_hash(view, state.settings.base) or "")
        state.version = kept
    return f"{kept[1]} {revision}"
