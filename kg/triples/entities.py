"""Entities → quads of the entities graph: types, labels, other names, same things elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.facts.entities import Entity
from kg.iris import iri
from kg.triples.nodes import TYPE, named, node, sulh

_CLASSES = {
    "person": ("Person",),
    "actor": ("Actor",),
    "state": ("Actor", "State"),
    "organisation": ("Actor", "Organisation"),
    "armed-group": ("Actor", "ArmedGroup"),
    "coalition": ("Actor", "Coalition"),
    "place": ("Place",),
    "process": ("Process",),
    "round": ("Round",),
    "commitment": ("Commitment",),
}
_ELSEWHERE = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "geonames": "https://sws.geonames.org/{}/",
    "pax": "https://www.peaceagreements.org/agreements/{}/",
}


def entity_quads(
    entities: Iterable[Entity], *, base: str, redirects: Mapping[str, str] | None = None
) -> list[ox.Quad]:
    """All in the graph `graph/entities`; `redirects` are ids that another one took the place of."""
    graph = node(iri(base, "graph/entities"))
    quads: dict[ox.Quad, None] = {}
    for entity in entities:
        subject = node(iri(base, entity.id))
        for property, object in _about(entity, base):
            quads[ox.Quad(subject, property, object, graph)] = None
    for old, new in sorted((redirects or {}).items()):
        replaced = named("dcterms:isReplacedBy")
        quads[ox.Quad(node(iri(base, old)), replaced, node(iri(base, new)), graph)] = None
    return list(quads)


def _about(entity: Entity, base: str) -> Iterator[tuple[ox.NamedNode, ox.Term]]:
    for name in _CLASSES.get(entity.kind, ()):
        yield TYPE, sulh(name)
    yield named("dcterms:identifier"), ox.Literal(entity.id)
    yield sulh("slug"), ox.Literal(entity.slug)
    yield named("rdfs:label"), ox.Literal(entity.label)
    for language, label in sorted(entity.labels.items()):
        yield named("skos:prefLabel"), ox.Literal(label, language=language)
    for alias in entity.aliases:
        yield named("skos:altLabel"), ox.Literal(alias)
    for scheme, code in sorted(entity.same_as.items()):
        if scheme in _ELSEWHERE:
            yield named("owl:sameAs"), node(_ELSEWHERE[scheme].format(code))
        else:
            yield sulh(f"{scheme}Code"), ox.Literal(code)
    if entity.country:
        yield sulh("inCountry"), node(iri(base, entity.country))
    if entity.process and "/" in entity.process:
        yield sulh("partOf"), node(iri(base, entity.process))
