"""Dates by the day of publication: "on Monday", "next week", "in the spring", "two days ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.facts.extract.datewords.clock import (
    COUNT,
    DAYS,
    MONTH,
    WEEKDAY,
    YEAR,
    Clock,
    Rule,
    count_number,
    month_edtf,
    on_day,
    rule,
    week_of,
)
from kg.facts.extract.text.mention import When

_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
_QUARTERS = {"first": 1, "second": 4, "third": 7, "fourth": 10, "last": 10}
_STEP = {"last": -1, "next": 1, "this": 0, "the coming": 1}


def _weekday(match: re.Match[str], clock: Clock) -> When | None:
    today = clock.today
    rel = (match["rel"] or "").lower()
    if today is None or rel in ("the previous", "the same", "that", "the following"):
        return None
    wanted = DAYS[match["w"].lower()]
    ahead = (wanted - today.weekday()) % 7
    if rel == "next":
        return on_day(today + timedelta(ahead or 7))
    if clock.future and rel != "last":
        return on_day(today + timedelta(ahead))
    back = (today.weekday() - wanted) % 7
    return on_day(today - timedelta((back or 7) if rel == "last" else back))


def _weekday_of_week(match: re.Match[str], clock: Clock) -> When | None:
    """ "On Tuesday of last week": weeks begin on Monday."""
    if clock.today is None:
        return None
    monday = clock.today - timedelta(clock.today.weekday())
    shift = 7 * _STEP[match["rel"].lower()]
    first = monday + timedelta(shift + DAYS[match["w"].lower()])
    if not match["w2"]:
        return on_day(first)
    last = monday + timedelta(shift + DAYS[match["w2"].lower()])
    return When(f"{first.isoformat()}/{last.isoformat()}", "on", True, first, last)


def _weekdays(match: re.Match[str], clock: Clock) -> When | None:
    """ "On Sunday and Monday": days next to each other, the last of them the nearest."""
    if clock.today is None:
        return None
    one, two = DAYS[match["w"].lower()], DAYS[match["w2"].lower()]
    length = (two - one) % 7
    if length == 0 or (match["and"] and length > 2):
        return None
    shift = (
        (two - clock.today.weekday()) % 7 if clock.future else -((clock.today.weekday() - two) % 7)
    )
    last = clock.today + timedelta(shift)
    first = last - timedelta(length)
    return When(f"{first.isoformat()}/{last.isoformat()}", "on", True, first, last)


def _near_day(match: re.Match[str], clock: Clock) -> When | None:
    if clock.today is None:
        return None
    shift = {"yesterday": -1, "tomorrow": 1, "last night": -1}.get(match["n"].lower(), 0)
    return on_day(clock.today + timedelta(shift))


def _unit(match: re.Match[str], clock: Clock) -> When | None:
    if clock.today is None:
        return None
    step = _STEP[match["rel"].lower()]
    unit = match["unit"].lower()
    if unit == "week":
        return week_of(clock.today + timedelta(7 * step))
    if unit == "month":
        return When(month_edtf(clock.today.year * 12 + clock.today.month - 1 + step))
    return When(f"{clock.today.year + step:04d}")


def _weekend(match: re.Match[str], clock: Clock) -> When | None:
    """Of the days after a weekend, Monday and Tuesday still look back on it."""
    today = clock.today
    if today is None:
        return None
    saturday = today + timedelta(5 - today.weekday())
    rel = match["rel"].lower()
    if rel == "next":
        saturday += timedelta(7)
    elif rel in ("last", "the past") or (
        rel != "the coming" and not clock.future and today.weekday() < 2
    ):
        saturday -= timedelta(7)
    sunday = saturday + timedelta(1)
    return When(f"{saturday.isoformat()}/{sunday.isoformat()}", "on", True, saturday, sunday)


def _ago(match: re.Match[str], clock: Clock) -> When | None:
    if clock.today is None:
        return None
    count, unit = count_number(match["n"]), match["unit"].lower().rstrip("s")
    if unit == "day":
        return on_day(clock.today - timedelta(count))
    if unit in ("week", "fortnight"):
        return week_of(clock.today - timedelta(count * (14 if unit == "fortnight" else 7)))
    if unit == "month":
        return When(month_edtf(clock.today.year * 12 + clock.today.month - 1 - count), exact=False)
    return When(f"{clock.today.year - count:04d}", exact=False)


def _season(match: re.Match[str], clock: Clock) -> When | None:
    first, last = _SEASONS[match["s"].lower()]
    year = int(match["y"]) if match["y"] else _season_year(match["rel"], first, clock)
    if year is None:
        return None
    end = year + 1 if last < first else year
    return When(f"{year:04d}-{first:02d}/{end:04d}-{last:02d}", "on", False)


def _season_year(rel: str | None, first: int, clock: Clock) -> int | None:
    """The year in which a season begins that is last, this or next."""
    if clock.today is None:
        return clock.year
    today, word = clock.today, (rel or "").lower()
    begun = today.month >= first
    if word == "last":
        return today.year if begun and today.month > first + 2 else today.year - 1
    if word == "next":
        return today.year + 1 if begun else today.year
    if word == "this":
        return today.year
    if clock.year is not None:
        return clock.year
    return today.year + (1 if clock.future and begun else 0) - (not clock.future and not begun)


def _quarter(match: re.Match[str], clock: Clock) -> When | None:
    first = _QUARTERS[match["q"].lower()]
    year = int(match["y"]) if match["y"] else _year(match["rel"], clock)
    return When(f"{year:04d}-{first:02d}/{year:04d}-{first + 2:02d}", "on", False) if year else None


def _year(rel: str | None, clock: Clock) -> int | None:
    if clock.today is None:
        return clock.year
    return clock.today.year + _STEP.get((rel or "").lower(), 0)


def _end_of(match: re.Match[str], clock: Clock) -> When | None:
    if match["y"]:
        return When(f"{match['y']}-12", exact=False)
    if clock.today is None:
        return None
    if match["unit"] == "month":
        return When(month_edtf(clock.today.year * 12 + clock.today.month - 1), exact=False)
    return When(f"{_year(match['rel'], clock):04d}-12", exact=False)


def _feast(match: re.Match[str], clock: Clock) -> When | None:
    year = int(match["y"]) if match["y"] else clock.today.year if clock.today else None
    if year is None:
        return None
    return on_day(date(year, 12, 25))


RULES: tuple[Rule, ...] = (
    rule(
        rf"(?i:\b(?P<w>{WEEKDAY})(?:\s?(?:to|–|-)\s?(?P<w2>{WEEKDAY}))?\s(?:of\s)?"
        r"(?P<rel>last|this|next)\sweek\b)",
        _weekday_of_week,
    ),
    rule(
        rf"(?i:\b(?P<w>{WEEKDAY})(?:\s?(?:to|–|-|through)\s?|(?P<and>\sand\s))(?P<w2>{WEEKDAY}))"
        rf"(?!,?\s(?:the\s)?(?:\d|{MONTH}))",
        _weekdays,
    ),
    rule(
        rf"(?i:\b(?:(?P<rel>last|next|this|the following|the previous|the same|that)\s)?)(?P<w>{WEEKDAY})"
        rf"(?!,?\s(?:the\s)?(?:\d|{MONTH}))",
        _weekday,
    ),
    rule(
        r"(?i:\b(?P<n>yesterday|tomorrow|today|tonight|last night|this morning|this afternoon|"
        r"this evening)\b)",
        _near_day,
    ),
    rule(
        r"(?i:\b(?:in\s|during\s)?(?:the\s)?(?:early|late)?\s?(?P<q>first|second|third|fourth|last)\squarter"
        rf"(?:\sof\s(?:(?P<y>{YEAR})|(?:the|(?P<rel>this|next|last))\syear))?\b)",
        _quarter,
    ),
    rule(
        rf"(?i:\b(?:the\s)?end\sof\s(?:(?:the|(?P<rel>this|next|last))\s(?P<unit>year|month)|(?P<y>{YEAR}))"
        r"|\byear's\send\b|\byear-end\b)",
        _end_of,
    ),
    rule(rf"(?i:\b(?P<n>{COUNT})\s(?P<unit>days?|weeks?|fortnight|months?|years?)\sago\b)", _ago),
    rule(r"(?i:\b(?P<rel>last|next|this|the past|the coming)\sweekend\b)", _weekend),
    rule(
        r"(?i:\b(?P<rel>last|next|this|the coming)\s(?P<unit>week|month|year)\b(?!['’]s\s))", _unit
    ),
    rule(
        r"(?i:\b(?:(?P<rel>last|next|this|that)\s|(?:in|by|since|until|before|of|for)\s(?:the\s)?"
        r"(?:early\s|late\s)?)(?P<s>spring|summer|autumn|fall|winter)\b"
        rf"(?!\sof\sthe\b)(?:\sof)?(?:\s(?P<y>{YEAR}))?)",
        _season,
    ),
    rule(rf"(?i:\bChristmas\b(?!\s(?:truce|card|party))(?:\s(?P<y>{YEAR}))?)", _feast),
)
