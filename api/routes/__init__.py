"""The routers of the server, in the order in which they are tried: programs before people."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages.routes import router as pages
from api.routes import (
    graph_store,
    health,
    judging,
    linked_data,
    lookups,
    ontology,
    questions,
    sparql,
)

ROUTERS: tuple[APIRouter, ...] = (
    sparql.router,
    lookups.router,
    pages,
    health.router,
    questions.router,
    judging.router,
    graph_store.router,
    linked_data.router,
    ontology.router,
)
