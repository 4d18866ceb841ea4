"""All-or-nothing changes to a folder: staged, then committed by one rename, then applied.

A process killed before the commit leaves nothing; one killed after it leaves a committed plan,
which the next opening carries out. Every step can be carried out twice.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import CorpusBusy

_PLAN = "plan.json"


@contextmanager
def locked(work: Path, *, wait: bool = True) -> Iterator[None]:
    """One writer at a time, across processes. Raises CorpusBusy when not waiting."""
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise CorpusBusy(
                "Another process is writing to this corpus; try again when it is done."
            ) from None
        yield


class Transaction:
    """Collects files to write, move away and append to, below `root`; `commit` makes them real."""

    def __init__(self, root: Path, work: Path) -> None:
        self._root = root
        self._stage = work / "transaction"
        shutil.rmtree(self._stage, ignore_errors=True)
        self._stage.mkdir(parents=True)
        self._plan: list[dict[str, str | int]] = []
        self._lengths: dict[str, int] = {}

    def write(self, path: str, data: bytes) -> None:
        staged = f"{len(self._plan)}"
        _write_synced(self._stage / staged, data)
        self._plan.append({"do": "write", "path": path, "staged": staged})

    def delete(self, path: str) -> None:
        self._plan.append({"do": "delete", "path": path})

    def append(self, path: str, data: bytes) -> None:
        length = self._lengths.get(path)
        if length is None:
            target = self._root / path
            length = target.stat().st_size if target.exists() else 0
        self._lengths[path] = length + len(data)
        self._plan.append(
            {"do": "append", "path": path, "length": length, "text": data.decode("utf-8")}
        )

    def commit(self) -> None:
        if not self._plan:
            shutil.rmtree(self._stage)
            return
        draft = self._stage / "draft"
        _write_synced(draft, json.dumps(self._plan).encode())
        _sync_folder(self._stage)
        draft.rename(self._stage / _PLAN)
        _sync_folder(self._stage)
        recover(self._root, self._stage.parent)


def recover(root: Path, work: Path) -> None:
    """Carry out a committed plan, if there is one; forget an uncommitted one."""
    stage = work / "transaction"
    plan = stage / _PLAN
    if plan.exists():
        folders = {_apply(root, stage, step) for step in json.loads(plan.read_text("utf-8"))}
        for folder in sorted(folders):
            _sync_folder(folder)
        plan.unlink()
        _sync_folder(stage)
    shutil.rmtree(stage, ignore_errors=True)


def _apply(root: Path, stage: Path, step: dict[str, str | int]) -> Path:
    target = root / str(step["path"])
    target.parent.mkdir(parents=True, exist_ok=True)
    if step["do"] == "write":
        staged = stage / str(step["staged"])
        if staged.exists():
            staged.replace(target)
    elif step["do"] == "delete":
        target.unlink(missing_ok=True)
    else:
        _append_at(target, int(step["length"]), str(step["text"]).encode("utf-8"))
    return target.parent


def _append_at(target: Path, length: int, data: bytes) -> None:
    with target.open("ab") as handle:
        handle.truncate(length)
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
