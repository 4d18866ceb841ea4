"""Every failure leaves as application/problem+json (RFC 9457), in one shape on every path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.pages.page import render
from kg.errors import QueryError, SheetError, SulhError

MEDIA_TYPE = "application/problem+json"
TYPES = "https://w3id.org/sulh/problems/"


class Problem(HTTPException):
    """A failure that belongs to HTTP alone: credentials, media types, conditions."""

    def __init__(
        self, status: int, detail: str, *, headers: Mapping[str, str] | None = None, **extra: Any
    ) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
        self.extra = extra


def problem_body(
    status: int, title: str, detail: str, *, kind: str = "", instance: str = "", **extra: Any
) -> dict[str, Any]:
    body = {
        "type": TYPES + kind if kind else "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": instance,
    }
    return body | {name: value for name, value in extra.items() if value is not None}


def answer(
    request: Request,
    status: int,
    title: str,
    detail: str,
    *,
    kind: str = "",
    headers: Mapping[str, str] | None = None,
    **extra: Any,
) -> Response:
    if _for_a_person(request):
        return render("problem.html", status, title=title, detail=detail)
    body = problem_body(status, title, detail, kind=kind, instance=request.url.path, **extra)
    return JSONResponse(body, status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def _for_a_person(request: Request) -> bool:
    """A browser on a page gets a page; programs, and the addresses for them, get the problem."""
    asked = request.headers.get("accept", "").split(",")[0].strip()
    machine = ("/api/", "/sparql", "/store", "/id/", "/health", "/ontology")
    return asked == "text/html" and not request.url.path.startswith(machine)


def install(app: FastAPI) -> None:
    app.add_exception_handler(SulhError, _of_ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(Exception, _of_anything)


async def _of_ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, SulhError)
    headers = {"Retry-After": "1"} if error.status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return answer(
        request,
        error.status,
        error.title,
        error.message,
        kind=_kebab(type(error).__name__),
        headers=headers,
        **_place(error),
    )


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    detail = error.detail if error.detail != phrase else _plain_detail(request, error.status_code)
    extra = error.extra if isinstance(error, Problem) else {}
    return answer(request, error.status_code, phrase, detail, headers=error.headers, **extra)


async def _of_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [
        {"field": ".".join(str(part) for part in fault["loc"]), "message": fault["msg"]}
        for fault in error.errors()
    ]
    detail = "; ".join(f"{fault['field']}: {fault['message']}" for fault in faults)
    title = "The request does not hold what it must"
    return answer(request, 422, title, detail, kind="validation", errors=faults)


async def _of_anything(request: Request, _error: Exception) -> Response:
    detail = "An error nobody foresaw; the server's log has it."
    return answer(request, 500, SulhError.title, detail, kind="unforeseen")


def _place(error: SulhError) -> dict[str, Any]:
    if isinstance(error, QueryError):
        return {"line": error.line, "column": error.column}
    if isinstance(error, SheetError):
        return {"file": error.file, "line": error.line, "field": error.field or None}
    return {}


def _plain_detail(request: Request, status: int) -> str:
    if status == HTTPStatus.NOT_FOUND:
        return f"There is nothing at {request.url.path}; /docs lists what there is."
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return f"{request.url.path} does not take {request.method}."
    return HTTPStatus(status).description or HTTPStatus(status).phrase


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
