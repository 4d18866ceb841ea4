"""Quads in, SPARQL out. `open_store(settings)` gives the store that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store.base import Limits, Row, Store, Term, Versioned, View
from kg.store.embedded import DirectoryStore, MemoryStore

if TYPE_CHECKING:
    from kg.settings import Settings

__all__ = [
    "DirectoryStore",
    "Limits",
    "MemoryStore",
    "Row",
    "Store",
    "Term",
    "Versioned",
    "View",
    "open_store",
]


def open_store(settings: Settings) -> Store:
    """The corpus's own store, or the SPARQL server that SULH_STORE names."""
    if settings.store:
        from kg.store.remote import RemoteStore

        return RemoteStore.from_settings(settings)
    return DirectoryStore(settings.corpus_dir / ".sulh" / "store")
