"""Whether a meeting that is spoken of still lies ahead."""

from __future__ import annotations

import re
from datetime import date

from kg.facts.extract.rounds import status as status_words
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
    if _happened_first(mention):
        return False
    found = status_words.statuses(mention.clause)
    if not found or found[0] not in _AHEAD:
        return mention.fresh and not (found and found[0] is RoundStatus.UNDER_WAY)
    return True


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
