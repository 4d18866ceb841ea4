"""Dates of a block: those after words of the future lie ahead, and days take their month's year."""

from __future__ import annotations

import re
from datetime import date

from kg.facts.extract.datewords import Clock, find_dates
from kg.facts.extract.text.mention import Mention, When
from kg.sources.document import Block

_FUTURE = re.compile(
    r"\b(?:will|would|shall|to be held|scheduled|planned|expected|(?:is|are) (?:to|due|set)|due"
    r"|slated|fixed|pencilled|next|could|(?-i:may)|might|upcoming|invited|propos\w+|"
    r"suggest\w+|plans?|hopes?|set|(?:promis|pledg|vow|commit|undert|agree|accept)\w*(?:\s\w+){0,3}?\sto"
    r"|reconvene|meet again)\b[^;]{0,60}$",
    re.I,
)


_OPENS = re.compile(
    r"\b(?:(?:opens|begins|starts|resumes|convenes|reconvenes|meets|takes place|gets under ?way)|(?:talks|sides|"
    r"delegations|negotiations|negotiators|parties|ministers|leaders)\s(?:(?!(?:were|was|had|did|failed)\b)[^;,.]{1,40}\s)?(?:open|begin|start|resume|"
    r"meet|reconvene))\b"
    r"[^;,]{0,50}\son\s$",
    re.I,
)
"""The present tense before the name of a day: "the round opens in Biel on Thursday"."""
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_COMING = re.compile(r",?\s(?:will\s|is\s(?:to|due|set)\s|are\s(?:to|due|set)\s)")
"""After the date: "the talks in July will take place in Oslo"."""


def dates_of(view: str, block: Block, clock: Clock) -> list[Mention]:
    text = view[block.start : block.end]
    past = find_dates(text, block.start, clock)
    today = clock.today
    coming = {m.start for m in past if _is_coming(view, block, m, today)} if today else set()
    if coming:
        then = Clock(clock.today, True, clock.year)
        ahead = {m.start: m for m in find_dates(text, block.start, then)}
        past = [ahead.get(m.start, m) if m.start in coming else m for m in past]
    return past if clock.today is None else _same_year(past)


def _is_coming(view: str, block: Block, mention: Mention, today: date | None) -> bool:
    lead = view[max(block.start, mention.start - 70) : mention.start]
    lead = re.split(r"[.!?]\s", lead)[-1]
    is_today = mention.when is not None and mention.when.first == today
    opens = not is_today and _WEEKDAY.match(mention.text) and _OPENS.search(lead)
    return bool(opens or _FUTURE.search(lead) or _COMING.match(view, mention.end))


def _same_year(dates: list[Mention]) -> list[Mention]:
    """ "In March 2025 … on 18 March": the day takes the year that its month was given."""
    years: dict[str, str] = {}
    last = ""
    settled = []
    for mention in dates:
        edtf = mention.when.edtf if mention.when else ""
        if re.search(r"(?:19|20)\d\d", mention.text):
            years[edtf[5:7]] = last = edtf[:4]
        elif (
            mention.when
            and "/" not in edtf
            and (year := years.get(edtf[5:7]) or (last if edtf[:1] == "X" else ""))
        ):
            mention = mention.shifted(when=_with_year(mention.when, year))
        settled.append(mention)
    return settled


def _with_year(when: When, year: str) -> When:
    edtf = year + when.edtf[4:]
    try:
        day = date.fromisoformat(edtf) if len(edtf) == 10 else None
    except ValueError:
        return when
    return When(edtf, when.bound, when.exact, day, day)
