"""Several processes on one corpus: each addition is there, and every reader sees whole versions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kg.corpus import Corpus
from kg.iris import iri
from kg.store import DirectoryStore
from kg.triples.build import build_quads

BASE = "https://graph.example/"
ADD = """
import sys
from pathlib import Path
from kg.facts import sheets
from kg.corpus import Corpus
from kg.store import DirectoryStore
from kg.store.sync import sync
who, folder = sys.argv[1], Path(sys.argv[2])
store = DirectoryStore(folder / ".sulh" / "store")
for number in range(5):
    corpus = Corpus.open(folder)
    text = f"source: {{id: {who}-{number}}}\\nrounds:\\n" + (
        f"- {{id: r, place: Doha, dates: 2025-10-1{number}, evidence: [x],"
        f" parties: [Qatar, {who}]}}\\n"
    )
    corpus.add(sheets.loads("format: sulh-facts/1\\n" + text), None)
    sync(corpus, store, base="https://graph.example/", scan=False)
"""


def claims(store: DirectoryStore) -> tuple[set[str], set[str]]:
    """Sources that have a graph, and those of whose build the state tells."""
    with store.view() as view:
        state = {quad.subject.value for quad in view.quads(iri(BASE, "graph/state"))}
        graphs = {name for name in view.graphs() if "/source/" in name}
    return graphs, {name for name in state if "/source/" in name}


def test_two_processes_add_at_once_and_one_reads(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    corpus = Corpus.init(folder)
    store = DirectoryStore(folder / ".sulh" / "store")
    command = [sys.executable, "-c", ADD]
    writers = [subprocess.Popen([*command, who, str(folder)]) for who in ("front", "union")]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        graphs, noted = claims(store)
        assert graphs == noted
        seen.add(len(graphs))
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(seen) > 2
    assert len(corpus.ids()) == 10
    with store.view() as view:
        for graph, quads in build_quads(Corpus.open(folder), base=BASE).items():
            assert set(map(str, view.quads(graph))) == set(map(str, quads)), graph
