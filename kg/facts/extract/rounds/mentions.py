"""Where a sentence speaks of a round, and what it says of it: number, place, dates."""

from __future__ import annotations

import re

from kg.facts.extract.rounds import words
from kg.facts.extract.rounds.chronicle import dated_item, entry_date, item_of
from kg.facts.extract.rounds.clauses import is_elsewhere
from kg.facts.extract.rounds.dating import add_dates, that_day
from kg.facts.extract.rounds.mention import SAME, RoundMention, Venue
from kg.facts.extract.rounds.pairs import by_date, listed, recalled
from kg.facts.extract.rounds.venues import find_venues, shown
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Reading, Sentence


def round_mentions(reading: Reading, sentence: Sentence) -> list[RoundMention]:
    shape = sentence.shape.text
    if any(p.search(shape) for p in (_CORRECTION, _OTHER_TALKS, _SO_MANY, _ONLY_DATELINE)):
        return []
    day = entry_date(reading, sentence)
    item = item_of(sentence, shape) or dated_item(reading, sentence, shape, day)
    venues = [
        v for v in find_venues(reading, sentence, shape) if not is_elsewhere(reading, sentence, v)
    ]
    numbers = [] if _COUNTING.search(shape) else words.ordinals(shape)
    if numbers and _counts_others(reading, sentence):
        numbers = [n for n in numbers if words.TALK_WORD.search(shape[n[1] : n[2]])]
    if numbers:
        found = _with_what_follows(sentence, shape, numbers, venues)
    elif item:
        found = [item]
    else:
        found = (
            listed(reading, sentence, shape)
            or _placed(sentence, shape, venues)
            or _loose(sentence, shape)
        )
        found = _with_recalled(found, recalled(sentence, shape))
    several = words.spans(shape)
    if several:
        found = [m for m in found if m.ordinal or m.item]
        found += [RoundMention(sentence, a, b, a, b, value) for value, a, b in several]
    asides = [(m.low, m.high) for m in found if m.aside]
    for mention in found:
        add_dates(reading, mention)
        if not mention.aside:
            mention.dates = [
                (date, at) for date, at in mention.dates if not any(a <= at < b for a, b in asides)
            ]
        that_day(reading, mention)
    found = [part for mention in found for part in by_date(mention)]
    for mention in found:
        if day is not None and not mention.dates:
            mention.dates.append((day, mention.low))
        mention.anaphor = bool(_THAT.search(shape[max(0, mention.start - 8) : mention.end]))
    return found


def _with_recalled(found: list[RoundMention], asides: list[RoundMention]) -> list[RoundMention]:
    """ "They met there again, for the first time since Biel in May": two rounds."""
    keys = {aside.venue.key for aside in asides if aside.venue}
    kept = [m for m in found if not (m.venue and m.venue.key in keys)]
    if any(m.dates or m.venue or m.loose for m in kept):
        return [*kept, *asides]
    return asides or kept


_OTHER_TALKS = re.compile(
    r"\b(?:trade|tariffs?|wage|pay|merger|budget|funding|climate|investment|coalition)\s(?:talks|negotiations|rounds?)\b"
    r"|\brounds? of (?:trade|tariffs?|wage|pay|merger|budget|funding|climate|investment)\b",
    re.I,
)
_SO_MANY = re.compile(
    r"\bhad\s(?:already\s|previously\s)?(?:held|had|gone through)\s(?:\d+|\w+)\srounds\b(?![^.;]{0,40}<D)",
    re.I,
)
"""A number of earlier rounds, of which none is told."""
_ONLY_DATELINE = re.compile(r"^\W?<P\d+>(?:,\s<[AP]\d+>)?(?:,\s<D\d+>){1,2}\.?$")
_CORRECTION = re.compile(r"\b(?:earlier|previous) version of (?:this|the)\b", re.I)
_OTHERS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|several|\d{1,2})\s(?:\w+\s){0,2}(?:committees|"
    r"(?:working )?groups|documents|points|protocols|articles|papers|issues|questions|reasons|lists|"
    r"texts|baskets|chapters|conditions|demands|commissions|things|steps|stages|explanations|versions|theories|claims|camps|options|scenarios|lessons|problems|factors|wings|schools)\b",
    re.I,
)


def _counts_others(reading: Reading, sentence: Sentence) -> bool:
    """ "Two committees were set up. The second, on prisoners, …" """
    before = reading.sentences[max(0, sentence.index - 3) : sentence.index]
    return any(_OTHERS.search(s.shape.text) for s in before)


