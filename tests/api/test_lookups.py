"""The lookups over the real server: content, pages, freshness, errors, OpenAPI."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.corpus import Corpus
from kg.queries.registry import ask
from kg.settings import Settings
from kg.store.base import View
from kg.store.sync import sync

BASE = "https://w3id.org/sulh/id/"

ISTANBUL = "pakistan-afghanistan-istanbul-2025-10"
LOOKUPS = [
    "/api/rounds",
    f"/api/rounds/{ISTANBUL}",
    f"/api/rounds/{ISTANBUL}/attendance",
    f"/api/rounds/{ISTANBUL}/third-parties",
    f"/api/rounds/{ISTANBUL}/commitments",
    "/api/people",
    "/api/people/anas-haqqani",
    "/api/people/anas-haqqani/rounds",
    "/api/actors/qatar",
    "/api/processes",
    "/api/processes/pakistan-afghanistan-2025",
    "/api/commitments",
    "/api/contested",
    "/api/sources",
    "/api/sources/samaa-2025-10-25",
    "/api/search?q=istanbul",
    "/api/network",
    "/api/questions",
    f"/api/questions/attendance?round={ISTANBUL}",
]
PAGES = {
    "/": "Pakistan–Afghanistan talks 2025",
    "/search?q=turkey": "Türkiye",
    f"/rounds/{ISTANBUL}": "Rahmatullah Mujib",
    "/people/anas-haqqani": "acting head of the Afghan embassy in Qatar",
    "/actors/qatar": "Doha, October 2025",
    "/processes/pakistan-afghanistan-2025": "Who was at which round",
    "/sources/samaa-2025-10-25": "<mark>",
    "/contested": "Rahmatullah Najib",
    "/suggestions": "Who may be who",
    "/docs": "Who attended a round, for whom, in what capacity and post",
    "/ontology": "delegation claim",
    "/explore": "Open a graph",
    f"/explore?focus=round/{ISTANBUL}": "Noor Rehman Nusrat",
    "/query?question=attendance": "sulh:Participation",
    f"/ask/attendance?round={ISTANBUL}": "Suhail Shaheen",
}


@pytest.fixture(scope="module")
def client(example: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(corpus=str(example)))) as client:
        yield client


@pytest.mark.parametrize("path", LOOKUPS)
def test_a_lookup_answers_and_is_fresh_by_its_tag(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200 and first.json()
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.content == b""


def test_attendance_has_names_posts_words_and_sizes(client: TestClient) -> None:
    found = client.get(f"/api/rounds/{ISTANBUL}/attendance").json()
    mujib = next(
        r for r in found["attendance"] if r["person"] and r["person"]["id"].endswith("-mujib")
    )
    assert mujib["contested"] is True and mujib["for"]["label"] == "Afghanistan"
    assert {"source", "quote", "start", "end"} <= set(mujib["evidence"][0])
    sizes = {row["for"]["label"]: row["size"] for row in found["delegations"]}
    assert sizes["Pakistan"] == [2, 7]


def test_pages_of_a_list_cover_it_once(client: TestClient) -> None:
    seen, cursor = [], None
    while True:
        params = {"limit": 5, **({"cursor": cursor} if cursor else {})}
        page = client.get("/api/people", params=params).json()
        seen += [row["person"]["id"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == page["total"] > 10


@pytest.mark.parametrize("name", ["rounds", "people", "commitments"])
def test_a_page_is_marked_like_the_whole(client: TestClient, example_view: View, name: str) -> None:
    whole = ask(example_view, name, base=BASE).rows
    assert any(row["contested"] for row in whole) or name != "rounds"
    found: list[Any] = []
    for _ in range(2):
        found, cursor = [], None
        while cursor or not found:
            more = {"cursor": cursor} if cursor else {}
            page = client.get(f"/api/{name}", params={"limit": 3, **more}).json()
            found, cursor = found + page["items"], page["next"]
    assert found == json.loads(json.dumps(whole))


def test_what_was_kept_goes_with_its_version(example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(example, folder)
    corpus, settings = Corpus.open(folder), Settings(corpus=str(folder))
    with TestClient(create_app(settings)) as client:
        path = "/api/people/anas-haqqani"
        before = client.get(path).json()
        assert client.get(path).json() == before
        for id in {item["source"] for item in before["evidence"]}:
            corpus.retract(id)
        sync(corpus, client.app.state.store, base=BASE)
        assert client.get(path).status_code == 404


def test_search_is_folded(client: TestClient) -> None:
    ids = [row["id"] for row in client.get("/api/search", params={"q": "TURKIYE"}).json()["items"]]
    assert ids[0] == "actor/turkiye"


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/rounds/nowhere", 404, "There is no round/nowhere"),
        ("/api/people?cursor=zzz", 400, "no cursor"),
        ("/api/people?limit=0", 422, "limit"),
        ("/api/questions/nothing", 404, "no question"),
        ("/api/network?kind=ships", 400, "people, third-parties, rounds"),
        ("/api/rounds/..%2f..%2fetc", 404, ""),
        ("/api/nothing", 404, "nothing at"),
    ],
)
def test_errors_have_one_shape(client: TestClient, path: str, status: int, says: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status and says in answer.json()["detail"]


def test_every_lookup_is_in_the_openapi_document_with_its_shape(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    known = {path.replace("{id}", "x").replace("{name}", "x") for path in paths}
    for path in LOOKUPS:
        parts = path.partition("?")[0].split("/")
        general = ["x" if n == 3 and parts[2] != "search" else p for n, p in enumerate(parts)]
        assert "/".join(general) in known


@pytest.mark.parametrize(("path", "holds"), PAGES.items())
def test_a_page_shows_what_it_should_and_asks_nobody_else(
    client: TestClient, path: str, holds: str
) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 200 and holds in page.text
    assert 'src="http' not in page.text and 'rel="stylesheet" href="http' not in page.text


def test_a_person_gets_a_page_for_what_is_missing(client: TestClient) -> None:
    answer = client.get("/rounds/nowhere", headers={"Accept": "text/html"})
    assert answer.status_code == 404 and "<h1>Not found</h1>" in answer.text


def test_the_query_page_runs_and_explains(client: TestClient) -> None:
    good = client.get("/query", params={"sparql": "SELECT (1 + 1 AS ?two) {}"})
    assert "<td>2</td>" in good.text
    bad = client.get("/query", params={"sparql": "SELECT <"})
    assert "line 1" in bad.text
    refused = client.get("/query", params={"sparql": "SELECT * { SERVICE <http://x/> {} }"})
    assert "SERVICE" in refused.text and 'role="alert"' in refused.text
