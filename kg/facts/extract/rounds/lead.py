"""What a report's head tells of its main round: where it is written from, on which day."""

from __future__ import annotations

import re

from kg.facts.extract.parties import side_key, speaks_of_two_sides
from kg.facts.extract.rounds import words
from kg.facts.extract.rounds.clauses import is_elsewhere
from kg.facts.extract.rounds.dating import add_dates
from kg.facts.extract.rounds.drafts import Draft
from kg.facts.extract.rounds.mention import RoundMention, Venue
from kg.facts.extract.rounds.mentions import loose_mentions
from kg.facts.extract.rounds.state import State
from kg.facts.extract.rounds.venues import find_venues
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Sentence
from kg.sources.document import Zone

_CITY_LINE = re.compile(
    r"^\W?(?P<city><[PN]\d+>|[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3})(?:,"
    r"\s[^—–(:<]{2,24}|,\s<[APN]\d+>)?(?:,\s<D\d+>){0,2}\.?\s?(?:\([^()]{0,40}\)\s?)"
    r"?(?:[—–]\s|(?<=>)\.?$|(?<=>\.)$)"
)


_DEED = re.compile(
    r"\b(?:agreed|signed|pledged|undertook|promised|met|closed|ended|concluded|finished|held|failed|sat|"
    r"broke (?:up|off)|opened|began|resumed|exchanged|accepted|parted|left|rejected|initialled|settled|"
    r"put their (?:names|signatures)|reached (?:an? )?(?:agreement|accord|deal|compromise))\b"
    r"[^.;<]{0,40}(?<!said )\b(?:on|late on|early on)?\s?(?P<d><D\d+>)"
    r"|\b(?:on\s)?(?P<before><D\d+>)\s(?:conducted|held|opened|began|resumed|met|signed|concluded|ended|launched)\b"
)


def _lead_mention(sentence: Sentence, span: tuple[int, int], date: Mention) -> RoundMention:
    text = sentence.shape.text
    return RoundMention(sentence, *span, 0, len(text), dates=[(date, span[0])], loose=True)


_AT_TALKS = re.compile(
    rf"\b{words.TALK}\b|\b(?:delegations?|delegates|negotiators?|mediators?|mediation|co-chairs?|(?:both|two) sides)\b"
)


HEADINGS = (Zone.HEADING, Zone.TITLE, Zone.DECK)


def main_from_dateline(state: State) -> None:
    """A report without number or place: where it is written from, if it speaks of talks."""
    lead = [s for s in state.reading.sentences if s.block < state.bodies + 4][:14]
    if not any(_CITY_LINE.match(s.shape.text) for s in lead if s.first):
        return
    told = [s for s in lead if not s.shape.text.startswith('"')]
    met = next((s for s in told if words.MEET.search(s.shape.text)), None)
    met = met or next((s for s in told if _AT_TALKS.search(s.shape.text)), None)
    if met is None or not state.parties:
        return
    state.main = state.focus = Draft(len(state.drafts))
    state.drafts.append(state.main)
    dates = [m for s in lead for m in loose_mentions(state.reading, s)]
    for mention in dates[:1] or [RoundMention(met, 0, 1, 0, len(met.shape.text), loose=True)]:
        state.main.add(mention)


FIRST = 6
"""So many sentences may tell of talks that no word of meeting tells of."""


def main_from_place(state: State) -> None:
    """Talks that nothing else tells of: a place beside both sides, or beside negotiators."""
    for sentence in state.reading.sentences[:FIRST] if len(state.parties) > 1 else ():
        shape = sentence.shape.text
        if not (_names_sides(state, sentence) or _AT_TALKS.search(shape)):
            continue
        for venue in find_venues(state.reading, sentence, shape):
            if venue.name and not is_elsewhere(state.reading, sentence, venue):
                mention = RoundMention(
                    sentence, venue.at, venue.end, 0, len(shape), None, venue, loose=False
                )
                add_dates(state.reading, mention)
                state.main = state.focus = Draft(len(state.drafts))
                state.main.add(mention)
                state.drafts.append(state.main)
                return


def _names_sides(state: State, sentence: Sentence) -> bool:
    named = {side_key(state.reading, m) for m in sentence.mentions}
    return len(named & set(state.parties)) > 1


_HELD = re.compile(
    r"\b(?:met|held\s(?:\w+\s){0,3}(?:talks|meeting|consultations)|hold\s(?:\w+\s){0,2}talks)\b"
)


def main_from_meeting(state: State) -> None:
    """A read-out that names no place: "On 3 May the foreign ministers of A and B met"."""
    for sentence in state.reading.sentences[:3]:
        paired = speaks_of_two_sides(state.reading, sentence)
        dates = [
            m for m in loose_mentions(state.reading, sentence) if not m.fresh and not m.previous
        ]
        if paired and dates and _HELD.search(sentence.shape.text):
            state.main = state.focus = Draft(len(state.drafts))
            state.main.add(dates[0])
            state.drafts.append(state.main)
            return


def date_main(state: State) -> None:
    """A report's lead says on which day its sides agreed, when nothing else dates the talks."""
    main = state.main
    if main is None or main.dates or main.later:
        return
    lead = [s for s in state.reading.sentences[:12] if _in_body(state, s)][:2]
    for sentence in lead:
        match = _DEED.search(sentence.shape.text)
        if match is None:
            continue
        group = "d" if match["d"] else "before"
        date = sentence.shape.mention(match[group])
        if date.when and date.when.bound == "on":
            main.add(_lead_mention(sentence, match.span(group), date))
            return


def _in_body(state: State, sentence: Sentence) -> bool:
    return state.reading.paragraph(sentence).block.zone not in HEADINGS


def place_main(state: State) -> None:
    """A report's dateline is the place of its talks, when nothing else is."""
    main = state.main
    if main is None or main.venue is not None or main.country or main.later:
        return
    for sentence in state.reading.sentences[:12]:
        found = _CITY_LINE.match(sentence.shape.text) if sentence.first else None
        if found and state.reading.paragraph(sentence).block.zone not in HEADINGS:
            start, end = (
                sentence.shape.origin(found.start("city")),
                sentence.shape.origin(found.end("city"), end=True),
            )
            sign = re.match(r"<[PAN]\d+>", found["city"])
            mention = sentence.shape.mention(sign.group()) if sign else None
            name = (
                mention.text
                if mention
                else sentence.view[start - sentence.start : end - sentence.start]
            )
            key = mention.key if mention and mention.kind is Kind.PLACE else f"city:{name.lower()}"
            main.venue = Venue(
                name.title() if name.isupper() else name,
                key,
                found.start("city"),
                found.end("city"),
                inferred=True,
            )
            main.quotes.append((start, end))
            return
