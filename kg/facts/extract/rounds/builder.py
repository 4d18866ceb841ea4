"""Rounds: mentions put together, told apart, dated, and marked in the text."""

from __future__ import annotations

import re

from kg.facts.extract.parties import pairs_in, party_name
from kg.facts.extract.rounds import words
from kg.facts.extract.rounds.book import RoundBook
from kg.facts.extract.rounds.drafts import Draft
from kg.facts.extract.rounds.facts import make_round, name_rounds
from kg.facts.extract.rounds.lead import (
    HEADINGS,
    date_main,
    main_from_dateline,
    main_from_meeting,
    main_from_place,
    place_main,
)
from kg.facts.extract.rounds.likeness import talks_there
from kg.facts.extract.rounds.mention import RoundMention
from kg.facts.extract.rounds.mentions import round_mentions
from kg.facts.extract.rounds.placing import place
from kg.facts.extract.rounds.state import LEAD, begin, is_line
from kg.facts.extract.text.mention import Mention
from kg.facts.extract.text.reading import Reading, Sentence
from kg.sources.document import Zone

_BACKWARD = re.compile(
    r"^\W{0,3}(?:That|Those|It|There|Then|Both|The (?:meeting|session|round|cycle|"
    r"encounter|phase|talks(?! between)|two|parties|sides|delegations|teams|result)"
    r"|This (?:meeting|round|session|time)|He|She|They|His|Her|Their|After|In "
    r"(?:that|those|the)|At (?:that|the)|With (?:him|her|them)|Also|Under)\b"
)


_DATED_LINE = re.compile(r"^\W?<D\d+>\s?[:—–]")


FAR = 40
"""So far into a sentence, a pledge to meet again is its tail."""


def read_rounds(reading: Reading) -> RoundBook:
    """The book of rounds; every offset of the text belongs to one of them or to none."""
    builder = Builder(reading)
    for sentence in reading.sentences:
        builder.take(sentence)
    return builder.book()


_NEW_TOPIC = re.compile(r"^\W{0,3}\d{1,2}\s?[|.)]\s?\W?[A-Z<]")


def _is_firm(mention: RoundMention) -> bool:
    text = mention.sentence.shape.text
    return bool(
        mention.ordinal
        or mention.dates
        or (mention.venue and not words.PLACE_TALK.match(text, mention.start))
    )


def _is_day(date: Mention) -> bool:
    when = date.when
    return when is not None and when.bound == "on" and len(when.edtf) == 10


def _took_place(draft: Draft, others: list[Draft]) -> bool:
    """A meeting that was announced, and that the text then tells of as held."""
    if not draft.later or draft.ordinal or not draft.dates:
        return False
    return any(
        not other.later
        and other.fits_dates(draft.dates)
        and (
            draft.venue is None or (other.venue is not None and other.venue.key == draft.venue.key)
        )
        for other in others
    )


