"""The plain layer: what the asserted claims of a sheet say, as single triples between entities.

It keeps every value and picks no winner; each triple is backed by a claim of the same graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from kg.facts.model import Fact, Participant, Sheet
from kg.terms import Modality, ParticipantRole
from kg.triples.mapping import NO_PLACE, SAID_ROLE

Plain = tuple[str, str, str]
"""(id, local name of the property, id)"""


class Names(Protocol):
    """Who is who for one sheet: names as written → ids; `rounds` holds local ids → ids."""

    rounds: Mapping[str, str]

    def person(self, name: str) -> str: ...
    def attendee(self, fact: Participant) -> str | None: ...
    def actor(self, name: str) -> str: ...
    def place(self, name: str) -> str: ...
    def process(self, name: str | None) -> str | None: ...
    def commitment(self, index: int) -> str: ...


def flatten(sheet: Sheet, names: Names) -> Iterator[Plain]:
    yield from _rounds(sheet, names)
    yield from _third_parties(sheet, names)
    yield from _delegations(sheet, names)
    yield from _participants(sheet, names)
    yield from _commitments(sheet, names)


def delegation_id(names: Names, round: str | None, party: str | None) -> str | None:
    """E.g. delegation/pakistan-afghanistan-doha-2025-10/pakistan; None where either is unknown."""
    place = names.rounds.get(round or "")
    if place is None or party is None:
        return None
    return f"delegation/{_slug(place)}/{_slug(names.actor(party))}"


def asserted(fact: Fact) -> bool:
    return fact.modality is Modality.ASSERTED


def _rounds(sheet: Sheet, names: Names) -> Iterator[Plain]:
    for fact in filter(asserted, sheet.rounds):
        round = names.rounds[fact.id]
        process = names.process(fact.process)
        if process:
            yield round, "partOf", process
        if fact.place and fact.place not in NO_PLACE:
            yield round, "heldIn", names.place(fact.place)
        if fact.follows in names.rounds:
            yield round, "followsRound", names.rounds[fact.follows or ""]
        for party in fact.parties:
            yield names.actor(party), "partyTo", round


def _third_parties(sheet: Sheet, names: Names) -> Iterator[Plain]:
    for fact in filter(asserted, sheet.third_parties):
        if fact.round in names.rounds:
            actor, round = names.actor(fact.actor), names.rounds[fact.round or ""]
            yield actor, "thirdPartyAt", round
            yield actor, "mediated", round
            for role in fact.roles:
                yield actor, SAID_ROLE[role.value], round


def _delegations(sheet: Sheet, names: Names) -> Iterator[Plain]:
    for fact in filter(asserted, sheet.delegations):
        yield from _delegation(names, fact.round, fact.party)


def _delegation(names: Names, round: str | None, party: str | None) -> Iterator[Plain]:
    delegation = delegation_id(names, round, party)
    if delegation and party:
        yield delegation, "delegationOf", names.actor(party)
        yield delegation, "delegationAt", names.rounds[round or ""]


def _participants(sheet: Sheet, names: Names) -> Iterator[Plain]:
    for fact in filter(asserted, sheet.participants):
        yield from _delegation(names, fact.round, fact.for_)
        person = names.attendee(fact)
        if person is None:
            continue
        if fact.round in names.rounds:
            yield person, "attended", names.rounds[fact.round or ""]
        if fact.for_:
            yield person, "represented", names.actor(fact.for_)
        delegation = delegation_id(names, fact.round, fact.for_)
        if delegation:
            yield person, "memberOf", delegation
            if ParticipantRole.HEAD in fact.roles:
                yield person, "led", delegation


def _commitments(sheet: Sheet, names: Names) -> Iterator[Plain]:
    for index, fact in enumerate(sheet.commitments):
        if not asserted(fact):
            continue
        commitment = names.commitment(index)
        for actor in fact.by:
            yield names.actor(actor), "committedTo", commitment
        if fact.round in names.rounds and fact.action.value == "made":
            yield commitment, "madeAt", names.rounds[fact.round or ""]


def _slug(id: str) -> str:
    return id.partition("/")[2]