_THAT = re.compile(r"\b(?:that|this|these|those)\s(?:was\s|is\s)?(?:the\s)?", re.I)


_COUNTING = re.compile(
    r"\b(?:calls?|calling|called|counts?|counting|counted|describ\w+|number(?:s|ed)?|"
    r"speaks? of|wrote|treats?|regards?)\b[^.;]{0,60}\b(?:round|cycle|meeting|count)"
    r"\b"
    r"|\b(?:how many|which) rounds?\b|\bthe (?:first|second|third|fourth|fifth|sixth)"
    r" or the\b|\bor the (?:second|third|fourth|fifth|sixth|seventh)\b",
    re.I,
)


def loose_mentions(reading: Reading, sentence: Sentence) -> list[RoundMention]:
    """What a sentence that names neither number nor place says of the dates of a meeting."""
    found = _loose(sentence, sentence.shape.text)
    for mention in found:
        add_dates(reading, mention)
    return [m for m in found if m.dates]


def _numbered(
    sentence: Sentence, shape: str, numbers: list[tuple[int, int, int]], venues: list[Venue]
) -> list[RoundMention]:
    found = []
    for index, (value, start, end) in enumerate(numbers):
        low = 0 if index == 0 else _break_before(shape, numbers[index - 1][2], start)
        high = (
            len(shape)
            if index + 1 == len(numbers)
            else _break_before(shape, end, numbers[index + 1][1])
        )
        near = [v for v in venues if low <= v.at < high]
        venue = _named_for(sentence, shape, start) or _nearest(near, start, end)
        high = _until_other(near, venue, end, high)
        found.append(RoundMention(sentence, start, end, low, high, value, venue))
    return found


_AFTER = re.compile(r",?\s(?:after|since|following|unlike)\s(?:the|a|their|its)\s$")


def _with_what_follows(
    sentence: Sentence, shape: str, numbers: list[tuple[int, int, int]], venues: list[Venue]
) -> list[RoundMention]:
    """ "They met in Biel after the sixth round failed": the place is not that of the sixth."""
    cut = _AFTER.search(shape[: numbers[0][1]])
    here = [v for v in venues if cut and v.end <= cut.start()]
    if cut is None or not here:
        return _numbered(sentence, shape, numbers, venues)
    placed = _placed(sentence, shape, here)
    for mention in placed:
        mention.high = min(mention.high, cut.start())
    told = _numbered(sentence, shape, numbers, [v for v in venues if v.at >= cut.end()])
    told[0].low, told[0].aside = cut.start(), True
    return [*placed, *told] if placed else _numbered(sentence, shape, numbers, venues)


def _named_for(sentence: Sentence, shape: str, start: int) -> Venue | None:
    """ "Arusha II": the place that a number is counted with."""
    match = re.compile(r"<P\d+>").match(shape, start)
    if match is None:
        return None
    place = sentence.shape.mention(match.group())
    return Venue(shown(place), place.key, *match.span())


def _break_before(shape: str, low: int, high: int) -> int:
    """The clause border nearest before `high`, after `low`; where a clause begins, that."""
    clauses = list(_CLAUSE.finditer(shape, low, high))
    if clauses:
        return clauses[-1].start()
    cut = max(
        shape.rfind(sign, low, high)
        for sign in (";", ". ", ", ", " while ", " and ", "(", " ahead of ", " before ")
    )
    return cut if cut > low else high


_CLAUSE = re.compile(
    r"[,;]\s(?:but|while|whereas|and|with)\s(?=(?:the\s)?(?:\w+\s)?(?:they|it|he|she|we|both|two|future|further|talks|"
    r"sides|parties|rounds?|meetings?|negotiations|<[ANPT]\d+>)\b)"
)


def _until_other(near: list[Venue], venue: Venue | None, end: int, high: int) -> int:
    other = [v.at for v in near if venue and v.key != venue.key and v.at > max(end, venue.end)]
    return min([*other, high])


def _nearest(venues: list[Venue], start: int, end: int) -> Venue | None:
    """After the number first; before it only when nothing follows."""
    after = [v for v in venues if v.at >= end and v.name and v.at - end < 110]
    before = [v for v in venues if v.end <= start and v.name]
    if after:
        return after[0]
    return before[-1] if before else (venues[0] if venues else None)


_LED = re.compile(r"\b(?:led|leads|headed|heads|chaired|mediat\w+|facilitat\w+|co-chaired)\b")


