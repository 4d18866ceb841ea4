"""Lookups: who attended which round, who mediated it, what came of it, and who says so."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from api import models
from api.lookups import Asking, Cursor, FreshRoute, Json, Limit, offset, one_page, page
from kg.network import network_of, to_json
from kg.queries.search import SearchIndex

router = APIRouter(prefix="/api", tags=["lookups"], route_class=FreshRoute)
Ask = Annotated[Asking, Depends()]


def says(model: Any) -> dict[int | str, dict[str, Any]]:
    """The shape of a good answer, for OpenAPI; rows are sent as they are."""
    return {200: {"model": model}}


@router.get("/rounds", summary="Rounds", responses=says(models.Page[models.Round]))
def rounds(
    ask: Ask,
    process: Annotated[str | None, Query(description="Slug of a process")] = None,
    party: Annotated[str | None, Query(description="Slug of a party")] = None,
    place: Annotated[str | None, Query(description="Slug of a place")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Json:
    asked = [(c, s) for c, s in (("process", process), ("party", party), ("place", place)) if s]
    return ask.page(
        "rounds", limit, cursor, lambda row: all(_has(row[column], slug) for column, slug in asked)
    )


def _has(refs: list[dict[str, str]], slug: str) -> bool:
    return any(ref["id"].partition("/")[2] == slug or ref["id"] == slug for ref in refs)


@router.get("/rounds/{id}", summary="One round", responses=says(models.Round))
def round(ask: Ask, id: str) -> Json:
    return Json(ask.one("rounds", round=id))


@router.get(
    "/rounds/{id}/attendance",
    summary="Who attended a round, for whom, in what capacity and post",
    responses=says(models.RoundAttendance),
)
def attendance(ask: Ask, id: str) -> Json:
    answer, sizes = ask("attendance", round=id), ask("delegations", round=id)
    return Json({"round": f"round/{id}", "attendance": answer.rows, "delegations": sizes.rows})


@router.get(
    "/rounds/{id}/third-parties",
    summary="Who mediated, hosted, facilitated or guaranteed a round",
    responses=says(models.Page[models.ThirdParty]),
)
def third_parties(ask: Ask, id: str, limit: Limit = 100, cursor: Cursor = None) -> Json:
    return page(ask("third-parties", round=id).rows, limit, cursor)


@router.get(
    "/rounds/{id}/commitments",
    summary="What was committed in a round, and what became of it",
    responses=says(models.Page[models.Commitment]),
)
def round_commitments(ask: Ask, id: str, limit: Limit = 100, cursor: Cursor = None) -> Json:
    return page(ask("commitments", round=id).rows, limit, cursor)


@router.get("/people", summary="People", responses=says(models.Page[models.Person]))
def people(ask: Ask, limit: Limit = 50, cursor: Cursor = None) -> Json:
    return ask.page("people", limit, cursor)


@router.get("/people/{id}", summary="One person", responses=says(models.Person))
def person(ask: Ask, id: str) -> Json:
    return Json(ask.one("people", person=id))


@router.get(
    "/people/{id}/rounds",
    summary="Rounds a person attended",
    responses=says(models.Page[models.PersonRound]),
)
def person_rounds(ask: Ask, id: str, limit: Limit = 100, cursor: Cursor = None) -> Json:
    return page(ask("person-rounds", person=id).rows, limit, cursor)


@router.get(
    "/actors/{id}",
    summary="An actor and its rounds, as a party or as a third party",
    responses=says(models.Page[models.ActorRound]),
)
def actor(ask: Ask, id: str, limit: Limit = 100, cursor: Cursor = None) -> Json:
    return page(ask("actor-rounds", actor=id).rows, limit, cursor)


@router.get("/processes", summary="Processes", responses=says(models.Page[models.Process]))
def processes(ask: Ask, limit: Limit = 50, cursor: Cursor = None) -> Json:
    return ask.page("processes", limit, cursor)


@router.get("/processes/{id}", summary="One process", responses=says(models.Process))
def process(ask: Ask, id: str) -> Json:
    return Json(ask.one("processes", process=id))


@router.get(
    "/commitments",
    summary="All commitments and what became of them",
    responses=says(models.Page[models.Commitment]),
)
def commitments(ask: Ask, limit: Limit = 50, cursor: Cursor = None) -> Json:
    return ask.page("commitments", limit, cursor)


@router.get(
    "/contested",
    summary="Where sources disagree",
    responses=says(models.Page[models.Contest]),
)
def disagreements(
    ask: Ask,
    round: Annotated[str | None, Query(description="Slug of a round")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Json:
    id = f"round/{round}" if round else None
    start = offset(cursor)
    found = ask.disputed(id, start, start + limit)
    return one_page(found.rows, found.total, limit, cursor)


@router.get("/sources", summary="Sources", responses=says(models.Page[models.Source]))
def sources(ask: Ask, limit: Limit = 50, cursor: Cursor = None) -> Json:
    return ask.page("sources", limit, cursor)


@router.get("/sources/{id}", summary="One source and all it says")
def source(ask: Ask, id: str) -> Json:
    return Json({**ask.one("sources", source=id), "claims": ask("source-claims", source=id).rows})


@router.get(
    "/search",
    summary="Entities by any of their names",
    responses=says(models.Page[models.Found]),
)
def search(
    ask: Ask,
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=200, examples=["turkey"])],
    kind: Annotated[str | None, Query(description="person, actor, place, process, round")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Json:
    found = search_index(ask, request).find(q, kind)
    rows = [{"id": f.id, "label": f.label, "kind": f.kind, "name": f.name} for f in found]
    return page(rows, limit, cursor)


def search_index(ask: Asking, request: Request) -> SearchIndex:
    """Made once for each version of the graph."""
    state, revision = request.app.state, request.app.state.store.revision()
    kept: tuple[str, SearchIndex] | None = getattr(state, "search", None)
    if kept is None or kept[0] != revision:
        kept = (revision, SearchIndex(ask.view))
        state.search = kept
    return kept[1]


@router.get("/network", summary="Who met whom, or who worked with whom, as nodes and edges")
def network(
    ask: Ask,
    kind: Annotated[str, Query(description="people, third-parties or rounds")] = "people",
) -> Json:
    return Json(to_json(network_of(ask.view, kind, base=ask.settings.base)))
