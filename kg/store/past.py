"""The store of a corpus as it was: built once for each state, kept beside the present one."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox

from kg.corpus.past import Past
from kg.iris import iri
from kg.store.base import Store
from kg.store.directory import DirectoryStore, discard
from kg.store.sync import corpus_hash, version_quads
from kg.triples.build import build_quads

KEPT = 8


def open_past(past: Past, *, base: str) -> Store:
    """`.sulh/as-of/HASH`, like all of `.sulh` safe to delete; the last few asked for are kept."""
    now = past.content_hash()
    root = past.work / "as-of" / now[:16]
    store = DirectoryStore(root)
    with store.view() as view:
        built = corpus_hash(view, base) == now
    if not built:
        fill_past(store, past, base=base)
    os.utime(root)
    _discard_old(root.parent)
    return store


def _discard_old(folder: Path) -> None:
    """All but the states asked for last."""
    by_age = sorted(folder.iterdir(), key=lambda root: root.stat().st_mtime_ns, reverse=True)
    for root in by_age[KEPT:]:
        discard(root)


def fill_past(store: Store, past: Past, *, base: str) -> None:
    graphs: dict[str, list[ox.Quad]] = build_quads(past, base=base)
    until = past.recorded_until()
    graphs[iri(base, "graph/state")] = version_quads(past.content_hash(), until, base=base)
    store.write_many(graphs)
