"""Where a sentence speaks of a round, and what it says of it: number, place, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.facts.extract import roundwords as words
from kg.facts.extract.mention import Kind, Mention
from kg.facts.extract.reading import Reading, Sentence


@dataclass(frozen=True, slots=True)
class Venue:
    """A place of talks: `name` as written or resolved, `at` its offset in the shape."""

    name: str
    key: str
    at: int
    end: int
    country: str | None = None
    inferred: bool = False


@dataclass(slots=True)
class RoundMention:
    """`start:end` are offsets in the sentence's shape; `clause` is what speaks of this round."""

    sentence: Sentence
    start: int
    end: int
    low: int
    high: int
    ordinal: int | None = None
    venue: Venue | None = None
    dates: list[tuple[Mention, int]] = field(default_factory=list)
    fresh: bool = False
    previous: bool = False
    item: bool = False
    loose: bool = False
    """Names neither number nor place: it can only add to a round that is known."""
    anaphor: bool = False
    aside: bool = False
    """Recalled in passing: what follows does not go on about it."""

    @property
    def clause(self) -> str:
        return self.sentence.shape.text[self.low : self.high]


def round_mentions(reading: Reading, sentence: Sentence) -> list[RoundMention]:
    shape = sentence.shape.text
    day = entry_date(reading, sentence)
    item = _item(sentence, shape) or _dated_item(reading, sentence, shape, day)
    venues = _venues(reading, sentence, shape)
    numbers = [] if _COUNTING.search(shape) else words.ordinals(shape)
    if numbers and _counts_others(reading, sentence):
        numbers = [n for n in numbers if words.TALK_WORD.search(shape[n[1] : n[2]])]
    if numbers:
        found = _numbered(sentence, shape, numbers, venues)
    elif several := words.spans(shape):
        found = [RoundMention(sentence, a, b, a, b, value) for value, a, b in several]
    elif item:
        found = [item]
    else:
        found = (
            _listed(reading, sentence, shape)
            or _placed(sentence, shape, venues)
            or _recalled(sentence, shape)
            or _loose(sentence, shape)
        )
    for mention in found:
        _add_dates(mention)
        _that_day(reading, mention)
    found = [part for mention in found for part in _by_date(mention)]
    for mention in found:
        if day is not None and not mention.dates:
            mention.dates.append((day, mention.low))
        mention.anaphor = bool(_THAT.search(shape[max(0, mention.start - 8) : mention.end]))
    return found


_OTHERS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|several|\d{1,2})\s(?:\w+\s){0,2}(?:committees|"
    r"(?:working )?groups|documents|points|protocols|articles|papers|issues|questions|reasons|lists|"
    r"texts|baskets|chapters|conditions|demands|commissions|things|steps|stages)\b",
    re.I,
)


def _counts_others(reading: Reading, sentence: Sentence) -> bool:
    """ "Two committees were set up. The second, on prisoners, …" """
    if sentence.first:
        return False
    before = reading.sentences[max(0, sentence.index - 2) : sentence.index]
    return any(_OTHERS.search(s.shape.text) for s in before if s.block == sentence.block)


_DATE_ONLY = re.compile(r"^\W{0,3}<D\d+>\W{0,2}$")
_PLACE_ENTRY = re.compile(
    r"^\W?(?P<p><P\d+>)(?:,\s<[AP]\d+>)?(?:\s\([^()]{0,40}\))?\s?(?:[.:;,–—]|$)"
)


def entry_date(reading: Reading, sentence: Sentence) -> Mention | None:
    """The date at the head of a chronicle's entry, "20–29 July. Second session. …"."""
    if sentence.first:
        return None
    head = reading.sentences[reading.paragraph(sentence).sentences[0]]
    return head.mentions[0] if _DATE_ONLY.match(head.shape.text) else None