def _placed(sentence: Sentence, shape: str, venues: list[Venue]) -> list[RoundMention]:
    speaks = words.TALK_WORD.search(shape) or words.MEET.search(shape) or _LED.search(shape)
    if not venues or not speaks:
        return []
    found: list[RoundMention] = []
    keys: list[str] = []
    for index, venue in enumerate(venues):
        if venue.key in keys or (venue.key == SAME and not sentence.of(Kind.DATE)):
            continue
        keys.append(venue.key)
        low = 0 if not found else _break_before(shape, venues[index - 1].end, venue.at)
        later = [v.at for v in venues[index + 1 :] if v.key != venue.key]
        high = _break_before(shape, venue.end, later[0]) if later else len(shape)
        part = shape[low:high]
        together = index and _COORDINATED.match(shape[venues[index - 1].end : venue.at])
        if _TOLD_ABOUT.search(shape[venue.end : high]) and not _speaks(shape[low : venue.end]):
            continue
        if together or words.TALK_WORD.search(part) or words.MEET.search(part) or _LED.search(part):
            found.append(_placed_mention(sentence, shape, venue, low, high))
    return found


_TOLD_ABOUT = re.compile(r"^[^,;<]{0,40}\b(?:tells?|told) (?:you|us|anyone)\b")
"""After a place: the talks are in what is told there, not at the place."""


def _speaks(clause: str) -> bool:
    return bool(words.TALK_WORD.search(clause) or words.MEET.search(clause))


_COORDINATED = re.compile(
    r"^(?:,\s(?:twice|again|once))?(?:,\s(?:and\s|then\s)?|\s(?:and|then)\s)(?:again\s|later\s)?"
    r"(?:in\s|at\s)?(?:the\s)?$"
)


def _placed_mention(
    sentence: Sentence, shape: str, venue: Venue, low: int, high: int
) -> RoundMention:
    part = shape[low:high]
    fresh = _is_fresh(part, venue.end - low)
    previous = bool(words.PREVIOUS.search(part))
    paper = _PAPER_OF.search(shape[low : venue.at])
    if paper:
        low, high = low + paper.start(), _end_of_paper(shape, venue.end, high)
    return RoundMention(
        sentence,
        venue.at,
        venue.end,
        low,
        high,
        None,
        venue,
        fresh=fresh,
        previous=previous,
        aside=paper is not None,
    )


def _is_fresh(clause: str, venue_end: int) -> bool:
    """Not where they met, "and agreed to resume": what is new comes after."""
    found = words.FRESH.search(clause)
    if found is None:
        return False
    between = clause[venue_end : found.start()] if found.start() > venue_end else ""
    return not (
        re.search(r"\b(?:and|where|which)\s(?:\w+\s){0,2}$", between)
        and words.MEET.search(clause[:venue_end])
    )


_PAPER_OF = re.compile(
    r"\b(?:agreement|deal|accord|pact|truce|cease-?fire|declaration|memorandum|protocol|road ?map|document|"
    r"commitments?|understandings?)s?\s(?:[\w-]+\s){0,2}?(?:that\swas\s|which\swas\s)?"
    r"(?:signed|reached|struck|concluded|initialled|agreed|adopted|made|negotiated)\s(?:on\s)?(?:<D\d+>\s)?"
    r"(?:in|at)\s(?:the\s)?$",
    re.I,
)
"""A paper with the place that it comes from: what follows does not go on about that place."""


def _end_of_paper(shape: str, at: int, high: int) -> int:
    found = re.compile(r"(?:,\s<[AP]\d+>)?,?\s(?:on\s|in\s)?<D\d+>").match(shape, at, high)
    return found.end() if found else at


def _loose(sentence: Sentence, shape: str) -> list[RoundMention]:
    """No number and no place: only "the next round …", "the last trilateral, on July 2, …"."""
    for pattern, fresh in ((words.FRESH, True), (words.PREVIOUS, False)):
        match = pattern.search(shape)
        if match and sentence.of(Kind.DATE):
            return [
                RoundMention(
                    sentence,
                    match.start(),
                    match.end(),
                    0,
                    len(shape),
                    fresh=fresh,
                    previous=not fresh,
                )
            ]
    talk = words.MEET.search(shape) or words.TALK_WORD.search(shape)
    if talk and sentence.of(Kind.DATE):
        return [RoundMention(sentence, talk.start(), talk.end(), 0, len(shape), loose=True)]
    return []
