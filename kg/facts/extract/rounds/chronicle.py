"""Entries of chronicles: a date and a place, then what happened there."""

from __future__ import annotations

import re

from kg.facts.extract.rounds import words
from kg.facts.extract.rounds.dating import VIOLENCE
from kg.facts.extract.rounds.mention import RoundMention, Venue
from kg.facts.extract.rounds.venues import shown
from kg.facts.extract.text.mention import Mention
from kg.facts.extract.text.reading import Reading, Sentence

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


def dated_item(
    reading: Reading, sentence: Sentence, shape: str, day: Mention | None
) -> RoundMention | None:
    """ "9 January. Libreville. The president meets …" """
    match = _PLACE_ENTRY.match(shape)
    second = sentence.index == reading.paragraph(sentence).sentences[0] + 1
    if day is None or match is None or not second:
        return None
    place = sentence.shape.mention(match["p"])
    venue = Venue(shown(place), place.key, match.start("p"), match.end("p"))
    return RoundMention(
        sentence, match.start("p"), match.end("p"), 0, len(shape), None, venue, item=True
    )


_HEADER = re.compile(
    r"^\W{0,4}(?:(?P<n>\d{1,2})\s?[·|]\s?)?(?:(?:Then|And|In|At)\s)"
    r"?(?:(?P<p1><[PA]\d+>)(?:\sagain|\sa\s\w+\stime)?,?\s(?:(?:at\sthe\s(?:end|beginning|start)\sof|in|at|on|this|that)\s|"
    r"late\s|early\s)?(?P<d1><D\d+>)(?=[:.,;)|–—\s]|$)"
    r"|(?P<d2><D\d+>)\s?[,|·–—-]\s?(?P<p2><P\d+>)(?=[:.,;)|–—\s]|$))"
)


_COLON = re.compile(r"[:.,]|twice|\sagain|\|")


def item_of(sentence: Sentence, shape: str) -> RoundMention | None:
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
    if match["p1"] and tail[:1] == "," and not spoken:
        return None
    if not sentence.first and (VIOLENCE.search(shape) or not (spoken or tail[:1] in (":", "."))):
        return None
    sign = match["p1"] or match["p2"]
    place = sentence.shape.mention(sign)
    at = match.start("p1") if match["p1"] else match.start("p2")
    venue = Venue(place.text, place.key, at, at + len(sign))
    number = int(match["n"]) if match["n"] else None
    return RoundMention(
        sentence, match.start(), match.end(), 0, len(shape), number, venue, item=True
    )
