"""What rdflib sees of a store is what the store holds."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import URIRef

from kg.errors import UsageError
from kg.store import DirectoryStore, MemoryStore, Store
from kg.store.rdflib_face import rdflib_dataset
from kg.store.remote import RemoteStore


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
@pytest.mark.parametrize("kind", ["memory", "directory"])
def test_rdflib_reads_the_union_and_each_graph(kind: str, tmp_path: Path) -> None:
    store: Store = MemoryStore() if kind == "memory" else DirectoryStore(tmp_path)
    node = ox.NamedNode
    for name in "ab":
        store.write(f"x:{name}", [ox.Quad(node("x:s"), node("x:p"), ox.Literal(name))])
    with rdflib_dataset(store) as dataset:
        assert {str(value) for value in dataset.objects(URIRef("x:s"), URIRef("x:p"))} == set("ab")
        assert [str(row.o) for row in dataset.query("SELECT ?o { GRAPH <x:b> { ?s ?p ?o } }")] == [
            "b"
        ]
        assert len(dataset.graph(URIRef("x:a"))) == 1


def test_a_remote_store_says_that_it_has_no_such_face(monkeypatch: pytest.MonkeyPatch) -> None:
    store = RemoteStore("http://127.0.0.1:9/sparql")
    monkeypatch.setattr(store, "_checked", True)
    with pytest.raises(UsageError, match="SPARQL"), rdflib_dataset(store):
        pass
