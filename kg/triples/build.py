"""graph = build(sheets, judgements): a corpus becomes quads, one graph a source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.corpus import Corpus
from kg.facts.entities import Entity, Registry
from kg.facts.judgements import Judgements, parse_judgements
from kg.facts.model import Sheet
from kg.facts.resolution import Resolution, resolve
from kg.facts.rounds import RoundBook
from kg.iris import iri
from kg.terms import SULH
from kg.triples.entities import entity_quads
from kg.triples.flatten import delegation_id
from kg.triples.mapping import NO_PLACE
from kg.triples.ontology import ontology_quads
from kg.triples.write import write
from kg.version import __version__

ENTITIES = "graph/entities"
ONTOLOGY = SULH.rstrip("#")


@dataclass
class Reading:
    """One sheet with its names resolved."""

    sheet: Sheet
    resolution: Resolution


@dataclass
class Plan:
    """Every sheet resolved, and all entities they speak of; quads are made graph by graph."""

    corpus: Corpus
    base: str
    readings: list[Reading]
    entities: list[Entity]
    redirects: dict[str, str]

    def all_quads(self) -> Iterator[tuple[str, list[ox.Quad]]]:
        yield ONTOLOGY, ontology_quads()
        entities = entity_quads(self.entities, base=self.base, redirects=self.redirects)
        yield iri(self.base, ENTITIES), entities
        for reading in self.readings:
            graph = source_graph(self.base, reading.sheet.source.id)
            yield graph, source_quads(self.corpus, reading, base=self.base)


def source_graph(base: str, id: str) -> str:
    return iri(base, f"source/{id}")


def source_quads(corpus: Corpus, reading: Reading, *, base: str) -> list[ox.Quad]:
    text = corpus.source_text(reading.sheet.source.id)
    return write(reading.sheet, reading.resolution, base=base, text=text)


def plan(corpus: Corpus, *, base: str) -> Plan:
    """Resolve every sheet of the corpus. Raises SheetError, CorpusError, JudgementError.

    `kg.triples.index` comes to the same, from what changed.
    """
    registry = corpus.registry
    judged = Judgements(parse_judgements(corpus.judgement_lines()), registry)
    book = RoundBook(registry, corpus.assigned_rounds())
    readings = []
    for sheet in corpus.sheets():
        resolution = resolve(sheet, registry, book, judged.canonical)
        meet_all(sheet, resolution)
        readings.append(Reading(sheet, resolution))
    return Plan(corpus, base, readings, _entities(readings, registry, book), judged.merged())


def build_quads(corpus: Corpus, *, base: str) -> dict[str, list[ox.Quad]]:
    """Graph IRI → quads, for the whole corpus."""
    return dict(plan(corpus, base=base).all_quads())


def meet_all(sheet: Sheet, names: Resolution) -> None:
    """Meet every name of the sheet, so that `names.names` is complete."""
    for round in sheet.rounds:
        names.process(round.process)
        _meet(names.place, [round.place if round.place not in NO_PLACE else None])
        _meet(names.actor, [round.country, *round.parties])
    for third in sheet.third_parties:
        names.actor(third.actor)
    for delegation in sheet.delegations:
        names.actor(delegation.party)
    for one in sheet.participants:
        _meet(names.actor, [one.for_, one.organisation])
        names.attendee(one)
    for index, commitment in enumerate(sheet.commitments):
        _meet(names.actor, commitment.by)
        names.names.setdefault(names.commitment(index), {})[commitment.text] = None
    for position in sheet.positions:
        _meet(names.actor, [position.by])
    for statement in sheet.statements:
        _meet(names.person, [statement.speaker])
        _meet(names.actor, [statement.organisation, statement.on_behalf_of])
        _meet(names.place, [statement.place])
    for incident in sheet.incidents:
        _meet(names.place, incident.places)
        _meet(names.actor, incident.actors)


def _meet(find: Callable[[str], object], names: Iterable[str | None]) -> None:
    for name in names:
        if name:
            find(name)


def _entities(readings: list[Reading], registry: Registry, book: RoundBook) -> list[Entity]:
    """Everything the sheets speak of: what the registry says, and every name as written."""
    met: dict[str, dict[str, None]] = {}
    for reading in readings:
        for id, names in reading.resolution.names.items():
            met.setdefault(id, {}).update(names)
        for id in reading.resolution.rounds.values():
            met.setdefault(id, {})
    for id in list(met):
        _add_neighbours(met, registry.get(id))
    found = {
        id: described_entity(id, list(met[id]), registry.get(id) or book.found.get(id))
        for id in sorted(met)
    }
    for reading in readings:
        for id, round, actor in seats(reading):
            found[id] = delegation_entity(id, found[actor], found[round])
    return [found[id] for id in sorted(found)]


def seats(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """(delegation, round, actor) of everyone who sat there for somebody."""
    sheet, names = reading.sheet, reading.resolution
    pairs = [(fact.round, fact.for_) for fact in sheet.participants]
    for round, party in [*pairs, *((fact.round, fact.party) for fact in sheet.delegations)]:
        id = delegation_id(names, round, party)
        if id and party:
            yield id, names.rounds[round or ""], names.actor(party)


def delegation_entity(id: str, actor: Entity, round: Entity) -> Entity:
    """Each delegation is named by its party and its round."""
    return Entity(id=id, kind="delegation", labels={"en": f"{actor.label} at {round.label}"})


def _add_neighbours(met: dict[str, dict[str, None]], entity: Entity | None) -> None:
    if entity is not None:
        for id in (entity.country, entity.process):
            if id and "/" in id:
                met.setdefault(id, {})


def described_entity(id: str, names: Sequence[str], known: Entity | None) -> Entity:
    """`names` as the sheets write them, the first one met first."""
    if known is None:
        label, room = (names[0] if names else id.partition("/")[2]), id.partition("/")[0]
        known = Entity(id=id, kind=room, labels={"en": label})
    aliases = tuple(sorted({*known.aliases, *names} - set(known.labels.values())))
    return replace(known, aliases=aliases if known.room != "commitment" else ())


def source_key(sheet_hash: str, text_hash: str, names: Resolution, base: str) -> str:
    """The graph of a source whose key is unchanged has unchanged quads."""
    ids = sorted((id, *said) for id, said in names.names.items())
    parts = (sheet_hash, text_hash, sorted(names.rounds.items()), ids, base, __version__)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
