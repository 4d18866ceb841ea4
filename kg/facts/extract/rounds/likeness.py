"""Whether what a sentence says of a round belongs to a round that is known."""

from __future__ import annotations

import re

from kg.facts.dates import edtf_span
from kg.facts.extract.rounds import words
from kg.facts.extract.rounds.drafts import Draft
from kg.facts.extract.rounds.mention import RoundMention
from kg.facts.extract.rounds.state import LEAD, State
from kg.facts.extract.text.mention import When


def talks_there(mention: RoundMention) -> bool:
    """Whether words of meeting stand close before the place, or right after it."""
    text, at = mention.sentence.shape.text, mention.venue.at if mention.venue else 0
    lead = text[max(mention.low, at - 50) : at]
    met = words.MEET.search(lead)
    return bool(
        words.TALK_WORD.search(lead)
        or (met and met.group() != "held")
        or words.PLACE_TALK.match(text, at)
    ) or (at - mention.low < 12 and _speaks_of_it(text, mention))


def _speaks_of_it(text: str, mention: RoundMention) -> bool:
    after = text[mention.venue.end if mention.venue else mention.end : mention.high][:70]
    return bool(words.MEET.search(after) or words.TALK_WORD.search(after))


def score(state: State, draft: Draft, mention: RoundMention, later: bool) -> float | None:
    """How much they agree; None when they cannot be one round."""
    whens = [m.when for m, _ in mention.dates if m.when]
    score = 0.0
    if later != draft.later and not _came_true(draft, mention) and not draft.heading:
        return None
    known = draft.heading or any(m.fresh for m in draft.mentions)
    if mention.fresh and not draft.later and not known:
        return None
    if mention.ordinal and draft.ordinal:
        if mention.ordinal != draft.ordinal:
            return None
        score += 2
    named = mention.venue and mention.venue.name
    if named and draft.venue and mention.venue:
        if mention.venue.key != draft.venue.key:
            return None
        score += 2
    if draft is state.main and not draft.dates and _long_ago(state, whens):
        return None
    dated = draft.fits_dates(whens, near=_nearness(draft, mention))
    if dated is False:
        return 1.5 if score >= 2 and mention.ordinal == draft.ordinal and not named else None
    score += 1 if dated else 0
    if mention.previous and draft is state.main:
        return None
    if score == 0 and draft is state.main and _early(state, mention) and not mention.previous:
        score += 0.5 if _continues(state, draft, mention) else 0
    if score == 0 and draft is state.main and draft.venue is None and _of_this(mention):
        score += 0.7
    if score == 0 and draft is state.focus and _goes_on(draft, mention):
        score += 0.7
    if score == 2 and not mention.ordinal and not dated and _other_time(state, draft, whens):
        return None
    if (
        mention.ordinal
        and draft.venue
        and not draft.ordinal
        and draft is not state.main
        and not dated
    ):
        return (
            None
            if len([d for d in state.drafts if d.venue and d.venue.key == draft.venue.key]) > 1
            else score
        )
    return score


def _nearness(draft: Draft, mention: RoundMention) -> int:
    """By how many days two dates of one round may differ."""
    if mention.item or any(m.item for m in draft.mentions):
        return 0
    return 3 if mention.ordinal and not draft.ordinal else 6


def _of_this(mention: RoundMention) -> bool:
    """ "He is in Biel for this session": the session that the report is about."""
    return not mention.ordinal and bool(_THIS.search(mention.clause))


_THIS = re.compile(
    rf"\b(?:this|these|the (?:current|present|ongoing))\s(?:\w+\s)?{words.TALK}\b", re.I
)


def _long_ago(state: State, whens: list[When]) -> bool:
    """Dates far from the day of the report: another meeting in the same city."""
    published = state.reading.published
    spans = [edtf_span(w.edtf).latest for w in whens]
    days = [day for day in spans if day is not None]
    return bool(published and days) and all(
        (published - day).days > 150 for day in days if published
    )


def _goes_on(draft: Draft, mention: RoundMention) -> bool:
    """The next sentence of a paragraph fills in what the one before left open."""
    if mention.sentence.first or mention.previous or mention.item:
        return False
    if mention.ordinal:
        return mention.anaphor and draft.ordinal is None
    return (
        bool(mention.venue and mention.venue.name)
        and draft.venue is None
        and not draft.dates
        and talks_there(mention)
        and mention.sentence.index == draft.mentions[-1].sentence.index + 1
    )


def _came_true(draft: Draft, mention: RoundMention) -> bool:
    return bool(draft.ordinal and draft.ordinal == mention.ordinal)


def _other_time(state: State, draft: Draft, whens: list[When]) -> bool:
    return bool(whens) and not draft.dates and draft is not state.main


def _early(state: State, mention: RoundMention) -> bool:
    return state.bodies <= LEAD or (state.focus is state.main and not mention.sentence.first)


def _continues(state: State, draft: Draft, mention: RoundMention) -> bool:
    text = mention.clause
    if (
        re.search(
            r"\b(?:had|previous|earlier|last|first|before|after|follow(?:s|ed|ing)|since)\b",
            text,
        )
        and mention.venue
    ):
        return False
    if mention.venue and not mention.ordinal and not talks_there(mention):
        return False
    if mention.ordinal and mention.aside:
        return False
    if mention.ordinal:
        near = state.bodies <= 2 or mention.anaphor
        return (
            (near or draft.heading)
            and draft.ordinal is None
            and (
                mention.venue is None or draft.venue is None or draft.venue.key == mention.venue.key
            )
        )
    return (
        state.bodies <= LEAD and draft.venue is None and bool(mention.venue and mention.venue.name)
    )