def _dated_item(
    reading: Reading, sentence: Sentence, shape: str, day: Mention | None
) -> RoundMention | None:
    """ "9 January. Libreville. The president meets …" """
    match = _PLACE_ENTRY.match(shape)
    second = sentence.index == reading.paragraph(sentence).sentences[0] + 1
    if day is None or match is None or not second:
        return None
    place = sentence.shape.mention(match["p"])
    venue = Venue(_shown(place), place.key, match.start("p"), match.end("p"))
    return RoundMention(
        sentence, match.start("p"), match.end("p"), 0, len(shape), None, venue, item=True
    )


_THAT = re.compile(r"\b(?:that|this|these|those)\s(?:was\s|is\s)?(?:the\s)?", re.I)


def _that_day(reading: Reading, mention: RoundMention) -> None:
    """ "I begin with Friday. The fifth round was held that day in Rome." """
    found = re.search(r"\b(?:that|the same)\s(?:very\s)?day\b", mention.clause)
    if not found or mention.dates:
        return
    sentence: Sentence | None = mention.sentence
    for _ in range(2):
        sentence = reading.before(sentence) if sentence and not sentence.first else None
        dates = sentence.of(Kind.DATE) if sentence else []
        if dates:
            mention.dates.append((dates[-1], mention.low + found.start()))
            return


_COUNTING = re.compile(
    r"\b(?:calls?|calling|called|counts?|counting|counted|describ\w+|number(?:s|ed)?|"
    r"speaks? of|wrote|treats?|regards?)\b[^.;]{0,60}\b(?:round|cycle|meeting|count)"
    r"\b"
    r"|\b(?:how many|which) rounds?\b|\bthe (?:first|second|third|fourth|fifth|sixth)"
    r" or the\b|\bor the (?:second|third|fourth|fifth|sixth|seventh)\b",
    re.I,
)


_PAIR = re.compile(
    r"(?P<p><P\d+>)(?:,\s<[AP]\d+>)?(?:,?\s(?:again|twice|a\s\w+\stime))?,?\s"
    r"(?:\((?:in\s|on\s)?|(?:in|on|of|from|last|this|that|late|early)\s(?:late\s|early\s|mid-)?)?"
    r"(?P<d><D\d+>)"
    r"|(?P<d2><D\d+>),?\s(?:in|at)\s(?P<p2><P\d+>)"
)
_VIOLENCE = re.compile(
    r"\b(?:kill\w*|bomb\w*|attack\w*|struck|strikes?|shell\w*|clash\w*|elect\w+|coup|born|died|"
    r"death|wars?|fighting|fought|arrest\w*|massacre\w*|mutin\w+|protest\w*|earthquake|offensive)\b",
    re.I,
)
_LIST_WORD = re.compile(
    rf"\b(?:{words.STEP}|meetings|talks|times|conferences|summits|venues?|agreed|truces|"
    r"cease-?fires|accords|agreements)\b",
    re.I,
)
_RECALL = re.compile(
    r"\b(?:since|after|before|[Rr]emember|recall\w*|(?:[Aa]nd\s)?[Tt]hen(?:\scame|\sto)?|back to|"
    r"as in|unlike|like|the)\s$"
)


def _listed(reading: Reading, sentence: Sentence, shape: str) -> list[RoundMention]:
    """ "Rounds in Biel (May 2015), Kuwait (April 2016) and Rimbo (December 2018)" """
    pairs = list(_PAIR.finditer(shape))
    if len(pairs) < 2 or _VIOLENCE.search(shape):
        return []
    before = reading.before(sentence)
    context = shape if before is None or sentence.first else f"{before.shape.text} {shape}"
    if not (_LIST_WORD.search(context) or words.MEET.search(context)):
        return []
    ends = [*(pair.start() for pair in pairs[1:]), len(shape)]
    return [
        _pair_mention(sentence, pair, pair.start() if at else 0, end)
        for at, (pair, end) in enumerate(zip(pairs, ends, strict=True))
    ]


