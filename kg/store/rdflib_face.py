"""rdflib's face of a store, through oxrdflib, without copying a triple."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph

from kg.errors import UsageError
from kg.store.base import Store
from kg.store.engine import EngineView
from kg.terms import PREFIXES


class ReadOnly(OxigraphStore):
    """A Dataset makes its default graph at once, and a published version takes no write."""

    def add_graph(self, graph: Graph) -> None:
        del graph


@contextmanager
def rdflib_dataset(store: Store) -> Iterator[Dataset]:
    """A Dataset over one version of the store, its default graph the union; for reading."""
    with store.view() as view:
        if not isinstance(view, EngineView):
            raise UsageError("rdflib reads the corpus's own store; a server is asked by SPARQL.")
        dataset = Dataset(store=ReadOnly(store=view.engine), default_union=True)
        for prefix, iri in PREFIXES.items():
            dataset.bind(prefix, iri, override=True)
        yield dataset
