"""Helpers told as a list: who the co-chairs are, which three bodies, who stands for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.helping.claim import Claim
from kg.facts.extract.helping.roles import VERB, roles_in
from kg.facts.extract.parties import side_key
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence

_A = r"<[AP]\d+>"
_ITEM = rf"(?:both\s)?(?:the\s)?(?:[A-Z][\w-]+-based\s)?{_A}(?:\s\(<A\d+>\))?"
_ASIDE = r"(?:[—–]\s[^—–<]{2,40}\s[—–]\s)?"
LIST = rf"{_ITEM}(?:(?:,\s(?:and\s)?|\sand\s|;\s(?:and\s)?){_ASIDE}{_ITEM}){{1,11}}"
_STAND_IN = (
    rf"(?:<T\d+>\s)?(?:[A-Z][\w.]*\s){{0,3}}<N\d+>(?:,\s<T\d+>,?)?\s(?:of|for|from)\s(?:the\s)?{_A}"
)
_PLURAL = (
    r"(?:[Cc]o-)?(?:[Mm]ediators|[Ff]acilitators|[Gg]uarantors|[Oo]bservers|[Hh]osts|[Cc]hairs|"
    r"[Ww]itnesses|[Ss]ponsors|[Cc]onveners|[Gg]o-betweens|[Ii]ntermediaries|[Mm]onitors)"
)
_COLLECTIVE = r"(?:organi[sz]ations|countries|states|governments|bodies|powers|institutions|capitals|outsiders)"
_RULES: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b(?P<what>{_PLURAL})(?:\sof\s(?:the\s)?(?:<A\d+>|[a-z ]{{3,20}}))?(?:\s\(|,\s|:\s|\s[—–]\s)"
        rf"(?P<who>{_STAND_IN}(?:(?:,\s(?:and\s)?|\sand\s|;\s){_STAND_IN}){{1,5}})"
    ),
    re.compile(
        r"\b(?P<what>[Mm]ediating|[Ff]acilitating|[Gg]uarantor|[Hh]ost|[Oo]bserver)\s"
        r"(?:body|bloc|organi[sz]ation|country|power|nation|group)(?:,|\s[—–])?\s(?:the\s)?(?P<who><A\d+>)"
    ),
    re.compile(rf"\b(?P<what>{_PLURAL})(?:\sof\s[^()<]{{0,60}}?)?\s\((?P<who>{LIST})\)"),
    re.compile(
        rf"\b(?P<what>(?:[Gg]uarantor|[Mm]ediating|[Oo]bserver|[Ff]acilitating|[Aa]ccompanying|[Hh]ost)"
        rf"\s(?:powers|states|countries|nations|governments))\s(?:[a-z][^<;:]{{0,60}}?,\s)?(?P<who>{LIST})"
    ),
    re.compile(rf"(?:^|[.;]\s)[•*–-]?\s?(?P<what>{_PLURAL}):\s(?P<who>{LIST})"),
    re.compile(
        r"^\W{0,3}(?:[Tt]he\s)?(?P<who><A\d+>)\s?[:—–]\s(?:it\s|[^.;<]{0,20})?(?P<what>(?:hosts?|chairs?|mediates?|"
        r"facilitates?|observes?|convenes?)(?:,?\sand\s(?:hosts?|chairs?|mediates?|facilitates?|observes?|convenes?))*)\b"
    ),
    re.compile(
        rf"\b{_COLLECTIVE}\s(?:[a-z]+\s){{0,3}}(?P<what>(?:{VERB})|shared? the chair|holds? the chair)"
        rf"[^<:.;]{{0,40}}[:—–]\s(?P<who>{LIST})"
    ),
    re.compile(
        rf"\b(?P<what>{_PLURAL})\s(?:are|were|remain|include[sd]?|have been)\s(?P<who>{LIST})"
    ),
)
_MEMBERS = re.compile(
    rf"(?P<group><A\d+>),?\s(?:which\s(?:{VERB}),\s)?[^<.;]{{0,30}}?(?:represented\sby|comprising|"
    rf"composed\sof|made\sup\sof|consisting\sof|which\sgroups|[—–(])\s?(?P<who>{LIST})"
)
_SIGN = re.compile(r"<[AP]\d+>")


def group_claims(reading: Reading) -> Iterator[Claim]:
    for sentence in reading.sentences:
        shape = sentence.shape.text
        if "<A" not in shape and "<P" not in shape:
            continue
        for pattern in _RULES:
            for match in pattern.finditer(shape):
                yield from _each(reading, sentence, match)


def members(reading: Reading, claims: list[Claim]) -> Iterator[Claim]:
    """ "the Contact Group, represented by X and Y": they share what is said of the group."""
    for claim in claims:
        sentence = reading.sentence_at(claim.at)
        if sentence is None or sentence.shape.text.count("<A") < 3:
            continue
        for match in _MEMBERS.finditer(sentence.shape.text):
            group = sentence.shape.mention(match["group"])
            if side_key(reading, group) == claim.key:
                yield from _each(reading, sentence, match, claim)


def _each(
    reading: Reading, sentence: Sentence, match: re.Match[str], like: Claim | None = None
) -> Iterator[Claim]:
    origin = sentence.shape.origin
    start, end = origin(match.start()), origin(match.end(), end=True)
    roles = like.roles if like else tuple(roles_in(_role_words(match["what"])))
    at = like.at if like else origin(match.start("what"))
    for sign in _SIGN.findall(match["who"]):
        mention = sentence.shape.mention(sign)
        key = side_key(reading, mention) if _acts(mention) else ""
        if key and roles:
            yield Claim(key, reading.name_of(mention), roles, start, end, at)


def _role_words(words: str) -> str:
    return "chair" if "the chair" in words else words.lower().replace("mediating", "mediator")


def _acts(mention: Mention) -> bool:
    return mention.kind is Kind.ACTOR or mention.sort == "capital"
