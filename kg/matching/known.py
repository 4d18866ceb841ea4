"""What the corpus knows of each id: its names, and where the sources speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.facts.entities import Entity
from kg.facts.model import Fact, Sheet
from kg.facts.resolution import Resolution
from kg.triples.build import Plan
from kg.triples.mapping import NO_PLACE

ROOMS = ("person", "actor", "place", "process")


@dataclass(frozen=True, slots=True)
class Mention:
    """One fact that names the thing: in which source, in which words, for whom, in what post."""

    name: str
    source: str
    quote: str
    round: str | None = None
    side: str | None = None
    posts: tuple[str, ...] = ()


@dataclass
class Known:
    """`sure`: the registry knows it, whatever the sources say."""

    id: str
    label: str
    names: list[str]
    sure: bool = False
    mentions: list[Mention] = field(default_factory=list)

    @property
    def room(self) -> str:
        return self.id.partition("/")[0]

    @cached_property
    def rounds(self) -> frozenset[str]:
        return frozenset(m.round for m in self.mentions if m.round)

    @cached_property
    def sides(self) -> frozenset[str]:
        return frozenset(m.side for m in self.mentions if m.side)

    @cached_property
    def posts(self) -> frozenset[str]:
        return frozenset(post.casefold() for m in self.mentions for post in m.posts)

    @cached_property
    def seats(self) -> frozenset[tuple[str, str]]:
        """(source, round): whom one source names at one table."""
        return frozenset((m.source, m.round) for m in self.mentions if m.round)

    @cached_property
    def sources(self) -> frozenset[str]:
        return frozenset(m.source for m in self.mentions)


def known_of(plan: Plan) -> list[Known]:
    """People, actors, places and processes of a corpus, and those only its registry knows."""
    registry = plan.corpus.registry
    found = {
        entity.id: Known(entity.id, entity.label, _names(entity), entity.id in registry)
        for entity in (*plan.entities, *registry)
        if entity.room in ROOMS and entity.id not in plan.redirects
    }
    for reading in plan.readings:
        for id, mention in mentions(reading.sheet, reading.resolution):
            if id in found:
                found[id].mentions.append(mention)
    for one in found.values():
        one.mentions.sort(key=lambda mention: mention.name not in mention.quote)
    return [found[id] for id in sorted(found)]


def _names(entity: Entity) -> list[str]:
    return list(dict.fromkeys((entity.label, *entity.names())))


def mentions(sheet: Sheet, names: Resolution) -> Iterator[tuple[str, Mention]]:
    """Every (id, mention) of one sheet, in its order."""
    for id, name, fact, side, posts in _named(sheet, names):
        round = getattr(fact, "id", None) or getattr(fact, "round", None)
        place = names.rounds.get(round) if round else None
        yield id, Mention(name, sheet.source.id, _quote(fact, name), place, side, tuple(posts))


Named = tuple[str, str, Fact, str | None, Iterable[str]]


def _named(sheet: Sheet, names: Resolution) -> Iterator[Named]:
    yield from _people(sheet, names)
    yield from _actors(sheet, names)
    for round in sheet.rounds:
        if round.place and round.place not in NO_PLACE:
            yield names.place(round.place), round.place, round, None, ()
        process = names.process(round.process)
        if process and round.process:
            yield process, round.process, round, None, ()


def _people(sheet: Sheet, names: Resolution) -> Iterator[Named]:
    for one in sheet.participants:
        id = names.attendee(one)
        if id and one.person:
            side = names.actor(one.for_) if one.for_ else None
            yield id, one.person, one, side, one.posts
    for said in sheet.statements:
        if said.speaker:
            side = names.actor(said.on_behalf_of) if said.on_behalf_of else None
            post = [said.post] if said.post else []
            yield names.person(said.speaker), said.speaker, said, side, post


def _actors(sheet: Sheet, names: Resolution) -> Iterator[Named]:
    for round in sheet.rounds:
        for party in round.parties:
            yield names.actor(party), party, round, None, ()
    for third in sheet.third_parties:
        yield names.actor(third.actor), third.actor, third, None, ()
    for one in sheet.participants:
        for name in (one.for_, one.organisation):
            if name:
                yield names.actor(name), name, one, None, ()
    for commitment in sheet.commitments:
        for name in commitment.by:
            yield names.actor(name), name, commitment, None, ()


def _quote(fact: Fact, name: str) -> str:
    """The words that hold the name, else the first ones."""
    return next((quote for quote in fact.evidence if name in quote), fact.evidence[0])
