"""graph = build(sheets, judgements): a corpus becomes quads, one graph a source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg.facts.corpus import Corpus
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
    key: str


@dataclass
class Plan:
    """Every sheet resolved, and all entities they speak of; quads are made graph by graph."""

    corpus: Corpus
    base: str
    readings: list[Reading]
    entities: list[Entity]
    redirects: dict[str, str]
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    """Round ids that this build gave to sheets which the journal does not know."""

    def __post_init__(self) -> None:
        self._by_graph = {self.source_graph(r.sheet): r for r in self.readings}

    def graphs(self) -> dict[str, str]:
        """Graph IRI → key; a graph whose key is unchanged has unchanged quads."""
        keys = {self.source_graph(r.sheet): r.key for r in self.readings}
        keys[iri(self.base, ENTITIES)] = _hash(repr((self.entities, self.redirects, __version__)))
        keys[ONTOLOGY] = __version__
        return keys

    def source_graph(self, sheet: Sheet) -> str:
        return iri(self.base, f"source/{sheet.source.id}")

    def quads(self, graph: str) -> list[ox.Quad]:
        if graph == ONTOLOGY:
            return ontology_quads()
        if graph == iri(self.base, ENTITIES):
            return entity_quads(self.entities, base=self.base, redirects=self.redirects)
        return self._source_quads(self._by_graph[graph])

    def all_quads(self) -> Iterator[tuple[str, list[ox.Quad]]]:
        yield ONTOLOGY, ontology_quads()
        yield iri(self.base, ENTITIES), self.quads(iri(self.base, ENTITIES))
        for reading in self.readings:
            yield self.source_graph(reading.sheet), self._source_quads(reading)

    def _source_quads(self, reading: Reading) -> list[ox.Quad]:
        text = self.corpus.source_text(reading.sheet.source.id)
        return write(reading.sheet, reading.resolution, base=self.base, text=text)


def plan(corpus: Corpus, *, base: str) -> Plan:
    """Resolve every sheet of the corpus. Raises SheetError, CorpusError, JudgementError."""
    registry = corpus.registry
    judged = Judgements(parse_judgements(corpus.judgement_lines()), registry)
    assigned = corpus.assigned_rounds()
    book = RoundBook(registry, assigned)
    readings, given = [], {}
    for sheet in corpus.sheets():
        resolution = resolve(sheet, registry, book, judged.canonical)
        id = sheet.source.id
        _use_all(sheet, resolution)
        fresh = {k: v for k, v in resolution.rounds.items() if (id, k) not in assigned}
        if fresh:
            given[id] = fresh
        readings.append(Reading(sheet, resolution, _key(corpus, sheet, resolution, base)))
    entities = _entities(readings, registry, book)
    return Plan(corpus, base, readings, entities, judged.merged(), given)


def build_quads(corpus: Corpus, *, base: str) -> dict[str, list[ox.Quad]]:
    """Graph IRI → quads, for the whole corpus."""
    return dict(plan(corpus, base=base).all_quads())


def _use_all(sheet: Sheet, names: Resolution) -> None:
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
        _meet(names.person, [one.person])
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
    found = {id: _entity(id, list(met[id]), registry, book) for id in sorted(met)}
    found.update((one.id, one) for one in _delegations(readings, found))
    return [found[id] for id in sorted(found)]


def _delegations(readings: list[Reading], known: Mapping[str, Entity]) -> Iterator[Entity]:
    """Each delegation is named by its party and its round."""
    for reading in readings:
        sheet, names = reading.sheet, reading.resolution
        pairs = [(fact.round, fact.for_) for fact in sheet.participants]
        for round, party in [*pairs, *((fact.round, fact.party) for fact in sheet.delegations)]:
            id = delegation_id(names, round, party)
            if id and party:
                where = known[names.rounds[round or ""]].label
                label = f"{known[names.actor(party)].label} at {where}"
                yield Entity(id=id, kind="delegation", labels={"en": label})


def _add_neighbours(met: dict[str, dict[str, None]], entity: Entity | None) -> None:
    if entity is not None:
        for id in (entity.country, entity.process):
            if id and "/" in id:
                met.setdefault(id, {})


def _entity(id: str, names: list[str], registry: Registry, book: RoundBook) -> Entity:
    known = registry.get(id) or book.found.get(id)
    if known is None:
        label, room = (names[0] if names else id.partition("/")[2]), id.partition("/")[0]
        known = Entity(id=id, kind=room, labels={"en": label})
    aliases = tuple(sorted({*known.aliases, *names} - set(known.labels.values())))
    return replace(known, aliases=aliases if known.room != "commitment" else ())


def _key(corpus: Corpus, sheet: Sheet, resolution: Resolution, base: str) -> str:
    ids = sorted((id, *names) for id, names in resolution.names.items())
    text = (corpus.source_text(sheet.source.id) or "").encode()
    parts = (
        corpus.sheet_hash(sheet.source.id),
        hashlib.sha256(text).hexdigest(),
        sorted(resolution.rounds.items()),
        ids,
        base,
        __version__,
    )
    return _hash(repr(parts))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
