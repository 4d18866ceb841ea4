"""Every IRI of the graph answers: a page for people, triples for machines."""

from __future__ import annotations

import asyncio

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

from api.deps import SettingsDep, StoreDep
from api.describe import void_description
from api.negotiate import choose
from kg.errors import NotFound, UsageError
from kg.exports.render import GRAPH_TYPES, render
from kg.settings import Settings
from kg.store.base import View
from kg.terms import PREFIXES, VOCAB

router = APIRouter(tags=["linked data"])
PAGES = {
    "person": "/people/",
    "actor": "/actors/",
    "round": "/rounds/",
    "process": "/processes/",
    "source": "/sources/",
}
TYPES = (*GRAPH_TYPES, "text/html")
_NEIGHBOURS = """
SELECT ?g ?s ?p ?o WHERE {
  { GRAPH ?g { ?iri ?p ?o } BIND(?iri AS ?s) }
  UNION
  { GRAPH ?g { ?s ?p ?iri } BIND(?iri AS ?o) }
} LIMIT 10000
"""
_SUCCESSOR = f"SELECT ?new WHERE {{ ?iri <{PREFIXES['dcterms']}isReplacedBy> ?new }}"


@router.get("/id/{id:path}", summary="One thing of the graph", response_model=None)
async def resource(request: Request, id: str, store: StoreDep, settings: SettingsDep) -> Response:
    """303 to its page, or Turtle, JSON-LD, N-Triples, TriG … of all that is said with it."""
    media_type = choose(request.headers.get("accept"), TYPES)
    with store.view() as view:
        successor = await asyncio.to_thread(_successor, view, settings, id)
        if successor is not None:
            return Response(status_code=308, headers={"Location": f"/id/{successor}"})
        quads = await asyncio.to_thread(neighbours, view, settings.base + id)
    if not quads:
        raise NotFound(f"The graph says nothing of {settings.base}{id}.")
    page = _page(id)
    if media_type == "text/html" and page:
        return Response(status_code=303, headers={"Location": page, "Vary": "Accept"})
    return _data(quads, "text/turtle" if media_type == "text/html" else media_type)


@router.get("/vocab/{notation:path}", summary="One concept of a vocabulary", response_model=None)
async def concept(request: Request, notation: str, store: StoreDep) -> Response:
    media_type = choose(request.headers.get("accept"), GRAPH_TYPES)
    with store.view() as view:
        quads = await asyncio.to_thread(neighbours, view, VOCAB + notation)
    if not quads:
        raise NotFound(f"There is no {VOCAB}{notation}.")
    return _data(quads, media_type)


@router.get("/.well-known/void", summary="What the graph holds (VoID)", response_model=None)
async def void(request: Request) -> Response:
    media_type = choose(request.headers.get("accept"), GRAPH_TYPES)
    return _data(await asyncio.to_thread(void_description, request), media_type)


def neighbours(view: View, iri: str) -> list[ox.Quad]:
    rows = view.select(_NEIGHBOURS, {"iri": _node(iri)})
    return [ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in rows]  # type: ignore[arg-type]


def _successor(view: View, settings: Settings, id: str) -> str | None:
    """The id that took this one's place, through all mergers; None when it stands."""
    current, seen = id, {id}
    while True:
        rows = view.select(_SUCCESSOR, {"iri": _node(settings.base + current)})
        found = sorted(str(getattr(row["new"], "value", "")) for row in rows)
        following = [iri.removeprefix(settings.base) for iri in found]
        if not following or following[0] in seen:
            return current if current != id else None
        current = following[0]
        seen.add(current)


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise UsageError(f"{iri!r} is not an IRI.") from None


def _page(id: str) -> str | None:
    kind, _, slug = id.partition("/")
    if kind in ("claim", "evidence"):
        return f"/sources/{slug.partition('/')[0]}"
    return PAGES[kind] + slug if kind in PAGES and slug else None


def _data(statements: list[ox.Quad] | list[ox.Triple], media_type: str) -> Response:
    body = render(statements, media_type)
    return Response(body, media_type=media_type, headers={"Vary": "Accept"})
