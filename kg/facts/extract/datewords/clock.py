"""What a relative date counts from, and the calendar's words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.facts.extract.numberwords import NUMBER, ORDINALS
from kg.facts.extract.text.mention import When

MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
NUMBERS = NUMBER | {"a": 1, "an": 1, "several": 0}

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)(?![a-z])"
)
DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?\b"
YEAR = r"(?:1[89]\d\d|20\d\d)\b"
TO = r"\s?(?:-|–|—|to|and|until|through|till)\s?"
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
COUNT = r"(?:an?|\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_UNITS = list(ORDINALS)
_SPELLED = {word: n for n, word in enumerate(_UNITS, 1)} | {"thirtieth": 30, "thirty-first": 31}
_SPELLED |= {f"twenty-{word}": 20 + n for n, word in enumerate(_UNITS[:9], 1)}
SPELLED_DAY = rf"(?:{'|'.join(sorted(_SPELLED, key=len, reverse=True))})"


@dataclass(frozen=True, slots=True)
class Clock:
    """`future` when the sentence speaks of what is to come; `year` where a heading sets one."""

    today: date | None
    future: bool = False
    year: int | None = None


Resolver = Callable[["re.Match[str]", Clock], When | None]
Rule = tuple[re.Pattern[str], Resolver]


def rule(pattern: str, resolve: Resolver) -> Rule:
    return re.compile(pattern), resolve


def day_edtf(year: int | None, month: int, day: int) -> str | None:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def month_edtf(index: int) -> str:
    """Of a month counted from the year 0: 12 × year + month − 1."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def day_number(text: str) -> int:
    return _SPELLED.get(text.lower()) or int(re.sub(r"\D", "", text))


def count_number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text.lower()]


def when_of(first: str | None, last: str | None = None) -> When | None:
    if first is None:
        return None
    edtf = first if last is None or last == first else f"{first}/{last}"
    return When(edtf, "on", True, as_date(first), as_date(last or first))


def on_day(day: date) -> When:
    return When(day.isoformat(), "on", True, day, day)


def week_of(day: date) -> When:
    """Monday to Sunday, not exact."""
    monday = day - timedelta(day.weekday())
    return When(f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}", "on", False)


def as_date(text: str | None) -> date | None:
    if not text or "X" in text or len(text) != 10:
        return None
    return date.fromisoformat(text)


def year_for(month: int, day: int | None, clock: Clock) -> int | None:
    """The year a month and day without one belongs to: the nearest that fits the tense."""
    if clock.year is not None:
        return clock.year
    if clock.today is None:
        return None
    today = clock.today
    if clock.future:
        past = (month, day or 31) < (today.month, today.day)
        return today.year + 1 if past and (today.month - month) > 3 else today.year
    ahead = (month, day or 1) > (today.month, today.day)
    if not ahead:
        return today.year
    soon = month - today.month <= 2 and day is not None
    return today.year if soon else today.year - 1


def year_said(match: re.Match[str], month: int, day: int | None, clock: Clock) -> int | None:
    """From `y` (2031), else from `ry` (last, this, next year), else the nearest that fits."""
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    if groups.get("ry") and clock.today:
        shift = {"last": -1, "next": 1}.get(groups["ry"].lower(), 0)
        return clock.today.year + shift
    return year_for(month, day, clock)
