"""Which places of a sentence are places of talks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.rounds import words
from kg.facts.extract.rounds.mention import SAME, Venue
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence


def find_venues(reading: Reading, sentence: Sentence, shape: str) -> list[Venue]:
    """In the order of the sentence; what only points to a place counts when none is named."""
    found = {venue.at: venue for venue in reversed(list(_named(sentence, shape)))}
    for match in _PART_OF.finditer(shape):
        found.pop(match.start("part"), None)
        found.setdefault(match.start("p"), _venue(sentence, match, "p"))
    for fallback in (_online, _there, _here, _same, _of_capitals, _of_countries):
        if not found:
            found = {venue.at: venue for venue in fallback(reading, sentence, shape)}
    return [found[at] for at in sorted(found)]


_PART_OF = re.compile(
    r"(?P<part><P\d+>),?\s(?:on|at|in)\sthe\s(?:\w+\s){0,2}(?:side|edge|part|outskirts|shore|bank|suburbs?)\sof\s"
    r"(?:the\s(?:city|town|village)\sof\s)?(?P<p><P\d+>)"
)
"""A building or a quarter, and the town it is part of."""


def _named(sentence: Sentence, shape: str) -> Iterator[Venue]:
    """The surest way of telling first: of two venues at one offset the first counts."""
    for match in words.PLACE_TALK.finditer(shape):
        if not _BUILT_ON.search(shape[: match.start()]):
            yield _venue(sentence, match, "place")
    for match in words.IN_PLACE.finditer(shape):
        if _is_venue(shape, match) and _told(shape, match.start()):
            yield _venue(sentence, match, "place", _country_after(sentence, shape, match.end()))
    for match in _ON_AN_ISLAND.finditer(shape):
        yield _venue(sentence, match, "p")
    for match in _HOSTS.finditer(shape):
        yield _venue(sentence, match, "p")
    for match in _BUILDING.finditer(shape):
        yield _venue(sentence, match, "p")
    if sentence.index == 0 and (last := _LAST_IN_TITLE.search(shape)):
        yield _venue(sentence, last, "p")
    for pattern in (_SET_FOR, _AFTER_TALKS, _HEADED):
        for match in pattern.finditer(shape):
            yield _venue(sentence, match, "p")
    for match in _LISTED.finditer(shape):
        yield _venue(sentence, match, "p", _country_after(sentence, shape, match.end("p")))


_SET_FOR = re.compile(
    r"\b(?:set|scheduled|planned|due|fixed|foreseen|slated|booked)\sfor\s(?:<D\d+>\s(?:in|at)\s)?(?P<p><P\d+>)"
)
_AFTER_TALKS = re.compile(
    r"\b(?:(?:round|session|meeting|talks|encounter),|[Tt]he\s(?:venue|setting)(?:,|\s(?:was|is)))\s(?P<p><P\d+>)"
    r"(?=[.,;:]|$)"
)
_HEADED = re.compile(r"^\W{0,3}(?P<p><P\d+>)(?:,\s<D\d+>)?:\s")
_ON_AN_ISLAND = re.compile(
    r"\b(?:met|meet|talks|held|gathered)\s(?:\w+\s)?on\s(?:the\sisland\sof\s)?(?P<p><P\d+>)"
    r"(?=[,.;]|\s(?:on|from|in|for|and|this|last|yesterday|today|until|<D)|$)"
)
_HOSTS = re.compile(r"(?:^|\s)(?P<p><P\d+>)\s(?:hosts?|hosted|is hosting|will host|was hosting)\b")
_BUILDING = re.compile(
    r"\b(?:Palace|Hotel|Centre|Center|House|Castle|Abbey|College|Resort|Lodge),?\s(?:in\s)?(?P<p><P\d+>)"
)
_NAMED_FOR = re.compile(
    r"\s(?:[A-Z][\w'-]+\s){0,3}(?:Hotel|Resort|Palace|House|Hall|Centre|Center|Lodge|Castle|University|"
    r"Airport|Hospital|Barracks|Stadium)\b"
)
"""After a place's name: a building that bears it."""
_LAST_IN_TITLE = re.compile(r",\s(?P<p><P\d+>),\s<D")


