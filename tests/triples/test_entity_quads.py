"""Entities: what they are called, what they are elsewhere, and what took their place."""

from __future__ import annotations

import pytest
from written import BASE, said

from kg.errors import SulhError
from kg.facts.entities import Entity, builtin_registry
from kg.triples.entities import entity_quads


def described(*entities: Entity, **more: dict[str, str]) -> set[tuple[str, str, str]]:
    return said(entity_quads(entities, base=BASE, **more))  # type: ignore[arg-type]


def test_a_state_has_its_classes_names_and_codes() -> None:
    labels = {"en": "Norland", "fr": "Norlande"}
    norland = Entity(
        "actor/norland",
        "state",
        labels,
        ("Kingdom of Norland",),
        {"wikidata": "Q1", "iso": "NO", "gwno": "385", "site": "https://example.org/n"},
    )
    assert described(norland) == {
        ("actor/norland", "rdf:type", "sulh:Actor"),
        ("actor/norland", "rdf:type", "sulh:State"),
        ("actor/norland", "dcterms:identifier", "actor/norland"),
        ("actor/norland", "sulh:slug", "norland"),
        ("actor/norland", "rdfs:label", "Norland"),
        ("actor/norland", "skos:prefLabel", "Norland"),
        ("actor/norland", "skos:prefLabel", "Norlande"),
        ("actor/norland", "skos:altLabel", "Kingdom of Norland"),
        ("actor/norland", "owl:sameAs", "wd:Q1"),
        ("actor/norland", "owl:sameAs", "https://example.org/n"),
        ("actor/norland", "sulh:isoCode", "NO"),
        ("actor/norland", "skos:notation", "gwno:385"),
    }


def test_a_merged_id_says_what_took_its_place() -> None:
    assert described(redirects={"person/a": "person/b"}) == {
        ("person/a", "dcterms:isReplacedBy", "person/b")
    }


def test_a_place_lies_in_a_country_and_a_round_is_part_of_a_process() -> None:
    found = described(
        Entity("place/bergdorf", "place", {"en": "Bergdorf"}, country="actor/norland"),
        Entity("round/one", "round", {"en": "One"}, process="process/two-rivers"),
        Entity("round/two", "round", {"en": "Two"}, process="not an id"),
    )
    assert ("place/bergdorf", "sulh:inCountry", "actor/norland") in found
    assert [triple for triple in found if triple[1] == "sulh:partOf"] == [
        ("round/one", "sulh:partOf", "process/two-rivers")
    ]


def test_a_withheld_person_is_marked() -> None:
    found = described(Entity("person/x", "person", {"en": "X"}, withheld=True))
    assert ("person/x", "sulh:withheld", "true") in found


@pytest.mark.parametrize(
    "entity",
    [
        Entity("person/x", "person", {"no language!": "X"}),
        Entity("person/x", "person", {"en": "X"}, same_as={"site": "https://a b> <c"}),
        Entity("person/x y", "person", {"en": "X"}),
        Entity("place/x", "place", {"en": "X"}, country="actor/<script>"),
    ],
)
def test_what_no_graph_can_hold_is_refused_by_name(entity: Entity) -> None:
    with pytest.raises(SulhError, match="x"):
        described(entity)


def test_a_code_with_odd_characters_stays_inside_its_iri() -> None:
    entity = Entity("person/x", "person", {"en": "X"}, same_as={"wikidata": "Q1> <x:y"})
    (same,) = [o for _, p, o in described(entity) if p == "owl:sameAs"]
    assert same == "wd:Q1%3E%20%3Cx%3Ay"


def test_everything_that_ships_with_the_project_can_be_written() -> None:
    assert len(entity_quads(builtin_registry(), base=BASE)) > 1000
