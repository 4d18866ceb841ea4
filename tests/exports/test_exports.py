"""What comes out of `sulh export` is the graph, whole, and the same each time."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import pyoxigraph as ox
import pytest
from written import quads_of, sheet_of

from kg.errors import UsageError
from kg.exports import About, export
from kg.settings import Settings
from kg.store import MemoryStore
from kg.store.base import View

BASE = "https://w3id.org/sulh/id/"
ABOUT = About("Talks", "https://creativecommons.org/licenses/by/4.0/", "The desk")
FORMATS = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "turtle": ox.RdfFormat.TURTLE,
}


def one(view: View, form: str) -> bytes:
    return next(iter(export(view, form, base=BASE, about=ABOUT).values()))


def table(view: View, name: str) -> list[dict[str, str]]:
    data = export(view, "csv", base=BASE, about=ABOUT)[f"{name}.csv"]
    return list(csv.DictReader(io.StringIO(data.decode())))


@pytest.mark.parametrize("form", ["trig", "jsonld"])
def test_every_quad_comes_back(example_view: View, form: str) -> None:
    before = set(ox.parse(one(example_view, "nquads"), format=FORMATS["nquads"]))
    assert set(ox.parse(one(example_view, form), format=FORMATS[form])) == before


def test_turtle_holds_every_triple(example_view: View) -> None:
    quads = ox.parse(one(example_view, "nquads"), format=FORMATS["nquads"])
    before = {quad.triple for quad in quads}
    after = ox.parse(one(example_view, "turtle"), format=FORMATS["turtle"])
    assert {quad.triple for quad in after} == before


def test_the_same_graph_gives_the_same_bytes(example_view: View) -> None:
    first, second = (export(example_view, "all", base=BASE, about=ABOUT) for _ in range(2))
    assert first == second and len(first) > 12


def test_json_ld_speaks_the_published_terms(example_view: View) -> None:
    whole = json.loads(one(example_view, "jsonld"))
    claims = [
        node
        for graph in whole["@graph"]
        for node in graph.get("@graph", [])
        if "Participation" in node.get("type", [])
    ]
    assert claims and all(node["round"].startswith(f"{BASE}round/") for node in claims)
    assert not any(key.startswith("http") for node in claims for key in node)


def test_ids_join_the_tables_across_sources(example_view: View) -> None:
    rounds = {row["round_id"] for row in table(example_view, "rounds")}
    participants = table(example_view, "participants")
    assert {row["round_id"] for row in participants if row["round_id"]} <= rounds
    sources = {row["source"] for row in participants if row["person_id"] == "person/khawaja-asif"}
    assert len(sources) > 1
    columns = set(participants[0])
    told = {
        r["column"] for r in table(example_view, "dictionary") if r["table"] == "participants.csv"
    }
    assert told == columns


def test_words_of_the_news_do_not_run_in_a_spreadsheet() -> None:
    words = '=HYPERLINK("http://evil.example")'
    position = {"by": "Elbonia", "kind": "demand", "text": words, "evidence": [words]}
    sheet = sheet_of(positions=[position])
    store = MemoryStore()
    store.write(f"{BASE}source/herald", quads_of(sheet))
    with store.view() as view:
        row = table(view, "positions")[0]
    assert (row["text"], row["evidence"]) == (f"'{words}", f"'{words}")


def test_the_description_counts_and_checks_what_is_there(example_view: View) -> None:
    files = export(example_view, "all", base=BASE, about=ABOUT)
    told = ox.Store()
    told.load(files["dataset.ttl"], format=ox.RdfFormat.TURTLE)
    prefixes = {"void": "http://rdfs.org/ns/void#", "dcterms": "http://purl.org/dc/terms/"}
    row = next(
        iter(
            told.query(
                f"SELECT * {{ <{BASE}dataset> void:triples ?n ; dcterms:license ?licence ;"
                "dcterms:bibliographicCitation ?cited }",
                prefixes=prefixes,
            )
        )
    )
    assert int(row["n"].value) == len(files["sulh.nq"].splitlines())
    assert row["licence"].value == ABOUT.licence and row["cited"].value.startswith(
        "The desk: Talks."
    )
    sums = {str(one.object.value) for one in told if one.predicate.value.endswith("checksumValue")}
    assert sums == {
        hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "dataset.ttl"
    }


def test_a_licence_that_is_no_iri_is_refused() -> None:
    with pytest.raises(UsageError, match="SULH_LICENCE"):
        About.of(Settings(licence="CC BY 4.0"))
