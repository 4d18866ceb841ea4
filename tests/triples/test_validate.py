"""SHACL: a valid sheet makes a valid graph, and each fault is named in words."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from strategies import sheets as any_sheet
from written import BASE, THE_ROUND, sheet_of, with_entities

from kg.facts.model import Sheet
from kg.facts.sheets import load
from kg.terms import SULH
from kg.triples.ontology import ontology_quads
from kg.triples.validate import validate

FULL = sheet_of(
    source={"id": "herald", "url": "https://example.org/x", "published": "2031-05", "title": ""},
    extracted_by={"name": "hand", "version": "1"},
    third_parties=[{"round": "bergdorf", "actor": "W", "roles": ["host"], "evidence": ["w"]}],
    delegations=[{"round": "bergdorf", "party": "N", "size": 7, "evidence": ["seven"]}],
    participants=[
        {"round": "bergdorf", "for": "N", "person": "Ilse", "evidence": ["Ilse"]},
        {"round": "bergdorf", "for": "N", "person": None, "evidence": ["another"]},
    ],
    commitments=[
        {
            "by": ["N", "Ilse"],
            "type": "ceasefire",
            "text": "t",
            "deadline": "2031",
            "evidence": ["c"],
        }
    ],
    positions=[{"by": "N", "kind": "demand", "text": "t", "evidence": ["p"]}],
    statements=[{"speaker": "Ilse", "quote": "Yes", "about": "bergdorf", "evidence": ["Yes"]}],
    incidents=[{"type": "clash", "places": ["X"], "actors": ["N"], "text": "t", "evidence": ["i"]}],
)


def iri(id: str) -> ox.NamedNode:
    return ox.NamedNode(id.replace("sulh:", SULH) if id.startswith("sulh:") else BASE + id)


def test_one_fact_of_each_kind_is_valid() -> None:
    assert validate(with_entities(FULL, "Ilse said Yes in Bergdorf.")) == []


@given(any_sheet())
@settings(max_examples=12)
def test_any_sheet_is_valid(sheet: Sheet) -> None:
    assert validate(with_entities(sheet)) == []


@pytest.mark.slow
def test_the_practice_sheets_are_valid(dev_corpus: Path) -> None:
    paths = sorted(dev_corpus.glob("*.facts.yaml"))
    quads = {quad for path in paths for quad in with_entities(load(path))}
    assert validate(quads) == []


def test_the_ontology_keeps_its_own_rules() -> None:
    assert validate(ontology_quads()) == []


@pytest.mark.parametrize(
    ("property", "value", "message"),
    [
        ("sulh:role", "person/x", "role: each is a word of the scheme participant-role"),
        ("sulh:person", "person/nobody", "person: links to a person that is known"),
        ("sulh:person", "person/second", "person: links to a person that is known"),
        ("sulh:onBehalfOf", THE_ROUND, "for: links to an actor or person that is known"),
        ("sulh:statedBy", "source/other", "a claim is stated by exactly one source"),
        ("sulh:delegation", "delegation/x/y", "belongs to at most one delegation"),
        ("sulh:unnamed", True, "a participant is either named or unnamed"),
        ("sulh:sheetIndex", 7, "a claim has one place in its sheet, from 0"),
        ("sulh:accordingTo", "", "a claim names at most one authority, as written"),
    ],
)
def test_what_does_not_belong_is_named(property: str, value: object, message: str) -> None:
    quads = with_entities(FULL)
    claim = next(q.subject for q in quads if q.predicate == iri("sulh:personName"))
    object = iri(value) if isinstance(value, str) and value else ox.Literal(value)  # type: ignore
    found = validate([*quads, ox.Quad(claim, iri(property), object)])
    assert message in {violation.message.partition(" (found")[0] for violation in found}
    assert {violation.focus for violation in found} == {claim.value}


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        ("sulh:evidence", "a claim has the words that say it"),
        ("sulh:modality", "a claim is asserted, denied, planned or hypothetical"),
        ("sulh:round", "points at a round that its sheet does not describe"),
        ("sulh:commitment", "an event belongs to exactly one commitment that is known"),
        ("sulh:quote", "quote: exactly one, in words as written"),
    ],
)
def test_what_is_missing_is_named(gone: str, message: str) -> None:
    quads = [quad for quad in with_entities(FULL) if quad.predicate != iri(gone)]
    assert message in {violation.message for violation in validate(quads)}


def test_entities_that_nobody_describes_are_named() -> None:
    quads = [quad for quad in with_entities(FULL) if "graph/entities" not in str(quad.graph_name)]
    found = {violation.path for violation in validate(quads)}
    assert {"sulh:person", "sulh:round", "sulh:place", "sulh:by", "sulh:commitment"} <= found


def test_an_entity_has_one_name_to_show() -> None:
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    quads = [*with_entities(FULL), ox.Quad(iri("person/ilse"), label, ox.Literal("Another"))]
    (found,) = validate(quads)
    assert (found.path, found.severity) == ("rdfs:label", "Violation")
    assert found.message == "an entity has exactly one name to show"


def test_words_of_a_source_are_shown_as_words() -> None:
    hostile = "\x1b[2J<b>\n" + "x" * 500
    quads = with_entities(FULL)
    claim = next(q.subject for q in quads if q.predicate == iri("sulh:personName"))
    (found,) = validate([*quads, ox.Quad(claim, iri("sulh:role"), ox.Literal(hostile))])
    assert "\x1b" not in found.message
    assert len(found.message) < 200
