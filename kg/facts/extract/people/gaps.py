"""Who did what for whom where the words leave something out: "NAME signed for A; NAME for B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.parties import side_key
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.people.entry import Entry
from kg.facts.extract.people.leaders import INVERSE, leads_team
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.seats import Seats
from kg.facts.extract.people.teams import last_side
from kg.facts.extract.text.reading import Sentence

_DID_FOR = re.compile(
    r"\b(?P<verb>signed|initialled|spoke|speaks|sat|sits|led|leads|negotiated|appeared|attended)\s"
    r"(?:[a-z]+\s)?for\s(?:the\s)?<[AP]\d+>"
)
_FOR_TOO = re.compile(r"(?:[^;.<]|<T\d+>){0,70}?,?\sfor\s(?:the\s)?(?P<s><[AP]\d+>)")
_DONE = {"signed": "signatory", "initialled": "signatory", "spoke": "spokesperson"}
_DONE |= {"speaks": "spokesperson", "led": "head", "leads": "head"}


def gapped(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """ "NAME signed for A; NAME, a lawyer, for B": the verb stands once."""
    text = sentence.shape.text
    verb = _DID_FOR.search(text)
    for entry in names_from(sentence, verb.end(), len(text)) if verb else ():
        lead = text[max(0, entry.start - 70) : entry.start]
        found = _FOR_TOO.match(text, entry.end)
        side = entry.side if _FOR_ITSELF.search(text[entry.start : entry.end]) else None
        if found or side:
            mention = side or sentence.shape.mention(found["s"])  # type: ignore[index]
            key = side_key(seats.reading, mention)
            if key and _AND.search(lead):
                role = _DONE.get(verb["verb"], "member")  # type: ignore[index]
                end = found.end() if found else entry.end
                yield Presence(sentence, entry, key, [role], entry.start, end)


_AND = re.compile(r"(?:;|,|\sand)\s(?:his\s|her\s|the\s|opposite number,\s|[A-Z][\w.]*\s){0,5}$")
_FOR_ITSELF = re.compile(r"<N\d+>(?:.*)?\sfor\s(?:the\s)?<[AP]\d+>(?:$|,)")
_AT_HEAD = re.compile(r"^,?\s(?:at\s(?:its|the|their)|in)\s(?P<t><T\d+>|head|front)\b")
_AS_DEPUTY = re.compile(
    r"^,?\s(?:as|being)\s(?:his|her|its|their)\s(?P<t><T\d+>|deputy|number two)"
)
_SO_DID = re.compile(r"\band so (?:did|does|will)\s(?:[A-Z][\w.]*\s){0,2}$")


def placed(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """ "had NAME at its head", "with NAME as his deputy", "and so did NAME"."""
    text = sentence.shape.text
    roles: list[str] = []
    for entry in names_from(sentence, 0, len(text)):
        rest = text[entry.end :]
        for pattern, role in ((_AT_HEAD, "head"), (_AS_DEPUTY, "deputy-head")):
            match = pattern.match(rest)
            word = match["t"] if match else ""
            noun = sentence.shape.mention(word).text if word.startswith("<") else word
            if match and re.fullmatch(
                r"head|front|deputy|number two|second|deputy (?:head|leader)", noun
            ):
                side = last_side(seats.reading, sentence, 0, entry.start)
                side = side or seats.named_before(sentence, entry.start)
                side = side or seats.team_side(sentence, 0, entry.start)
                roles = [role]
                yield from _at(sentence, entry, side, roles, entry.end + match.end())
        if (
            roles
            and _SO_DID.search(text[: entry.start])
            and (side := seats.side_of(entry) or seats.other(seats.side))
        ):
            yield from _at(sentence, entry, side, roles, entry.end)
        led = INVERSE.match(rest)
        roles = ["head"] if led and leads_team(led["rest"], led["verb"]) else roles


def _at(
    sentence: Sentence, entry: Entry, side: str, roles: list[str], end: int
) -> Iterator[Presence]:
    if side:
        yield Presence(sentence, entry, side, roles, max(0, entry.start - 40), end)
