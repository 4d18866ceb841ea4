"""Whether a meeting that is spoken of still lies ahead."""

from __future__ import annotations

import re
from datetime import date

from kg.facts.extract.rounds import status as status_words
from kg.facts.extract.rounds import words
from kg.facts.extract.rounds.mention import RoundMention
from kg.terms import RoundStatus

_MEETING = (
    r"(?:meet|hold|host|resume|begin|start|open|convene|reconvene|gather|restart|relaunch|sit down|"
    r"be held|take place|continue|conduct|attend)"
)
_TO_MEET = re.compile(
    r"\b(?:(?:will|shall)|(?:set|due|expected|scheduled|preparing|planning|planned|ready|about|poised|slated|"
    r"expects?|prepares?|plans?|hopes?|intends?)\sto)\s(?:\w+\s)?"
    rf"{_MEETING}\b",
    re.I,
)
_HEADLINE = re.compile(rf"\bto\s(?:\w+\s)?{_MEETING}\b|\bset\sto\s\w+", re.I)
_TOLD_SINCE = re.compile(
    r"\b(?:met|ended|held|signed|concluded|said|told|after|following|since|began|opened|agreed)\b",
    re.I,
)
_AHEAD = (RoundStatus.PROPOSED, RoundStatus.SCHEDULED)


def is_later(mention: RoundMention, published: date | None, *, heading: bool) -> bool:
    if _announced(mention, heading) or (not mention.loose and lies_ahead(mention, published)):
        return True
    if _happened_first(mention) or (mention.fresh and _is_over(mention.clause)):
        return False
    if mention.fresh and _MEET_NOW.search(mention.clause):
        return False
    found = status_words.statuses(mention.clause)
    if not found or found[0] not in _AHEAD:
        return mention.fresh and not (found and found[0] is RoundStatus.UNDER_WAY)
    return True


_MEET_NOW = re.compile(
    r"(?<!to\s)(?<!will\s)(?<!would\s)(?<!shall\s)(?<!could\s)(?<!may\s)(?<!might\s)(?<!should\s)(?<!must\s)"
    r"(?<!can\s)(?<!not\s)\bmeet again\b(?![^.;]{0,60}<D)"
)
"""In the present and without a day: it is news, and no plan."""
_HAPPENED = re.compile(r"\b(?:met|held|signed|took place|opened|began|ended|concluded)\b")
_BE_HELD = re.compile(r"\b(?:be|to be|being)\s$")
_CLOSING = re.compile(r"\b(?:conclude|end|close|wrap up|finish|last)\b")


def _happened_first(mention: RoundMention) -> bool:
    """ "They met in May, discussing the summit planned for June": the meeting is no plan."""
    clause = mention.clause
    ahead = status_words.announced_at(clause)
    done = _HAPPENED.search(clause)
    if ahead is None or done is None or _BE_HELD.search(clause[: done.start()]):
        return False
    if mention.start - mention.low >= ahead:
        return False
    return done.start() < ahead and clause.find(",", done.end(), ahead) >= 0


_DONE = (
    r"(?:took place|(?:was|were|has been|have been|is being|are being)\s(?:also\s|again\s)?(?:held|concluded|completed|"
    r"adjourned|suspended|convened|hosted)|ended|closed|concluded|opened|began|started|resumed|got under ?way|"
    r"broke up|collapsed|convened|commenced|wrapped up|wound up|finished|(?:is|are|was|were) under ?way)\b"
)
_OVER_AFTER = re.compile(rf"^[^.;]{{0,90}}?(?<!will\s)(?<!would\s)(?<!to\s)(?<!when\s)\b{_DONE}")
_OVER_BEFORE = re.compile(
    r"\b(?:held|concluded|ended|wrapped up|completed|began|opened|started|launched|hosted|resumed|kicked off|"
    r"(?:met|gathered|sat down|convened|came together|reconvened)\b[^.;]{0,90}?\s(?:for|in|at|to begin|to hold))\s"
    r"(?:(?:on\s)?<D\d+>\s)?(?:a\s|an\s|yet\s|their\s|the\s|what was\s)?$"
)
_NEXT = re.compile(r"(?:next|upcoming|future)\b", re.I)


def _is_over(clause: str) -> bool:
    """ "A new round took place", "they held another round": new, and no plan."""
    for found in words.FRESH.finditer(clause):
        if not _NEXT.match(found.group()) and (
            _OVER_AFTER.match(clause[found.end() :]) or _OVER_BEFORE.search(clause[: found.start()])
        ):
            return True
    return False


def lies_ahead(mention: RoundMention, published: date | None) -> bool:
    """All its days come after the day of the report; a day it is to end on says nothing."""
    days = [m.when.first for m, _ in mention.dates if m.when and m.when.bound in ("on", "from")]
    if not published or not days or _CLOSING.search(mention.clause):
        return False
    return all(day is not None and day > published for day in days)


def _announced(mention: RoundMention, heading: bool) -> bool:
    """ "will hold talks in Biel"; "X to meet Y in Biel", where a headline leaves out the verb."""
    text = mention.sentence.shape.text
    at = mention.venue.at if mention.venue else mention.start
    lead = text[mention.low : at]
    found = _TO_MEET.search(lead) or (_HEADLINE.search(lead) if heading else None)
    return found is not None and not _TOLD_SINCE.search(lead, found.end())
