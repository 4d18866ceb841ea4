"""What a sheet becomes: claims with their words, names beside links, everything in one graph."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from strategies import sheets as any_sheet
from written import BASE, THE_ROUND, quads_of, resolved, said, sheet_of

from kg.facts.model import Sheet
from kg.facts.sheets import load
from kg.triples.write import write

TEXT = "Dateline.\n\nNorland’s team is  led\nby Ilse Brandt, a judge, in Bergdorf."
PERSON = {
    "round": "bergdorf",
    "for": "Norland",
    "person": "Ilse Brandt",
    "posts": ["judge"],
    "roles": ["head"],
    "evidence": ["Norland’s team is led by Ilse Brandt, a judge"],
}


def about(sheet: Sheet, word: str, text: str | None = None) -> set[tuple[str, str]]:
    """Property and value of the one claim of that kind."""
    triples = said(quads_of(sheet, text))
    (claim,) = {s for s, _, _ in triples if s.startswith(f"claim/herald/{word}-")}
    return {(p, o) for s, p, o in triples if s == claim}


@given(any_sheet())
@settings(max_examples=60)
def test_all_quads_are_in_the_graph_of_the_source_named_sorted_and_unique(sheet: Sheet) -> None:
    quads = quads_of(sheet, "some text")
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(f"{BASE}source/{sheet.source.id}")}
    terms = [term for quad in quads for term in (quad.subject, quad.object)]
    assert not any(isinstance(term, ox.BlankNode) for term in terms)
    assert [str(quad) for quad in quads] == sorted({str(quad) for quad in quads})


def test_a_person_at_a_round_is_said_in_words_and_in_links() -> None:
    found = about(sheet_of(participants=[PERSON]), "participation")
    assert found >= {
        ("rdf:type", "sulh:Claim"),
        ("rdf:type", "sulh:Participation"),
        ("sulh:statedBy", "source/herald"),
        ("prov:wasDerivedFrom", "source/herald"),
        ("sulh:sheetIndex", "0"),
        ("sulh:modality", "voc:modality/asserted"),
        ("sulh:localRound", "bergdorf"),
        ("sulh:round", THE_ROUND),
        ("sulh:person", "person/ilse-brandt"),
        ("sulh:personName", "Ilse Brandt"),
        ("sulh:onBehalfOf", "actor/norland"),
        ("sulh:onBehalfOfName", "Norland"),
        ("sulh:delegation", f"delegation/{THE_ROUND.removeprefix('round/')}/norland"),
        ("sulh:role", "voc:participant-role/head"),
        ("sulh:post", "judge"),
    }


def test_a_person_without_a_name_is_marked() -> None:
    nameless = {**PERSON, "person": None}
    found = about(sheet_of(participants=[nameless]), "participation")
    assert ("sulh:unnamed", "true") in found
    assert not {property for property, _ in found} & {"sulh:person", "sulh:personName"}


def test_dates_are_kept_as_written_and_bounded() -> None:
    round = {"id": "a", "dates": "2031-05/..", "evidence": ["in May"]}
    found = about(sheet_of(rounds=[round]), "round")
    assert {("sulh:dates", "2031-05/.."), ("sulh:earliest", "2031-05-01")} <= found
    assert "sulh:latest" not in {property for property, _ in found}


@pytest.mark.parametrize("place", ["virtual", "undisclosed"])
def test_no_place_is_no_place(place: str) -> None:
    round = {"id": "a", "place": place, "evidence": ["online"]}
    found = about(sheet_of(rounds=[round]), "round")
    assert ("sulh:placeName", place) in found
    assert "sulh:place" not in {property for property, _ in found}


def test_evidence_says_where_it_stands_when_the_text_is_known() -> None:
    triples = said(quads_of(sheet_of(rounds=[], participants=[PERSON]), TEXT))
    values = {(s.partition("#")[2], p): o for s, p, o in triples if s.startswith("evidence/")}
    start, end = int(values["position", "oa:start"]), int(values["position", "oa:end"])
    assert TEXT[start:end] == "Norland’s team is  led\nby Ilse Brandt, a judge"
    assert values["quote", "oa:exact"] == PERSON["evidence"][0]
    assert TEXT[:start].endswith(values["quote", "oa:prefix"])
    assert TEXT[end:].startswith(values["quote", "oa:suffix"])
    assert values["", "oa:hasSource"] == "source/herald"


def test_evidence_without_its_text_has_no_place() -> None:
    triples = said(quads_of(sheet_of(participants=[PERSON])))
    assert not [s for s, _, _ in triples if s.endswith("#position")]


def test_claims_keep_their_names_when_others_come_and_go() -> None:
    one, other = PERSON, {**PERSON, "person": "Ove Lund"}
    few, many = (said(quads_of(sheet_of(participants=p))) for p in ([one], [other, one]))
    claims = {s for s, p, o in few if o == "sulh:Participation"}
    assert claims < {s for s, p, o in many if o == "sulh:Participation"}


def test_twins_are_two_claims_on_one_piece_of_evidence() -> None:
    triples = said(quads_of(sheet_of(rounds=[], participants=[PERSON, PERSON])))
    assert len([s for s, _, o in triples if o == "sulh:Participation"]) == 2
    assert len([s for s, _, o in triples if o == "sulh:Evidence"]) == 1


def test_the_source_is_described_and_its_text_is_hashed() -> None:
    source = {
        "id": "herald",
        "url": "not an IRI at all",
        "authors": ["B", "A"],
        "published": "2031-05-04",
        "corrects": "herald-old",
        "fictional": True,
    }
    triples = said(quads_of(sheet_of(source=source, reviewed_by="Ove"), "text"))
    found = {(p, o) for s, p, o in triples if s == "source/herald"}
    assert found >= {
        ("rdf:type", "schema:NewsArticle"),
        ("dcterms:identifier", "herald"),
        ("schema:url", "not an IRI at all"),
        ("schema:author", "A"),
        ("dcterms:date", "2031-05-04"),
        ("sulh:corrects", "source/herald-old"),
        ("sulh:fictional", "true"),
        ("sulh:reviewedBy", "Ove"),
    }
    assert "sulh:textHash" in {property for property, _ in found}


@pytest.mark.slow
def test_writing_is_fast(dev_corpus: Path) -> None:
    """Ten thousand a second is far below what it does; a quadratic step would fall under it."""
    sheets = [load(path) for path in sorted(dev_corpus.glob("*.facts.yaml"))]
    names = [resolved(sheet) for sheet in sheets]
    start = perf_counter()
    pairs = zip(sheets, names, strict=True)
    count = sum(len(write(s, n, base=BASE, text="x" * 20_000)) for s, n in pairs)
    assert count / (perf_counter() - start) > 10_000
