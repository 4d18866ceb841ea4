"""The fact sheet, `sulh-facts/1`: what one source says, with the words that say it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kg.facts.dates import check_edtf
from kg.terms import (
    CommitmentAction,
    CommitmentType,
    IncidentType,
    MediationRole,
    MeetingFormat,
    Modality,
    ParticipantRole,
    PositionKind,
    RoundOutcome,
    RoundStatus,
)

FORMAT: Literal["sulh-facts/1"] = "sulh-facts/1"
MAX_TEXT = 20_000

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[._-][a-z0-9]+)*$", max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=500)]
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]


def _as_text(value: Any) -> Any:
    """YAML reads an unquoted 2025-10-25 as a date and 2019 as a number."""
    return value if isinstance(value, (str, type(None), bool)) else str(value)


Edtf = Annotated[str, BeforeValidator(_as_text), AfterValidator(check_edtf)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True, validate_assignment=False)


class Source(Part):
    """Where the facts come from."""

    id: Slug
    url: str | None = Field(None, max_length=4000)
    title: str | None = Field(None, max_length=2000)
    publisher: Name | None = None
    authors: list[Name] = []
    published: Edtf | None = None
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] | None = None
    agency: Name | None = Field(None, description="News agency whose report this source carries")
    corrects: Slug | None = Field(None, description="Id of the source that this one corrects")
    fictional: bool = False


class Reader(Part):
    """What wrote the sheet: name and version of the extractor, and its language model."""

    name: Name
    version: Name
    model: Name | None = None
    partial: str | None = Field(None, description="Why reading stopped before the end, if it did")


class Fact(Part):
    """What all facts share. Evidence is an exact substring of the text (white space folded)."""

    evidence: Annotated[list[Text], Field(min_length=1)]
    modality: Modality = Modality.ASSERTED
    according_to: Name | None = None
    inferred: list[Name] = Field(
        [], description="Fields whose value does not stand in the evidence, e.g. a resolved date"
    )


class Round(Fact):
    id: Slug
    process: Name | None = None
    ordinal: Annotated[int, Field(ge=1, le=10_000)] | None = None
    place: Name | None = None
    country: Name | None = None
    venue: Name | None = None
    dates: Edtf | None = None
    status: RoundStatus | None = None
    formats: list[MeetingFormat] = []
    outcomes: list[RoundOutcome] = []
    parties: list[Name] = []
    follows: Slug | None = None


class ThirdParty(Fact):
    round: Slug | None = None
    actor: Name
    roles: list[MediationRole] = []


class Delegation(Fact):
    round: Slug | None = None
    party: Name
    size: Annotated[int, Field(ge=0, le=100_000)] | None = None


class Participant(Fact):
    round: Slug | None = None
    for_: Name | None = Field(None, alias="for")
    person: Name | None = None
    posts: list[Name] = []
    organisation: Name | None = None
    roles: list[ParticipantRole] = []


class Commitment(Fact):
    round: Slug | None = None
    by: list[Name] = []
    type: CommitmentType
    action: CommitmentAction = CommitmentAction.MADE
    deadline: Edtf | None = None
    text: Text


class Position(Fact):
    round: Slug | None = None
    by: Name | None = None
    kind: PositionKind
    text: Text


class Statement(Fact):
    speaker: Name | None = None
    post: Name | None = None
    organisation: Name | None = None
    on_behalf_of: Name | None = None
    about: Slug | None = None
    place: Name | None = None
    quote: Text


class Incident(Fact):
    type: IncidentType
    dates: Edtf | None = None
    places: list[Name] = []
    actors: list[Name] = []
    text: Text


class Sheet(Part):
    """All that one source says. Facts point at rounds by the rounds' local ids."""

    format: Literal["sulh-facts/1"] = FORMAT
    source: Source
    extracted_by: Reader | None = None
    reviewed_by: Name | None = None
    rounds: list[Round] = []
    third_parties: list[ThirdParty] = []
    delegations: list[Delegation] = []
    participants: list[Participant] = []
    commitments: list[Commitment] = []
    positions: list[Position] = []
    statements: list[Statement] = []
    incidents: list[Incident] = []


KINDS: tuple[str, ...] = (
    "rounds",
    "third_parties",
    "delegations",
    "participants",
    "commitments",
    "positions",
    "statements",
    "incidents",
)


def facts_of(sheet: Sheet) -> list[tuple[str, int, Fact]]:
    """Every fact as (kind, index, fact), in the order of the sheet."""
    return [
        (kind, index, fact) for kind in KINDS for index, fact in enumerate(getattr(sheet, kind))
    ]