def _recalled(sentence: Sentence, shape: str) -> list[RoundMention]:
    """ "… for the first time since Berlin in June 2016" """
    if _VIOLENCE.search(shape):
        return []
    return [
        _pair_mention(sentence, pair, pair.start(), pair.end())
        for pair in _PAIR.finditer(shape)
        if _RECALL.search(shape[: pair.start()])
    ]


def _pair_mention(sentence: Sentence, pair: re.Match[str], low: int, high: int) -> RoundMention:
    group = "p" if pair["p"] else "p2"
    place = sentence.shape.mention(pair[group])
    venue = Venue(_shown(place), place.key, *pair.span(group))
    return RoundMention(sentence, *pair.span(), low, high, None, venue, aside=True)


_AND_ON = re.compile(
    r"^(?:,\s(?:and\s|then\s)?|\sand\s)(?:again\s|then\s|later\s)?(?:[^,.;<]{0,20},\s)?(?:on\s|in\s)?$"
)
_MORE_THAN_ONE = re.compile(
    r"\b(?:met|meetings|rounds|sessions|talks|times|twice|held|hosted|sat down)\b", re.I
)


def _by_date(mention: RoundMention) -> list[RoundMention]:
    """ "They met on 28 October, on 11 November and on 20 November": three meetings."""
    dates = mention.dates
    if mention.ordinal or len(dates) < 2 or not _MORE_THAN_ONE.search(mention.clause):
        return [mention]
    shape = mention.sentence.shape
    gaps = [
        shape.text[a + len(_sign(shape.text, a)) : b] for (_, a), (_, b) in pairwise(dates) if a < b
    ]
    if len(gaps) != len(dates) - 1 or not all(_AND_ON.match(gap) for gap in gaps):
        return [mention]
    if not all(_apart(a, b) for (a, _), (b, _) in pairwise(dates)):
        return [mention]
    return [replace(mention, dates=[date]) for date in dates]


def _sign(shape: str, at: int) -> str:
    return shape[at : shape.index(">", at) + 1]


def _apart(a: Mention, b: Mention) -> bool:
    one, two = a.when, b.when
    if one is None or two is None or one.bound != "on":
        return False
    if one.last and two.first:
        return (two.first - one.last).days > 2
    return one.edtf != two.edtf


def loose_mentions(sentence: Sentence) -> list[RoundMention]:
    """What a sentence that names neither number nor place says of the dates of a meeting."""
    found = _loose(sentence, sentence.shape.text)
    for mention in found:
        _add_dates(mention)
    return [m for m in found if m.dates]


_HEADER = re.compile(
    r"^\W{0,4}(?:(?P<n>\d{1,2})\s?[·|]\s?)?(?:(?:Then|And|In|At)\s)"
    r"?(?:(?P<p1><[PA]\d+>)(?:\sagain|\sa\s\w+\stime)?,?\s(?:in\s|this\s|that\s|"
    r"late\s|early\s)?(?P<d1><D\d+>)(?=[:.,;)|–—\s]|$)"
    r"|(?P<d2><D\d+>)\s?[,|·–—-]\s?(?P<p2><P\d+>)(?=[:.,;)|–—\s]|$))"
)
_COLON = re.compile(r"[:.,]|twice|\sagain|\|")


def _item(sentence: Sentence, shape: str) -> RoundMention | None:
    """A chronicle's entry: "Biel, December 2015: …", "17–18 December 2018, Abu Dhabi"."""
    match = _HEADER.match(shape)
    if not match or (not sentence.first and not match["p1"]):
        return None
    tail = shape[match.end() : match.end() + 3]
    if match["p1"] and not _COLON.match(tail.strip() or ".") and not sentence.first:
        return None
    if match["p1"] and sentence.first and re.match(r"\s?(?:[(–—-]|$)", tail):
        return None
    spoken = words.TALK_WORD.search(shape) or words.MEET.search(shape)
    if not sentence.first and (_VIOLENCE.search(shape) or not (spoken or tail[:1] in (":", "."))):
        return None
    sign = match["p1"] or match["p2"]
    place = sentence.shape.mention(sign)
    at = match.start("p1") if match["p1"] else match.start("p2")
    venue = Venue(place.text, place.key, at, at + len(sign))
    number = int(match["n"]) if match["n"] else None
    return RoundMention(
        sentence, match.start(), match.end(), 0, len(shape), number, venue, item=True
    )


