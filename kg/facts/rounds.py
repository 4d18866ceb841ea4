"""Which rounds of different sources are one round: matched by place, dates, ordinal and parties."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kg.facts.dates import edtf_span
from kg.facts.entities import Entity, Registry
from kg.facts.model import Round, Sheet
from kg.facts.roundmatch import Features, compare_rounds, refuted
from kg.facts.shelf import MemoryShelf, Shelf
from kg.iris import slugify


class Names(Protocol):
    def actor(self, name: str) -> str: ...
    def place(self, name: str) -> str: ...
    def process(self, name: str | None) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Described:
    """A round as one sheet describes it: what matching compares, and what naming needs."""

    local: str
    features: Features
    wanted: str
    label: str
    dates: str | None
    place: str | None

    def entity(self, id: str) -> Entity:
        return Entity(
            id=id, kind="round", labels={"en": self.label}, dates=self.dates, place=self.place
        )


def describe(sheet: Sheet, names: Names, registry: Registry) -> list[Described]:
    """The rounds of a sheet in the order in which they are placed: those with dates first."""
    return [
        _described(sheet, fact, names, registry)
        for fact in sorted(sheet.rounds, key=lambda fact: fact.dates is None)
    ]


def _described(sheet: Sheet, fact: Round, names: Names, registry: Registry) -> Described:
    features = features_of(fact, names)
    features.country = country_of(features.place, registry)
    wanted = round_id(sheet, fact, features)
    return Described(fact.id, features, wanted, round_label(fact), fact.dates, fact.place)


@dataclass
class RoundBook:
    """All rounds met so far; each new description joins the one it certainly means, or is new.

    `assigned` are ids given in earlier builds ((source, local id) → id), so that ids last.
    With `anchored`, the shelf holds the rounds of the registry already.
    """

    registry: Registry
    assigned: Mapping[tuple[str, str], str] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=MemoryShelf)
    found: dict[str, Entity] = field(default_factory=dict)
    anchored: bool = False

    def __post_init__(self) -> None:
        for id, features in () if self.anchored else anchors(self.registry):
            if id not in self.shelf:
                self.shelf.learn(id, features)

    def place_rounds(self, sheet: Sheet, names: Names) -> dict[str, str]:
        """Local id → id for the rounds of a sheet, in the order of the sheet."""
        placed = self.place(sheet.source.id, describe(sheet, names, self.registry))
        return {fact.id: placed[fact.id] for fact in sheet.rounds}

    def place(self, source: str, rounds: Iterable[Described]) -> dict[str, str]:
        """Two rounds of one sheet never become one."""
        taken: dict[str, str] = {}
        for one in rounds:
            id = self._best(one.features, set(taken.values())) or self._new(source, one)
            self._name(id, one)
            taken[one.local] = id
            self.shelf.learn(id, one.features)
        return taken

    def _best(self, features: Features, taken: set[str]) -> str | None:
        found = []
        for id in self.shelf.near(features):
            if id in taken:
                continue
            matches = [compare_rounds(features, said) for said in self.shelf.said(id)]
            if any(match.certain for match in matches) and not refuted(matches):
                found.append((max(len(m.agree) for m in matches if m.certain), id))
        return min(found, key=lambda pair: (-pair[0], pair[1]))[1] if found else None

    def _new(self, source: str, one: Described) -> str:
        wanted = self.assigned.get((source, one.local)) or one.wanted
        id, count = wanted, 2
        while id in self.shelf:
            id, count = f"{wanted}-{count}", count + 1
        return id

    def _name(self, id: str, one: Described) -> None:
        """A round new to the registry is named by the first who tells place and date."""
        known = self.found.get(id)
        if id in self.registry or (known and known.dates and known.place):
            return
        if known is None or (one.dates and one.place):
            self.found[id] = one.entity(id)


def anchors(registry: Registry) -> Iterator[tuple[str, Features]]:
    """The rounds that the registry describes."""
    for entity in registry:
        if entity.room == "round":
            yield entity.id, _anchor(entity, registry)


def _anchor(entity: Entity, registry: Registry) -> Features:
    find = registry.find
    place = entity.place and (find("place", entity.place) or _as_id("place", entity.place))
    process = entity.process and find("process", entity.process)
    return Features(
        place=place,
        country=country_of(place, registry),
        dates=entity.dates,
        ordinal=entity.ordinal,
        parties=frozenset(find("actor", p) or _as_id("actor", p) for p in entity.parties),
        process=process or (entity.process and _as_id("process", entity.process)),
    )


def country_of(place: str | None, registry: Registry) -> str | None:
    known = registry.get(place or "")
    return known.country.partition("/")[2] if known and known.country else None


def _as_id(room: str, name: str) -> str:
    return name if name.startswith(f"{room}/") else f"{room}/{slugify(name)}"


def features_of(fact: Round, names: Names) -> Features:
    place = fact.place or fact.country
    return Features(
        place=names.place(place) if place and place not in ("virtual", "undisclosed") else None,
        dates=fact.dates,
        ordinal=fact.ordinal,
        parties=frozenset(names.actor(party) for party in fact.parties),
        process=names.process(fact.process),
    )


def round_id(sheet: Sheet, fact: Round, features: Features) -> str:
    """E.g. round/pakistan-afghanistan-istanbul-2025-10."""
    process = (features.process or "").partition("/")[2]
    whose = "-".join(slugify(party) for party in fact.parties[:3]) or process or sheet.source.id
    where = slugify(fact.place or fact.country or "")
    number = f"round-{fact.ordinal}" if fact.ordinal and not fact.dates else ""
    parts = [whose, where, number, _month(fact.dates)]
    return "round/" + "-".join(part for part in parts if part)[:110]


def round_label(fact: Round) -> str:
    where = fact.place or fact.country or "Undisclosed place"
    if fact.place == "virtual":
        where = "Virtual"
    when = _spoken(fact.dates)
    number = f"round {fact.ordinal}" if fact.ordinal and not when else ""
    return ", ".join(part for part in (where, when or number) if part)


def _month(dates: str | None) -> str:
    day = _first_day(dates)
    if day is None:
        return ""
    return f"{day:%Y}" if dates and len(dates) == 4 else f"{day:%Y-%m}"


def _spoken(dates: str | None) -> str:
    day = _first_day(dates)
    if day is None:
        return ""
    return f"{day:%Y}" if dates and len(dates) == 4 else f"{day:%B %Y}"


def _first_day(dates: str | None) -> datetime.date | None:
    if not dates:
        return None
    span = edtf_span(dates)
    return span.earliest or span.latest
