"""Quads in memory: for tests, for small graphs, and as what the workers hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock

import pyoxigraph as ox

from kg.store.base import Limits, Touched
from kg.store.changes import ChangeLog, Edit, Subjects
from kg.store.engine import EngineView


class MemoryStore:
    """One engine; a write waits for nobody.

    A query of the engine sees one version, a view of several queries must too. So a write goes
    into the engine itself only when no view is open on it; else into a copy, which becomes the
    engine of the views to come, while those that are open keep theirs.
    """

    def __init__(self) -> None:
        self._engine = _Pinned(ox.Store())
        self._writing = Lock()
        self._opening = Lock()
        self._log = ChangeLog()

    @contextmanager
    def view(self) -> Iterator[EngineView]:
        with self._opening:
            pinned = self._engine
            pinned.views += 1
        try:
            yield EngineView(pinned.engine)
        finally:
            with self._opening:
                pinned.views -= 1

    def write(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        self.write_many({graph: quads})

    def write_many(
        self,
        graphs: Mapping[str, Iterable[ox.Quad]],
        drop: Sequence[str] = (),
        subjects: Subjects | None = None,
    ) -> None:
        self._apply(Edit.of_graphs(graphs, drop, subjects))

    def add(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        self._apply(Edit.of_addition(graph, quads))

    def drop(self, graph: str) -> None:
        self.write_many({}, [graph])

    def update(
        self,
        text: str,
        *,
        using: Sequence[str] | None = None,
        using_named: Sequence[str] = (),
        base: str | None = None,
        limits: Limits | None = None,  # noqa: ARG002
    ) -> None:
        self._apply(Edit.of_update(text, using, using_named, base))

    def revision(self) -> str:
        return str(self._log.revision)

    def changes(self, since: str) -> Touched | None:
        return self._log.since(since)

    def close(self) -> None:
        self._engine = _Pinned(ox.Store())

    def _apply(self, edit: Edit) -> None:
        with self._writing:
            if not edit.is_bulk(self._engine.engine) and self._apply_in_place(edit):
                return
            fresh = self._changed(edit)
            with self._opening:
                self._engine = _Pinned(fresh)
                self._log.add(edit.touched)

    def _changed(self, edit: Edit) -> ox.Store:
        now, fresh = self._engine.engine, ox.Store()
        if edit.is_bulk(now):
            fresh.bulk_extend(edit.applied(now))
        else:
            fresh.bulk_extend(iter(now))
            edit.run(fresh)
        return fresh

    def _apply_in_place(self, edit: Edit) -> bool:
        with self._opening:
            if self._engine.views:
                return False
            edit.run(self._engine.engine)
            self._log.add(edit.touched)
            return True


class _Pinned:
    def __init__(self, engine: ox.Store) -> None:
        self.engine = engine
        self.views = 0
