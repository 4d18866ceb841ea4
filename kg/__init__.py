"""sulh: who attended which negotiation round, and which source says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    import rdflib

    from kg.settings import Settings

__all__ = ["__version__", "graph"]


@contextmanager
def graph(settings: Settings | None = None) -> Iterator[rdflib.Dataset]:
    """The graph of a corpus with rdflib's face, brought up to the corpus; read-only.

    `with kg.graph(Settings(corpus="my-corpus")) as dataset: dataset.query(…)`
    """
    from kg.corpus import Corpus
    from kg.settings import Settings
    from kg.store import open_store
    from kg.store.rdflib_face import rdflib_dataset
    from kg.store.sync import sync

    settings = settings or Settings.from_environment()
    store = open_store(settings)
    try:
        if not settings.store:
            sync(Corpus.open(settings.corpus_dir), store, base=settings.base)
        with rdflib_dataset(store) as dataset:
            yield dataset
    finally:
        store.close()
