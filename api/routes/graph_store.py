"""The Graph Store HTTP Protocol: whole graphs by GET, PUT, POST, DELETE."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qsl, urljoin
from uuid import uuid4

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from api.answers import Answers, fresh_or_asked, written
from api.auth import require_token
from api.bodies import body_bytes, content_type
from api.negotiate import choose
from api.problems import Problem
from kg.exports.render import GRAPH_TYPES
from kg.store.answering import Request as Query
from kg.store.base import DEFAULT, Store
from kg.store.formats import ALIASES, GRAPHS

router = APIRouter(tags=["Graph Store"])
ALL_ROWS = 2**62
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
PATHS = ("/store", "/store/{path:path}")


async def read(request: Request) -> Response:
    """GET and HEAD of one graph."""
    graph = graph_of(request)
    media_type = choose(request.headers.get("accept"), GRAPH_TYPES)
    if not await asyncio.to_thread(exists, request, graph):
        raise _absent(graph)
    headers = {"Vary": "Accept"}
    if request.method == "HEAD":
        return Response(media_type=media_type, headers=headers)
    query = Query(_EVERYTHING, media_type, (graph,), (), rows=ALL_ROWS)
    answers: Answers = request.app.state.answers
    return await fresh_or_asked(request, answers, query)


async def put(request: Request) -> Response:
    require_token(request)
    graph = graph_of(request)
    quads = await posted(request, graph)
    there = await asyncio.to_thread(exists, request, graph)
    await written(request, _store(request).write, graph, quads)
    return _written(graph, new=not there)


async def post(request: Request) -> Response:
    """Adds to a graph; to a new one, whose name is answered, when the store itself is posted to."""
    require_token(request)
    own_choice = not request.url.query and request.url.path.rstrip("/").endswith("/store")
    graph = f"{_root(request)}/store/{uuid4()}" if own_choice else graph_of(request)
    quads = await posted(request, graph)
    there = await asyncio.to_thread(exists, request, graph)
    await written(request, _store(request).add, graph, quads)
    return _written(graph, new=not there)


async def delete(request: Request) -> Response:
    require_token(request)
    graph = graph_of(request)
    if not await asyncio.to_thread(exists, request, graph):
        raise _absent(graph)
    await written(request, _store(request).drop, graph)
    return Response(status_code=204)


for _path in PATHS:
    _shown = _path == "/store"
    for _method, _handler in (("GET", read), ("PUT", put), ("POST", post), ("DELETE", delete)):
        router.add_api_route(
            _path,
            _handler,
            methods=[_method],
            include_in_schema=_shown,
            name=f"graph store {_method} {_path}",
            operation_id=f"graph_store_{_method.lower()}{'' if _shown else '_direct'}",
            response_model=None,
        )

    router.add_api_route(_path, read, methods=["HEAD"], include_in_schema=False)


def graph_of(request: Request) -> str:
    """?graph=IRI, ?default, or else the address itself."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    named = [value for name, value in pairs if name == "graph"]
    default = [value for name, value in pairs if name == "default"]
    if len(named) + len(default) > 1 or len(pairs) > len(named) + len(default):
        raise Problem(400, "Name one graph: `?graph=IRI` or `?default`.")
    if default:
        return DEFAULT
    if named:
        return urljoin(str(request.url.replace(query="")), named[0])
    if request.url.path.rstrip("/").endswith("/store"):
        raise Problem(400, "Name a graph: `?graph=IRI`, `?default`, or a path below /store/.")
    return str(request.url.replace(query=""))


async def posted(request: Request, graph: str) -> list[ox.Quad]:
    if content_type(request) == "multipart/form-data":
        async with request.form(max_files=100) as form:
            parts = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
            return [
                quad
                for part in parts
                for quad in parse(await part.read(), part.content_type or "", graph)
            ]
    return await asyncio.to_thread(parse, await body_bytes(request), content_type(request), graph)


def parse(body: bytes, media_type: str, graph: str) -> list[ox.Quad]:
    media_type = media_type.partition(";")[0].strip().lower()
    format = GRAPHS.get(ALIASES.get(media_type, media_type))
    if format is None:
        raise Problem(415, f"Send one of {', '.join(GRAPHS)}.")
    try:
        return list(
            ox.parse(body, format=format, base_iri=graph or None, without_named_graphs=True)
        )
    except (SyntaxError, ValueError) as error:
        raise Problem(400, f"The body is not {media_type}: {error}", **_place(error)) from None


def exists(request: Request, graph: str) -> bool:
    if graph == DEFAULT:
        return True
    with _store(request).view() as view:
        return next(view.quads(graph), None) is not None


def _place(error: Exception) -> dict[str, Any]:
    line = getattr(error, "lineno", None)
    column = getattr(error, "offset", None)
    return {"line": line, "column": column} if line and column else {}


def _written(graph: str, *, new: bool) -> Response:
    if not new:
        return Response(status_code=204)
    return Response(status_code=201, headers={"Location": graph})


def _absent(graph: str) -> Problem:
    return Problem(404, f"There is no graph <{graph}>.")


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _root(request: Request) -> str:
    return str(request.base_url).rstrip("/")
