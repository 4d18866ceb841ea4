"""Earlier days and citations over HTTP; asking changes nothing in the folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.cli import run
from kg.corpus import Corpus
from kg.settings import Settings

SHEET = """\
format: sulh-facts/1
source: {{id: {id}, title: Talks, publisher: The Gazette, published: 2024-05-03}}
rounds:
- {{id: oslo, place: Oslo, dates: 2024-05-03, parties: [Ruritania, Elbonia],
   evidence: ["Envoys of Ruritania and Elbonia met in Oslo on 3 May 2024"]}}
participants:
- {{round: oslo, for: Ruritania, person: Ivan Petrov, roles: [head],
   evidence: ["Ivan Petrov led the team"]}}
"""
TEXT = "Envoys of Ruritania and Elbonia met in Oslo on 3 May 2024. Ivan Petrov led the team.\n"
ROUND = "ruritania-elbonia-oslo-2024-05"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Two sources, and the moment between them."""
    folder = tmp_path_factory.mktemp("record")
    moments = []
    run(["init", str(folder / "corpus")])
    for id in ("first", "second"):
        (folder / f"{id}.facts.yaml").write_text(SHEET.format(id=id), "utf-8")
        (folder / f"{id}.txt").write_text(TEXT, "utf-8")
        run(["--corpus", str(folder / "corpus"), "add", str(folder / f"{id}.facts.yaml")])
        moments.append(Corpus.open(folder / "corpus").recorded_until())
    return folder / "corpus", moments[0]


@pytest.fixture(scope="module")
def client(corpus: tuple[Path, str]) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(corpus=str(corpus[0])))) as found:
        yield found


def sources(rows: list[dict[str, object]]) -> set[str]:
    return set(re.findall(r"'source': '(\w+)'", str(rows)))


def test_an_answer_of_an_earlier_day(client: TestClient, corpus: tuple[Path, str]) -> None:
    address = "/api/questions/attendance"
    now = client.get(address, params={"round": ROUND}).json()
    then = client.get(address, params={"round": ROUND, "as-of": corpus[1]}).json()
    assert sources(now["rows"]) == {"first", "second"} and sources(then["rows"]) == {"first"}
    assert now["citation"]["corpus"] != then["citation"]["corpus"]
    wrong = client.get(address, params={"round": ROUND, "as-of": "soon"})
    assert wrong.status_code == 400 and "is no date" in wrong.json()["detail"]
    early = client.get(address, params={"round": ROUND, "as-of": "1999-01-01"})
    assert early.status_code == 404 and "record begins" in early.json()["detail"]


def test_the_citation_leads_back_to_the_answer(client: TestClient) -> None:
    first = client.get("/api/questions/attendance", params={"round": ROUND, "cite": "true"})
    cited = first.json()["citation"]
    assert first.headers["link"] == f'<{cited["address"]}>; rel="cite-as"'
    assert [one["publisher"] for one in cited["sources"]] == ["The Gazette"] * 2
    assert all(one["accessed"].startswith("20") for one in cited["sources"])
    again = client.get(cited["address"]).json()
    assert again["rows"] == first.json()["rows"]
    assert again["citation"]["corpus"] == cited["corpus"]
    assert [one["id"] for one in again["citation"]["sources"]] == ["first", "second"]


def test_the_record_can_be_asked(client: TestClient, corpus: tuple[Path, str]) -> None:
    changed = client.get("/api/questions/what-changed", params={"date": corpus[1]}).json()
    assert {(r["what"], r["source"]) for r in changed["rows"]} == {("came", "second")}
    knew = client.get("/api/questions/what-we-knew", params={"date": corpus[1]}).json()
    assert sources(knew["rows"]) == {"first"}
    for name in ("what-changed", "what-we-knew"):
        page = client.get(f"/ask/{name}", params={"date": corpus[1]})
        assert page.status_code == 200 and "Ivan Petrov" in page.text
        assert client.get(f"/api/questions/{name}").status_code == 400


def test_asking_writes_nothing(client: TestClient, corpus: tuple[Path, str]) -> None:
    folder, then = corpus
    sheet = folder / "sheets" / "first.facts.yaml"
    kept = sheet.read_bytes()
    sheet.write_bytes(kept.replace(b"head", b"member"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    client.get("/api/questions/leaders", params={"as-of": then, "cite": "true"})
    client.get("/api/questions/what-changed", params={"date": then})
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    sheet.write_bytes(kept)
    assert after == before


def test_a_remote_store_has_no_earlier_days(client: TestClient) -> None:
    settings = client.app.state.settings  # type: ignore[attr-defined]
    store = client.app.state.store  # type: ignore[attr-defined]
    elsewhere = Settings(corpus=settings.corpus, store="http://localhost:9/sparql")
    with TestClient(create_app(elsewhere, store=store)) as other:
        answer = other.get("/api/questions/leaders", params={"as-of": "2025-01-01"})
        assert answer.status_code == 404 and "remote store" in answer.json()["detail"]
