"""Dates by the date before them: "the 25th", "that July", "three days later", "the same day"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.facts.extract.datewords.clock import (
    COUNT,
    MONTH,
    Clock,
    count_number,
    day_edtf,
    day_number,
    month_edtf,
    month_number,
    on_day,
    week_of,
    when_of,
)
from kg.facts.extract.text.mention import When

PATTERN = re.compile(
    r"(?i:\bthe\s(?P<nth>[0-3]?\d(?:st|nd|rd|th))\b(?P<here>\sof\sthis\smonth)?"
    r"(?!\s(?:[\w-]+\s){0,3}?(?:round|session|meeting|cycle|day|time|century|anniversary|parallel|consecutive|phase"
    r"|talks|brigade|division|army|corps|infantry|congress|summit|edition|floor|one\b|was|were|is|could|will|would|should|may|might|followed|brought|produced|led|ended|closed))"
    rf"(?!,?\s(?:on|in)\s(?:{MONTH}|\d))(?!,?\s{MONTH}))"
    rf"|\b(?:[Tt]hat|[Tt]he same|[Tt]he following)\s(?P<month>{MONTH})(?!\s\d)"
    rf"|(?i:\b(?P<n>{COUNT})\s(?P<unit>days?|weeks?|months?)\s(?:later|afterwards|after that)\b)"
    r"|(?i:\bthe\s(?:next|following)\s(?P<next>day|week|month)\b)"
    r"|(?i:\bthe\s(?P<prior>day|week|month)\sbefore\b(?!\s(?:the|it|he|she|they|<)))"
)


def resolve(match: re.Match[str], clock: Clock, last: When | None) -> When | None:
    """None when there is no date to count from."""
    if match["nth"]:
        return _nth(match, clock, last)
    base = _base(last)
    if match["month"]:
        year = base.year if base else clock.year
        month = month_number(match["month"])
        return None if year is None else When(f"{year:04d}-{month:02d}")
    if base is None or last is None:
        return None
    if match["prior"]:
        return _shifted(match["prior"], -1, base, last)
    if match["next"]:
        return _shifted(match["next"], 1, base, last)
    return _shifted(match["unit"].lower().rstrip("s"), count_number(match["n"]), base, last)


def _nth(match: re.Match[str], clock: Clock, last: When | None) -> When | None:
    """The month of the date before, else this one."""
    base = (None if match["here"] else _base(last)) or clock.today
    return when_of(day_edtf(base.year, base.month, day_number(match["nth"]))) if base else None


def _base(last: When | None) -> date | None:
    if last is None:
        return None
    if last.last:
        return last.last
    found = re.search(r"(\d{4})-(\d\d)(?!.*\d{4}-\d\d)", last.edtf)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _shifted(unit: str, count: int, base: date, last: When) -> When | None:
    if unit == "month":
        return When(month_edtf(base.year * 12 + base.month - 1 + count), exact=False)
    if not last.last:
        return None
    if unit == "day":
        return on_day(base + timedelta(count))
    return week_of(base + timedelta(7 * count))
