"""Whole graphs over HTTP: what is put is what is got."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from live_server import WRITER, serving

from kg.store import MemoryStore

G = "http://example.org/g"
TURTLE = {"content-type": "text/turtle", **WRITER}
FORMATS = {
    "text/turtle": "<x:s> <x:p> 'é' .",
    "application/n-triples": '<x:s> <x:p> "é" .',
    "application/ld+json": '{"@id": "x:s", "x:p": "é"}',
    "application/rdf+xml": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="x:">'
        '<rdf:Description rdf:about="x:s"><x:p>é</x:p></rdf:Description></rdf:RDF>'
    ),
}


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(MemoryStore()) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client


def triples(answer: httpx.Response) -> set[ox.Triple]:
    assert answer.status_code == 200
    return {quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)}


def got(client: httpx.Client, graph: str = G) -> set[ox.Triple]:
    headers = {"accept": "application/n-triples"}
    return triples(client.get("/store", params={"graph": graph}, headers=headers))


@pytest.mark.parametrize("media_type", FORMATS)
def test_put_and_get_in_every_format(client: httpx.Client, media_type: str) -> None:
    client.delete("/store", params={"graph": G}, headers=WRITER)
    headers = {"content-type": f"{media_type}; charset=utf-8", **WRITER}
    put = client.put(
        "/store", params={"graph": G}, content=FORMATS[media_type].encode(), headers=headers
    )
    assert (put.status_code, put.headers["location"]) == (201, G)
    (triple,) = got(client)
    assert triple.object == ox.Literal("é")
    given = client.get("/store", params={"graph": G}, headers={"accept": media_type})
    assert given.headers["content-type"].split(";")[0] == media_type


def test_put_replaces_and_post_adds(client: httpx.Client) -> None:
    for method, subject, count in (("PUT", "a", 1), ("POST", "b", 2), ("PUT", "c", 1)):
        body = f"<x:{subject}> <x:p> 1 ."
        client.request(method, "/store", params={"graph": G}, content=body, headers=TURTLE)
        assert len(got(client)) == count


def test_relative_iris_are_relative_to_the_graph(client: httpx.Client) -> None:
    client.put("/store", params={"graph": G}, content="<> <#p> <h> .", headers=TURTLE)
    (triple,) = got(client)
    assert [term.value for term in triple] == [G, f"{G}#p", "http://example.org/h"]


def test_a_graph_may_be_named_by_its_own_address(client: httpx.Client) -> None:
    put = client.put("/store/my/graph", content="<x:a> <x:b> 1 .", headers=TURTLE)
    assert put.status_code == 201
    assert len(got(client, put.headers["location"])) == 1
    assert client.head("/store/my/graph").status_code == 200
    assert client.head("/store/another").status_code == 404


def test_deleted_is_gone(client: httpx.Client) -> None:
    client.put("/store", params={"graph": G}, content="<x:a> <x:b> 1 .", headers=TURTLE)
    assert client.delete("/store", params={"graph": G}, headers=WRITER).status_code == 204
    assert client.get("/store", params={"graph": G}).status_code == 404
    assert client.delete("/store", params={"graph": G}, headers=WRITER).status_code == 404


@pytest.mark.parametrize(
    ("params", "body", "media_type", "status"),
    [
        ({"graph": G}, "<x:a> <x:b> ", "text/turtle", 400),
        ({"graph": G}, "x", "application/pdf", 415),
        ({"graph": G}, "x", "", 415),
        ({"graph": "http://a b/"}, "<x:a> <x:b> 1 .", "text/turtle", 400),
        ({}, "<x:a> <x:b> 1 .", "text/turtle", 400),
        ({"graph": G, "default": ""}, "<x:a> <x:b> 1 .", "text/turtle", 400),
        ({"other": G}, "<x:a> <x:b> 1 .", "text/turtle", 400),
    ],
)
def test_bad_writes_change_nothing(
    client: httpx.Client, params: dict[str, str], body: str, media_type: str, status: int
) -> None:
    client.put("/store", params={"graph": G}, content="<x:kept> <x:b> 1 .", headers=TURTLE)
    headers = {**WRITER, "content-type": media_type} if media_type else WRITER
    answer = client.put("/store", params=params, content=body.encode(), headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert [str(triple.subject) for triple in got(client)] == ["<x:kept>"]


def test_a_broken_body_says_where(client: httpx.Client) -> None:
    body = "<x:a> <x:b> 1 .\n<x:a> nonsense"
    problem = client.put("/store", params={"graph": G}, content=body, headers=TURTLE).json()
    assert problem["line"] == 2


LITERALS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(LITERALS, max_size=5))
def test_any_text_survives_the_round_trip(client: httpx.Client, texts: list[str]) -> None:
    wanted = {
        ox.Triple(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal(text)) for text in texts
    } | {ox.Triple(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("one"))}
    body = ox.serialize(wanted, format=ox.RdfFormat.N_TRIPLES)
    headers = {"content-type": "application/n-triples", **WRITER}
    client.put("/store", params={"graph": G}, content=body, headers=headers)
    assert got(client) == wanted
