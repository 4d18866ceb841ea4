"""The questions over HTTP: of today, of an earlier day, and how to cite the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request

from api.lookups import Asking, FreshRoute, Json
from api.past import answered, local_corpus
from api.routes.lookups import Ask
from kg.corpus.past import as_of
from kg.queries.answer import Answer
from kg.queries.citation import cite
from kg.queries.registry import find_question, questions
from kg.store.base import View

router = APIRouter(prefix="/api", tags=["lookups"], route_class=FreshRoute)
_AS_OF, _CITE = "as-of", "cite"
_OURS: list[dict[str, Any]] = [
    {
        "name": _AS_OF,
        "in": "query",
        "schema": {"type": "string"},
        "description": "The answer of that day (its end, UTC) or time",
    },
    {
        "name": _CITE,
        "in": "query",
        "schema": {"type": "boolean"},
        "description": "List the sources in the citation, with when each came in",
    },
]


@router.get("/questions", summary="All questions in plain words")
def all_questions() -> Json:
    return Json([question.to_json() for question in questions()])


@router.get(
    "/questions/{name}",
    summary="Ask a question by name; parameters as in its list",
    openapi_extra={"parameters": _OURS},
)
def question(ask: Ask, request: Request, name: str) -> Json:
    """`citation` names the state of the corpus, and the address of the same answer later."""
    asked = find_question(name)
    values = {key: value for key, value in request.query_params.items() if value}
    day, full = values.pop(_AS_OF, ""), values.pop(_CITE, "") in ("true", "1")
    with answered(ask, request, asked, values, day) as (view, answer):
        cited = _citation(request, ask, view, answer, values, day, full)
    response = Json({**answer.to_json(), "citation": cited})
    response.headers["Link"] = f'<{cited["address"]}>; rel="cite-as"'
    return response


def _citation(
    request: Request,
    ask: Asking,
    view: View,
    answer: Answer,
    values: Mapping[str, str],
    day: str,
    full: bool,
) -> dict[str, Any]:
    local = full and not ask.settings.store
    corpus = local_corpus(request, ask.settings) if local else None
    if corpus and day:
        corpus = as_of(corpus, day, notice=False)
    accessed = corpus.accessed() if corpus else {}
    found = cite(view, answer, values, base=ask.settings.base, accessed=accessed, listed=full)
    cited = found.to_json()
    dated = (
        {**values, _AS_OF: cited["asOf"]} if cited["asOf"] and not answer.question.record else {}
    )
    query = urlencode(dated or values)
    address = f"/api/questions/{answer.question.name}"
    return {**cited, "address": f"{address}?{query}" if query else address}
