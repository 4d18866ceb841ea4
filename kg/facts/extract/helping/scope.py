"""Rounds that one sentence speaks of at once: "in every round", "from the third on"."""

from __future__ import annotations

import datetime
import re

from kg.facts.dates import edtf_span
from kg.facts.extract.helping.claim import Claim
from kg.facts.extract.numberwords import ORDINALS
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Reading, Sentence
from kg.facts.model import Round
from kg.terms import MediationRole, Modality, RoundStatus

_MEETING = r"(?:rounds?|cycles?|sessions?|meetings?|phases?|legs?|encounters?|sittings?)"
_NUMBER = {word: value for value, word in enumerate(ORDINALS[:10], 1)}
_NTH = rf"(?P<nth>{'|'.join(_NUMBER)})"
_EVERY = re.compile(
    rf"\b(?:every|each|all(?:\sof)?(?:\sthe|\sits|\stheir)?(?:\s(?:two|three|four|five|six|seven|eight))?)"
    rf"\s(?:single\s)?{_MEETING}\b(?:\sso\sfar)?|\bthroughout\sthe\s(?:rounds|process)\b",
    re.I,
)
_FROM = re.compile(rf"\b(?:from|since)\sthe\s{_NTH}(?:\s{_MEETING})?\s(?:on|onwards?)\b", re.I)
_UNTIL = re.compile(rf"\b(?:until|through|up\sto)\sthe\s{_NTH}(?:\s{_MEETING})\b", re.I)
_ONE = rf"(?:{'|'.join(_NUMBER)}|one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})"
_RANGE = re.compile(
    rf"\brounds\s(?P<low>{_ONE})\s?(?:to|through|until|–|-)\s?(?P<high>{_ONE})\b", re.I
)
_COUNT = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}
_PERFECT = re.compile(
    r"\b(?:has|have|had)\s(?:\w+\s){0,2}(?:mediated|facilitated|hosted|chaired|co-chaired|brokered|"
    r"convened|observed|moderated|sponsored|guaranteed|been)\b",
    re.I,
)
_RELATIVE = re.compile(r"(?:\s(?:talks|round|meeting|session)s?)?,?\s(?:where|which)\s[^,;:]{0,60}")
_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?!\d)")
_SPAN = re.compile(r"\b(?:since|until|from)\b", re.I)
_UNHELD = frozenset([RoundStatus.CANCELLED, RoundStatus.POSTPONED, RoundStatus.PROPOSED])


def rounds_of(reading: Reading, claim: Claim) -> list[str | None]:
    """Ids of the rounds for which a claim holds."""
    here = reading.round_at(claim.at)
    sentence = reading.sentence_at(claim.at)
    if sentence is None or reading.book is None or claim.modality is not Modality.ASSERTED:
        return [here]
    held = [r for r in reading.book.rounds if _held(r)]
    if _EVERY.search(sentence.view):
        return [r.id for r in held] or [here]
    if found := _FROM.search(sentence.view):
        return _numbered(held, _NUMBER[found["nth"].lower()], 99) or [here]
    if found := _UNTIL.search(sentence.view):
        return _numbered(held, 1, _NUMBER[found["nth"].lower()]) or [here]
    if found := _RANGE.search(sentence.view):
        return _numbered(held, _count(found["low"]), _count(found["high"])) or [here]
    if day := _since(sentence):
        return [r.id for r in held if _not_before(r, day)] or [here]
    if there := _hosted_elsewhere(reading, claim, sentence, here):
        return _ids([r for r in held if r.place in there])[:1]
    return _of_year(reading, claim, sentence, held, here)


def _hosted_elsewhere(
    reading: Reading, claim: Claim, sentence: Sentence, here: str | None
) -> set[str]:
    """ "Bern, where the Swiss were hosts": other places than the round's, right before the words."""
    now = reading.book.get(here) if reading.book else None
    if MediationRole.HOST not in claim.roles or now is None or not now.place:
        return set()
    before = sentence.view[: claim.at - sentence.start]
    for mention in sentence.of(Kind.PLACE):
        gap = before[max(0, mention.end - sentence.start) :]
        if mention.end <= claim.at and _RELATIVE.fullmatch(gap):
            return {mention.name} - {now.place}
    return set()


def _of_year(
    reading: Reading, claim: Claim, sentence: Sentence, held: list[Round], here: str | None
) -> list[str | None]:
    """A clause that names another year than the round's speaks of that year's, or of none."""
    now = reading.book.get(here) if reading.book else None
    years = _years(sentence, claim)
    known = _years_of(now) if now else set()
    if not years or not known or known & years:
        return [here]
    return _ids([r for r in held if _years_of(r) & years])[:1]


def _years(sentence: Sentence, claim: Claim) -> set[int]:
    """Years said in the clause around the word for the role; "since 1960" is no such year."""
    at = claim.at - sentence.start
    low = max(sentence.view.rfind(stop, 0, at) for stop in ",;:—–(")
    ends = [sentence.view.find(stop, at) for stop in ",;:—–("]
    clause = sentence.view[low + 1 : min((e for e in ends if e >= 0), default=len(sentence.view))]
    return {int(y) for y in _YEAR.findall(clause)} if not _SPAN.search(clause) else set()


def _ids(rounds: list[Round]) -> list[str | None]:
    return [r.id for r in rounds]


def _years_of(meeting: Round) -> set[int]:
    found = [int(y) for y in _YEAR.findall(meeting.dates or "")]
    return set(range(min(found), max(found) + 1)) if found else set()


def _count(word: str) -> int:
    low = word.lower()
    return int(low) if low.isdigit() else _NUMBER.get(low) or _COUNT[low]


def _since(sentence: Sentence) -> datetime.date | None:
    """ "whose country has mediated since 2019" """
    if not _PERFECT.search(sentence.view):
        return None
    since = [m.when for m in sentence.of(Kind.DATE) if m.when and m.when.bound == "since"]
    return edtf_span(since[0].edtf).earliest if len(since) == 1 else None


def _not_before(meeting: Round, day: datetime.date) -> bool:
    first = edtf_span(meeting.dates).earliest if meeting.dates else None
    return first is not None and first >= day


def _held(meeting: Round) -> bool:
    return meeting.modality is Modality.ASSERTED and meeting.status not in _UNHELD


def _numbered(rounds: list[Round], low: int, high: int) -> list[str | None]:
    return [r.id for r in rounds if r.ordinal and low <= r.ordinal <= high]
