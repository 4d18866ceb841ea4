"""By when something is due, as the clause says it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from kg.facts.extract.numberwords import NUMBER
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Reading, Sentence

_BOUND = frozenset({"until", "by", "before"})
_LATEST = re.compile(
    r"\b(?:no later than|not later than|at the latest|latest|as of|lapses on|expires on|until|by|before|by the end of|(?:to begin|to start|effective)(?: on)?)\s(?:the\s)?$"
)
_WITHIN = re.compile(
    r"\b(?:within|in)\s(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety|\d{1,3})\s(?P<u>day|week|month|year|fortnight)s?\b|\bwithin a (?P<f>fortnight)"
)
_NUMBERS = NUMBER | {"a": 1, "an": 1, "fourteen": 14, "thirty": 30, "sixty": 60, "ninety": 90}


_ON = re.compile(r"\b(?:in|on|from|for|next)\s(?:the\s)?$", re.I)


def deadline(
    reading: Reading,
    sentence: Sentence,
    low: int,
    high: int,
    round_id: str | None,
    *,
    meeting: bool = False,
) -> str | None:
    """Of a promised `meeting`, the date itself is when it is due."""
    text = sentence.shape.text
    for found in re.finditer(r"<D(\d+)>", text[low : high + 1]):
        mention = sentence.mentions[int(found.group(1))]
        when = mention.when
        if mention.kind is not Kind.DATE or when is None:
            continue
        lead = text[max(0, low + found.start() - 30) : low + found.start()]
        if meeting and _ON.search(lead):
            return when.edtf.strip("./")
        if "/" in when.edtf.strip("./"):
            continue
        if when.bound in _BOUND or _LATEST.search(lead):
            named = _YEAR.search(mention.text) is not None
            return _to_come(when.edtf.strip("./"), None if named else _day(reading, round_id))
    within = _WITHIN.search(text[low:high])
    start = _day(reading, round_id) if within else None
    return _after(start, within).isoformat() if within and start else None


_YEAR = re.compile(r"\d{4}")


def _to_come(edtf: str, start: date | None) -> str:
    """Without a year of its own, what is due comes after the day on which it was promised."""
    past = start is not None and edtf[:4].isdigit() and edtf < start.isoformat()[: len(edtf)]
    return f"{int(edtf[:4]) + 1:04d}{edtf[4:]}" if past else edtf


def _day(reading: Reading, round_id: str | None) -> date | None:
    """The last known day of the round."""
    here = reading.book.get(round_id) if reading.book else None
    for part in reversed((here.dates or "").split("/")) if here and here.dates else ():
        try:
            return date.fromisoformat(part)
        except ValueError:
            continue
    return None


def _after(start: date, within: re.Match[str]) -> date:
    if within["f"]:
        return start + timedelta(days=14)
    count = int(within["n"]) if within["n"].isdigit() else _NUMBERS.get(within["n"], 1)
    unit = within["u"]
    if unit in ("month", "year"):
        months = start.month - 1 + count * (12 if unit == "year" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    return start + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