def _venues(reading: Reading, sentence: Sentence, shape: str) -> list[Venue]:
    found: dict[int, Venue] = {}
    for match in words.PLACE_TALK.finditer(shape):
        place = sentence.shape.mention(match["place"])
        found[match.start("place")] = Venue(
            _shown(place), place.key, match.start("place"), match.end("place")
        )
    for match in words.IN_PLACE.finditer(shape):
        if _is_venue(shape, match) and not _inside_quote(shape, match.start()):
            place = sentence.shape.mention(match["place"])
            at, end = match.span("place")
            found.setdefault(
                at, Venue(_shown(place), place.key, at, end, _country_after(sentence, shape, end))
            )
    for match in re.finditer(
        r"(?:^|\s)(?P<p><P\d+>)\s(?:hosts?|hosted|is hosting|will host|was hosting)\b", shape
    ):
        place = sentence.shape.mention(match["p"])
        found.setdefault(
            match.start("p"), Venue(place.text, place.key, match.start("p"), match.end("p"))
        )
    for match in re.finditer(
        r"\b(?:Palace|Hotel|Centre|Center|House|Castle|Abbey|College),\s(?P<p><P\d+>)", shape
    ):
        place = sentence.shape.mention(match["p"])
        found.setdefault(
            match.start("p"), Venue(place.text, place.key, match.start("p"), match.end("p"))
        )
    if sentence.index == 0 and (last := re.search(r",\s(?P<p><P\d+>),\s<D", shape)):
        place = sentence.shape.mention(last["p"])
        found.setdefault(
            last.start("p"), Venue(_shown(place), place.key, last.start("p"), last.end("p"))
        )
    for match in _LISTED.finditer(shape):
        place = sentence.shape.mention(match["p"])
        found.setdefault(
            match.start("p"),
            Venue(
                _shown(place),
                place.key,
                match.start("p"),
                match.end("p"),
                _country_after(sentence, shape, match.end("p")),
            ),
        )
    if not found and (online := _ONLINE.search(shape)) and not _BY_VIDEO.search(shape):
        found[online.start()] = Venue("virtual", "virtual", online.start(), online.end())
    if not found and (there := _THERE.search(shape)):
        spot = _last_place(reading, sentence)
        if spot is not None:
            at, end = there.span("there")
            found[at] = Venue(_shown(spot), spot.key, at, end, inferred=True)
    if not found and (same := _SAME.search(shape)):
        found[same.start()] = Venue("", SAME, same.start(), same.end(), inferred=True)
    if not found:
        found |= {v.at: v for v in _capitals(reading, sentence, shape)}
    if not found:
        found |= {v.at: v for v in _countries(sentence, shape)}
    return [found[at] for at in sorted(found)]


_ONLINE = re.compile(
    r"\b(?:(?:virtual|online|remote)(?:\s[\w-]+)?\s(?:talks|meetings?|rounds?|sessions?|consultations?|"
    r"conference|dialogue|summit)|(?:talks|meetings?|rounds?|sessions?|consultations?|met|held|convened)\b"
    r"[^.;<]{0,40}\b(?:virtually|online|remotely|(?:by|via|over|through) (?:video|Zoom|video-?conference)"
    r"|by video-?(?:link|conference)))\b|\bby video (?:link|conference)\b(?=,)",
    re.I,
)
_BY_VIDEO = re.compile(
    r"\b(?:part|join\w*|speaking|spoke|address\w*|attend\w*|participat\w+|dialled)\b[^.;]{0,20}\b(?:by|via) video",
    re.I,
)
_THERE = re.compile(
    r"\b(?:met|meet|meeting|gathered|held|sat down|talks|rounds?|sessions?|go on|continue|resume|signed|"
    r"put their names)\b[^.;:]{0,40}?\b(?P<there>there)\b(?!\s(?:is|are|was|were|has|have|had|will|would|"
    r"may|can|could|should|must)\b)"
)


