"""Entities → quads of the entities graph: types, labels, other names, same things elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import CorpusError, UsageError
from kg.facts.entities import Entity
from kg.triples.nodes import TRUE, TYPE, Draft, named, sulh

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
    "delegation": ("Delegation",),
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
    """All in the graph `graph/entities`; `redirects` are ids that another one took the place of.

    Raises CorpusError for an entity whose labels or codes no graph can hold.
    """
    draft = Draft(base, "graph/entities")
    for entity in entities:
        try:
            _describe(draft, entity)
        except (ValueError, UsageError) as error:
            reason = str(error).rstrip(".")
            raise CorpusError(f"entities.yaml: {entity.id}: {reason}; correct it.") from None
    for old, new in (redirects or {}).items():
        draft.add(draft.node(old), named("dcterms:isReplacedBy"), draft.node(new))
    return draft.quads()


def _describe(draft: Draft, entity: Entity) -> None:
    node = draft.node(entity.id)
    for name in _CLASSES.get(entity.kind, ()):
        draft.add(node, TYPE, sulh(name))
    draft.say(node, named("dcterms:identifier"), entity.id)
    draft.say(node, sulh("slug"), entity.slug)
    draft.say(node, named("rdfs:label"), entity.label)
    for language, label in entity.labels.items():
        draft.add(node, named("skos:prefLabel"), ox.Literal(label, language=language))
    for alias in entity.aliases:
        draft.say(node, named("skos:altLabel"), alias)
    for scheme, code in entity.same_as.items():
        _same_as(draft, node, scheme, code)
    for property, id in (("inCountry", entity.country), ("partOf", entity.process)):
        if id and "/" in id:
            draft.add(node, sulh(property), draft.node(id))
    if entity.withheld:
        draft.add(node, sulh("withheld"), TRUE)


def _same_as(draft: Draft, node: ox.NamedNode, scheme: str, code: str) -> None:
    if scheme in _ELSEWHERE:
        there = _ELSEWHERE[scheme].format(quote(code, safe=""))
        draft.add(node, named("owl:sameAs"), ox.NamedNode(there))
    elif code.startswith(("https://", "http://")):
        draft.add(node, named("owl:sameAs"), ox.NamedNode(code))
    elif scheme == "iso":
        draft.say(node, sulh("isoCode"), code)
    else:
        draft.say(node, named("skos:notation"), f"{scheme}:{code}")
