"""The noun phrases that may name a speaker, before a verb of speech or after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.statements.units import Unit
from kg.facts.extract.text.mention import Kind, Mention

MAX_REGION = 500
_BOOK = rulebook("speech")
HON = r"(?:(?:[A-Z][\w.'’]*|\(\w{2,8}\.?\))\s){0,5}"
_SIGN = re.compile(r"<([NTAJP])\d+>")
_PRONOUN = re.compile(
    r"\b(?P<who>he|she|they|it)\b(?:,?\s(?:too|also|however|then|himself|herself),?)?,?\s?$", re.I
)
LEAD = re.compile(
    r"^(?:(?:[A-Z][a-z]{2,12}(?:ing|ed)|And|But|Yet|Still|Meanwhile|Later|Then|Earlier|Separately|However|In|On|At|By|After|Before|Speaking|Asked|When|While|As|If|Since"
    r"|Following|Commenting|Addressing|Despite|Hours|Days|Minutes|Also|For|From|With|Concerning|Responding|Nevertheless|Instead)\b(?:[^,<]|<[^NQ]\d+>|<N\d+>'s){0,140}?,\s)"
)
_BAD_BEFORE = re.compile(
    r"\b(?:[Aa]t|[Ii]n|near|outside|to|of|for|with|by|from|behind|against|about|between|over|under|than|on|against|including|into)\s(?:the\s|an?\s|its\s|his\s)?(?:<[AJ]\d+>(?:'s)?\s)?(?:<T\d+>,?\s)?"
    + HON
    + "$"
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|you|one)\b[^<]{0,12}$|\b[Mm]y\s")
_UNNAMED = re.compile(
    rf"^(?:an?|one|some|two|three|four|several|many|most|another|few|nobody|no one|other|senior|both|all|diplomatic|the two|the three)\b(?![^<]*<[AN])|\b(?:{_BOOK.words['UNNAMED']})\b",
    re.I,
)
_TEXTS = re.compile(rf"\b(?:{_BOOK.words['TEXTS']})\b", re.I)
_BODY = re.compile(rf"\b(?:{_BOOK.words['BODY']})\b", re.I)
_ITS_TEXT = re.compile(
    r"(?:[Aa]n?\s|[Tt]he\s|[Oo]ne\s)?<A\d+>(?:'s)?\s(?:[a-z]+\s)?(?:statement|communiqué|press release|bulletin|tweet|post)"
)
"""A text of one body speaks for that body."""
_POSSESSED = re.compile(r"^'s?\s")


_TEAM_HEAD = (
    r"(?:head|leader|chief|member|spokes\w+)\s(?:of|for)\s(?:the\s|its\s)?(?:<[AJP]\d+>(?:'s)?\s)?"
    r"(?:[a-z-]+\s){0,3}(?:delegation|team|panel)(?:\s(?:of|from)\s(?:the\s)?<A\d+>)?,?\s"
)


_A_SIDE = re.compile(
    r"(?:[Tt]he\s)?(?:<A\d+>|<[AJ]\d+>(?:'s)?\s(?:negotiating\s)?(?:side|camp|team|panel|rebels))"
)
_CHIEF = re.compile(
    r"^(?:the\s)?(?:(?:head|leader|chief|chair)\sof\s(?:the\s)?(?P<a><[AJ]\d+>)(?:'s)?\s(?:[a-z-]+\s){0,2}(?:delegation|team|panel)"
    r"|(?P<b><[AJ]\d+>)(?:'s)?\s(?:chief|lead|top|head)\snegotiator|chief\snegotiator\s(?:of|for)\s(?:the\s)?(?P<c><A\d+>))\b",
    re.I,
)
"""Who leads a side's team, without a name."""


