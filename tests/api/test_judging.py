"""Judging over HTTP: the list for all, the verdict with the token, the graph follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import corpus_of
from fastapi.testclient import TestClient

from api.app import create_app
from kg.settings import Settings

A, B = "person/waheed-yaqub", "person/wahid-yaqoob"
TOKEN = {"Authorization": "Bearer secret"}
VERDICT = {"a": A, "b": B, "verdict": "same", "by": "editor", "why": "one post"}
TWO = {"courier": [("Wahid Yaqoob", "Ruritania")], "gazette": [("Waheed Yaqub", "Ruritania")]}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    corpus_of(tmp_path, TWO)
    with TestClient(create_app(Settings(corpus=str(tmp_path), token="secret"))) as client:
        yield client


def test_a_verdict_closes_the_suggestion_and_joins_the_people(client: TestClient) -> None:
    (one,) = client.get("/api/suggestions?kind=person").json()["items"]
    assert (one["a"]["id"], one["b"]["id"]) == (A, B) and one["reasons"]
    assert len(client.get("/api/people").json()["items"]) == 2
    answer = client.post("/api/judgements", json=VERDICT, headers=TOKEN)
    assert answer.status_code == 201 and answer.json()["verdict"] == "same"
    assert client.get("/api/suggestions").json()["items"] == []
    assert len(client.get("/api/people").json()["items"]) == 1
    (line,) = client.get("/api/judgements").json()["items"]
    assert (line["by"], line["why"]) == ("editor", "one post")


def test_the_page_shows_both_sides_in_their_words(client: TestClient) -> None:
    page = client.get("/suggestions").text
    assert "Wahid Yaqoob was there" in page and "Waheed Yaqub was there" in page
    assert "yaqoob and yaqub are one name" in page
    client.post("/api/judgements", json=VERDICT, headers=TOKEN)
    assert "Nothing is open" in client.get("/suggestions").text


def test_without_the_token_nothing_is_written(client: TestClient) -> None:
    assert client.post("/api/judgements", json=VERDICT).status_code == 401
    assert client.get("/api/judgements").json()["items"] == []


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"b": "person/nobody"}, 404, "person/nobody"),
        ({"b": A}, 422, "name two ids"),
        ({"verdict": "maybe"}, 422, "verdict"),
        ({"by": ""}, 422, "by"),
        ({"extra": 1}, 422, "extra"),
    ],
)
def test_a_verdict_that_cannot_be_taken_is_a_problem(
    client: TestClient, change: dict[str, object], status: int, words: str
) -> None:
    answer = client.post("/api/judgements", json=VERDICT | change, headers=TOKEN)
    assert answer.status_code == status and words in answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert client.get("/api/judgements").json()["items"] == []


def test_an_unknown_kind_is_refused(client: TestClient) -> None:
    assert client.get("/api/suggestions?kind=planet").status_code == 422
