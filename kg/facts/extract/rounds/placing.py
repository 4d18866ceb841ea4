"""Which round a mention is of: a known one, a new one, or none."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts.extract.rounds import status as status_words
from kg.facts.extract.rounds.drafts import Draft
from kg.facts.extract.rounds.likeness import score
from kg.facts.extract.rounds.mention import SAME, RoundMention
from kg.facts.extract.rounds.state import State
from kg.facts.extract.rounds.tense import is_later, lies_ahead
from kg.facts.extract.text.mention import When

_PLANNED = re.compile(
    r"\b(?:meeting|session|round|talks|negotiations|dialogue|conference|summit|consultations)\s"
    r"(?:\w+\s){0,3}(?:planned|called|due|set|scheduled|fixed|foreseen|expected|proposed|(?:will|would|to)"
    r" (?:be held|open|begin|start|resume|convene|take place|continue|go on)|is to|are to|was to|were to)\b"
    r"|\b(?:will|would|to|shall|should|could)\s(?:\w+\s)?(?:meet|reconvene|convene|come back|return to the"
    r" table|resume (?:talks|negotiations)|sit down|see each other|gather|go on)\b",
    re.I,
)


def _tells_apart(when: When, planned: bool) -> bool:
    if planned:
        return len(when.edtf) >= 7 and when.bound != "since"
    return when.exact and len(when.edtf) >= 7 and when.bound in ("on", "from")


_MET = re.compile(
    r"\b(?:talks|sides|delegations|teams|ministers|negotiators|parties|leaders|they|"
    r"envoys|commanders|representatives|two)\s(?:\w+\s){0,2}(?:met|opened|began|sat "
    r"down|started|resumed|gathered)\b"
    r"|\b(?:meeting|session|round|talks)\s(?:was|were)\sheld\b|\bmet\s(?:his|her|their)\b",
    re.I,
)


_ROUND_OF = re.compile(
    r"\b(?:rounds?|meetings?|sessions?|talks)\s(?:(?:was|were)\sheld\s)?(?:in|on|of)\s(?:early\s|late\s)?<D",
    re.I,
)


_TURN = re.compile(
    r"\b(?:[Tt]h(?:e|is|at)\s(?:\w+\s)?|^)(?:talks|cycle|round|meeting|session|"
    r"negotiations|phase|discussions|dialogue|conference|summit)\s(?:had\s|have\s|"
    r"has\s)?"
    r"(?:opened|began|started|resumed|ended|closed|concluded|finished|broke up|"
    r"wrapped up)\b[^;.]{0,40}<D",
    re.I,
)


def _opens_or_ends(mention: RoundMention) -> bool:
    return bool(_TURN.search(mention.clause))


def place(state: State, mention: RoundMention, heading: bool) -> Draft | None:
    later = is_later(mention, state.reading.published, heading=heading)
    if mention.venue and mention.venue.key == SAME:
        known = next(
            (d.venue for d in (state.focus, state.main) if d and d.venue and d.venue.name), None
        )
        mention.venue = replace(mention.venue, name=known.name, key=known.key) if known else None
        mention.loose = known is None
    denied = status_words.never_was(mention.sentence.shape.text)
    if mention.loose:
        if denied:
            return None
        return _continued(state, mention, later) or _another(state, mention, heading, later)
    ranked = [(score(state, d, mention, later), d) for d in state.drafts if d.denied == denied]
    fitting = [(s, d) for s, d in ranked if s is not None and s > 0]
    if fitting:
        best = max(s for s, _ in fitting)
        close = [d for s, d in fitting if s == best]
        return _in_tense(_preferred(state, close), later, heading)
    if not _worth_a_round(mention) or (later and _came_later(state, mention)):
        return None
    draft = Draft(len(state.drafts), later=later, heading=heading, denied=denied)
    if (
        mention.previous
        and not mention.ordinal
        and state.main
        and state.main.ordinal
        and state.main.ordinal > 1
        and not mention.venue
    ):
        draft.ordinal = state.main.ordinal - 1
    state.drafts.append(draft)
    return draft


_BEFORE = re.compile(r"\b(?:had|since|previous|earlier|last)\b")
_OWN_BEGINNING = re.compile(
    r"\bthe (?:talks|round|session|meeting) (?:that|which) (?:began|commenced|opened|started)\b.*",
    re.I,
)


def _in_tense(draft: Draft, later: bool, heading: bool) -> Draft:
    """What only a headline has named takes the tense of the report."""
    if draft.heading and not heading:
        draft.later = later
    return draft


def _continued(state: State, mention: RoundMention, later: bool) -> Draft | None:
    """The round that a sentence without number or place adds its dates to."""
    draft = state.main if state.bodies <= 2 else state.focus
    if draft is None or later or draft.later or draft.denied or mention.previous:
        return None
    if lies_ahead(mention, state.reading.published):
        return None
    if draft.dates:
        return (
            draft
            if draft is state.focus
            and _opens_or_ends(mention)
            and not (draft.starts and draft.ends)
            else None
        )
    if any(m.text.lower().startswith(("last", "next")) for m, _ in mention.dates):
        return None
    near = state.bodies <= 2 or not mention.sentence.first
    past = _BEFORE.search(_OWN_BEGINNING.sub("", mention.clause))
    return draft if near and not past else None


def _another(state: State, mention: RoundMention, heading: bool, later: bool) -> Draft | None:
    """A meeting told apart by its date alone: "the sides met on 3 May"."""
    planned = bool(_PLANNED.search(mention.clause))
    counted = bool(_ROUND_OF.search(mention.clause))
    whens = [
        m.when for m, _ in mention.dates if m.when and _tells_apart(m.when, planned or counted)
    ]
    if not whens or heading or state.main is None or later > planned:
        return None
    if not planned and not counted and not _MET.search(mention.clause):
        return None
    fitting = [d for d in state.drafts if d.later == later and d.fits_dates(whens)]
    if fitting:
        return fitting[0]
    if not later and state.main.fits_dates(whens) is not False:
        return None
    draft = Draft(len(state.drafts), later=later)
    state.drafts.append(draft)
    return draft


def _came_later(state: State, mention: RoundMention) -> bool:
    """A pledge to meet in a city where, by the report, they since have met."""
    if mention.dates or mention.ordinal or mention.venue is None:
        return False
    return any(d.venue and d.venue.key == mention.venue.key and not d.later for d in state.drafts)


def _preferred(state: State, drafts: list[Draft]) -> Draft:
    for draft in (state.focus, state.main):
        if draft in drafts and draft is not None:
            return draft
    return drafts[-1]


_WHETHER = re.compile(r"\bwhether\b")


def _worth_a_round(mention: RoundMention) -> bool:
    text = mention.clause
    if _WHETHER.search(text[: mention.start - mention.low]) and not mention.dates:
        return False
    if status_words.conditional(text) and not mention.dates and not mention.ordinal:
        return False
    if mention.ordinal or mention.item:
        return True
    if mention.fresh or mention.previous:
        return bool(mention.dates or (mention.venue and mention.venue.name))
    return mention.venue is not None and bool(mention.venue.name or mention.dates)
