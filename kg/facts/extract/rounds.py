"""Rounds: mentions put together, told apart, dated, and marked in the text."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts.dates import edtf_span
from kg.facts.extract import roundstatus as status_words
from kg.facts.extract import roundwords as words
from kg.facts.extract.drafts import Draft
from kg.facts.extract.helping import claims, third_keys
from kg.facts.extract.mention import Kind, Mention, When
from kg.facts.extract.parties import count_sides, pairs_in, party_name
from kg.facts.extract.reading import Reading, Sentence
from kg.facts.extract.roundbook import RoundBook
from kg.facts.extract.roundfacts import make_round, name_rounds
from kg.facts.extract.roundmentions import SAME, RoundMention, Venue, loose_mentions, round_mentions
from kg.sources.document import Zone
from kg.terms import RoundStatus

_BACKWARD = re.compile(
    r"^\W{0,3}(?:That|Those|It|There|Then|Both|The (?:meeting|session|round|cycle|"
    r"encounter|phase|talks|two|parties|sides|delegations|teams|result)"
    r"|This (?:meeting|round|session|time)|He|She|They|His|Her|Their|After|In "
    r"(?:that|those|the)|At (?:that|the)|With (?:him|her|them)|Also|Under)\b"
)
_AGAIN = re.compile(r"\b(?:in|at) the same (?:city|place|hotel|building|compound)\b")
_HEADINGS = (Zone.HEADING, Zone.TITLE, Zone.DECK)
LEAD = 4
_CITY_LINE = re.compile(
    r"^\W?(?P<city><[PN]\d+>|[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3})(?:,"
    r"\s[^—–(:<]{2,24}|,\s<[APN]\d+>)?(?:,\s<D\d+>){0,2}\s?(?:\([^()]{0,40}\)\s?)"
    r"?[—–]\s"
)


def read_rounds(reading: Reading) -> RoundBook:
    """The book of rounds; every offset of the text belongs to one of them or to none."""
    builder = Builder(reading)
    for sentence in reading.sentences:
        builder.take(sentence)
    return builder.book()


class Builder:
    """Goes through the text once, with the round in focus and the main round of the report."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.drafts: list[Draft] = []
        self.marks: list[tuple[int, Draft | None]] = []
        self.main: Draft | None = None
        self.focus: Draft | None = None
        self.bodies = 0
        self.section: Draft | None = None
        sides = count_sides(reading)
        self.third = third_keys(reading)
        self.helping = frozenset(c.key for c in claims(reading))
        self.parties = sides.best(self.third)

    def take(self, sentence: Sentence) -> None:
        zone = self.reading.paragraph(sentence).block.zone
        heading = zone in _HEADINGS
        self.bodies += sentence.first and not heading
        found = round_mentions(self.reading, sentence)
        line = sentence.first and (heading or _is_line(self.reading, sentence))
        if line and zone is not Zone.TITLE and sentence.index:
            self.section = None
            if _NEW_TOPIC.match(sentence.shape.text) and not found:
                self.main = self.focus = None
        if sentence.first and not found:
            self._refocus(sentence, zone)
        if self.main is None and self.bodies == LEAD and sentence.first:
            self._main_from_dateline()
        for mention in found:
            title = heading and not mention.item
            draft = self._place(mention, title)
            if draft is not None:
                self._use(draft, mention, title)

    def _refocus(self, sentence: Sentence, zone: Zone) -> None:
        if zone is Zone.LIST or (_BACKWARD.match(sentence.shape.text) and self.focus is not None):
            return
        self.focus = self.section or self.main
        self.marks.append((sentence.start, self.focus))

    def _use(self, draft: Draft, mention: RoundMention, heading: bool) -> None:
        draft.add(mention)
        draft.heading = draft.heading and heading
        self._note_parties(draft, mention)
        if mention.aside and draft is not self.main:
            self._mark_aside(draft, mention)
            return
        if not draft.later and (
            self.main is None or (self._weak_main() and not heading and _is_firm(mention))
        ):
            self.main = draft
        first_here = not self.marks or self.marks[-1][0] < mention.sentence.start
        offset = (
            mention.sentence.start if first_here else mention.sentence.shape.origin(mention.low)
        )
        self.marks.append((offset, draft))
        self.focus = draft
        if (
            mention.sentence.first
            and mention.sentence.index
            and (mention.item or heading or _is_line(self.reading, mention.sentence))
        ):
            self.section = draft

    def _mark_aside(self, draft: Draft, mention: RoundMention) -> None:
        shape = mention.sentence.shape
        self.marks.append((shape.origin(mention.low), draft))
        self.marks.append((shape.origin(mention.high, end=True), self.focus))

    def _weak_main(self) -> bool:
        """So far only a headline has named the main round, and only by a place."""
        main = self.main
        return (
            main is not None
            and main.heading
            and main.ordinal is None
            and not main.dates
            and all(words.PLACE_TALK.match(m.sentence.shape.text, m.start) for m in main.mentions)
        )

    def _note_parties(self, draft: Draft, mention: RoundMention) -> None:
        for keys, weight, start, _ in pairs_in(self.reading, mention.sentence):
            if weight >= 2 and mention.low <= start < mention.high and not draft.parties:
                draft.parties = [k for k in keys if k not in self.third]

    def _place(self, mention: RoundMention, heading: bool) -> Draft | None:
        later = _is_later(mention)
        if mention.venue and mention.venue.key == SAME:
            known = next(
                (d.venue for d in (self.focus, self.main) if d and d.venue and d.venue.name), None
            )
            mention.venue = (
                replace(mention.venue, name=known.name, key=known.key) if known else None
            )
            mention.loose = known is None
        if mention.loose:
            return self._continued(mention, later) or self._another(mention, heading, later)
        ranked = [(self._score(d, mention, later), d) for d in self.drafts]
        fitting = [(s, d) for s, d in ranked if s is not None and s > 0]
        if fitting:
            best = max(s for s, _ in fitting)
            close = [d for s, d in fitting if s == best]
            return self._preferred(close)
        if not self._worth_a_round(mention) or (later and self._came_later(mention)):
            return None
        draft = Draft(len(self.drafts), later=later, heading=heading)
        if (
            mention.previous
            and not mention.ordinal
            and self.main
            and self.main.ordinal
            and self.main.ordinal > 1
            and not mention.venue
        ):
            draft.ordinal = self.main.ordinal - 1
        self.drafts.append(draft)
        return draft

    def _continued(self, mention: RoundMention, later: bool) -> Draft | None:
        """The round that a sentence without number or place adds its dates to."""
        draft = self.main if self.bodies <= 2 else self.focus
        if draft is None or later or draft.later or mention.previous:
            return None
        if draft.dates:
            return (
                draft
                if draft is self.focus
                and _opens_or_ends(mention)
                and not (draft.starts and draft.ends)
                else None
            )
        if any(m.text.lower().startswith(("last", "next")) for m, _ in mention.dates):
            return None
        near = self.bodies <= 2 or not mention.sentence.first
        past = re.search(r"\b(?:had|since|previous|earlier|last)\b", mention.clause)
        return draft if near and not past else None

    def _another(self, mention: RoundMention, heading: bool, later: bool) -> Draft | None:
        """A meeting told apart by its date alone: "the sides met on 3 May"."""
        planned = bool(_PLANNED.search(mention.clause))
        whens = [m.when for m, _ in mention.dates if m.when and _tells_apart(m.when, planned)]
        if not whens or heading or self.main is None or later > planned:
            return None
        if not planned and not _MET.search(mention.clause):
            return None
        fitting = [d for d in self.drafts if d.later == later and d.fits_dates(whens)]
        if fitting:
            return fitting[0]
        if not later and self.main.fits_dates(whens) is not False:
            return None
        draft = Draft(len(self.drafts), later=later)
        self.drafts.append(draft)
        return draft

    def _came_later(self, mention: RoundMention) -> bool:
        """A pledge to meet in a city where, by the report, they since have met."""
        if mention.dates or mention.ordinal or mention.venue is None:
            return False
        return any(
            d.venue and d.venue.key == mention.venue.key and not d.later for d in self.drafts
        )

    def _preferred(self, drafts: list[Draft]) -> Draft:
        for draft in (self.focus, self.main):
            if draft in drafts and draft is not None:
                return draft
        return drafts[-1]

    def _score(self, draft: Draft, mention: RoundMention, later: bool) -> float | None:
        """How much they agree; None when they cannot be one round."""
        whens = [m.when for m, _ in mention.dates if m.when]
        score = 0.0
        if later != draft.later and not self._came_true(draft, mention):
            return None
        if mention.fresh and not draft.later:
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
        if draft is self.main and not draft.dates and self._long_ago(whens):
            return None
        entries = mention.item or any(m.item for m in draft.mentions)
        dated = draft.fits_dates(whens, near=not entries)
        if dated is False:
            return 1.5 if score >= 2 and mention.ordinal == draft.ordinal and not named else None
        score += 1 if dated else 0
        if mention.previous and draft is self.main:
            return None
        if score == 0 and draft is self.main and self._early(mention) and not mention.previous:
            score += 0.5 if self._continues(draft, mention) else 0
        if score == 0 and draft is self.focus and self._goes_on(draft, mention):
            score += 0.7
        if score == 2 and not mention.ordinal and not dated and self._other_time(draft, whens):
            return None
        if (
            mention.ordinal
            and draft.venue
            and not draft.ordinal
            and draft is not self.main
            and not dated
        ):
            return (
                None
                if len([d for d in self.drafts if d.venue and d.venue.key == draft.venue.key]) > 1
                else score
            )
        return score

    def _long_ago(self, whens: list[When]) -> bool:
        """Dates far from the day of the report: another meeting in the same city."""
        published = self.reading.published
        spans = [edtf_span(w.edtf).latest for w in whens]
        days = [day for day in spans if day is not None]
        return bool(published and days) and all(
            (published - day).days > 150 for day in days if published
        )

    def _goes_on(self, draft: Draft, mention: RoundMention) -> bool:
        """The next sentence of a paragraph fills in what the one before left open."""
        if mention.sentence.first or mention.previous or mention.item:
            return False
        if mention.ordinal:
            return mention.anaphor and draft.ordinal is None
        return (
            bool(mention.venue and mention.venue.name)
            and draft.venue is None
            and not draft.dates
            and _talks_there(mention)
            and mention.sentence.index == draft.mentions[-1].sentence.index + 1
        )

    def _came_true(self, draft: Draft, mention: RoundMention) -> bool:
        return bool(draft.ordinal and draft.ordinal == mention.ordinal)

    def _other_time(self, draft: Draft, whens: list[When]) -> bool:
        return bool(whens) and not draft.dates and draft is not self.main

    def _early(self, mention: RoundMention) -> bool:
        return self.bodies <= LEAD or (self.focus is self.main and not mention.sentence.first)

    def _continues(self, draft: Draft, mention: RoundMention) -> bool:
        text = mention.clause
        if (
            re.search(
                r"\b(?:had|previous|earlier|last|first|before|after|follow(?:s|ed|ing)|since)\b",
                text,
            )
            and mention.venue
        ):
            return False
        if mention.venue and not mention.ordinal and not _talks_there(mention):
            return False
        if mention.ordinal:
            near = self.bodies <= 2 or mention.anaphor
            return (
                (near or draft.heading)
                and draft.ordinal is None
                and (
                    mention.venue is None
                    or draft.venue is None
                    or draft.venue.key == mention.venue.key
                )
            )
        return (
            self.bodies <= LEAD
            and draft.venue is None
            and bool(mention.venue and mention.venue.name)
        )

    def _worth_a_round(self, mention: RoundMention) -> bool:
        text = mention.clause
        if status_words.conditional(text) and not mention.dates and not mention.ordinal:
            return False
        if mention.ordinal or mention.item:
            return True
        if mention.fresh or mention.previous:
            return bool(mention.dates or (mention.venue and mention.venue.name))
        return mention.venue is not None and bool(mention.venue.name or mention.dates)

    def book(self) -> RoundBook:
        self._place_main()
        self._date_main()
        kept = [d for d in self.drafts if self._keep(d)]
        names = name_rounds(kept)
        book = RoundBook(party_keys=self.parties, third_keys=self.helping)
        book.parties = [party_name(self.reading, k, self.parties) for k in self.parties]
        main = self.main if self.main in kept else None
        for draft in kept:
            keys = draft.parties if len(draft.parties) > 1 else self.parties
            parties = [party_name(self.reading, k, keys) for k in keys]
            book.rounds.append(make_round(draft, names, kept, parties, self.reading, draft is main))
        book.marks = [
            (at, names.get(d.number) if d else None)
            for at, d in sorted(self.marks, key=lambda m: m[0])
        ]
        book.main = names.get(main.number) if main else None
        if book.main:
            book.marks.insert(0, (0, book.main))
            book.marks = [(at, name or book.main) for at, name in book.marks]
        return book

    def _main_from_dateline(self) -> None:
        """A report without number or place: where it is written from, if it speaks of talks."""
        lead = [s for s in self.reading.sentences if s.block < self.bodies + 4][:14]
        if not any(_CITY_LINE.match(s.shape.text) for s in lead if s.first):
            return
        met = next(
            (
                s
                for s in lead
                if words.MEET.search(s.shape.text) and not s.shape.text.startswith('"')
            ),
            None,
        )
        if met is None or not self.parties:
            return
        self.main = self.focus = Draft(len(self.drafts))
        self.drafts.append(self.main)
        dates = [m for s in lead for m in loose_mentions(s)]
        for mention in dates[:1] or [RoundMention(met, 0, 1, 0, len(met.shape.text), loose=True)]:
            self.main.add(mention)

    def _date_main(self) -> None:
        """A report's lead says on which day its sides agreed, when nothing else dates the talks."""
        main = self.main
        if main is None or main.dates or main.later:
            return
        lead = [s for s in self.reading.sentences[:12] if self._in_body(s)][:2]
        for sentence in lead:
            match = _DEED.search(sentence.shape.text)
            if match is None:
                continue
            date = sentence.shape.mention(match["d"])
            if date.when and date.when.bound == "on":
                main.add(_lead_mention(sentence, match.span("d"), date))
                return

    def _in_body(self, sentence: Sentence) -> bool:
        return self.reading.paragraph(sentence).block.zone not in _HEADINGS

    def _place_main(self) -> None:
        """A report's dateline is the place of its talks, when nothing else is."""
        main = self.main
        if main is None or main.venue is not None or main.later:
            return
        for sentence in self.reading.sentences[:12]:
            found = _CITY_LINE.match(sentence.shape.text) if sentence.first else None
            if found and self.reading.paragraph(sentence).block.zone not in _HEADINGS:
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
                key = (
                    mention.key
                    if mention and mention.kind is Kind.PLACE
                    else f"city:{name.lower()}"
                )
                main.venue = Venue(
                    name.title() if name.isupper() else name,
                    key,
                    found.start("city"),
                    found.end("city"),
                    inferred=True,
                )
                main.quotes.append((start, end))
                return

    def _keep(self, draft: Draft) -> bool:
        if draft.heading and draft is not self.main:
            return False
        if draft.venue and not draft.ordinal and not draft.dates and draft is not self.main:
            return any(
                _talks_there(m) and not words.PLACE_TALK.match(m.sentence.shape.text, m.start)
                for m in draft.mentions
            )
        return bool(draft.ordinal or draft.venue or draft.dates or draft.bounds)


