"""Which rounds of different sources are one round: matched by place, dates, ordinal and parties."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kg.facts.dates import edtf_span, overlap
from kg.facts.entities import Entity, Registry
from kg.facts.model import Round, Sheet
from kg.iris import slugify

_OPEN = datetime.timedelta(days=45)


class Names(Protocol):
    def actor(self, name: str) -> str: ...
    def place(self, name: str) -> str: ...
    def process(self, name: str | None) -> str | None: ...


@dataclass
class Features:
    """What is said of one round, in ids."""

    place: str | None = None
    country: str | None = None
    dates: str | None = None
    ordinal: int | None = None
    parties: frozenset[str] = frozenset()
    process: str | None = None


@dataclass(frozen=True)
class Match:
    """How sure it is that two descriptions mean one round, and why."""

    agree: tuple[str, ...]
    contradict: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Place and parties alone name no single round; a date or a number does."""
        agree = set(self.agree)
        return (
            not self.contradict
            and bool(agree & {"dates", "ordinal"})
            and bool(agree & {"place", "parties", "process"})
            and (len(agree) >= 3 or "dates" in agree)
        )

    @property
    def likely(self) -> bool:
        return not self.contradict and {"place", "parties"} <= set(self.agree)


def compare_rounds(a: Features, b: Features) -> Match:
    """Rival numbering is no contradiction: sources count differently."""
    agree, contradict = [], []
    for name, verdict in (
        ("place", _places(a, b)),
        ("dates", _dates(a.dates, b.dates)),
        ("parties", _parties(a.parties, b.parties)),
        ("ordinal", a.ordinal == b.ordinal if a.ordinal and b.ordinal else None),
        ("process", _same(a.process, b.process) or None),
    ):
        if verdict:
            agree.append(name)
        elif verdict is False and name != "ordinal":
            contradict.append(name)
    return Match(tuple(agree), tuple(contradict))


def _same(a: str | None, b: str | None) -> bool | None:
    return a == b if a and b else None


def _places(a: Features, b: Features) -> bool | None:
    """A city and the country it lies in neither agree nor contradict."""
    if a.place and b.place and a.place != b.place:
        one, two = a.place.partition("/")[2], b.place.partition("/")[2]
        if one == b.country or two == a.country:
            return None
    return _same(a.place, b.place)


def _dates(a: str | None, b: str | None) -> bool | None:
    return overlap(_bounded(a), _bounded(b)) if a and b else None


def _bounded(text: str) -> str:
    """An open end reaches some weeks, not for ever: rounds do not last for years."""
    span = edtf_span(text)
    if text.endswith(("/..", "/")) and span.earliest:
        return f"{span.earliest}/{span.earliest + _OPEN}"
    if text.startswith(("../", "/")) and span.latest:
        return f"{span.latest - _OPEN}/{span.latest}"
    return text


def _parties(a: frozenset[str], b: frozenset[str]) -> bool | None:
    return bool(a <= b or b <= a) if a and b else None


@dataclass
class RoundBook:
    """All rounds met so far; each new description joins the one it certainly means, or is new.

    `assigned` are ids given in earlier builds ((source, local id) → id), so that ids last.
    """

    registry: Registry
    assigned: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _said: dict[str, list[Features]] = field(default_factory=dict)
    _by_key: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    found: dict[str, Entity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entity in self.registry:
            if entity.room == "round":
                self._learn(entity.id, self._anchor(entity))

    def _anchor(self, entity: Entity) -> Features:
        find = self.registry.find
        place = entity.place and (find("place", entity.place) or _as_id("place", entity.place))
        return Features(
            place=place,
            country=self._country(place),
            dates=entity.dates,
            ordinal=entity.ordinal,
            parties=frozenset(find("actor", p) or _as_id("actor", p) for p in entity.parties),
            process=entity.process
            and (find("process", entity.process) or _as_id("process", entity.process)),
        )

    def _country(self, place: str | None) -> str | None:
        known = self.registry.get(place or "")
        return known.country.partition("/")[2] if known and known.country else None

    def place_rounds(self, sheet: Sheet, names: Names) -> dict[str, str]:
        """Local id → id for the rounds of a sheet. Two rounds of one sheet never become one."""
        taken: dict[str, str] = {}
        for fact in sorted(sheet.rounds, key=lambda r: r.dates is None):
            features = features_of(fact, names)
            features.country = self._country(features.place)
            id = self._best(features, set(taken.values())) or self._new(sheet, fact, features)
            self._name(id, fact)
            taken[fact.id] = id
            self._learn(id, features)
        return {fact.id: taken[fact.id] for fact in sheet.rounds}

    def _best(self, features: Features, taken: set[str]) -> str | None:
        found = []
        for id in self._candidates(features):
            if id in taken:
                continue
            matches = [compare_rounds(features, said) for said in self._said[id]]
            if any(match.certain for match in matches) and not _refuted(matches):
                found.append((max(len(m.agree) for m in matches if m.certain), id))
        return min(found, key=lambda pair: (-pair[0], pair[1]))[1] if found else None

    def _candidates(self, features: Features) -> Iterable[str]:
        ids: dict[str, None] = {}
        for key in _keys(features):
            ids.update(dict.fromkeys(self._by_key.get(key, ())))
        return ids

    def _learn(self, id: str, features: Features) -> None:
        self._said.setdefault(id, []).append(features)
        for key in _keys(features):
            if id not in self._by_key[key]:
                self._by_key[key].append(id)

    def _new(self, sheet: Sheet, fact: Round, features: Features) -> str:
        wanted = self.assigned.get((sheet.source.id, fact.id)) or round_id(sheet, fact, features)
        id, count = wanted, 2
        while id in self._said:
            id, count = f"{wanted}-{count}", count + 1
        return id

    def _name(self, id: str, fact: Round) -> None:
        """A round new to the registry is named by the first who tells place and date."""
        known = self.found.get(id)
        if id in self.registry or (known and known.dates and known.place):
            return
        if known is None or (fact.dates and fact.place):
            label = round_label(fact)
            self.found[id] = Entity(
                id=id, kind="round", labels={"en": label}, dates=fact.dates, place=fact.place
            )


def _refuted(matches: list[Match]) -> bool:
    """Half or more of those who described the round contradict this description."""
    return 2 * sum(bool(match.contradict) for match in matches) > len(matches)


def _as_id(room: str, name: str) -> str:
    return name if name.startswith(f"{room}/") else f"{room}/{slugify(name)}"


def _keys(features: Features) -> list[str]:
    keys = [features.place] if features.place else []
    keys += [",".join(sorted(features.parties))] if features.parties else []
    keys += [features.process] if features.process else []
    return keys


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
