"""Answers kept for one version of the graph: what was asked once costs no query again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

from fastapi import Request

from kg.queries.registry import Answer, Disputes, mark_contested

ROWS = 50_000
"""Rows kept at most; the answers asked for longest ago go first."""


class Listing:
    """An answer whose rows are marked as contested when they are first shown."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self._marked: set[int] = set()
        self._lock = Lock()

    def mark(self, rows: list[dict[str, Any]], disputes: Disputes) -> None:
        with self._lock:
            fresh = [row for row in rows if id(row) not in self._marked]
            mark_contested(self.answer, fresh, disputes)
            self._marked.update(map(id, fresh))


class Kept:
    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._found: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._rows = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Any:
        with self._lock:
            if key not in self._found:
                return None
            self._found.move_to_end(key)
            return self._found[key][0]

    def put(self, key: Hashable, value: Any, rows: int) -> None:
        with self._lock:
            if key not in self._found:
                self._found[key] = (value, rows + 1)
                self._rows += rows + 1
            while self._rows > ROWS and len(self._found) > 1:
                self._rows -= self._found.popitem(last=False)[1][1]


async def kept_answers(request: Request) -> Kept:
    """Of the version that is current before the view is opened, so that none is older than that.

    Of a server elsewhere nothing is kept: only asking would tell whether it changed.
    """
    state = request.app.state
    if state.versioned is None:
        return Kept("")
    revision = state.versioned.revision()
    kept: Kept | None = getattr(state, "kept", None)
    if kept is None or kept.revision != revision:
        kept = state.kept = Kept(revision)
    return kept
