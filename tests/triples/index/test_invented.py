"""The corpora of benchmarks/scale are such as `sulh add` would take."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from kg.corpus import Corpus
from kg.facts.ground import ground
from kg.store import MemoryStore
from kg.store.sync import sync


@pytest.fixture(scope="module")
def synthetic() -> ModuleType:
    path = Path(__file__).parents[3] / "benchmarks" / "scale" / "synthetic.py"
    spec = importlib.util.spec_from_file_location("synthetic", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_invented_sheet_is_grounded(synthetic: ModuleType) -> None:
    for number in range(0, 3000, 61):
        sheet, text = synthetic.make_source(number)
        assert ground(sheet, text) == []


def test_a_corpus_made_at_once_is_one_that_was_added(synthetic: ModuleType, tmp_path: Path) -> None:
    made = synthetic.make_corpus(tmp_path / "made", 4)
    added = Corpus.init(tmp_path / "added")
    for number in range(4):
        added.add(*synthetic.make_source(number))
    stores = []
    for corpus in (made, added):
        stores.append(MemoryStore())
        sync(corpus, stores[-1], base="https://graph.example/")
    with stores[0].view() as one, stores[1].view() as other:
        assert one.graphs() == other.graphs()
        for graph in one.graphs()[1:]:
            if not graph.endswith("graph/state"):
                assert set(map(str, one.quads(graph))) == set(map(str, other.quads(graph)))
