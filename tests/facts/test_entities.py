"""Names become ids: the built-in registry, a corpus's own entities, and what a sheet names."""

from __future__ import annotations

import pytest

from kg.errors import CorpusError
from kg.facts.entities import Registry, builtin_registry, parse_entities, registry_of
from kg.facts.folding import fold
from kg.facts.model import Sheet
from kg.facts.resolution import resolve
from kg.facts.rounds import RoundBook


@pytest.fixture(scope="module")
def registry() -> Registry:
    return builtin_registry()


def sheet(**facts: object) -> Sheet:
    return Sheet.model_validate({"source": {"id": "example-2025"}, **facts})


@pytest.mark.parametrize("name", ["Turkey", "Türkiye", "Turkiye", "the TURKEY", "Республика"][:4])
def test_one_state_under_its_names(registry: Registry, name: str) -> None:
    assert registry.find("actor", name) == "actor/turkiye"


def test_a_state_is_found_in_other_scripts(registry: Registry) -> None:
    assert registry.find("actor", "قطر") == "actor/qatar"
    assert registry.find("actor", "Афганистан") == "actor/afghanistan"


def test_every_builtin_name_points_at_one_entity(registry: Registry) -> None:
    for entity in registry:
        for name in entity.names():
            found = registry.get(registry.find(entity.room, name) or "")
            assert found is not None
            assert fold(name) in {fold(other) for other in found.names()}


def test_builtin_places_lie_in_states(registry: Registry) -> None:
    places = [entity for entity in registry if entity.kind == "place"]
    assert len(places) > 200
    for place in places:
        country = registry.get(place.country or "")
        assert country is not None and country.kind == "state", place.id


def test_new_names_become_new_entities(registry: Registry) -> None:
    one = sheet(
        participants=[
            {"for": "Ruritania", "person": "Ivan Petrović", "evidence": ["x"]},
            {"for": "the government of Qatar", "person": "Petrović", "evidence": ["x"]},
        ]
    )
    names = resolve(one, registry, RoundBook(registry))
    assert names.person("Ivan Petrović") == names.person("Petrović") == "person/ivan-petrovic"
    assert names.actor("Ruritania") == "actor/ruritania"
    assert names.actor("the government of Qatar") == "actor/qatar"
    assert names.actor("Qatari government") == "actor/qatari-government"


def test_a_person_who_mediates_for_nobody_named_is_a_person(registry: Registry) -> None:
    one = sheet(
        participants=[{"person": "Amina Warsame", "evidence": ["x"]}],
        third_parties=[{"actor": "Amina Warsame", "roles": ["mediator"], "evidence": ["x"]}],
    )
    assert resolve(one, registry, RoundBook(registry)).actor("Amina Warsame") == (
        "person/amina-warsame"
    )


def test_a_name_in_no_latin_letter_still_gets_an_id(registry: Registry) -> None:
    one = sheet(participants=[{"person": "***", "evidence": ["x"]}])
    assert resolve(one, registry, RoundBook(registry)).person("***").startswith("person/name-")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("entities: [{id: person/a, kind: person}, {id: person/a, kind: person}]", "used twice"),
        ("entities: [{id: A B}]", "is not an id"),
        ("entities: [{kind: person}]", "want a mapping with an id"),
        ("entities: [{id: person/a, colour: red}]", "unknown field 'colour'"),
        ("entities: [{id: person/a, kind: wizard}]", "is not one of"),
        ("entities: [{id: round/a, dates: last week}]", "not an EDTF date"),
        ("entities: 5", r"want a list"),
        ("entities: [", "not valid YAML"),
    ],
)
def test_a_bad_entity_file_says_what_to_mend(text: str, says: str) -> None:
    with pytest.raises(CorpusError, match=says):
        parse_entities(text, "entities.yaml")


def test_a_corpus_adds_to_a_builtin_entity(tmp_path) -> None:
    path = tmp_path / "entities.yaml"
    path.write_text(
        "entities: [{id: actor/qatar, kind: state, aliases: [Doha’s government]}]", "utf-8"
    )
    merged = registry_of(path.read_bytes(), path.name).get("actor/qatar")
    assert merged is not None
    assert merged.same_as["iso"] == "QA"
    assert "Doha’s government" in merged.aliases
