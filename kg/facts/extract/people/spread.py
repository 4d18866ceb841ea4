"""Rounds over which the words spread somebody's presence: "the first five", "from Round 7"."""

from __future__ import annotations

import re
from datetime import date

from kg.facts.extract.numberwords import CARDINALS, ORDINALS
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.teams import clause_start
from kg.facts.extract.people.wording import readable
from kg.facts.extract.text.reading import Reading
from kg.facts.model import Round
from kg.terms import Modality, RoundStatus

_MEETING = r"(?:rounds?|cycles?|sessions?|meetings?|phases?|legs?|encounters?|sittings?)"
_ORDINALS = ORDINALS[:12]
_COUNTS = CARDINALS[1:11]
_NTH = rf"(?P<n>\d{{1,2}}(?=st|nd|rd|th)|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?"
_COUNT = rf"(?P<n>\d{{1,2}}|{'|'.join(_COUNTS)})"
_EVERY = re.compile(
    rf"\b(?:at|in|to|for|of|through|throughout|attended)\s(?:every|each(?:\sof\sthe)?|all(?:\sof)?"
    rf"(?:\sthe|\sits|\stheir)?(?:\s(?:{'|'.join(_COUNTS)}))?)\s(?:single\s|previous\s)?{_MEETING}\b",
    re.I,
)
_BETWEEN = re.compile(r"\(\s?[Rr]ounds?\s(?P<n>\d{1,2})\s?(?:–|-|to|and)\s?(?P<m>\d{1,2})\s?\)")
_NUMBER = rf"\d{{1,2}}|{'|'.join(_COUNTS)}"
_SPAN = re.compile(
    rf"\brounds?\s(?P<n>{_NUMBER})\s?(?:to|through|–|-|and)\s?(?P<m>{_NUMBER})\b(?!\s(?:days|hours))"
)
_THROUGHOUT = re.compile(r"\bthroughout\b(?!\sthe\s(?:day|night|morning|week|evening|afternoon))")
_OF_YEAR = re.compile(
    rf"\b(?:all|each|both)\b[^.;]{{0,20}}\sof\sthe\s(?P<y>(?:19|20)\d\d)\s{_MEETING}\b"
)
_FIRST = re.compile(
    rf"\b(?:through|at|in|for|to|led|saw|chaired|attended|headed)\s(?:all\s)?the\sfirst\s{_COUNT}"
    rf"(?:\s{_MEETING})?(?=[\s.,;)]|$)",
    re.I,
)
_FROM = re.compile(
    rf"\(from\s[Rr]ound\s(?P<r>\d{{1,2}})(?:\son)?\)|\b(?:from|since)\sthe\s{_NTH}(?:\s{_MEETING})?"
    rf"\s(?:on|onwards?)\b|\b(?:has|have)\s(?:\w+\s){{1,3}}since\sthe\s"
    rf"{_NTH.replace('<n>', '<q>')}(?:\s{_MEETING})?",
    re.I,
)
_ALSO_IN = re.compile(
    r"\bas\s(?:he|she|they)\s(?:was|were|did|had)\s(?:been\s)?(?:in|at)\s(?P<place>[A-Z][\w-]+)"
)
_UNHELD = frozenset([RoundStatus.CANCELLED, RoundStatus.POSTPONED, RoundStatus.PROPOSED])


def rounds_of(reading: Reading, found: Presence, here: str | None) -> list[str | None]:
    """Ids of the rounds at which somebody was, that of the sentence where nothing else is said."""
    book = reading.book
    now = book.get(here) if book else None
    if book is None or now is None or found.denied or found.round:
        return [here]
    words, near = _words(found), _near(found)
    held = [r for r in book.rounds if r is now or _held(r)]
    if between := _BETWEEN.match(near):
        return _numbered(held, int(between["n"]), int(between["m"])) or [here]
    if span := _SPAN.search(words):
        return _numbered(held, _number(span["n"]), _number(span["m"])) or [here]
    if year := _OF_YEAR.search(words):
        return [r.id for r in held if (r.dates or "").startswith(year["y"])] or [here]
    if since := (_FROM.match(near) or _FROM.search(words)):
        low = _number(next(v for v in since.groups() if v))
        main = book.get(book.main)
        last = main.ordinal if main and (main.ordinal or 0) >= low else None
        return _numbered(held, low, last) or [here]
    if first := _FIRST.search(words):
        return _earliest(_series(held, now), _number(first["n"])) or [here]
    if _EVERY.search(words) or _THROUGHOUT.search(words):
        return [r.id for r in _series(held, now)] or [here]
    if also := _ALSO_IN.search(words):
        return [here, *(r.id for r in held if r is not now and r.place == also["place"])]
    return [here]


def _words(found: Presence) -> str:
    """The clause that speaks of the person, as far as the next semicolon or person."""
    text = found.sentence.shape.text
    low = clause_start(text, found.entry.start)
    high = text.find("; ", found.entry.end)
    following = re.search(r"\b(?:with|beside)\s(?:him|her)\b|\sand\swas\sreplaced\b", text)
    if following and following.start() > found.entry.end:
        high = min(high, following.start()) if high >= 0 else following.start()
    return readable(found.sentence, low, high if high >= 0 else len(text))


def _near(found: Presence) -> str:
    text = found.sentence.shape.text
    at = text.find(">", text.rfind("<N", 0, max(found.entry.end, found.entry.start + 2))) + 1
    return readable(found.sentence, at, min(len(text), at + 40)).lstrip()


def _held(meeting: Round) -> bool:
    return meeting.modality is Modality.ASSERTED and meeting.status not in _UNHELD


def _series(held: list[Round], now: Round) -> list[Round]:
    """The rounds that are counted with this one: the numbered ones, else those of its place."""
    numbered = [r for r in held if r.ordinal]
    if now.ordinal and len(numbered) > 1:
        return [r for r in numbered if r.ordinal and r.ordinal <= now.ordinal]
    same = [r for r in held if r is now or (now.place and r.place == now.place)]
    return same if len(same) > 1 else [r for r in held if r is now or _day(r) <= _day(now)]


def _earliest(series: list[Round], count: int) -> list[str | None]:
    if any(r.ordinal for r in series):
        return _numbered(series, 1, count)
    return [r.id for r in sorted(series, key=_day)[:count]]


def _day(meeting: Round) -> str:
    return (meeting.dates or date.max.isoformat()).lstrip("./")


def _numbered(rounds: list[Round], low: int, high: int | None) -> list[str | None]:
    """One round for each number, the one told first."""
    found: dict[int, str | None] = {}
    for meeting in rounds:
        if meeting.ordinal and low <= meeting.ordinal <= (high or 99):
            found.setdefault(meeting.ordinal, meeting.id)
    return list(found.values())


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    for names in (_ORDINALS, _COUNTS):
        if word.lower() in names:
            return names.index(word.lower()) + 1
    return 99
