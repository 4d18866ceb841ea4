"""Many files in all cores: one bad file, or a reader that dies, stops no other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path

from kg.errors import SourceError, SulhError
from kg.facts.extract import open_extractor
from kg.facts.extractor import Extractor
from kg.facts.intake import Taken, take
from kg.settings import Settings

Outcome = tuple[Path, Taken | SulhError]
_FEW = 4


def take_all(paths: list[Path], settings: Settings, *, id: str | None = None) -> Iterator[Outcome]:
    """Every file with what came of it, as each is done. `id` is for a single file."""
    if len(paths) < _FEW:
        yield from ((path, _take(path, settings, id)) for path in paths)
        return
    left = dict.fromkeys(paths)
    try:
        with _pool(min(cpu_count() or 1, len(paths))) as pool:
            jobs = {pool.submit(_take, path, settings): path for path in paths}
            for job in as_completed(jobs):
                outcome = job.result()
                del left[jobs[job]]
                yield jobs[job], outcome
    except BrokenProcessPool:
        for path in left:
            yield path, _take_alone(path, settings)


def _take_alone(path: Path, settings: Settings) -> Taken | SulhError:
    try:
        with _pool(1) as pool:
            return pool.submit(_take, path, settings).result()
    except BrokenProcessPool:
        return SourceError("reading it killed the reader (out of memory?); left out.")


def _pool(size: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(size, mp_context=get_context("spawn"))


@cache
def _extractor(settings: Settings) -> Extractor:
    """One extractor a process."""
    return open_extractor(settings)


def _take(path: Path, settings: Settings, id: str | None = None) -> Taken | SulhError:
    try:
        return take(path, lambda: _extractor(settings), settings, id=id)
    except SulhError as error:
        return error
    except OSError as error:
        return SourceError(f"cannot be opened ({error.strerror or error}).")
