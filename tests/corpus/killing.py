"""Run a change to a corpus again and again, killed at every file operation; print what was found.

Run as a script: `python killing.py TEMPLATE WORK CHANGE`. The process forks a child for each point;
the child kills itself with SIGKILL before its n-th operation on the corpus folder.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from kg.corpus import Corpus
from kg.facts import sheets
from kg.settings import Settings
from kg.store import open_store
from kg.store.sync import sync

EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "os.rmdir", "shutil.rmtree"}
BASE = "https://example.org/id/"


def snapshot(folder: Path) -> dict[str, str]:
    """Every file of the corpus that is not derived."""
    return {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".sulh" not in path.parts and path.name != "journal.jsonl"
    }


def journal(folder: Path) -> list[str]:
    return [f"{line['what']} {line['source']}" for line in Corpus.open(folder).journal()]


def kill_at(point: int, folder: Path) -> None:
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in EVENTS and str(folder) in str(arguments):
            count += 1
            if count == point:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def add(folder: Path) -> None:
    new = folder.parent / "new"
    sheet = sheets.load(next(new.glob("*.facts.yaml")))
    Corpus.open(folder).add(sheet, next(new.glob("*.txt")).read_text("utf-8"))


def retract(folder: Path) -> None:
    corpus = Corpus.open(folder)
    corpus.retract(corpus.ids()[0])


def build(folder: Path) -> None:
    add(folder)
    store = open_store(Settings(corpus=str(folder)))
    sync(Corpus.open(folder), store, base=BASE)
    with store.view() as view:
        quads = sorted(str(quad) for quad in view.quads() if "recordedUntil" not in str(quad))
        graph_of(folder).write_text("\n".join(quads), "utf-8")
    store.close()


def graph_of(folder: Path) -> Path:
    """What the store holds after a build, written by the process that built it."""
    return folder.with_suffix(".nq")


CHANGES: dict[str, Callable[[Path], None]] = {"add": add, "retract": retract, "build": build}


def run_killed(folder: Path, point: int, change: Callable[[Path], None]) -> bool:
    """Whether the change came to its end."""
    child = os.fork()
    if child == 0:
        kill_at(point, folder)
        change(folder)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise SystemExit(f"the change failed at point {point}")
    return os.WIFEXITED(status)


def main(template: Path, work: Path, change: Callable[[Path], None]) -> None:
    before = snapshot(template)
    found: dict[str, int] = {"before": 0, "after": 0, "between": 0}
    after: dict[str, str] | None = None
    after_all = work / "whole"
    shutil.copytree(template, after_all)
    if not run_killed(after_all, -1, change):
        raise SystemExit("the unharmed run died")
    after, after_journal = snapshot(after_all), journal(after_all)
    added = work / "added"
    shutil.copytree(template, added)
    add(added)
    whole = (after, snapshot(added)) if change is build else (after,)
    point, step = 1, 1 if change is not build else 6
    while True:
        folder = work / f"at-{point}"
        shutil.copytree(template, folder)
        ended = run_killed(folder, point, change)
        Corpus.open(folder)
        state = snapshot(folder)
        kind = "after" if state in whole else "before" if state == before else "between"
        found[kind] += 1
        if change is not retract or kind == "before":
            run_killed(folder, -1, change)
        if snapshot(folder) != after or sorted(set(journal(folder))) != sorted(set(after_journal)):
            found["between"] += 1
        if change is build and graph_of(folder).read_text() != graph_of(after_all).read_text():
            found["between"] += 1
        shutil.rmtree(folder)
        if ended:
            break
        point += step
    print(json.dumps({**found, "points": point}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), CHANGES[sys.argv[3]])
