"""Dates in English words, resolved against the day of publication; an unknown year stays XXXX."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.facts.extract.mention import Kind, Mention, When

_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}

_M = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)(?![a-z])"
)
_D = r"(?:[0-3]?\d)(?:st|nd|rd|th)?\b"
_Y = r"(?:1[89]\d\d|20\d\d)\b"
_TO = r"\s?(?:-|–|—|to|and|until|through|till)\s?"
_W = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
_NEAR = r"(?:(?P<rel>last|next|this|the following|the previous|the same|that)\s)?"
_PART = r"(?:(?P<part>early|late|mid|the end of|the middle of|the beginning of|the start of)[\s-])?"

_Resolver = Callable[["re.Match[str]", "Clock"], "When | None"]


@dataclass(frozen=True, slots=True)
class Clock:
    """What a relative date counts from, and whether the sentence speaks of what is to come."""

    today: date | None
    future: bool = False
    year: int | None = None


def find_dates(text: str, offset: int, clock: Clock) -> list[Mention]:
    """Date mentions in `text`, which stands at `offset` in the document; non-overlapping."""
    taken: list[Mention] = []
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            if any(
                match.start() < m.end - offset and m.start - offset < match.end() for m in taken
            ):
                continue
            when = resolve(match, clock)
            if when is not None:
                taken.append(_mention(match, offset, _bound(text, match.start(), when)))
    return sorted(taken, key=lambda m: m.start)


def _mention(match: re.Match[str], offset: int, when: When) -> Mention:
    start, end = match.start() + offset, match.end() + offset
    return Mention(Kind.DATE, start, end, match.group(), when=when)


_BOUND = re.compile(
    r"\b(until|till|by|before|no later than|at the latest|since|from|after|through|following)"
    r"(?:\s(?:the\s)?(?:end of|middle of|start of|early|late|at least))?\s(?:the\s)?$",
    re.I,
)


def _bound(text: str, start: int, when: When) -> When:
    found = _BOUND.search(text[max(0, start - 40) : start])
    if not found or when.bound != "on":
        return when
    word = found.group(1).lower()
    word = {
        "till": "until",
        "no later than": "by",
        "at the latest": "by",
        "following": "after",
    }.get(word, word)
    return When(when.edtf, word, when.exact, when.first, when.last)


def _day(year: int | None, month: int, day: int) -> str | None:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def _year_for(month: int, day: int | None, clock: Clock) -> int | None:
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


def _month(word: str) -> int:
    return _MONTHS[word.lower().rstrip(".")]


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _when(first: str | None, last: str | None = None) -> When | None:
    if first is None:
        return None
    edtf = first if last is None or last == first else f"{first}/{last}"
    return When(edtf, "on", True, _as_date(first), _as_date(last or first))


def _as_date(text: str | None) -> date | None:
    if not text or "X" in text or len(text) != 10:
        return None
    return date.fromisoformat(text)


def _iso(match: re.Match[str], _: Clock) -> When | None:
    return _when(_day(int(match["y"]), int(match["m"]), int(match["d"])))


def _two_months(match: re.Match[str], clock: Clock) -> When | None:
    one, two = _month(match["m1"]), _month(match["m2"])
    year = int(match["y"]) if match["y"] else _year_for(two, _number(match["d2"]), clock)
    start_year = year - 1 if year and one > two else year
    first = _day(start_year, one, _number(match["d1"]))
    last = _day(year, two, _number(match["d2"]))
    return _when(first, last) if first and last else None


def _day_range(match: re.Match[str], clock: Clock) -> When | None:
    month = _month(match["m"])
    year = int(match["y"]) if match["y"] else _year_for(month, _number(match["d1"]), clock)
    first, last = (_day(year, month, _number(match[d])) for d in ("d1", "d2"))
    if not first or not last or _number(match["d1"]) > _number(match["d2"]):
        return None
    return _when(first, last)


def _one_day(match: re.Match[str], clock: Clock) -> When | None:
    month, day = _month(match["m"]), _number(match["d"])
    year = int(match["y"]) if match["y"] else _year_for(month, day, clock)
    return _when(_day(year, month, day))


def _day_of_this_month(match: re.Match[str], clock: Clock) -> When | None:
    if clock.today is None:
        return None
    day = _number(match["d"])
    here = _day(clock.today.year, clock.today.month, day)
    return _when(here)


def _month_year(match: re.Match[str], _: Clock) -> When | None:
    month = _month(match["m"])
    found = When(f"{int(match['y']):04d}-{month:02d}", exact=not match["part"])
    return _before_end(match["part"], found)


def _month_only(match: re.Match[str], clock: Clock) -> When | None:
    month = _month(match["m"])
    year = _relative_year(match["rel"], month, clock)
    found = When(
        f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}", exact=not match["part"]
    )
    return _before_end(match["part"], found)


def _before_end(part: str | None, when: When) -> When:
    return when if part is None or not part.startswith("the") else When(when.edtf, exact=False)


def _relative_year(rel: str | None, month: int, clock: Clock) -> int | None:
    if clock.today is None or rel in ("that", "the same"):
        return clock.year
    if rel == "this":
        return clock.today.year
    if rel == "last":
        return clock.today.year - (1 if month >= clock.today.month else 0)
    if rel == "next":
        return clock.today.year + (1 if month <= clock.today.month else 0)
    if clock.year is not None:
        return clock.year
    if clock.future:
        return clock.today.year + (1 if month < clock.today.month else 0)
    return clock.today.year - (1 if month > clock.today.month else 0)


def _weekday(match: re.Match[str], clock: Clock) -> When | None:
    if clock.today is None:
        return None
    wanted = _DAYS[match["w"].lower()]
    rel = match["rel"] or ""
    if rel in ("the previous", "the same", "that", "the following"):
        return None
    ahead = (wanted - clock.today.weekday()) % 7
    if rel == "next" or (clock.future and rel != "last"):
        return _when((clock.today + timedelta(ahead or 7)).isoformat())
    back = (clock.today.weekday() - wanted) % 7
    if rel == "last":
        back = back or 7
    return _when((clock.today - timedelta(back)).isoformat())


def _near_day(match: re.Match[str], clock: Clock) -> When | None:
    if clock.today is None:
        return None
    shift = {"yesterday": -1, "tomorrow": 1}.get(match["n"].lower(), 0)
    return _when((clock.today + timedelta(shift)).isoformat())


def _ago(match: re.Match[str], clock: Clock) -> When | None:
    if clock.today is None:
        return None
    unit = match["unit"].lower()
    step = {"last": -1, "next": 1, "this": 0}[match["rel"].lower()]
    if unit == "month":
        index = clock.today.year * 12 + clock.today.month - 1 + step
        return When(f"{index // 12:04d}-{index % 12 + 1:02d}")
    if unit == "year":
        return When(f"{clock.today.year + step:04d}")
    monday = clock.today - timedelta(clock.today.weekday()) + timedelta(7 * step)
    return When(f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}", "on", False)


def _years(match: re.Match[str], _: Clock) -> When | None:
    one, two = int(match["y1"]), int(match["y2"])
    return When(f"{one}/{two}") if one < two else None


def _year_only(match: re.Match[str], _: Clock) -> When | None:
    return When(match["y"])


def _rule(pattern: str, resolve: _Resolver) -> tuple[re.Pattern[str], _Resolver]:
    return re.compile(pattern), resolve


_RULES: tuple[tuple[re.Pattern[str], _Resolver], ...] = (
    _rule(r"\b(?P<y>20\d\d|19\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b", _iso),
    _rule(
        rf"\b(?P<d>{_D})\.(?P<m>\d\d)\.(?P<y>{_Y})",
        lambda m, _: _when(
            _day(int(m["y"]), int(m["m"]), _number(m["d"])) if 1 <= int(m["m"]) <= 12 else None
        ),
    ),
    _rule(
        rf"\b(?P<d1>{_D})\s(?:of\s)?(?P<m1>{_M}){_TO}(?P<d2>{_D})\s(?:of\s)?(?P<m2>{_M})"
        rf"(?:,?\s(?P<y>{_Y}))?",
        _two_months,
    ),
    _rule(
        rf"\b(?P<m1>{_M})\s(?P<d1>{_D}){_TO}(?P<m2>{_M})\s(?P<d2>{_D})(?:,?\s(?P<y>{_Y}))?",
        _two_months,
    ),
    _rule(rf"\b(?P<m>{_M})\s(?P<d1>{_D}){_TO}(?P<d2>{_D})(?:,?\s(?P<y>{_Y}))?", _day_range),
    _rule(
        rf"\b(?P<d1>{_D}){_TO}(?P<d2>{_D})\s(?:of\s)?(?P<m>{_M})(?:,?\s(?P<y>{_Y}))?", _day_range
    ),
    _rule(rf"\b(?P<m>{_M})\s(?:the\s)?(?P<d>{_D})(?!:)(?:,?\s(?P<y>{_Y}))?", _one_day),
    _rule(rf"\b(?P<d>{_D})\s(?:of\s)?(?P<m>{_M})(?:,?\s(?P<y>{_Y}))?", _one_day),
    _rule(rf"\b{_PART}(?P<m>{_M}),?\s(?:of\s)?(?P<y>{_Y})", _month_year),
    _rule(
        rf"(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\bof\s)|(?<=\bfor\s)|(?<=\bby\s)|"
        rf"(?<=\buntil\s)|(?<=\blast\s)"
        rf"|(?<=\bthis\s)|(?<=\bto\s)|(?<=\bthat\s)|(?<=\bearly\s)|(?<=\blate\s)|"
        rf"(?<=\bmid-)|(?<=\bnext\s)"
        rf"|(?<=\bprevious\s)|\b(?=(?:early|late|mid|this|last|next|that)[\s-]))"
        rf"{_PART}{_NEAR}{_PART.replace('part', 'part2')}(?P<m>{_M})(?!\s\d)",
        _month_only,
    ),
    _rule(
        r"\bthe\s(?P<d>[0-3]?\d(?:st|nd|rd|th))\b(?:\sof\sthis\smonth)?"
        r"(?!\s(?:round|session|meeting|cycle|day|time|century|anniversary|parallel|consecutive))",
        _day_of_this_month,
    ),
    _rule(rf"(?i:\b{_NEAR})(?P<w>{_W})(?!,?\s(?:the\s)?(?:\d|{_M}))", _weekday),
    _rule(
        r"(?i:\b(?P<n>yesterday|tomorrow|today|tonight|this morning|this afternoon|"
        r"this evening)\b)",
        _near_day,
    ),
    _rule(r"(?i:\b(?P<rel>last|next|this)\s(?P<unit>month|year)\b)", _ago),
    _rule(rf"\b(?:from\s|between\s)?(?P<y1>{_Y})\s?(?:-|–|to|and)\s?(?P<y2>{_Y})", _years),
    _rule(
        rf"(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\bof\s)|(?<=,\s)|(?<=\bspring\s)|(?<=\()|(?<=\blate\s)"
        rf"|(?<=\bearly\s))(?P<y>{_Y})",
        _year_only,
    ),
)
