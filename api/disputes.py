"""What is contested, known without a query: read once at the start, then followed by what changes.

Until it is read, and wherever the version of a request is not the one it knows, it is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from threading import Lock, Thread

from kg.errors import StoreError, SulhError
from kg.queries.contest_book import ContestBook
from kg.queries.contested import Contest, Key
from kg.queries.registry import AskedDisputes, readings
from kg.store.base import Row, Store, Versioned, View

_FOLLOWED = 100
"""Graphs changed at once; after more, all is read anew."""


class DisputeKeeper:
    """One for a server. `start` reads in the background; without it everything is asked."""

    def __init__(self, store: Store, base: str) -> None:
        self._store, self._base = store, base
        self._lock = Lock()
        self._book: ContestBook | None = None
        self._revision = ""
        self._reading: Thread | None = None
        self._stopped = False

    def start(self) -> None:
        if isinstance(self._store, Versioned):
            self._reading = Thread(target=self._read, daemon=True)
            self._reading.start()

    def stop(self) -> None:
        self._stopped = True
        if self._reading is not None:
            self._reading.join()

    def contests(self, revision: str, rounds: Collection[str] | None) -> list[Contest] | None:
        """Of that version; None when it is not the one that is known."""
        with self._lock:
            book = self._book if self._knows(revision) else None
            return book.contests(rounds) if book else None

    def solutions(
        self, revision: str, keys: Collection[Key], rounds: Collection[str] | None
    ) -> list[Row] | None:
        with self._lock:
            book = self._book if self._knows(revision) else None
            return book.solutions(sorted(keys), rounds) if book else None

    def _knows(self, revision: str) -> bool:
        return revision == self._revision or self._follow(revision)

    def _follow(self, revision: str) -> bool:
        """To what is current now. A graph that changes meanwhile is read once more next time."""
        if self._book is None or not isinstance(self._store, Versioned) or not revision:
            return False
        changed = self._store.changes(self._revision)
        if changed is None or len(changed) > _FOLLOWED:
            self._book = None
            self.start()
            return False
        with self._store.view() as view:
            for graph in changed:
                self._book.put(graph, readings(view, graph))
        if self._store.revision() == revision:
            self._revision = revision
        return self._revision == revision

    def _read(self) -> None:
        """The newest version, whole."""
        try:
            revision = self._store.revision()
            book = ContestBook(self._base)
            with self._store.view() as view:
                for graph, rows in self._by_graph(view):
                    book.put(graph, rows)
            book.contests()
        except SulhError:
            return
        with self._lock:
            self._book, self._revision = book, revision

    def _by_graph(self, view: View) -> Iterator[tuple[str, list[Row]]]:
        for graph in view.graphs():
            if self._stopped:
                raise StoreError("The server stops.")
            yield graph, readings(view, graph)


class KnownDisputes:
    """Of the version of one request: from the keeper, else by a query of the view."""

    def __init__(self, keeper: DisputeKeeper, revision: str, view: View, base: str) -> None:
        self._keeper, self._revision = keeper, revision
        self._asked = AskedDisputes(view, base)

    def contests(self, rounds: Collection[str] | None = None) -> list[Contest]:
        known = self._keeper.contests(self._revision, rounds)
        return self._asked.contests(rounds) if known is None else known

    def solutions(self, keys: Collection[Key], rounds: Collection[str] | None = None) -> list[Row]:
        known = self._keeper.solutions(self._revision, keys, rounds)
        return self._asked.solutions(keys, rounds) if known is None else known
