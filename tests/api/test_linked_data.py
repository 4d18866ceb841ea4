"""Every IRI answers: pages for people, triples for machines, and the successor of what merged."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.settings import Settings
from kg.store import MemoryStore
from kg.terms import PREFIXES, SULH

BASE = Settings().base
SOURCE = f"{BASE}source/one"
ENTITIES = f"{BASE}graph/entities"
REPLACED = PREFIXES["dcterms"] + "isReplacedBy"


def quad(subject: str, predicate: str, object: str, graph: str) -> ox.Quad:
    return ox.Quad(*(ox.NamedNode(iri) for iri in (subject, predicate, object, graph)))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    store = MemoryStore()
    person, round_ = f"{BASE}person/jane-doe", f"{BASE}round/doha-1"
    merged = [("old", "older-than-new"), ("older-than-new", "jane-doe"), ("ring", "ring-2")]
    store.write_many(
        {
            SOURCE: [quad(person, SULH + "attended", round_, SOURCE)],
            ENTITIES: [
                quad(person, PREFIXES["rdf"] + "type", SULH + "Person", ENTITIES),
                quad(f"{BASE}person/ring-2", REPLACED, f"{BASE}person/ring", ENTITIES),
                *(
                    quad(f"{BASE}person/{old}", REPLACED, f"{BASE}person/{new}", ENTITIES)
                    for old, new in merged
                ),
            ],
            SULH.rstrip("#"): [
                quad(SULH + "Person", PREFIXES["rdf"] + "type", "x:Class", SULH.rstrip("#"))
            ],
        }
    )
    with TestClient(create_app(Settings(), store), follow_redirects=False) as client:
        yield client


def get(client: TestClient, path: str, accept: str):  # type: ignore[no-untyped-def]
    return client.get(path, headers={"accept": accept})


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/ld+json", "application/n-triples", "application/trig"],
)
def test_a_thing_in_every_format(client: TestClient, media_type: str) -> None:
    answer = get(client, "/id/person/jane-doe", media_type)
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media_type
    format = ox.RdfFormat.from_media_type(media_type)
    found = list(ox.parse(answer.content, format=format))
    assert {str(q.predicate.value) for q in found} >= {SULH + "attended"}
    if media_type == "application/trig":
        assert {q.graph_name for q in found} >= {ox.NamedNode(SOURCE)}


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/id/person/jane-doe", "/people/jane-doe"),
        ("/id/round/doha-1", "/rounds/doha-1"),
    ],
)
def test_people_are_sent_to_the_page(client: TestClient, path: str, page: str) -> None:
    answer = get(client, path, "text/html,application/xhtml+xml,*/*;q=0.8")
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert answer.headers["vary"] == "Accept"


def test_what_was_merged_points_to_its_successor(client: TestClient) -> None:
    for old in ("old", "older-than-new"):
        answer = get(client, f"/id/person/{old}", "text/turtle")
        assert (answer.status_code, answer.headers["location"]) == (308, "/id/person/jane-doe")


def test_a_ring_of_mergers_ends(client: TestClient) -> None:
    assert get(client, "/id/person/ring", "text/turtle").status_code in (200, 308)


def test_nothing_is_said_of_nobody(client: TestClient) -> None:
    answer = get(client, "/id/person/nobody", "text/turtle")
    assert answer.status_code == 404
    assert "person/nobody" in answer.json()["detail"]


def test_the_ontology(client: TestClient) -> None:
    answer = get(client, "/ontology", "text/turtle")
    assert answer.status_code == 200
    assert answer.text.startswith("@prefix")
    assert "sulh:Person a <x:Class> ." in answer.text


def test_an_unwanted_format(client: TestClient) -> None:
    assert get(client, "/id/person/jane-doe", "image/png").status_code == 406


def test_health_tells_the_revision(client: TestClient) -> None:
    body = client.get("/health").json()
    assert body["status"] == "ok"
    assert body["revision"] == "1"
