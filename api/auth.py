"""Reads are open; writes need the token. Without a token set, the server is read-only."""

from __future__ import annotations

import hmac

from fastapi import Request

from api.problems import Problem
from kg.settings import Settings

CHALLENGE = 'Bearer realm="sulh"'


def require_token(request: Request) -> None:
    """Raises 403 on a read-only server, 401 where the token is missing or wrong."""
    settings: Settings = request.app.state.settings
    if not settings.token:
        raise Problem(403, "This server is read-only; set SULH_TOKEN to allow writes.")
    given = _bearer(request.headers.get("authorization", ""))
    if given is None:
        raise _unauthorised("Writes need 'Authorization: Bearer TOKEN'.", CHALLENGE)
    if not hmac.compare_digest(given.encode("latin-1"), settings.token.encode()):
        raise _unauthorised("The token is not right.", f'{CHALLENGE}, error="invalid_token"')


def _bearer(header: str) -> str | None:
    scheme, _, value = header.partition(" ")
    return value.strip() if scheme.lower() == "bearer" and value.strip() else None


def _unauthorised(detail: str, challenge: str) -> Problem:
    return Problem(401, detail, headers={"WWW-Authenticate": challenge})