_DEED = re.compile(
    r"\b(?:agreed|signed|pledged|undertook|promised|met|closed|ended|concluded|finished|held|failed|sat|"
    r"broke (?:up|off)|opened|began|resumed|exchanged|accepted|parted|left|rejected)\b"
    r"[^.;<]{0,40}(?<!said )\b(?:on|late on|early on)?\s?(?P<d><D\d+>)"
)


def _lead_mention(sentence: Sentence, span: tuple[int, int], date: Mention) -> RoundMention:
    text = sentence.shape.text
    return RoundMention(sentence, *span, 0, len(text), dates=[(date, span[0])], loose=True)


_NEW_TOPIC = re.compile(r"^\W{0,3}\d{1,2}\s?[|.)]\s?\W?[A-Z<]")


def _talks_there(mention: RoundMention) -> bool:
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


def _is_line(reading: Reading, sentence: Sentence) -> bool:
    """A line of its own, such as a heading or the first line of a chronicle's entry."""
    block = reading.paragraph(sentence).block
    text = reading.text[block.start : block.end].rstrip()
    return (
        len(text) < 80
        and not text.endswith((".", "!", "?", "”", '"', ":", ";"))
        and not re.match(r"\W{0,2}[•*–-]\s", text)
    )


def _is_firm(mention: RoundMention) -> bool:
    text = mention.sentence.shape.text
    return bool(
        mention.ordinal
        or mention.dates
        or (mention.venue and not words.PLACE_TALK.match(text, mention.start))
    )


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
_TURN = re.compile(
    r"\b[Tt]h(?:e|is|at)\s(?:\w+\s)?(?:talks|cycle|round|meeting|session|"
    r"negotiations|phase|discussions|dialogue|conference|summit)\s(?:had\s|have\s|"
    r"has\s)?"
    r"(?:opened|began|started|resumed|ended|closed|concluded|finished|broke up|"
    r"wrapped up)\b[^;.]{0,40}<D",
    re.I,
)


def _opens_or_ends(mention: RoundMention) -> bool:
    return bool(_TURN.search(mention.clause))


def _is_later(mention: RoundMention) -> bool:
    found = status_words.statuses(mention.clause)
    if not found or found[0] not in (RoundStatus.PROPOSED, RoundStatus.SCHEDULED):
        return mention.fresh and not (found and found[0] is RoundStatus.UNDER_WAY)
    return True
