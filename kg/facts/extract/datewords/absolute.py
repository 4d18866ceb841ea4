"""Dates by their month: "20–29 July 2031", "the fourteenth of December", "March last year"."""

from __future__ import annotations

import re

from kg.facts.extract.datewords.clock import (
    DAY,
    MONTH,
    SPELLED_DAY,
    TO,
    YEAR,
    Clock,
    Rule,
    day_edtf,
    day_number,
    month_number,
    rule,
    when_of,
    year_said,
)
from kg.facts.extract.text.mention import When

_THAT_YEAR = rf"(?:,?\s(?:of\s)?(?:(?P<y>{YEAR})|(?:the\s)?(?P<ry>last|this|next)\syear\b))?"
_NEAR = r"(?:(?P<rel>last|next|this|the following|the previous)\s)?"
_PART = (
    r"(?:(?:the\s)?(?P<part>early|late|mid|the end of|the middle of|the beginning of|the start of"
    r"|end|middle|beginning|start of)[\s-](?:of\s)?)?"
)


def _iso(match: re.Match[str], _: Clock) -> When | None:
    return when_of(day_edtf(int(match["y"]), int(match["m"]), int(match["d"])))


def _dotted(match: re.Match[str], _: Clock) -> When | None:
    month = int(match["m"])
    day = day_edtf(int(match["y"]), month, day_number(match["d"])) if 1 <= month <= 12 else None
    return when_of(day)


def _two_months(match: re.Match[str], clock: Clock) -> When | None:
    one, two = month_number(match["m1"]), month_number(match["m2"])
    year = year_said(match, two, day_number(match["d2"]), clock)
    start_year = year - 1 if year and one > two else year
    first = day_edtf(start_year, one, day_number(match["d1"]))
    last = day_edtf(year, two, day_number(match["d2"]))
    return when_of(first, last) if first and last else None


def _day_range(match: re.Match[str], clock: Clock) -> When | None:
    month = month_number(match["m"])
    year = year_said(match, month, day_number(match["d1"]), clock)
    first, last = (day_edtf(year, month, day_number(match[d])) for d in ("d1", "d2"))
    if not first or not last or day_number(match["d1"]) > day_number(match["d2"]):
        return None
    return when_of(first, last)


def _one_day(match: re.Match[str], clock: Clock) -> When | None:
    month, day = month_number(match["m"]), day_number(match["d"])
    return when_of(day_edtf(year_said(match, month, day, clock), month, day))


def _months(match: re.Match[str], clock: Clock) -> When | None:
    one, two = month_number(match["m1"]), month_number(match["m2"])
    year = year_said(match, two, None, clock)
    if year is None or one == two:
        return None
    return When(f"{year - (one > two):04d}-{one:02d}/{year:04d}-{two:02d}")


def _month_year(match: re.Match[str], clock: Clock) -> When | None:
    month = month_number(match["m"])
    year = year_said(match, month, None, clock)
    return None if year is None else When(f"{year:04d}-{month:02d}", exact=not match["part"])


def _month_only(match: re.Match[str], clock: Clock) -> When | None:
    month = month_number(match["m"])
    year = _relative_year(match["rel"], month, clock)
    exact = not (match["part"] or match["part2"])
    return When(f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}", exact=exact)


def _relative_year(rel: str | None, month: int, clock: Clock) -> int | None:
    today = clock.today
    if today is None:
        return clock.year
    if rel == "this":
        return today.year
    if rel == "last":
        return today.year - (1 if month >= today.month else 0)
    if rel == "next":
        return today.year + (1 if month <= today.month else 0)
    if clock.year is not None:
        return clock.year
    if clock.future:
        return today.year + (1 if month < today.month else 0)
    return today.year - (1 if month > today.month else 0)


def _years(match: re.Match[str], _: Clock) -> When | None:
    one, two = int(match["y1"]), int(match["y2"])
    return When(f"{one}/{two}") if one < two else None