_TALKS_IN = re.compile(
    r"\b(?:talks?|meetings?|rounds?|sessions?|negotiations|dialogue|consultations)\s(?:on\s<D\d+>\s)?$",
    re.I,
)
"""Surely a place of talks, even in the words of a speaker or a statement."""


_BUILT_ON = re.compile(r"\b(?:build(?:s|ing)?|built|based|draw(?:s|ing)?)\s(?:up)?on\s(?:the\s)?$")


def _venue(
    sentence: Sentence, match: re.Match[str], group: str, country: str | None = None
) -> Venue:
    place = sentence.shape.mention(match[group])
    return Venue(shown(place), place.key, *match.span(group), country)


def _online(_: Reading, sentence: Sentence, shape: str) -> Iterator[Venue]:
    del sentence
    if (online := _ONLINE.search(shape)) and not (_BY_VIDEO.search(shape) or _PRESS.search(shape)):
        yield Venue("virtual", "virtual", online.start(), online.end())


def _there(reading: Reading, sentence: Sentence, shape: str) -> Iterator[Venue]:
    there = _THERE.search(shape)
    spot = _last_place(reading, sentence) if there else None
    if there and spot is not None:
        yield Venue(shown(spot), spot.key, *there.span("there"), inferred=True)


def _here(reading: Reading, sentence: Sentence, shape: str) -> Iterator[Venue]:
    del sentence
    here = _HERE.search(shape)
    spot = _home(reading) if here and not _inside_quote(shape, here.start()) else None
    if here and spot is not None:
        yield Venue(shown(spot), spot.key, *here.span("here"), inferred=True)


def _same(_: Reading, sentence: Sentence, shape: str) -> Iterator[Venue]:
    del sentence
    if same := _SAME.search(shape):
        yield Venue("", SAME, same.start(), same.end(), inferred=True)


def _of_capitals(reading: Reading, sentence: Sentence, shape: str) -> Iterator[Venue]:
    yield from _capitals(reading, sentence, shape)


def _of_countries(_: Reading, sentence: Sentence, shape: str) -> Iterator[Venue]:
    yield from _countries(sentence, shape)


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


_PRESS = re.compile(r"\b(?:press|media|news)\s(?:briefing|conference)\b", re.I)


_THERE = re.compile(
    r"\b(?:met|meet|meeting|gathered|held|sat down|talks|rounds?|cycles?|sessions?|go on|continue|resume|signed|"
    r"put their names)\b[^.;:]{0,40}?\b(?P<there>there)\b(?!\s(?:is|are|was|were|has|have|had|will|would|"
    r"may|can|could|should|must)\b)"
)


_HERE = re.compile(
    r"\b(?:met|meet|meeting|meetings|gathered|held|opened|opens|closed|closes|began|ended|concluded|convened|"
    r"resumed|talks|rounds?|sessions?|negotiations|signed|arrived)\b[^.;:<]{0,40}?\b(?P<here>here|in this (?:[a-z-]+ ){0,3}(?:city|town|resort|capital|village|port|island|valley|suburb))\b",
)
_JOINED = re.compile(
    r"\b(?:joined|joins us|join us|joining us|live|speaking to us|with us|reports?|connected)\b[^.;<]{0,30}\b"
    r"(?:from|in)\s(?P<p><P\d+>)"
)


def _home(reading: Reading) -> Mention | None:
    """Where whoever says "here" is: the dateline's city, or the city a speaker is joined from."""
    for sentence in reading.sentences[:14]:
        shape = sentence.shape
        found = _JOINED.search(shape.text) or (
            _DATELINED.match(shape.text) if sentence.first else None
        )
        if found:
            return shape.mention(found["p"])
    return None