class Builder:
    """Goes through the text once, with the round in focus and the main round of the report."""

    def __init__(self, reading: Reading) -> None:
        self.state = begin(reading)

    def take(self, sentence: Sentence) -> None:
        zone = self.state.reading.paragraph(sentence).block.zone
        heading = zone in HEADINGS
        self.state.bodies += sentence.first and not heading
        if self.state.bodies == 2 and sentence.first and self.state.main is None:
            self._lead_with_what_is_planned()
        found = round_mentions(self.state.reading, sentence)
        line = sentence.first and (heading or is_line(self.state.reading, sentence))
        if line and zone is not Zone.TITLE and sentence.index:
            self.state.section = None
            if _NEW_TOPIC.match(sentence.shape.text) and not found:
                self.state.main = self.state.focus = None
        if sentence.first and not found:
            self._refocus(sentence, zone)
        if self.state.main is None and self.state.bodies == LEAD and sentence.first:
            main_from_dateline(self.state)
        for mention in found:
            title = heading and not mention.item
            draft = place(self.state, mention, title)
            if draft is not None:
                self._use(draft, mention, title)
            elif mention.loose and self.state.main is None and not title:
                self.state.waiting.append(mention)

    def _lead_with_what_is_planned(self) -> None:
        """A report that begins with talks to come is about them."""
        ahead = [d for d in self.state.drafts if d.later and not d.denied]
        lead = [d for d in ahead if d.mentions[0].sentence.index == 0 or not d.mentions[0].fresh]
        lead = lead or [d for d in ahead if d.venue and d.venue.name and d.dates]
        if lead:
            self.state.main = self.state.focus = lead[0]
        elif not self.state.drafts:
            main_from_meeting(self.state)

    def _refocus(self, sentence: Sentence, zone: Zone) -> None:
        if (
            zone is Zone.LIST
            or _DATED_LINE.match(sentence.shape.text)
            or (_BACKWARD.match(sentence.shape.text) and self.state.focus is not None)
        ):
            return
        self.state.focus = self.state.section or self.state.main
        self.state.marks.append((sentence.start, self.state.focus))

    def _use(self, draft: Draft, mention: RoundMention, heading: bool) -> None:
        draft.add(mention)
        draft.heading = draft.heading and heading
        self._note_parties(draft, mention)
        if mention.aside and draft is not self.state.main:
            self._mark_aside(draft, mention)
            return
        if not draft.later and (
            self.state.main is None or (self._weak_main() and not heading and _is_firm(mention))
        ):
            self.state.main = draft
            self._add_waiting(draft)
        if ahead := self._promised(draft, mention):
            self._mark_promised(draft, ahead, mention)
            return
        first_here = not self.state.marks or self.state.marks[-1][0] < mention.sentence.start
        offset = (
            mention.sentence.start if first_here else mention.sentence.shape.origin(mention.low)
        )
        self.state.marks.append((offset, draft))
        self.state.focus = draft
        if (
            mention.sentence.first
            and mention.sentence.index
            and (mention.item or heading or is_line(self.state.reading, mention.sentence))
        ):
            self.state.section = draft

    def _promised(self, draft: Draft, mention: RoundMention) -> int:
        """Where "…, who agreed to meet again in Biel" begins; 0 when the sentence is about that."""
        if (
            not draft.later
            or self.state.main is None
            or draft is self.state.main
            or mention.ordinal
        ):
            return 0
        found = words.FRESH.search(mention.sentence.shape.text, mention.low, mention.high)
        return found.start() if found and found.start() > FAR else 0

    def _mark_promised(self, draft: Draft, at: int, mention: RoundMention) -> None:
        """What follows fills in that meeting, but speaks of the one before."""
        shape = mention.sentence.shape
        self.state.marks.append((shape.origin(at), draft))
        self.state.marks.append((mention.sentence.end, self.state.focus))
        self.state.focus = draft

    def _add_waiting(self, draft: Draft) -> None:
        """A lead may give the day of a meeting whose place the next sentences tell."""
        if self.state.bodies > LEAD or draft.dates or draft.ordinal:
            return
        for mention in self.state.waiting[:1]:
            if words.MET.search(mention.clause) and all(_is_day(m) for m, _ in mention.dates):
                draft.add(mention)

    def _mark_aside(self, draft: Draft, mention: RoundMention) -> None:
        shape = mention.sentence.shape
        self.state.marks.append((shape.origin(mention.low), draft))
        self.state.marks.append((shape.origin(mention.high, end=True), self.state.focus))

    def _weak_main(self) -> bool:
        """So far only a headline has named the main round, and only by a place."""
        main = self.state.main
        return (
            main is not None
            and main.heading
            and main.ordinal is None
            and not main.dates
            and all(words.PLACE_TALK.match(m.sentence.shape.text, m.start) for m in main.mentions)
        )

    def _note_parties(self, draft: Draft, mention: RoundMention) -> None:
        for keys, weight, start, _ in pairs_in(self.state.reading, mention.sentence):
            if weight >= 2 and mention.low <= start < mention.high and not draft.parties:
                draft.parties = [k for k in keys if k not in self.state.third]

    def book(self) -> RoundBook:
        if self.state.main is None:
            self._lead_with_what_is_planned()
        if self.state.main is None and not any(not d.heading for d in self.state.drafts):
            main_from_dateline(self.state)
        if not self.state.drafts:
            main_from_place(self.state)
        place_main(self.state)
        date_main(self.state)
        kept = [d for d in self.state.drafts if self._keep(d)]
        kept = [d for d in kept if not _took_place(d, kept) and not self._is_title_of(d, kept)]
        names = name_rounds(kept)
        book = RoundBook(party_keys=self.state.parties, third_keys=self.state.helping)
        book.parties = [
            party_name(self.state.reading, k, self.state.parties) for k in self.state.parties
        ]
        main = self.state.main if self.state.main in kept else None
        for draft in kept:
            keys = draft.parties if len(draft.parties) > 1 else self._sides_near(draft)
            parties = [party_name(self.state.reading, k, keys) for k in keys]
            book.rounds.append(
                make_round(draft, names, kept, parties, self.state.reading, draft is main)
            )
        book.marks = [
            (at, names.get(d.number) if d else None)
            for at, d in sorted(self.state.marks, key=lambda m: m[0])
        ]
        first = main or (kept[0] if kept else None)
        book.main = names.get(first.number) if first else None
        if book.main:
            book.marks.insert(0, (0, book.main))
            book.marks = [(at, name or book.main) for at, name in book.marks]
        return book

    def _is_title_of(self, draft: Draft, others: list[Draft]) -> bool:
        """A headline names the city of talks that the report then dates."""
        if not draft.heading or draft.dates or draft.ordinal or draft.venue is None:
            return False
        told = [d for d in others if d.dates and d.venue and d.venue.key == draft.venue.key]
        if told and draft is self.state.main:
            self.state.main = told[0]
        self.state.marks = [
            (at, told[0] if told and d is draft else d) for at, d in self.state.marks
        ]
        return bool(told)

    def _sides_near(self, draft: Draft) -> list[str]:
        at = draft.mentions[0].sentence.index
        return next((own for rows, own in self.state.sections if at in rows), self.state.parties)

    def _keep(self, draft: Draft) -> bool:
        if draft.heading and draft is not self.state.main:
            return False
        if draft.venue and not draft.ordinal and not draft.dates and draft is not self.state.main:
            return draft.denied or any(
                ((talks_there(m) and draft.later) or m.fresh)
                and not words.PLACE_TALK.match(m.sentence.shape.text, m.start)
                for m in draft.mentions
            )
        return bool(draft.ordinal or draft.venue or draft.dates or draft.bounds)
