"""The plain layer: one triple for what is asserted, none for what is denied or planned."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from strategies import sheets as any_sheet
from written import THE_ROUND, quads_of, resolved, said, sheet_of

from kg.facts.model import Sheet
from kg.terms import MediationRole
from kg.triples.flatten import flatten
from kg.triples.mapping import SAID_ROLE

WORDS = ["words"]
DELEGATION = f"delegation/{THE_ROUND.removeprefix('round/')}/norland"


def plain(**parts: Any) -> set[tuple[str, str, str]]:
    sheet = sheet_of(**parts)
    return set(flatten(sheet, resolved(sheet)))


def test_a_head_of_delegation() -> None:
    person = {"round": "bergdorf", "for": "Norland", "person": "Ilse Brandt", "roles": ["head"]}
    assert plain(participants=[{**person, "evidence": WORDS}]) >= {
        ("person/ilse-brandt", "attended", THE_ROUND),
        ("person/ilse-brandt", "represented", "actor/norland"),
        ("person/ilse-brandt", "memberOf", DELEGATION),
        ("person/ilse-brandt", "led", DELEGATION),
        (DELEGATION, "delegationOf", "actor/norland"),
        (DELEGATION, "delegationAt", THE_ROUND),
    }


def test_a_member_did_not_lead_and_an_unnamed_one_leaves_no_person() -> None:
    member = {"round": "bergdorf", "for": "Norland", "person": "Ove Lund", "evidence": WORDS}
    assert "led" not in {p for _, p, _ in plain(participants=[member])}
    unnamed = plain(participants=[{**member, "person": None}])
    assert (DELEGATION, "delegationAt", THE_ROUND) in unnamed
    assert not [s for s, _, _ in unnamed if s.startswith("person/")]


@pytest.mark.parametrize("role", MediationRole)
def test_each_role_of_a_third_party_has_its_own_property(role: MediationRole) -> None:
    third = {"round": "bergdorf", "actor": "Westmark", "roles": [role], "evidence": WORDS}
    found = {p for s, p, o in plain(third_parties=[third]) if s == "actor/westmark"}
    assert found == {"thirdPartyAt", "mediated", SAID_ROLE[role.value]}


def test_a_host_did_not_act_as_mediator() -> None:
    third = {"round": "bergdorf", "actor": "Westmark", "roles": ["host"], "evidence": WORDS}
    assert "actedAsMediator" not in {p for _, p, _ in plain(third_parties=[third])}


def test_a_round_has_its_place_process_sides_and_predecessor() -> None:
    first = {"id": "a", "place": "Aldorf", "dates": "2031-04", "evidence": WORDS}
    second = {
        "id": "b",
        "place": "Bergdorf",
        "process": "Two Rivers talks",
        "dates": "2031-05",
        "parties": ["Norland", "Sudland"],
        "follows": "a",
        "evidence": WORDS,
    }
    sheet = sheet_of(rounds=[second, first])
    names = resolved(sheet)
    round = names.rounds["b"]
    assert set(flatten(sheet, names)) == {
        (names.rounds["a"], "heldIn", "place/aldorf"),
        (round, "heldIn", "place/bergdorf"),
        (round, "partOf", "process/two-rivers"),
        (round, "followsRound", names.rounds["a"]),
        ("actor/norland", "partyTo", round),
        ("actor/sudland", "partyTo", round),
    }


def test_a_commitment_is_made_where_it_was_made_and_owed_by_who_owes_it() -> None:
    one = {"round": "bergdorf", "by": ["Norland"], "type": "ceasefire", "text": "t"}
    made = plain(commitments=[{**one, "evidence": WORDS}])
    (commitment,) = {o for _, p, o in made if p == "committedTo"}
    assert (commitment, "madeAt", THE_ROUND) in made
    again = plain(commitments=[{**one, "action": "reaffirmed", "evidence": WORDS}])
    assert "madeAt" not in {p for _, p, _ in again}


def test_who_said_a_statement() -> None:
    statement = {"speaker": "Ilse Brandt", "quote": "We are close", "evidence": WORDS}
    spoken = {(s, p) for s, p, _ in said(quads_of(sheet_of(statements=[statement])))}
    assert ("person/ilse-brandt", "sulh:said") in spoken
    silent = said(quads_of(sheet_of(statements=[{**statement, "modality": "denied"}])))
    assert "sulh:said" not in {p for _, p, _ in silent}


@given(any_sheet())
@settings(max_examples=60)
def test_only_what_is_asserted_gets_a_plain_triple(sheet: Sheet) -> None:
    data = sheet.model_dump(by_alias=True)
    for kind, facts in data.items():
        if isinstance(facts, list):
            data[kind] = [{**fact, "modality": "planned"} for fact in facts]
    planned = Sheet.model_validate(data)
    assert not list(flatten(planned, resolved(planned)))


def _seated(post: str, **more: object) -> dict[str, object]:
    quote = "Omar Aziz, interior minister, and Omar Aziz, head of intelligence, sat for Elbonia"
    return {
        "round": "bergdorf",
        "person": "Omar Aziz",
        "for": "Elbonia",
        "posts": [post],
        "evidence": [quote],
        **more,
    }


def test_two_people_of_one_name_at_one_table_stay_two() -> None:
    two = [_seated("interior minister"), _seated("head of intelligence")]
    attended = {s for s, p, _ in plain(participants=two) if p == "attended"}
    assert attended == {
        "person/omar-aziz--interior-minister",
        "person/omar-aziz--head-of-intelligence",
    }


def test_one_person_with_two_posts_stays_one() -> None:
    apart = [
        _seated("interior minister", evidence=["Omar Aziz, the interior minister, came"]),
        _seated("head of intelligence", evidence=["Omar Aziz, head of intelligence, spoke"]),
    ]
    twice = [_seated("interior minister"), _seated("minister of the interior")]
    for people in (apart, twice):
        attended = {s for s, p, _ in plain(participants=people) if p == "attended"}
        assert attended == {"person/omar-aziz"}
