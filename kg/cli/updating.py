"""Bringing the store up after the corpus has changed."""

from __future__ import annotations

from functools import partial

from kg.cli.app import Session
from kg.cli.output import shown
from kg.corpus import Corpus
from kg.store import open_store
from kg.store.sync import Synced, sync


def bring_up(
    session: Session, corpus: Corpus, *, force: bool = False, scan: bool = False
) -> Synced:
    """Without `scan`, files that were changed by hand are left for the next `sulh build`."""
    store = open_store(session.settings)
    try:
        progress = partial(shown, what="Building")
        base = session.settings.base
        return sync(corpus, store, base=base, force=force, scan=scan, progress=progress)
    finally:
        store.close()