class Sort(StrEnum):
    PERSON = "person"
    OFFICE = "office"
    BODY = "body"
    PRONOUN = "pronoun"
    COMMON = "common"
    CHIEF = "chief"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the words around a verb of speech say of the speaker; offsets are in the shape."""

    sort: Sort
    start: int
    end: int
    mention: Mention | None = None
    post: Mention | None = None
    words: str = ""


def following(unit: Unit, begin: int, stop: int) -> Subject | None:
    """The noun phrase that opens at `begin`."""
    text = unit.shape.text[begin:stop]
    pattern = re.compile(
        rf"^\s(?P<np>(?:one of (?:them|its [a-z]+|their [a-z]+),\s)?(?:(?:the|The|an?|its|his|her|their|one of the|another)\s)?(?:<[AJP]\d+>(?:'s)?\s)?(?:(?!that\b|in\b|on\b|to\b|by\b|at\b|as\b|from\b)[\w.'’-]+\s){{0,5}}?"
        rf"(?:<[AJP]\d+>(?:'s)?\s)?(?:(?P<t><T\d+>)(?:\s(?:of|for|from|at|to)\s(?:the\s)?<A\d+>)?,?\s)?"
        rf"(?:{_TEAM_HEAD})?{HON}(?P<n><N\d+>))(?!'s\s)"
    )
    named = pattern.match(text)
    if named:
        return named_as(
            unit,
            Sort.PERSON,
            begin + named.start("np"),
            begin + named.end("np"),
            named["n"],
            named["t"],
        )
    who = re.match(r"^\s(?P<who>him|her|he|she)\b", text)
    if who:
        return Subject(
            Sort.PRONOUN, begin + who.start("who"), begin + who.end("who"), words=who["who"]
        )
    office = re.match(
        r"^\s(?P<np>(?:the|an?|its|his|her|their)?\s?(?:<[AJP]\d+>(?:'s)?\s)?(?P<t><T\d+>))", text
    )
    if office:
        return _office(unit, begin + office.start("np"), begin + office.end("np"), office["t"])
    chief = _CHIEF.match(text.lstrip())
    if chief is not None:
        return _common(unit, begin + 1, begin + 1 + chief.end())
    body = re.match(r"^\s(?P<np>(?:the\s)?(?:<[AJP]\d+>(?:'s)?\s?)?(?:[\w-]+\s?){0,4})", text)
    if body and body["np"].strip():
        return _common(unit, begin + body.start("np"), begin + body.end("np"))
    return None


def preceding(unit: Unit, low: int, high: int, *, loose: bool = False) -> Subject | None:
    """The subject of a verb that stands at `high`, its clause opening at `low` or later."""
    text = unit.shape.text
    low = _clause_start(text, max(low, high - MAX_REGION), high)
    region = text[low:high]
    lead = LEAD.match(region)
    if lead and re.search(r"\w|<", region[lead.end() :]):
        low += lead.end()
        region = text[low:high]
    if not loose and _FIRST_PERSON.search(region):
        return Subject(Sort.UNNAMED, low, high)
    pronoun = (
        _PRONOUN.search(region)
        if not loose
        else re.match(r"\s?(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b", region)
    )
    if pronoun:
        sort = Sort.UNNAMED if pronoun["who"].lower() == "they" else Sort.PRONOUN
        return Subject(sort, low + pronoun.start("who"), high, words=pronoun["who"].lower())
    return _named(unit, low, region) or _nameless(unit, low, region)


def _clause_start(text: str, low: int, high: int) -> int:
    for found in re.finditer(
        r"[;:]\s|<Q\d+>[,.]?\s?|,\s(?:and|but|while|adding|saying|though)\s(?=[^,]{0,60}$)",
        text[low:high],
    ):
        rest = text[low + found.end() : high]
        if re.search(r"[a-z]{3}|<[NTAJP]", rest) or _PRONOUN.search(rest):
            return low + found.end()
    return low


_A_PAPER = re.compile(
    r"\s?(?:[Aa]n?|[Tt]he|[Tt]heir)\s(?:[a-z]+\s){0,2}(?:statement|communiqué|declaration|document|letter)\s"
    r"(?:signed|issued|released|initialled|agreed)\b"
)
"""What several people signed is no speech of one of them."""


def _named(unit: Unit, low: int, region: str) -> Subject | None:
    if _A_PAPER.match(region):
        return None
    signs = [m for m in _SIGN.finditer(region) if m.group(1) == "N"]
    fit = [
        m
        for m in signs
        if not _POSSESSED.match(region[m.end() : m.end() + 3])
        and not _BAD_BEFORE.search(region[max(0, m.start() - 60) : m.start()])
    ]
    if not fit:
        return _unlisted(unit, low, region)
    if (
        re.match(
            r"^\s?(?:[Aa]n?|[Oo]ne|[Ss]ome|[Tt]wo)\s(?:[a-z-]+\s){1,5}(?:to|of|for|with|from|in|who)\s",
            region,
        )
        and not fit[0].start() < 12
        and not re.search(r",\s(?:[A-Z][\w.]*\s){0,3}$", region[: fit[0].start()])
    ):
        return None
    chosen = fit[0]
    posts = [m for m in _SIGN.finditer(region) if m.group(1) == "T"]
    post = next((p for p in posts if p.end() <= chosen.start()), None) or next(iter(posts), None)
    return named_as(
        unit, Sort.PERSON, low, low + chosen.end(), chosen.group(), post.group() if post else None
    )


_UNLISTED = re.compile(
    r"^[\s,—–]*(?:(?:the|The|[Ii]ts|a|an)\s(?:<J\d+>\s)?<T\d+>,\s|<T\d+>\s)?(?:(?:Mr|Ms|Mrs|Dr|Miss)\.?\s)?(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,3})(?:,[^<]{0,80}(?:<[AJPT]\d+>[^<]{0,40}){0,3},)?\s*$"
)


def _unlisted(unit: Unit, low: int, region: str) -> Subject | None:
    """A name in the place of a speaker that no list of people holds."""
    found = _UNLISTED.match(region)
    if found is None or _BODY.search(found["name"]) or _TEXTS.search(found["name"]):
        return None
    shape = unit.shape
    a, b = shape.origin(low + found.start("name")), shape.origin(low + found.end("name"), end=True)
    name = found["name"]
    mention = Mention(Kind.PERSON, a, b, name, f"person:{name.lower()}", name)
    signs = [m for m in _SIGN.finditer(region) if m.group(1) == "T"]
    return Subject(
        Sort.PERSON,
        low,
        low + found.end("name"),
        mention,
        shape.mention(signs[0].group()) if signs else None,
    )


def _nameless(unit: Unit, low: int, region: str) -> Subject | None:
    post = next((m for m in _SIGN.finditer(region) if m.group(1) == "T"), None)
    if post and not _BAD_BEFORE.search(region[: post.start()]):
        return _office(unit, low, low + post.end(), post.group())
    words = region.strip(" ,—–-")
    return _common(unit, low, low + len(region)) if words else None


def _office(unit: Unit, start: int, end: int, sign: str) -> Subject:
    mention = unit.shape.mention(sign)
    words = unit.shape.text[start:end].strip(" ,")
    spokes = re.search(r"spokes(?:man|woman|person)", mention.text, re.I)
    if re.match(r"(?:an?|one|some|two|three|several|another|senior)\s", words, re.I) and not spokes:
        return Subject(Sort.UNNAMED, start, end)
    if re.search(
        r"(?:officials|diplomats|officers|negotiators|mediators|delegates|ministers|sources|experts|aides|advisers)$|\b(?:official|diplomat|officer|aide)$",
        mention.text,
        re.I,
    ):
        return Subject(Sort.UNNAMED, start, end)
    return Subject(Sort.OFFICE, start, end, post=mention, words=words)


def _common(unit: Unit, start: int, end: int) -> Subject | None:
    words = unit.shape.text[start:end].strip(" ,—–-")
    if not words:
        return None
    actor = next(
        (unit.shape.mention(m.group()) for m in _SIGN.finditer(words) if m.group(1) in "AJP"), None
    )
    chief = _CHIEF.match(words)
    if chief is not None:
        whose = unit.shape.mention(next(sign for sign in chief.groups() if sign))
        return Subject(Sort.CHIEF, start, end, mention=whose, words=words)
    if _ITS_TEXT.fullmatch(words):
        return Subject(Sort.BODY, start, end, mention=actor, words=words)
    if _UNNAMED.search(re.sub(r"<[AJP]\d+>(?:'s)?", "", words).strip()) or _UNNAMED.match(words):
        return Subject(Sort.UNNAMED, start, end, words=words)
    if _TEXTS.search(words) and not _BODY.search(words):
        return Subject(Sort.UNNAMED, start, end, words=words)
    if (_BODY.search(words) and len(words) < 90) or _A_SIDE.fullmatch(words):
        return Subject(Sort.BODY, start, end, mention=actor, words=words)
    if re.match(r"(?:the|The)\s[a-z]+$", words):
        return Subject(Sort.COMMON, start, end, words=words)
    return None


def named_as(unit: Unit, sort: Sort, start: int, end: int, name: str, post: str | None) -> Subject:
    shape = unit.shape
    return Subject(sort, start, end, shape.mention(name), shape.mention(post) if post else None)