def _year_only(match: re.Match[str], _: Clock) -> When | None:
    return When(match["y"])


_MONTH_LEAD = "|".join(
    rf"(?<=\b{word})"
    for word in (
        r"[Ii]n\s", r"[Ss]ince\s", r"[Oo]f\s", r"[Ff]or\s", r"[Bb]y\s", r"[Uu]ntil\s", r"[Ll]ast\s",
        r"[Tt]his\s", r"[Tt]o\s", r"[Ee]arly\s", r"[Ll]ate\s", "[Mm]id-", r"[Nn]ext\s", r"[Pp]revious\s",
        r"[Ff]rom\s", r"[Aa]nd\s", r"[Dd]uring\s", r"[Bb]efore\s", r"[Aa]fter\s", r"[Ii]t was\s",
    )
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    rule(r"\b(?P<y>20\d\d|19\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b", _iso),
    rule(rf"\b(?P<d>{DAY})\.(?P<m>\d\d)\.(?P<y>{YEAR})", _dotted),
    rule(
        rf"\b(?P<d1>{DAY})\s(?:of\s)?(?P<m1>{MONTH}){TO}(?P<d2>{DAY})\s(?:of\s)?(?P<m2>{MONTH})"
        rf"{_THAT_YEAR}",
        _two_months,
    ),
    rule(
        rf"\b(?P<m1>{MONTH})\s(?P<d1>{DAY}){TO}(?P<m2>{MONTH})\s(?P<d2>{DAY}){_THAT_YEAR}",
        _two_months,
    ),
    rule(rf"\b(?P<m>{MONTH})\s(?P<d1>{DAY}){TO}(?P<d2>{DAY}){_THAT_YEAR}", _day_range),
    rule(rf"\b(?P<d1>{DAY}){TO}(?P<d2>{DAY})\s(?:of\s)?(?P<m>{MONTH}){_THAT_YEAR}", _day_range),
    rule(rf"\b(?P<m>{MONTH})\s(?:the\s)?(?P<d>{DAY})(?!:){_THAT_YEAR}", _one_day),
    rule(rf"\b(?P<d>{DAY})\s(?:of\s)?(?P<m>{MONTH}){_THAT_YEAR}", _one_day),
    rule(rf"\b(?:the\s)?(?P<d>{SPELLED_DAY})\sof\s(?P<m>{MONTH}){_THAT_YEAR}", _one_day),
    rule(rf"\b(?P<m1>{MONTH})\s?(?:–|—|-|to)\s?(?P<m2>{MONTH}),?{_THAT_YEAR}(?!\s\d)", _months),
    rule(rf"\b{_PART}(?P<m>{MONTH}),?\s(?:of\s)?(?P<y>{YEAR})", _month_year),
    rule(rf"\b{_PART}(?P<m>{MONTH}),?\s(?:of\s)?(?P<ry>last|this|next)\syear\b", _month_year),
    rule(
        rf"(?:{_MONTH_LEAD}|\b(?=(?:early|late|mid|this|last|next)[\s-]))"
        rf"{_PART}{_NEAR}{_PART.replace('part', 'part2')}(?P<m>{MONTH})(?!\s\d)",
        _month_only,
    ),
)
"""In order: what an earlier rule took is not read again."""

BARE_RULES: tuple[Rule, ...] = (
    rule(rf"\b(?:from\s|between\s)?(?P<y1>{YEAR})\s?(?:-|–|to|and)\s?(?P<y2>{YEAR})", _years),
    rule(
        rf"(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\bof\s)|(?<=,\s)|(?<=\bspring\s)|(?<=\()|(?<=\blate\s)"
        rf"|(?<=\bearly\s)|(?<=\buntil\s)|(?<=\bfrom\s)|(?<=\bby\s))(?P<y>{YEAR})",
        _year_only,
    ),
)
