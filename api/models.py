"""Shapes of the answers, for OpenAPI and for clients. Every fact carries the words that say it."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Model(BaseModel):
    model_config = ConfigDict(populate_by_name=True, extra="allow")


class Ref(Model):
    id: str = Field(examples=["person/anas-haqqani"])
    label: str = Field(examples=["Anas Haqqani"])


class Evidence(Model):
    source: str = Field(examples=["samaa-2025-10-25"])
    quote: str = Field(description="The exact words", examples=["the delegation is led by …"])
    start: int | None = Field(None, description="First code point in the source's text")
    end: int | None = Field(None, description="Code point after the last")
    claim: str = Field(examples=["claim/samaa-2025-10-25/participation-0a1b2c3d4e5f"])


class Fact(Model):
    evidence: list[Evidence]
    contested: bool = Field(description="Whether sources give values that cannot hold at once")


class Attendance(Fact):
    person: Ref | None = Field(description="Null for someone the source does not name")
    name: list[str] = Field(description="The name as the sources write it")
    for_: Ref | None = Field(None, alias="for")
    roles: list[str] = Field(examples=[["head"]])
    posts: list[str] = Field(examples=[["Deputy Interior Minister"]])
    organisation: list[str]
    modality: list[str] = Field(examples=[["asserted"]])
    accordingTo: list[str]


class ThirdParty(Fact):
    round: Ref
    actor: Ref
    roles: list[str] = Field(examples=[["mediator", "host"]])
    modality: list[str]
    accordingTo: list[str]


class Round(Fact):
    round: Ref
    process: list[Ref]
    ordinal: list[int] = Field(description="As the sources count")
    place: list[Ref]
    dates: list[str] = Field(description="EDTF", examples=[["2025-10-25/2025-10-30"]])
    status: list[str]
    outcome: list[str]
    format: list[str]
    party: list[Ref]


class Delegation(Fact):
    for_: Ref = Field(alias="for")
    size: list[int] = Field(description="Members, as stated")


class RoundAttendance(Model):
    round: Ref
    attendance: list[Attendance]
    delegations: list[Delegation]


class Commitment(Fact):
    commitment: Ref
    round: Ref | None
    by: list[Ref]
    type: str
    action: str
    deadline: list[str]
    text: list[str]


class Person(Fact):
    person: Ref
    name: list[str]
    post: list[str]
    for_: list[Ref] = Field(alias="for")
    role: list[str]
    round: list[Ref]


class PersonRound(Fact):
    round: Ref
    dates: list[str]
    for_: Ref | list[Ref] | None = Field(None, alias="for")
    role: list[str]
    post: list[str]


class ActorRound(Fact):
    actor: Ref
    round: Ref | None
    as_: list[str] = Field(alias="as")
    role: list[str]


class Process(Fact):
    process: Ref
    round: list[Ref]
    party: list[Ref]


class Source(Model):
    source: Ref
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


class Contest(Fact):
    property: str = Field(examples=["head"])
    subject: Ref
    verdict: str = Field(examples=["incompatible", "partial", "corrected"])
    values: list[dict[str, Any]]


class Found(Model):
    id: str
    label: str
    kind: str
    name: str = Field(description="The name that matched")


class Page(Model, Generic[T]):
    items: list[T]
    total: int
    next: str | None = Field(None, description="Cursor of the next page")