_DATELINED = re.compile(
    r"^\W?(?P<p><P\d+>)(?:,\s[^—–(:<]{2,24}|,\s<[APN]\d+>)?(?:,\s<D\d+>){0,2}\s?(?:\([^()]{0,40}\)\s?)?(?:[—–-]\s|(?<=>)\.?$)"
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


_SAME = re.compile(
    r"\b(?:in|at) (?:(?:the|this|that) (?:very )?same (?:city|place|hotel|building|compound|venue|town|"
    r"capital)|their city)\b"
)


_GOING = re.compile(
    r"\b(?:(?<!who )return\w*|back|come|came|go|went|gone|mov(?:ed?|ing)|travel\w*|flew|flown|"
    r"invited\b[^.;<]{0,40}|sent\b[^.;<]{0,30}|brought|shift(?:ed|ing))\s$",
    re.I,
)


_FOR_ORDERS = re.compile(r"\sfor\s(?:further\s|internal\s)?(?:consult|instruct|orders|advice)")
"""A delegation goes home for these."""


_TALKS_WITH = re.compile(
    r"\b(?:talks|meetings?|met|negotiat\w+|dialogue|sessions?|rounds?)\s(?:\w+\s)?(?:with|between)\s[^,;.:]{1,45}$",
    re.I,
)


_IN_A_BUILDING = re.compile(
    r"\bat\s(?:the\s)?(?:residence|headquarters|offices?|seat|house|home|villa|palace|compound|farm|ranch|estate)\sof\b[^.;]{0,50}$"
    r"|\bat\s(?:the\s)?(?:(?:[A-ZÀ-Ý][\w’'-]*|de|la|le|du|des|del|di|da)\s){1,5}<N\d+>,?\s$"
)
_AGREED = re.compile(r"\bagreed\s$")
_SIGNED = re.compile(
    r"\b(?:signed|initialled|sealed|concluded)\s(?:an?\s|the\s)(?:[\w-]+\s){0,3}(?:truce|cease-?fire|peace)\s$"
)
_ON_A_DAY = re.compile(r",?\s(?:on\s|last\s|in\s)?<D\d+>")
"""A truce holds in a place or was signed in it: a day beside the signature tells."""
_TO_DO = re.compile(r"\s(?:(?:on\s)?<D\d+>\s)?(?:to|on|that)\s")
"""They who agree in a city to do something have met there; "what was agreed in Biel" is recalled."""


def _is_venue(shape: str, match: re.Match[str]) -> bool:
    prep = match["prep"].lower()
    before = shape[max(0, match.start() - 60) : match.start()]
    after = shape[match.end() : match.end() + 60]
    if _NAMED_FOR.match(after):
        return False
    if prep in ("from", "of") or re.match(
        r"'s\s|\s(?:Agreement|Accord|Declaration|memorandum|process|commitments)", after
    ):
        return False
    if prep == "to":
        return bool(_GOING.search(before)) and not _FOR_ORDERS.match(after)
    if (_AGREED.search(before) and _TO_DO.match(after)) or (
        _SIGNED.search(before) and _ON_A_DAY.match(after)
    ):
        return True
    talked = _TALKS_WITH.search(before) or _IN_A_BUILDING.search(before)
    return bool(talked) or not words.NOT_VENUE.search(before)


def shown(place: Mention) -> str:
    """As written, or as usual where the text shouts."""
    return place.name if place.text.isupper() and place.name else place.text


_WILL_BE_THERE = re.compile(
    r"\b(?:will (?:take place|be held|be|meet|resume)|took place|was held|were held|is set for|scheduled)\s$"
)


def _told(shape: str, at: int) -> bool:
    """Outside a quotation, or in one that says where the talks are."""
    if not _inside_quote(shape, at):
        return True
    return bool(_WILL_BE_THERE.search(shape[:at]) or _TALKS_IN.search(shape, 0, at))


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


_CITY_STATES = frozenset({"Singapore", "Monaco", "Luxembourg", "Djibouti", "Kuwait"})


def _countries(sentence: Sentence, shape: str) -> list[Venue]:
    found = []
    for match in words.IN_COUNTRY.finditer(shape):
        group = next(name for name in ("country", "bracket", "nation") if match[name])
        actor = sentence.shape.mention(match[group])
        if (actor.sort == "country" or group == "nation") and not words.NOT_VENUE.search(
            shape[max(0, match.start() - 50) : match.start()]
        ):
            at, end = match.span(group)
            name = actor.name if group == "nation" else actor.text
            city = name if name in _CITY_STATES else ""
            found.append(Venue(city, actor.key, at, end, None if city else name))
    return found
