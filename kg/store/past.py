"""The store of a corpus as it was: built once for each state, kept beside the present one."""

from __future__ import annotations

import pyoxigraph as ox

from kg.corpus.past import Past
from kg.iris import iri
from kg.store.base import Store
from kg.store.directory import DirectoryStore
from kg.store.sync import corpus_hash, version_quads
from kg.triples.build import build_quads


def open_past(past: Past, *, base: str) -> Store:
    """`.sulh/as-of/HASH`, like all of `.sulh` safe to delete."""
    now = past.content_hash()
    store = DirectoryStore(past.work / "as-of" / now[:16])
    with store.view() as view:
        built = corpus_hash(view, base) == now
    if not built:
        fill_past(store, past, base=base)
    return store


def fill_past(store: Store, past: Past, *, base: str) -> None:
    graphs: dict[str, list[ox.Quad]] = build_quads(past, base=base)
    until = past.recorded_until()
    graphs[iri(base, "graph/state")] = version_quads(past.content_hash(), until, base=base)
    store.write_many(graphs)
