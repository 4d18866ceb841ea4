"""One error shape, on every path and for every error there is."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Query
from fastapi.testclient import TestClient

from api import problems
from api.app import create_app
from kg import errors
from kg.errors import QueryError, SheetError, SulhError
from kg.settings import Settings
from kg.store import MemoryStore

TREE = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, SulhError) and kind.__module__ == "kg.errors"
]
KEYS = {"type", "title", "status", "detail", "instance"}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), MemoryStore())) as client:
        yield client


@pytest.fixture(scope="module")
def failing() -> TestClient:
    app = FastAPI()
    problems.install(app)
    kinds = {kind.__name__: kind for kind in TREE}

    @app.get("/raise/{name}")
    async def fail(name: str) -> None:
        raise kinds[name]("what happened, and what to do")

    @app.get("/unforeseen")
    async def unforeseen() -> None:
        raise ZeroDivisionError("a secret")

    @app.get("/place")
    async def place() -> None:
        raise QueryError("there", line=3, column=7)

    @app.get("/sheet")
    async def sheet() -> None:
        raise SheetError("wrong", file="a.yaml", line=2, field="rounds[0]")

    @app.get("/limited")
    async def limited(limit: int = Query(10, le=100)) -> int:
        return limit

    return TestClient(app, raise_server_exceptions=False)


def body_of(answer) -> dict[str, object]:  # type: ignore[no-untyped-def]
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert set(body) >= KEYS
    assert body["status"] == answer.status_code
    return body


@pytest.mark.parametrize("kind", TREE, ids=lambda kind: kind.__name__)
def test_every_error_of_the_tree(failing: TestClient, kind: type[SulhError]) -> None:
    answer = failing.get(f"/raise/{kind.__name__}")
    body = body_of(answer)
    assert (answer.status_code, body["title"]) == (kind.status, kind.title)
    assert body["detail"] == "what happened, and what to do"
    assert body["instance"] == f"/raise/{kind.__name__}"
    assert ("retry-after" in answer.headers) == (kind.status == 503)


def test_types_are_distinct(failing: TestClient) -> None:
    types = {body_of(failing.get(f"/raise/{kind.__name__}"))["type"] for kind in TREE}
    assert len(types) == len(TREE)


def test_what_nobody_foresaw_tells_no_secret(failing: TestClient) -> None:
    answer = failing.get("/unforeseen")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    body_of(answer)


def test_places_are_members(failing: TestClient) -> None:
    body = body_of(failing.get("/place"))
    assert (body["line"], body["column"]) == (3, 7)
    sheet = body_of(failing.get("/sheet"))
    assert (sheet["file"], sheet["line"], sheet["field"]) == ("a.yaml", 2, "rounds[0]")


def test_validation_names_the_field(failing: TestClient) -> None:
    answer = failing.get("/limited", params={"limit": 1000})
    body = body_of(answer)
    assert answer.status_code == 422
    assert body["errors"][0]["field"] == "query.limit"  # type: ignore[index]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/id/person/nobody", 404),
        ("GET", "/vocab/nothing/there", 404),
        ("DELETE", "/health", 405),
        ("PUT", "/store?default", 403),
        ("GET", "/store", 400),
        ("GET", "/sparql?query=nonsense", 400),
        ("POST", "/sparql", 415),
        ("GET", "/id/person/%00%3Cx%3E", 400),
    ],
)
def test_every_path_of_the_server(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    body_of(answer)
    assert answer.status_code == status
