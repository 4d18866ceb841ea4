"""The quads of an index that is up to its corpus, graph by graph and entity by entity."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.facts.resolution import resolve_placed
from kg.iris import iri
from kg.triples.build import ENTITIES, ONTOLOGY, Reading, source_graph, source_quads
from kg.triples.entities import entity_quads
from kg.triples.index.refresh import Index
from kg.triples.ontology import ontology_quads
from kg.version import __version__


class IndexQuads:
    def __init__(self, index: Index) -> None:
        self._index, self.base = index, index.base
        self.entities_graph = iri(index.base, ENTITIES)
        self._start = source_graph(index.base, "x")[:-1]

    @property
    def until(self) -> str:
        """When the last line of the journal was written."""
        return self._index.sources.meta("until") or ""

    def keys(self, corpus_hash: str) -> dict[str, str]:
        """Graph IRI → key; a graph whose key is unchanged has unchanged quads."""
        keys = {self.graph_of(id): key for id, key in self._index.sources.keys().items()}
        return keys | self.shared_keys(corpus_hash)

    def shared_keys(self, corpus_hash: str) -> dict[str, str]:
        return {self.entities_graph: corpus_hash, ONTOLOGY: __version__}

    def key_of(self, id: str) -> str:
        return self._index.sources.key(id)

    def graph_of(self, id: str) -> str:
        return source_graph(self.base, self._index.corpus.shown(id))

    def graph(self, name: str) -> list[ox.Quad]:
        if name == ONTOLOGY:
            return ontology_quads()
        if name == self.entities_graph:
            return list(self._entities())
        return self._source(self._index.corpus.raw_id(name.removeprefix(self._start)))

    def _source(self, id: str) -> list[ox.Quad]:
        index = self._index
        sheet = index.corpus.sheet(id)
        rounds = index.sources.rounds(id)
        names = resolve_placed(sheet, index.registry, rounds, index.judged.canonical)
        return source_quads(index.corpus, Reading(sheet, names), base=self.base)

    def _entities(self) -> Iterator[ox.Quad]:
        for id in self._index.mentions.ids():
            yield from self.entity(id)

    def node(self, id: str) -> str:
        return iri(self.base, id)

    def entity(self, id: str) -> list[ox.Quad]:
        """All that the entities graph says of one id: nothing, when nobody speaks of it."""
        entity = self._index.mentions.entity(id)
        leader = self._index.judged.merged().get(id)
        redirects = {id: leader} if leader else {}
        return entity_quads([entity] if entity else [], base=self.base, redirects=redirects)
