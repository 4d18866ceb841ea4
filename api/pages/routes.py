"""The pages: one handler each, one to four questions behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse, HTMLResponse

from api.lookups import Asking, FreshRoute
from api.pages.highlight import pieces
from api.pages.page import render
from api.pages.timeline import timeline
from api.past import answered, local_corpus
from api.routes.judging import BenchDep
from api.routes.lookups import Ask, search_index
from kg.errors import NotFound, QueryError, SulhError
from kg.queries.answer import Answer
from kg.queries.registry import find_question, questions
from kg.store.answering import Request as Asked
from kg.views.graph import graph_page

router = APIRouter(include_in_schema=False, route_class=FreshRoute)
_MOST_ROWS = 1000
_MOST_PAIRS = 50
_MOST_DISPUTES = 200
_STATIC = Path(__file__).parent.parent / "static"


@router.get("/")
def home(ask: Ask) -> Response:
    rounds = ask("rounds").rows
    return render(
        "home.html",
        processes=ask("processes").rows,
        rounds=sorted(rounds, key=_newest, reverse=True)[:12],
        disputes=ask.disputed(None, 0, 8).rows,
        sources=len(ask("sources").rows),
        count=len(rounds),
    )


def _newest(row: dict[str, Any]) -> str:
    return max(row["latest"] or row["earliest"], default="")


@router.get("/suggestions")
def suggestions(bench: BenchDep) -> Response:
    found = bench.suggestions()
    shown = [one.to_json() for one in found[:_MOST_PAIRS]]
    return render("suggestions.html", suggestions=shown, more=len(found) - len(shown))


@router.get("/search")
def search(ask: Ask, request: Request, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    found = search_index(ask, request).find(q)[:100] if q else []
    return render("search.html", q=q, found=found)


@router.get("/rounds/{id}")
def round(ask: Ask, id: str) -> Response:
    row = ask.one("rounds", round=id)
    return render(
        "round.html",
        round=row,
        sides=_sides(ask("attendance", round=id).rows, ask("delegations", round=id).rows, row),
        third_parties=ask("third-parties", round=id).rows,
        commitments=ask("commitments", round=id).rows,
        positions=ask("positions", round=id).rows,
        statements=ask("statements", round=id).rows,
        disputes=ask.disputed(f"round/{id}").rows,
        sources=_sources(ask, row),
        line=timeline(_siblings(ask, row), row["round"]["id"]),
    )


def _sides(
    people: list[dict[str, Any]], sizes: list[dict[str, Any]], round: dict[str, Any]
) -> list[dict[str, Any]]:
    """Delegations with their people and stated sizes; parties of which nothing is said too."""
    sides: dict[str, dict[str, Any]] = {}

    def side(ref: dict[str, str] | None) -> dict[str, Any]:
        key = ref["id"] if ref else ""
        return sides.setdefault(key, {"for": ref, "people": [], "sizes": [], "size_row": None})

    for party in round["party"]:
        side(party)
    for row in people:
        side(row["for"])["people"].append(row)
    for row in sizes:
        one = side(row["for"])
        one["sizes"], one["size_row"] = row["size"], row
    for one in sides.values():
        one["people"].sort(key=lambda row: ("head" not in row["roles"], row["person"] is None))
        one["named"] = sum(row["person"] is not None for row in one["people"])
    return list(sides.values())


def _siblings(ask: Asking, row: dict[str, Any]) -> list[dict[str, Any]]:
    mine = {ref["id"] for ref in row["process"]}
    rows = ask("rounds").rows
    return [r for r in rows if mine & {ref["id"] for ref in r["process"]} or r == row]


def _sources(ask: Asking, row: dict[str, Any]) -> list[dict[str, Any]]:
    ids = {item["source"] for item in row["evidence"]}
    rows = ask("sources").rows
    return [r for r in rows if r["source"]["id"].removeprefix("source/") in ids]


@router.get("/people/{id}")
def person(ask: Ask, id: str) -> Response:
    return render(
        "person.html",
        person=ask.one("people", person=id),
        rounds=ask("person-rounds", person=id).rows,
        posts=ask("posts-on", person=id).rows,
    )


@router.get("/actors/{id}")
def actor(ask: Ask, id: str) -> Response:
    rows = ask("actor-rounds", actor=id).rows
    if not rows:
        raise NotFound(f"No source says that {id} was at a round.")
    return render("actor.html", actor=rows[0]["actor"], rounds=rows)


@router.get("/processes/{id}")
def process(ask: Ask, id: str) -> Response:
    row = ask.one("processes", process=id)
    rounds = [
        r for r in ask("rounds").rows if row["process"]["id"] in {p["id"] for p in r["process"]}
    ]
    return render(
        "process.html",
        process=row,
        rounds=rounds,
        line=timeline(rounds, None),
        matrix=_matrix(ask("signatories").rows, rounds),
        numbering=ask("numbering", process=id).rows,
    )


def _matrix(rows: list[dict[str, Any]], rounds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """People by rounds: each cell the roles of that person there, or None."""
    columns = [row["round"]["id"] for row in rounds]
    people: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["round"] and row["round"]["id"] in columns:
            one = people.setdefault(
                row["person"]["id"], {"person": row["person"], "for": row["for"], "cells": {}}
            )
            one["cells"][row["round"]["id"]] = row
    side = {id: (p["for"] or {"label": "~"})["label"] for id, p in people.items()}
    ordered = sorted(people, key=lambda id: (side[id], people[id]["person"]["label"]))
    return [
        {**people[id], "cells": [people[id]["cells"].get(column) for column in columns]}
        for id in ordered
    ]


@router.get("/sources/{id}")
def source(ask: Ask, request: Request, id: str) -> Response:
    row = ask.one("sources", source=id)
    claims = ask("source-claims", source=id).rows
    text = None
    if not ask.settings.store:
        text = local_corpus(request, ask.settings).source_text(id)
    shown = pieces(text, claims) if text else []
    return render("source.html", source=row, id=id, claims=claims, pieces=shown)


@router.get("/contested")
def disagreements(ask: Ask) -> Response:
    found = ask.disputed(None, 0, _MOST_DISPUTES)
    return render("contested.html", disputes=found.rows, total=found.total)


@router.get("/explore")
def explore(
    ask: Ask,
    focus: Annotated[str | None, Query(max_length=300)] = None,
    depth: Annotated[int, Query(ge=1, le=3)] = 1,
) -> Response:
    if focus is None:
        return render("explore.html", rounds=ask("rounds").rows, processes=ask("processes").rows)
    return HTMLResponse(graph_page(ask.view, base=ask.settings.base, focus=focus, depth=depth))


@router.get("/query")
async def query(
    request: Request, sparql: Annotated[str, Query(max_length=20_000)] = "", question: str = ""
) -> Response:
    text = sparql or (find_question(question).sparql if question else "")
    names: list[str] = []
    rows: list[list[str]] = []
    fault = ""
    if sparql:
        try:
            names, rows = await _run(request, sparql)
        except QueryError as error:
            fault = _fault(error)
        except SulhError as error:
            fault = error.message
    return render(
        "query.html", text=text, names=names, rows=rows, fault=fault, questions=questions()
    )


async def _run(request: Request, sparql: str) -> tuple[list[str], list[list[str]]]:
    """At most a thousand rows, found by a worker that can be stopped."""
    wanted = Asked(sparql, "application/sparql-results+json", rows=_MOST_ROWS)
    answer = await request.app.state.answers.answer(wanted)
    found = orjson.loads(b"".join([chunk async for chunk in answer.chunks]))
    if "boolean" in found:
        return ["answer"], [["yes" if found["boolean"] else "no"]]
    names = found["head"]["vars"]
    bindings = found["results"]["bindings"]
    return names, [[row.get(name, {}).get("value", "") for name in names] for row in bindings]


def _fault(error: QueryError) -> str:
    where = f"line {error.line}, column {error.column}: " if error.line else ""
    return where + error.message


@router.get("/ask/{name}")
def ask_page(ask: Ask, request: Request, name: str) -> Response:
    asked = find_question(name)
    given = {k: v for k, v in request.query_params.items() if v}
    needed = [p.name for p in asked.parameters if p.required and p.name not in given]
    if needed:
        answer = Answer(asked)
    else:
        with answered(ask, request, asked, given) as (_, answer):
            pass
    columns, rows = answer.table()
    return render(
        "ask.html", question=asked, given=given, columns=columns, rows=rows, full=answer.rows
    )


@router.get("/docs")
def api_docs(request: Request) -> Response:
    """The OpenAPI document as a page of our own: the usual ones load scripts from elsewhere."""
    document = request.app.openapi()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            entry = {"path": path, "method": method.upper(), "summary": call.get("summary", "")}
            entry["parameters"] = call.get("parameters", [])
            groups.setdefault(call.get("tags", ["other"])[0], []).append(entry)
    return render("docs.html", info=document["info"], groups=list(groups.items()))


@router.get("/static/{name}")
def static(name: str) -> Response:
    path = _STATIC / name
    if path.parent != _STATIC or not path.is_file():
        raise NotFound(f"There is no file {name}.")
    return FileResponse(path)
