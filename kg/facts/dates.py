"""EDTF dates: checked, and turned into the earliest and latest day they allow."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"^(\d{3}[\dX]|\d\dXX|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)\Z", re.ASCII)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


@dataclass(frozen=True, slots=True)
class Span:
    """Earliest and latest day; None where the expression leaves it open or unknown."""

    earliest: date | None
    latest: date | None


def check_edtf(text: str) -> str:
    """Return `text` if it is an EDTF level 1 expression this project reads, else ValueError."""
    if text in ("", "/", "../.."):
        raise ValueError("is not an EDTF date (want 2025-10-25, 2025-10, 2025-10-25/.. …)")
    sides = text.split("/")
    if len(sides) > 2:
        raise ValueError(f"{text!r} has more than one '/'")
    for side in sides:
        if not (len(sides) == 2 and side in ("", "..")):
            _days(side)
    span = edtf_span(text)
    if span.earliest and span.latest and span.earliest > span.latest:
        raise ValueError(f"{text!r} ends before it begins")
    return text


@lru_cache(maxsize=4096)
def edtf_span(text: str) -> Span:
    """The days an expression allows; a date of unknown year allows any (None, None)."""
    first, slash, last = text.partition("/")
    if not slash:
        return _days(first)
    start = Span(None, None) if first in ("", "..") else _days(first)
    end = Span(None, None) if last in ("", "..") else _days(last)
    return Span(start.earliest, end.latest)


@lru_cache(maxsize=65536)
def overlap(a: str, b: str) -> bool:
    """Whether two expressions can mean a common day; unknown years compare month and day."""
    one, two = _comparable(a, b)
    return not (
        (one.latest and two.earliest and one.latest < two.earliest)
        or (two.latest and one.earliest and two.latest < one.earliest)
    )


def _comparable(a: str, b: str) -> tuple[Span, Span]:
    year_a, year_b = _year(a), _year(b)
    if year_a is None and year_b is not None:
        a = a.replace("XXXX", year_b)
    elif year_b is None and year_a is not None:
        b = b.replace("XXXX", year_a)
    elif year_a is None and year_b is None:
        a, b = a.replace("XXXX", "2000"), b.replace("XXXX", "2000")
    return edtf_span(a), edtf_span(b)


def _year(text: str) -> str | None:
    found = re.search(r"(?<![\d-])\d{4}", text)
    return found.group() if found else None


def _days(text: str) -> Span:
    match = _DATE.match(text)
    if not match:
        raise ValueError(f"{text!r} is not an EDTF date (want 2025-10-25, 2025-10, XXXX-10-18 …)")
    year, month, day, _ = match.groups()
    if year == "XXXX":
        _check_day(2000, month, day)
        return Span(None, None)
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        raise ValueError(f"{text!r}: there is no year 0 here")
    _check_day(low, month, day)
    if month in (None, "XX"):
        return Span(date(low, 1, 1), date(high, 12, 31))
    return _month_days(low, high, int(month), day)


def _month_days(low: int, high: int, month: int, day: str | None) -> Span:
    if month in _SEASONS:
        first, last = _SEASONS[month]
        end_year = high + 1 if last < first else high
        return Span(date(low, first, 1), _last_day(end_year, last))
    if day in (None, "XX"):
        return Span(date(low, month, 1), _last_day(high, month))
    return Span(date(low, month, int(day)), date(high, month, int(day)))


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _check_day(year: int, month: str | None, day: str | None) -> None:
    if month in (None, "XX"):
        return
    number = int(month or 0)
    if number in _SEASONS and day is None:
        return
    if not 1 <= number <= 12:
        raise ValueError(f"there is no month {month}")
    if day not in (None, "XX"):
        date(year, number, int(day or 0))
