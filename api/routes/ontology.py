"""The ontology and the vocabularies, as the graph holds them."""

from __future__ import annotations

import asyncio

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

from api.deps import StoreDep
from api.negotiate import HTML, choose
from api.pages.page import render as page
from kg.errors import NotFound
from kg.exports.render import GRAPH_TYPES, render
from kg.store.base import Store
from kg.terms import SULH
from kg.triples.reference import html

router = APIRouter(tags=["linked data"])
ONTOLOGY = SULH.rstrip("#")


@router.get("/ontology", summary="Ontology and vocabularies", response_model=None)
async def ontology(request: Request, store: StoreDep) -> Response:
    media_type = choose(request.headers.get("accept"), (*GRAPH_TYPES, *HTML))
    if media_type in HTML:
        return page("ontology.html", reference=await asyncio.to_thread(html))
    quads = await asyncio.to_thread(_quads, store)
    if not quads:
        raise NotFound("The store does not hold the ontology yet; run `sulh build`.")
    return Response(render(quads, media_type), media_type=media_type, headers={"Vary": "Accept"})


def _quads(store: Store) -> list[ox.Quad]:
    with store.view() as view:
        return list(view.quads(ONTOLOGY))
