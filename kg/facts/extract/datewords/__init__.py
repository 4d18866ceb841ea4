"""Dates in English words, resolved against the day of publication; an unknown year stays XXXX."""

from __future__ import annotations

import re

from kg.facts.extract.datewords import absolute, contextual, relative
from kg.facts.extract.datewords.clock import Clock, when_of
from kg.facts.extract.text.mention import Kind, Mention, When

__all__ = ["Clock", "find_dates"]

_RULES = (*absolute.RULES, *relative.RULES, *absolute.BARE_RULES)


def find_dates(text: str, offset: int, clock: Clock) -> list[Mention]:
    """Date mentions in `text`, which stands at `offset` in the document; non-overlapping."""
    found: dict[int, tuple[re.Match[str], When | None]] = {}
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            if _free(match, found) and (when := resolve(match, clock)) is not None:
                found[match.start()] = (match, when)
    for match in contextual.PATTERN.finditer(text):
        if _free(match, found):
            found[match.start()] = (match, None)
    return [*_resolved(text, offset, clock, found)]


def _free(match: re.Match[str], found: dict[int, tuple[re.Match[str], When | None]]) -> bool:
    return not any(
        match.start() < other.end() and other.start() < match.end() for other, _ in found.values()
    )


def _resolved(
    text: str, offset: int, clock: Clock, found: dict[int, tuple[re.Match[str], When | None]]
) -> list[Mention]:
    """In the order of the text, so that "three days later" counts from the date before it."""
    mentions: list[Mention] = []
    last: When | None = None
    told: int | None = None
    for at in sorted(found):
        match, when = found[at]
        when = when or contextual.resolve(match, clock, last)
        if when is not None:
            own = re.search(r"\b(?:1[89]|20)\d\d\b", match.group())
            if told is not None and not own:
                when = _of_that_time(when, text[match.end() :], told, last)
            named = re.match(r"\d{4}", own.group() if own else when.edtf)
            told = int(named.group()) if named else told
            last = when if re.search(r"\d{4}-\d\d", when.edtf) else last
            mentions.append(_mention(match, offset, _bound(text, match.start(), when)))
    return mentions


_THAT_YEAR = re.compile(r",?\s(?:of|in)\s(?:that|the same)\syear\b")


def _of_that_time(when: When, after: str, told: int, last: When | None) -> When:
    """ "in 1985 … on 21 October of that year"; a text without a date of its own goes on in 1985."""
    found = re.fullmatch(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?", when.edtf)
    if found is None or when.bound != "on":
        return when
    said = bool(_THAT_YEAR.match(after))
    if not said and found[1] != "XXXX":
        return when
    before = re.match(r"\d{4}-(\d\d)", last.edtf) if last else None
    later = not said and before is not None and int(found[2]) < int(before[1])
    year = told + later
    if found[3]:
        return when_of(f"{year:04d}-{found[2]}-{found[3]}") or when
    return When(f"{year:04d}-{found[2]}", when.bound, when.exact)


def _mention(match: re.Match[str], offset: int, when: When) -> Mention:
    start, end = match.start() + offset, match.end() + offset
    return Mention(Kind.DATE, start, end, match.group(), when=when)


_BOUND = re.compile(
    r"\b(until|till|by|before|no later than|at the latest|since|from|after|through|following)"
    r"(?:\s(?:the\s)?(?:end of|middle of|start of|early|late|at least))?\s(?:the\s)?(?:[A-Z][a-z]+day,?\s)?$",
    re.I,
)
_SAME = {"till": "until", "no later than": "by", "at the latest": "by", "following": "after"}


def _bound(text: str, start: int, when: When) -> When:
    found = _BOUND.search(text[max(0, start - 40) : start])
    if not found or when.bound != "on":
        return when
    word = found.group(1).lower()
    return When(when.edtf, _SAME.get(word, word), when.exact, when.first, when.last)
