"""The store on disk: several processes, sudden death, broken files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreBusy, StoreError
from kg.store import DirectoryStore

G = "http://example.org/g"
WRITER = """
import sys, pyoxigraph as ox
from kg.store import DirectoryStore
store = DirectoryStore(sys.argv[1])
node = ox.NamedNode
for number in range(10_000):
    store.write_many({
        g: [ox.Quad(node("x:s"), node("x:p"), ox.Literal(number), node(g))] for g in ("x:a", "x:b")
    })
    print(number, flush=True)
"""


def quad(text: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal(text), ox.NamedNode(G))


def values(store: DirectoryStore, graph: str = G) -> list[str]:
    with store.view() as view:
        return sorted(found.object.value for found in view.quads(graph))


def writer(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)


def test_what_is_written_is_there_after_opening_again(tmp_path: Path) -> None:
    DirectoryStore(tmp_path).write(G, [quad("kept")])
    assert values(DirectoryStore(tmp_path)) == ["kept"]


def test_another_process_is_read_as_it_writes(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    with writer(tmp_path) as process:
        assert process.stdout
        for _ in range(20):
            said = process.stdout.readline().decode().strip()
            with store.view() as view:
                rows = view.select("SELECT DISTINCT ?o { GRAPH ?g { ?s ?p ?o } }")
            assert len(rows) == 1
            assert int(rows[0]["o"].value) >= int(said)
        process.kill()


@pytest.mark.parametrize("pause", [0.0, 0.013, 0.031, 0.047, 0.08, 0.11])
def test_a_writer_killed_at_any_moment_leaves_a_whole_version(tmp_path: Path, pause: float) -> None:
    with writer(tmp_path) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(pause)
        os.kill(process.pid, signal.SIGKILL)
    store = DirectoryStore(tmp_path)
    assert values(store, "x:a") == values(store, "x:b")
    store.write(G, [quad("after")])
    assert values(store) == ["after"]
    assert len([d for d in tmp_path.iterdir() if d.name.startswith("v-")]) <= 2


def test_two_writers_take_turns(tmp_path: Path) -> None:
    with writer(tmp_path) as one, writer(tmp_path) as other:
        for process in (one, other):
            assert process.stdout
            for _ in range(10):
                assert process.stdout.readline()
        one.kill()
        other.kill()


def test_a_writer_that_waits_too_long_says_for_whom(tmp_path: Path) -> None:
    holder = (
        "import fcntl, os, sys, time; f = os.open(sys.argv[1] + '/lock', os.O_RDWR | os.O_CREAT); "
        "fcntl.flock(f, fcntl.LOCK_EX); os.pwrite(f, str(os.getpid()).ljust(10).encode(), 0); "
        "print(flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", holder, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        store = DirectoryStore(tmp_path, wait_seconds=0.2)
        with pytest.raises(StoreBusy, match=f"Process {process.pid} has been writing"):
            store.write(G, [])
        process.kill()


def test_old_versions_go_when_nobody_reads_them(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    for number in range(5):
        store.write(G, [quad(str(number))])
    assert len(list(tmp_path.glob("v-*"))) == 1
    with store.view() as view:
        store.write(G, [quad("new")])
        assert len(list(tmp_path.glob("v-*"))) == 2
        assert [found.object.value for found in view.quads(G)] == ["4"]


def damage_state(path: Path) -> None:
    (path / "state.json").write_text('{"revision": 3')


def damage_manifest(path: Path) -> None:
    for file in path.glob("v-*/MANIFEST-*"):
        file.write_bytes(b"nonsense")


def lose_version(path: Path) -> None:
    for file in path.glob("v-*/*"):
        file.unlink()


@pytest.mark.parametrize("damage", [damage_state, damage_manifest, lose_version])
def test_a_broken_store_says_what_to_do(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    DirectoryStore(tmp_path).write(G, [quad("x")])
    damage(tmp_path)
    with pytest.raises(StoreError, match="delete that folder and run `sulh build`"):
        DirectoryStore(tmp_path)


def test_a_store_thrown_away_begins_anew(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    DirectoryStore(folder).write(G, [quad("x")])
    for file in sorted(folder.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    assert values(DirectoryStore(folder)) == []


def test_a_large_write_is_done_in_bulk(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    store.write("x:small", [ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("s"))])
    store.write(G, (quad(str(number)) for number in range(60_000)))
    assert len(values(store)) == 60_000
    assert values(store, "x:small") == ["s"]
