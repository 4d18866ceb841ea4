"""Who is who for one sheet: every name in it becomes the id of an entity."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.facts.entities import Registry
from kg.facts.folding import fold, words
from kg.facts.model import Commitment, Participant, Sheet
from kg.facts.namesakes import Seat, namesakes, seat
from kg.facts.rounds import RoundBook
from kg.iris import slugify

_GOVERNMENT = re.compile(
    r"^(?:the )?(?:government|republic|kingdom|state|sultanate|emirate) of (?:the )?(.+)$"
    r"|^(?:the )?(.+?)(?:[’']s)? government$",
    re.IGNORECASE,
)
GENERIC = frozenset(
    {"peace", "talks", "talk", "negotiations", "negotiation", "process", "dialogue", "the", "of"}
    | {"and", "between", "on", "for", "round", "rounds", "meeting", "meetings"}
)


@dataclass
class Resolution:
    """Ids of one sheet. `names` collects, for every id met, the names as written."""

    rounds: Mapping[str, str]
    _registry: Registry
    _sheet: Sheet
    _canonical: Callable[[str], str]
    _people: Mapping[str, str]
    _namesakes: frozenset[Seat]
    names: dict[str, dict[str, None]] = field(default_factory=dict)
    raw: set[str] = field(default_factory=set)
    """The ids met, before judgements put others in their place."""

    def person(self, name: str) -> str:
        return self._use(self._known_person(name), name)

    def attendee(self, fact: Participant) -> str | None:
        """The person of a seat; the post tells two people of one name at one table apart."""
        if fact.person is None:
            return None
        if seat(fact) not in self._namesakes or not fact.posts:
            return self.person(fact.person)
        id = self._known_person(fact.person)
        return self._use(_short(f"{id}--{_slug(fact.posts[0])}"), fact.person)

    def _known_person(self, name: str) -> str:
        known = self._registry.find("person", name) or self._people.get(fold(name))
        return known or f"person/{_slug(name)}"

    def actor(self, name: str) -> str:
        """A state, organisation or group; a person where the sheet names one of that name."""
        known = self._registry.find("actor", name) or named_government(self._registry, name)
        if known is None:
            person = self._registry.find("person", name) or self._people.get(fold(name))
            if person:
                return self._use(person, name)
        return self._use(known or f"actor/{_slug(name)}", name)

    def place(self, name: str) -> str:
        known = self._registry.find("place", name)
        return self._use(known or f"place/{_slug(name)}", name)

    def process(self, name: str | None) -> str | None:
        return None if name is None else self._use(process_id(self._registry, name), name)

    def commitment(self, index: int) -> str:
        """Same type, same debtors, same round: the same commitment."""
        fact = self._sheet.commitments[index]
        id = self._commitment_id(fact)
        self.raw.add(id)
        return self._canonical(id)

    def _commitment_id(self, fact: Commitment) -> str:
        where = self.rounds.get(fact.round or "", f"source/{self._sheet.source.id}")
        by = "-".join(sorted({self.actor(name).partition("/")[2] for name in fact.by}))
        parts = [where.partition("/")[2], fact.type.value, by]
        slug = "-".join(part for part in parts if part)
        return f"commitment/{_short(slug)}"

    def _use(self, id: str, name: str) -> str:
        self.raw.add(id)
        id = self._canonical(id)
        self.names.setdefault(id, {})[name] = None
        return id


def resolve(
    sheet: Sheet,
    registry: Registry,
    book: RoundBook,
    canonical: Callable[[str], str] = lambda id: id,
) -> Resolution:
    """Names by the registry, rounds by the book, which learns this sheet's rounds."""
    resolution = resolve_placed(sheet, registry, {}, canonical)
    placed = book.place_rounds(sheet, resolution)
    resolution.raw.update(placed.values())
    resolution.rounds = {local: canonical(id) for local, id in placed.items()}
    return resolution


def resolve_placed(
    sheet: Sheet,
    registry: Registry,
    rounds: Mapping[str, str],
    canonical: Callable[[str], str] = lambda id: id,
) -> Resolution:
    """Names by the registry; the ids of the rounds are known."""
    return Resolution(
        rounds, registry, sheet, canonical, people_of(sheet, registry), namesakes(sheet)
    )


def named_government(registry: Registry, name: str) -> str | None:
    """The state that "the government of …" means."""
    match = _GOVERNMENT.match(name)
    return registry.find("actor", match[1] or match[2]) if match else None


def person_id(registry: Registry, name: str) -> str:
    """The id of a person known by the name alone."""
    return registry.find("person", name) or f"person/{_slug(name)}"


def people_of(sheet: Sheet, registry: Registry) -> dict[str, str]:
    """Folded name → id for the people a sheet names; a bare surname stands for its only bearer."""
    named = [fact.person for fact in sheet.participants if fact.person]
    named += [fact.speaker for fact in sheet.statements if fact.speaker]
    full = {name for name in named if len(words(name)) > 1}
    people = {fold(name): person_id(registry, name) for name in full}
    for name in set(named) - full:
        bearers = {people[fold(other)] for other in full if words(other)[-1:] == words(name)}
        if len(bearers) == 1:
            people[fold(name)] = bearers.pop()
        else:
            people[fold(name)] = person_id(registry, name)
    return people


def process_id(registry: Registry, name: str) -> str:
    """By label or alias, else by the words that are not "peace", "talks" and the like."""
    known = registry.find("process", name)
    if known:
        return known
    kept = [word for word in words(name) if word not in GENERIC]
    return f"process/{_slug(' '.join(kept) or name)}"


def _slug(name: str) -> str:
    return slugify(name) or "name-" + hashlib.sha256(name.encode()).hexdigest()[:10]


def _short(slug: str, limit: int = 120) -> str:
    if len(slug) <= limit:
        return slug
    return f"{slug[: limit - 11]}-{hashlib.sha256(slug.encode()).hexdigest()[:10]}"
