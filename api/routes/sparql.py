"""The SPARQL 1.1 Protocol: queries for everybody, updates with the token."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from api.answers import Answers, fresh_or_asked, respond, written
from api.auth import require_token
from api.bodies import body_text, content_type
from api.describe import service_description
from api.negotiate import choose
from api.problems import Problem
from kg.exports.render import GRAPH_TYPES, render
from kg.settings import Settings
from kg.store.answering import Request as Query
from kg.store.base import Limits, Store
from kg.store.formats import ALIASES, GRAPHS, SOLUTIONS
from kg.store.lexer import gives_graph


class PlainRoute(APIRoute):
    """The handler takes the request as it is: there is nothing to validate and to inject."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle: Callable[[Request], Coroutine[Any, Any, Response]] = self.endpoint
        return handle


router = APIRouter(tags=["SPARQL"], route_class=PlainRoute)
FORM = "application/x-www-form-urlencoded"
SOLUTION_TYPES = (*SOLUTIONS, *(a for a, t in ALIASES.items() if t in SOLUTIONS))
QUERY_GRAPHS = ("default-graph-uri", "named-graph-uri")
UPDATE_GRAPHS = ("using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True, slots=True)
class Operation:
    """What the parameters of the protocol ask for."""

    kind: str
    text: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None


_PARAMETERS = [
    {"name": name, "in": "query", "schema": {"type": "string"}, "description": text}
    for name, text in (
        ("query", "The query; without it, the service description"),
        ("default-graph-uri", "IRI of a graph to query as the default graph; repeatable"),
        ("named-graph-uri", "IRI of a graph to offer to GRAPH; repeatable"),
    )
]
_BODY = {
    "content": {
        "application/sparql-query": {"schema": {"type": "string"}},
        "application/sparql-update": {"schema": {"type": "string"}},
        FORM: {
            "schema": {
                "type": "object",
                "properties": {"query": {"type": "string"}, "update": {"type": "string"}},
            }
        },
    }
}


@router.get("/sparql", summary="Query", openapi_extra={"parameters": _PARAMETERS})
@router.get("/sparql/", include_in_schema=False)
async def get(request: Request) -> Response:
    pairs = _parameters(request)
    if not pairs:
        return await describe(request)
    operation = read_operation(pairs)
    if operation.kind == "update":
        raise Problem(400, "An update is sent by POST.")
    return await run_query(request, operation)


@router.post("/sparql", summary="Query or update", openapi_extra={"requestBody": _BODY})
@router.post("/sparql/", include_in_schema=False)
async def post(request: Request) -> Response:
    pairs = _parameters(request)
    media_type = content_type(request)
    if media_type == FORM:
        pairs += parse_qsl(await body_text(request), keep_blank_values=True)
    elif media_type in ("application/sparql-query", "application/sparql-update"):
        pairs.append((media_type.removeprefix("application/sparql-"), await body_text(request)))
    else:
        raise Problem(415, f"Send {FORM}, application/sparql-query or application/sparql-update.")
    operation = read_operation(pairs)
    if operation.kind == "update":
        return await run_update(request, operation)
    return await run_query(request, operation)


def read_operation(pairs: list[tuple[str, str]]) -> Operation:
    asked = [(name, text) for name, text in pairs if name in ("query", "update")]
    if len(asked) != 1:
        raise Problem(400, "Exactly one `query`, or one `update`, is wanted.")
    kind, text = asked[0]
    ours, others = QUERY_GRAPHS, UPDATE_GRAPHS
    if kind == "update":
        ours, others = others, ours
    if any(name in others for name, _ in pairs):
        raise Problem(400, f"The dataset of {_an(kind)} is given by {' and '.join(ours)}.")
    default, named = (tuple(v for n, v in pairs if n == name) for name in ours)
    if not default and not named:
        return Operation(kind, text, None, None)
    return Operation(kind, text, default, named)


async def run_query(request: Request, operation: Operation) -> Response:
    offered = GRAPH_TYPES if gives_graph(operation.text) else SOLUTION_TYPES
    media_type = choose(request.headers.get("accept"), offered)
    query = Query(
        operation.text, media_type, operation.default, operation.named, base=_address(request)
    )
    answers: Answers = request.app.state.answers
    if request.method == "GET":
        return await fresh_or_asked(request, answers, query)
    return await respond(request, answers, query)


async def run_update(request: Request, operation: Operation) -> Response:
    require_token(request)
    store: Store = request.app.state.store
    settings: Settings = request.app.state.settings
    await written(
        request,
        store.update,
        operation.text,
        using=operation.default,
        using_named=operation.named or (),
        base=_address(request),
        limits=Limits(settings.update_seconds, megabytes=settings.query_megabytes),
    )
    return Response(status_code=204)


async def describe(request: Request) -> Response:
    media_type = choose(request.headers.get("accept"), (*GRAPHS, "text/html"))
    if media_type == "text/html":
        return Response(status_code=303, headers={"Location": "/query", "Vary": "Accept"})
    triples = await asyncio.to_thread(service_description, request)
    body = render(triples, media_type)
    return Response(body, media_type=media_type, headers={"Vary": "Accept"})


def _parameters(request: Request) -> list[tuple[str, str]]:
    text: bytes = request.scope["query_string"]
    return parse_qsl(text.decode("latin-1"), keep_blank_values=True)


def _address(request: Request) -> str:
    return str(request.url.replace(query=""))


def _an(kind: str) -> str:
    return "an update" if kind == "update" else "a query"
