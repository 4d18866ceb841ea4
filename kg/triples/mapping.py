"""How each field of a fact stands in the graph: one table, read by `write` and by `read`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Shape = Literal["text", "number", "date", "concept", "concepts", "name", "names", "texts", "round"]
Finder = Literal["person", "actor", "place", "process", ""]


@dataclass(frozen=True, slots=True)
class Field:
    """`said` holds the value as written; `link` the entity it means, or the scheme of a concept."""

    attribute: str
    shape: Shape
    said: str
    link: str = ""
    finder: Finder = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """`kind` is the list of the sheet, `word` the part of the claim's IRI."""

    kind: str
    word: str
    type: str
    fields: tuple[Field, ...]


def _text(attribute: str, said: str = "") -> Field:
    return Field(attribute, "text", said or attribute)


def _name(attribute: str, said: str, finder: Finder) -> Field:
    return Field(attribute, "name", f"{said}Name", said, finder)


def _names(attribute: str, said: str, finder: Finder) -> Field:
    return Field(attribute, "names", f"{said}Name", said, finder)


def _date(attribute: str, bounds: str = "") -> Field:
    return Field(attribute, "date", attribute, bounds)


_ROUND = Field("round", "round", "localRound", "round")

CLAIMS: tuple[Claim, ...] = (
    Claim(
        "rounds",
        "round",
        "RoundClaim",
        (
            Field("id", "round", "localId", "round"),
            _name("process", "process", "process"),
            Field("ordinal", "number", "ordinal"),
            _name("place", "place", "place"),
            _name("country", "country", "actor"),
            _text("venue"),
            _date("dates"),
            Field("status", "concept", "status", "round-status"),
            Field("formats", "concepts", "format", "meeting-format"),
            Field("outcomes", "concepts", "outcome", "round-outcome"),
            _names("parties", "party", "actor"),
            Field("follows", "round", "followsLocal", "follows"),
        ),
    ),
    Claim(
        "third_parties",
        "mediation",
        "Mediation",
        (
            _ROUND,
            _name("actor", "actor", "actor"),
            Field("roles", "concepts", "role", "mediation-role"),
        ),
    ),
    Claim(
        "delegations",
        "delegation",
        "DelegationClaim",
        (_ROUND, _name("party", "party", "actor"), Field("size", "number", "size")),
    ),
    Claim(
        "participants",
        "participation",
        "Participation",
        (
            _ROUND,
            _name("person", "person", "person"),
            _name("for_", "onBehalfOf", "actor"),
            Field("posts", "texts", "post"),
            _name("organisation", "organisation", "actor"),
            Field("roles", "concepts", "role", "participant-role"),
        ),
    ),
    Claim(
        "commitments",
        "commitment",
        "CommitmentEvent",
        (
            _ROUND,
            _names("by", "by", "actor"),
            Field("type", "concept", "commitmentType", "commitment-type"),
            Field("action", "concept", "action", "commitment-action"),
            _date("deadline", "deadline"),
            _text("text"),
        ),
    ),
    Claim(
        "positions",
        "position",
        "Position",
        (
            _ROUND,
            _name("by", "by", "actor"),
            Field("kind", "concept", "positionKind", "position-kind"),
            _text("text"),
        ),
    ),
    Claim(
        "statements",
        "statement",
        "Statement",
        (
            _name("speaker", "speaker", "person"),
            _text("post"),
            _name("organisation", "organisation", "actor"),
            _name("on_behalf_of", "onBehalfOf", "actor"),
            Field("about", "round", "localRound", "round"),
            _name("place", "place", "place"),
            _text("quote"),
        ),
    ),
    Claim(
        "incidents",
        "incident",
        "Incident",
        (
            Field("type", "concept", "incidentType", "incident-type"),
            _date("dates"),
            _names("places", "place", "place"),
            _names("actors", "actor", "actor"),
            _text("text"),
        ),
    ),
)

SAID_ROLE = {
    "facilitator": "facilitated",
    "mediator": "actedAsMediator",
    "host": "hosted",
    "chair": "chaired",
    "convener": "convened",
    "drafter": "drafted",
    "guarantor": "guaranteed",
    "accompanying": "accompanied",
    "observer": "observed",
    "witness": "witnessed",
    "monitor-verifier": "monitored",
    "message-carrier": "carriedMessagesAt",
    "supporter": "supported",
    "good-offices": "offeredGoodOffices",
}
"""Mediation role → property of the plain layer; each is a sub-property of sulh:thirdPartyAt."""

NO_PLACE = frozenset({"virtual", "undisclosed"})
"""Values of `place` that name no place."""


def bounds(prefix: str) -> tuple[str, str]:
    """Local names of the earliest and latest day of a date property."""
    return (f"{prefix}Earliest", f"{prefix}Latest") if prefix else ("earliest", "latest")


def worked_out(claim: Claim) -> Iterator[tuple[str, str]]:
    """What the graph adds to the words of a fact, (column, property): ids, bounds of dates."""
    for field in claim.fields:
        name = field.attribute.rstrip("_")
        if field.link and field.shape in ("name", "names", "round"):
            yield "round_id" if name == "id" else f"{name}_id", field.link
        if field.shape == "date":
            yield from zip((f"{name}_earliest", f"{name}_latest"), bounds(field.link), strict=True)
    if claim.kind == "commitments":
        yield "commitment_id", "commitment"
