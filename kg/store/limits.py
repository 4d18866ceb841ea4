"""Limits that are read between rows and chunks."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from kg.errors import QueryTimeout, QueryTooLarge
from kg.store.base import Limits

T = TypeVar("T")


def watched(rows: Iterable[T], limits: Limits | None) -> Iterator[T]:
    """The rows, up to the limits."""
    if limits is None:
        yield from rows
        return
    meter = Meter(limits)
    for row in rows:
        meter.add(1)
        yield row


class Meter:
    """Counts rows and looks at the clock; raises at the limit."""

    def __init__(self, limits: Limits) -> None:
        self._rows = limits.rows
        self._seconds = limits.seconds
        self._started = time.monotonic()
        self.count = 0

    def add(self, rows: int) -> None:
        self.count += rows
        if self._rows is not None and self.count > self._rows:
            raise too_many_rows(self._rows)
        if self._seconds is not None and time.monotonic() - self._started > self._seconds:
            raise too_slow(self._seconds)


def too_many_rows(rows: int) -> QueryTooLarge:
    return QueryTooLarge(f"The answer has more than {rows:,} rows; add LIMIT, or ask for less.")


def too_slow(seconds: float) -> QueryTimeout:
    return QueryTimeout(f"The query did not finish in {seconds:g} s; narrow it, or add LIMIT.")
