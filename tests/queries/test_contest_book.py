"""What is followed from version to version is what a query of the last version says."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from kg.corpus import Corpus
from kg.facts.model import Sheet
from kg.queries.contest_book import ContestBook
from kg.queries.registry import AskedDisputes, differing, readings, worded
from kg.settings import Settings
from kg.store import MemoryStore, View
from kg.store.sync import sync

BASE = "https://example.org/id/"
IDS = [f"wire-{letter}" for letter in "abcde"]
PEOPLE = ("Ilse Brandt", "Jonas Weld", "Mira Holt")
SIDES = ("Ruritania", "Elbonia")
SIGNS = ("a1", "a2")


def seat(person: str, side: str, head: bool, post: str) -> dict[str, Any]:
    return {"round": "r", "for": side, "person": person, "posts": [post], "evidence": [person]} | (
        {"roles": ["head"]} if head else {}
    )


SEATS = st.builds(
    seat,
    st.sampled_from(PEOPLE),
    st.sampled_from(SIDES),
    st.booleans(),
    st.sampled_from(["head of the embassy in Qatar", "ambassador to Qatar"]),
)
HELP = st.fixed_dictionaries(
    {
        "round": st.just("r"),
        "actor": st.sampled_from(["Norway", "Qatar"]),
        "roles": st.lists(st.sampled_from(["host", "mediator"]), min_size=1, max_size=2),
        "evidence": st.just(["help"]),
    }
)


@st.composite
def a_sheet(draw: st.DrawFn) -> dict[str, Any]:
    place = draw(st.sampled_from(["Oslo", "Doha"]))
    day = draw(st.sampled_from(["2024-05-03", "2024-05", "2024-05-04"]))
    size = draw(st.sampled_from([2, 7]))
    source = {"id": draw(st.sampled_from(IDS)), "title": "Talks", "published": day}
    if draw(st.booleans()):
        source["corrects"] = draw(st.sampled_from([id for id in IDS if id != source["id"]]))
    round = {"id": "r", "place": place, "dates": day, "parties": list(SIDES), "evidence": ["in"]}
    deal = {"round": "r", "by": [SIDES[0]], "type": "ceasefire", "text": "a ceasefire"}
    deal["text"] = draw(st.sampled_from(["a permanent ceasefire", "a temporary ceasefire"]))
    return {
        "source": source,
        "rounds": [round],
        "delegations": [{"round": "r", "party": SIDES[0], "size": size, "evidence": ["of"]}],
        "participants": draw(st.lists(SEATS, max_size=3)),
        "third_parties": draw(st.lists(HELP, max_size=2)),
        "commitments": [deal | {"evidence": [deal["text"]]}],
    }


EDITS = st.one_of(
    st.tuples(st.just("add"), a_sheet()),
    st.tuples(st.just("retract"), st.sampled_from(IDS)),
    st.tuples(st.just("judge"), st.tuples(*[st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)])),
)


def edit(corpus: Corpus, what: str, given: Any) -> None:
    if what == "add":
        corpus.add(Sheet.model_validate(given), None)
    elif what == "retract" and given in corpus.ids():
        corpus.retract(given)
    elif what == "judge" and given[0] != given[1]:
        a, b = (f"person/{name.lower().replace(' ', '-')}" for name in given)
        corpus.judge({"a": a, "b": b, "verdict": "same", "by": "tester", "why": "a test"})


def shown(disputes: Any, view: View, rounds: list[str] | None) -> list[dict[str, Any]]:
    found = differing(disputes, rounds)
    return [one.to_row() for one in worded(view, found, disputes, rounds, base=BASE)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=1, max_size=10))
def test_followed_is_what_is_asked(edits: list[tuple[str, Any]]) -> None:
    store, book = MemoryStore(), ContestBook(BASE)
    with TemporaryDirectory() as folder:
        corpus = Corpus.init(Path(folder))
        for what, given in edits:
            before = store.revision()
            edit(corpus, what, given)
            corpus = Corpus.open(Path(folder))
            sync(corpus, store, base=BASE)
            with store.view() as view:
                for graph in store.changes(before) or {}:
                    book.put(graph, readings(view, graph))
                asked = AskedDisputes(view, BASE)
                rounds = view.select(f"SELECT DISTINCT ?r {{ ?c <{ROUND}> ?r }}")
                ids = sorted(str(row["r"])[1:-1].removeprefix(BASE) for row in rounds)
                for some in (None, ids, *([id] for id in ids)):
                    assert book.contests(some) == asked.contests(some)
                    assert shown(book, view, some) == shown(asked, view, some)


ROUND = "https://w3id.org/sulh/ontology#round"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = Corpus.init(tmp_path)
    for number, id in enumerate(IDS[:3]):
        edit(corpus, "add", two_sizes(id, 2 + number % 2))
    return corpus


def two_sizes(id: str, size: int) -> dict[str, Any]:
    round = {"id": "r", "place": "Oslo", "dates": "2024-05-03", "parties": list(SIDES)}
    return {
        "source": {"id": id, "title": "Talks", "published": "2024-05-03"},
        "rounds": [round | {"evidence": ["in"]}],
        "delegations": [{"round": "r", "party": SIDES[0], "size": size, "evidence": ["of"]}],
    }


def test_the_server_follows_what_is_added(corpus: Corpus) -> None:
    settings = Settings(corpus=str(corpus.folder), base=BASE)
    with TestClient(create_app(settings)) as client:
        keeper = client.app.state.disputes  # type: ignore[attr-defined]
        keeper._reading.join()
        assert sizes(client) == {"2": 2, "3": 1}
        edit(corpus, "add", two_sizes(IDS[3], 9))
        sync(Corpus.open(corpus.folder), client.app.state.store, base=BASE)  # type: ignore[attr-defined]
        assert sizes(client) == {"2": 2, "3": 1, "9": 1}
        assert keeper._revision == client.app.state.store.revision()  # type: ignore[attr-defined]
        edit(corpus, "retract", IDS[1])
        sync(Corpus.open(corpus.folder), client.app.state.store, base=BASE)  # type: ignore[attr-defined]
        assert sizes(client) == {"2": 2, "9": 1}


def test_before_all_is_read_the_answer_is_the_same(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.disputes.DisputeKeeper.start", lambda _self: None)
    settings = Settings(corpus=str(corpus.folder), base=BASE)
    with TestClient(create_app(settings)) as client:
        assert sizes(client) == {"2": 2, "3": 1}


def sizes(client: TestClient) -> dict[str, int]:
    (row,) = [r for r in client.get("/api/contested").json()["items"] if r["property"] == "size"]
    return {str(value["value"]): len(value["sources"]) for value in row["values"]}