def _last_place(reading: Reading, sentence: Sentence) -> Mention | None:
    """The place last spoken of, in the three sentences before."""
    for earlier in reversed(reading.sentences[max(0, sentence.index - 3) : sentence.index]):
        places = earlier.of(Kind.PLACE)
        if places:
            return places[-1]
    return None


_LISTED = re.compile(
    r"(?:[:|(]\s?|\bwas\s)(?:near\s)?(?P<p><P\d+>)(?=(?:\sagain)?,\s(?:<A\d+>,\s)"
    r"?(?:<D|late|early|in)|\s?\|\s)"
)
SAME = "same"
"""Key of a venue that is the one last spoken of: "in the same city"."""
_SAME = re.compile(
    r"\b(?:in|at) (?:the same (?:city|place|hotel|building|compound|venue|town|"
    r"capital)|their city)\b"
)
_GOING = re.compile(
    r"\b(?:return\w*|back|come|came|go|went|gone|moved?|travel\w*|invited\b[^.;<]{0,"
    r"40}|sent\b[^.;<]{0,30}|brought|shifted)\s$",
    re.I,
)
_QUOTED = re.compile(r'"[^"]{0,400}$')


def _is_venue(shape: str, match: re.Match[str]) -> bool:
    prep = match["prep"].lower()
    before = shape[max(0, match.start() - 60) : match.start()]
    after = shape[match.end() : match.end() + 20]
    if prep in ("from", "of") or re.match(
        r"'s\s|\s(?:Agreement|Accord|Declaration|memorandum|process|commitments)", after
    ):
        return False
    if prep == "to":
        return bool(_GOING.search(before))
    return not words.NOT_VENUE.search(before)


def _shown(place: Mention) -> str:
    """As written, or as usual where the text shouts."""
    return place.name if place.text.isupper() and len(place.text) > 3 and place.name else place.text


def _inside_quote(shape: str, at: int) -> bool:
    return shape.count('"', 0, at) % 2 == 1


def _country_after(sentence: Sentence, shape: str, end: int) -> str | None:
    match = re.match(r",\s(?:in\s)?(?P<a><A\d+>)", shape[end : end + 14])
    if not match:
        return None
    actor = sentence.shape.mention(match["a"])
    return actor.text if actor.sort == "country" else None


def _capitals(reading: Reading, sentence: Sentence, shape: str) -> list[Venue]:
    found = []
    for match in words.CAPITAL.finditer(shape):
        sign = match["adj"] or match["of"] or match["poss"]
        if not sign:
            continue
        owner = sentence.shape.mention(f"<{sign.strip('<>')}>")
        city = reading.capitals.get(owner.key)
        if city and not words.NOT_VENUE.search(
            shape[max(0, match.start() - 50) : match.start()].removesuffix("in ")
        ):
            found.append(
                Venue(
                    _as_written(reading, owner.key, city),
                    owner.key,
                    match.start(),
                    match.end(),
                    inferred=True,
                )
            )
    return found


def _as_written(reading: Reading, key: str, city: str) -> str:
    for sentence in reading.sentences:
        for mention in sentence.mentions:
            if mention.kind is Kind.PLACE and mention.key == key and mention.sort == "capital":
                return mention.text
    return city


def _countries(sentence: Sentence, shape: str) -> list[Venue]:
    found = []
    for match in words.IN_COUNTRY.finditer(shape):
        actor = sentence.shape.mention(match["country"])
        if actor.sort == "country" and not words.NOT_VENUE.search(
            shape[max(0, match.start() - 50) : match.start()]
        ):
            at, end = match.span("country")
            found.append(Venue("", actor.key, at, end, actor.text))
    return found


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


