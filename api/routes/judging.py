"""Who is who, over HTTP: open suggestions for all, judgements by those with the token."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field

from api.answers import Answers
from api.deps import SettingsDep, StoreDep, Writer
from api.lookups import Cursor, Json, Limit, page
from api.problems import Problem
from kg.corpus import Corpus
from kg.facts.judgements import Verdict
from kg.matching import Bench
from kg.settings import Settings
from kg.store.sync import sync

router = APIRouter(prefix="/api", tags=["who is who"])
Kind = Annotated[
    str,
    Query(pattern="^(|person|actor|place|process|round|commitment)$", description="Kind of thing"),
]


class Verdicts(BaseModel):
    """One judgement to put on record."""

    model_config = ConfigDict(extra="forbid")

    a: str = Field(max_length=300, examples=["person/jane-doe"])
    b: str = Field(max_length=300, examples=["person/j-doe"])
    verdict: Verdict
    by: str = Field(min_length=1, max_length=200, description="Who judges")
    why: str = Field("", max_length=2_000)


async def local_bench(request: Request, settings: SettingsDep) -> Bench:
    """The corpus as it stands now, kept until it changes. Raises 404 on a server without one."""
    if settings.store:
        raise Problem(404, "This server reads a remote store and has no corpus; judge where it is.")
    return await run_in_threadpool(_bench, request, settings)


def _bench(request: Request, settings: Settings) -> Bench:
    corpus = Corpus.open(settings.corpus_dir)
    now = corpus.content_hash()
    kept: tuple[str, Bench] | None = getattr(request.app.state, "bench", None)
    if kept is None or kept[0] != now:
        kept = now, Bench(corpus, settings.base)
        request.app.state.bench = kept
    return kept[1]


BenchDep = Annotated[Bench, Depends(local_bench)]


@router.get("/suggestions", summary="Pairs that may be one, which nobody has judged yet")
def suggestions(
    bench: BenchDep,
    kind: Kind = "",
    unsure: Annotated[bool, Query(description="Those left unsure before")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Json:
    found = bench.suggestions(kind or None, unsure=unsure)
    return page([one.to_json() for one in found], limit, cursor)


@router.get("/judgements", summary="Every judgement, in the order in which they were made")
def judgements(bench: BenchDep, limit: Limit = 50, cursor: Cursor = None) -> Json:
    return page([one.to_line() for one in bench.lines], limit, cursor)


@router.post(
    "/judgements",
    summary="Judge a pair: same, different, unsure, or undone",
    status_code=201,
    dependencies=[Writer],
)
def judge(
    request: Request, said: Verdicts, bench: BenchDep, store: StoreDep, settings: SettingsDep
) -> Json:
    made = bench.judge(said.a, said.b, said.verdict, by=said.by, why=said.why)
    sync(bench.corpus, store, base=settings.base)
    answers: Answers = request.app.state.answers
    answers.expect_newest()
    return Json(made.to_line(), status_code=201)
