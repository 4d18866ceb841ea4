"""Dates, outlets and writers as the lines around an article give them."""

from __future__ import annotations

import calendar
import re
from datetime import date

_MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}\b", re.I),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.I),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(r"\b(?P<day>[0-3]\d)[./](?P<month>[01]\d)[./](?P<year>(?:19|20)\d\d)\b"),
)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|correct\w*)\b[^|·•]{0,40}$", re.I)
_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_a-z][^\W\d_a-z .'’/-]{2,40}(?:, [A-Z][\w .]{2,20})?)"
    r"(?P<day>, [^()—–:]{3,30}?)?\s*(?:\((?P<agency>[^()]{2,40})\))?\s*(?:—|–|--?|:)\s*(?=\S|$)"
)
_AGENCY_NAMES = """
reuters ap afp tass xinhua ians pti anadolu aa irna apa efe dpa ani wafa petra upi kyodo interfax
"""
_AGENCIES = frozenset(_AGENCY_NAMES.split())
_OUTLET = re.compile(
    r"\b(?:Times|Post|Tribune|Herald|Gazette|Dispatch|News|Wire|Agency|Ledger|Watch|Monitor|Guardian"
    r"|Mirror|Journal|Review|Press|Radio|Centre|Center|Institute|Ministry|Courier|Chronicle|Standard"
    r"|Observer|Telegraph|Star|Mail|Express|Daily|Bulletin|Desk|Info|Digest|Broadcasting|TV|Council"
    r"|Report|Voice|Independent|Sentinel|Record|Echo|Examiner|Argus|Today|Foundation|Office)\b"
)
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to"})
_NAME = r"(?:[^\W\d_a-z][\w.'’-]*|bin|al|de|van|von|der|el)"
_PERSON = rf"{_NAME}(?: {_NAME}){{1,4}}"
_BY = re.compile(
    rf"^(?i:by|words by|reported by|story by)\s+"
    rf"(?P<names>{_PERSON}(?:(?:,| and| &) {_PERSON}){{0,3}})"
)
_WRITER = re.compile(
    rf"\b(?i:writer|author|reporter|(?:writing|reporting|compiled) by|by):?\s+(?P<names>{_PERSON})"
)
_PUBLISHED_IN = re.compile(
    r"\bpublished (?:in|by) (?P<outlet>[A-Z][^,.|()]{2,60}?)(?:,| on\b|\.|$)", re.I
)
_SPLIT = re.compile(
    r"\s*(?:\||·|•|\s[–—/*-]\s|[()]|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)\s*"
)
_NO_OUTLET = frozenset({"press release", "news", "review", "report", "today"})
_DAYS_ALONE = (
    re.compile(rf"^\W*(?:[A-Z][a-z]+day\W+)?{_DAY}\s+{_MONTH}\W*$", re.I),
    re.compile(rf"^\W*(?:[A-Z][a-z]+day\W+)?{_MONTH}\s+{_DAY}\W*$", re.I),
)


def full_date(text: str) -> str | None:
    """The first whole date, as ISO 8601; one that follows "updated" only if there is no other."""
    found = [
        (bool(_UPDATED.search(text[: match.start()])), match.start(), day)
        for form in _FORMS
        for match in form.finditer(text[:2000])
        if (day := _iso(match)) is not None
    ]
    return min(found)[2] if found else None


def is_only_date(text: str) -> bool:
    """ "Tuesday June 25, 2024" """
    return len(text.split()) <= 5 and any(form.search(text) for form in _FORMS[:2])


def day_in(line: str, published: str | None) -> str | None:
    """The day that a line of a live blog announces, in the year of publication if it names none."""
    whole = full_date(line)
    if whole or not published:
        return whole
    match = next((found for form in _DAYS_ALONE if (found := form.match(line))), None)
    return full_date(f"{match['day']} {match['month']} {published[:4]}") if match else None


def _iso(match: re.Match[str]) -> str | None:
    month = match["month"]
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(match["year"]), number, int(match["day"])).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(name.lower()[:3]))


def dateline_agency(text: str) -> str | None:
    """`ALMATY, May 10 (Steppe Wire) -` names who wrote it."""
    match = _DATELINE.match(text[:160])
    agency = match["agency"] if match else None
    return agency if agency and (is_agency(agency) or not agency.isupper()) else None


def has_dateline(text: str) -> bool:
    return _DATELINE.match(text[:160]) is not None


def is_only_dateline(text: str) -> bool:
    match = _DATELINE.match(text[:160])
    return match is not None and match.end() >= len(text.rstrip())


def is_agency(name: str) -> bool:
    return name.casefold() in _AGENCIES


def authors_in(line: str) -> tuple[str, ...]:
    match = _BY.match(line) or _WRITER.search(line)
    if not match:
        return ()
    names = re.split(r",| and | & ", match["names"])
    return tuple(name.strip() for name in names if name.strip() and not _OUTLET.search(name))


def outlet_in(line: str) -> str | None:
    """The part of a head line that reads like the name of an outlet."""
    match = _PUBLISHED_IN.search(line)
    if match:
        return match["outlet"].strip()
    for part in _SPLIT.split(line):
        part = re.split(r",| \d| (?:live|desk)\b", part.strip(" .[]"))[0].strip()
        named = _OUTLET.search(_capitals(part))
        fits = 1 < len(part.split()) <= 14 and part[:1].isupper() and not _BY.match(part)
        if named and fits and part.lower() not in _NO_OUTLET and not re.search("[.:;?!]", part):
            return _capitals(part)
    return None


def _capitals(name: str) -> str:
    """A name in capitals, set as a name."""
    if not name.isupper():
        return name
    words = (w if n and w in _SMALL else w.capitalize() for n, w in enumerate(name.lower().split()))
    return " ".join(words)