def _named_for(sentence: Sentence, shape: str, start: int) -> Venue | None:
    """ "Arusha II": the place that a number is counted with."""
    match = re.compile(r"<P\d+>").match(shape, start)
    if match is None:
        return None
    place = sentence.shape.mention(match.group())
    return Venue(_shown(place), place.key, *match.span())


def _break_before(shape: str, low: int, high: int) -> int:
    """The clause border nearest before `high`, after `low`."""
    cut = max(shape.rfind(sign, low, high) for sign in (";", ". ", ", ", " while ", " and ", "("))
    return cut if cut > low else high


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
        if together or words.TALK_WORD.search(part) or words.MEET.search(part) or _LED.search(part):
            found.append(_placed_mention(sentence, shape, venue, low, high))
    return found


_COORDINATED = re.compile(
    r"^(?:,\s(?:twice|again|once))?(?:,\s(?:and\s|then\s)?|\s(?:and|then)\s)(?:again\s|later\s)?"
    r"(?:in\s|at\s)?(?:the\s)?$"
)


def _placed_mention(
    sentence: Sentence, shape: str, venue: Venue, low: int, high: int
) -> RoundMention:
    part = shape[low:high]
    fresh = bool(words.FRESH.search(part))
    previous = bool(words.PREVIOUS.search(part))
    return RoundMention(
        sentence, venue.at, venue.end, low, high, None, venue, fresh=fresh, previous=previous
    )


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


def _add_dates(mention: RoundMention) -> None:
    shape = mention.sentence.shape
    header = _DATELINE.match(shape.text) if mention.sentence.first else None
    lead = re.match(r"^\W{0,4}(?P<d><D\d+>)\s?[—–:|]\s", shape.text) if mention.low else None
    if lead:
        mention.dates.append((shape.mention(lead["d"]), mention.low))
    for match in re.finditer(r"<D\d+>", shape.text[mention.low : mention.high]):
        at = mention.low + match.start()
        if header and at < header.end():
            continue
        date = shape.mention(match.group())
        if date.when is not None and _belongs(shape.text, at, mention):
            mention.dates.append((date, at))


_DATELINE = re.compile(
    r"^\W?(?:<[PAN]\d+>|[A-Z][\w.' -]{2,30})(?:,\s(?:<[AP]\d+>|[A-Z][\w. ]{2,20}))?,"
    r"\s(?:<D\d+>,?\s){1,2}(?:\([^()]{0,40}\)\s?)?[—–-]\s"
)
_OTHER_DATE = re.compile(
    r"\b(?:said|told|says|announced|declared|elected|killed|born|released|agreement "
    r"of|declaration of|deal of"
    r"|resolution|statement|letter|wrote|warned|reported|truce|ceasefire|ceasefires|"
    r"attack\w*|struck|elections?|visit\w*)\s(?:on\s|of\s|in\s|from\s|at the "
    r"latest\s|the end of\s|late\s)?$",
    re.I,
)


_NEXT_THING = re.compile(
    r"\b(?:led to|resulted in|paved|meet again|next (?:round|meeting|session)|release of|followed by"
    r"|(?:agree\w*|promis\w+|pledg\w+|undert\w+|decid\w+)\b[^.;]{0,80}\b(?:meet|reconvene|return|resume))\b",
    re.I,
)


def _belongs(shape: str, at: int, mention: RoundMention) -> bool:
    before = shape[max(mention.low, at - 45) : at]
    harm = _VIOLENCE.search(shape, max(mention.low, at - 80), at)
    if _OTHER_DATE.search(before) or (harm and not harm.start() < mention.start < at):
        return False
    between = shape[min(at, mention.end) : max(at, mention.start)]
    if at > mention.end and _NEXT_THING.search(between):
        return False
    return between.count(";") == 0 and ". " not in between
