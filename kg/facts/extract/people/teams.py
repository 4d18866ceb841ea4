"""Which side a text speaks of: "the Afghan delegation", "that of the RSF", "the Ukrainians"."""

from __future__ import annotations

import re

from kg.facts.extract.parties import side_key
from kg.facts.extract.text.mention import Mention
from kg.facts.extract.text.reading import Reading, Sentence

TEAM = (
    r"(?:delegations?|teams?|sides?|negotiators|negotiating team|panels?|missions?|"
    r"bench|contingent|representatives|camp|table"
    r"|officers|officials|experts|delegates|mediators|party|commission|group)"
)
SIDE = re.compile(
    rf"(?P<a><[AJP]\d+>)(?:'s|')?\s(?:[\w'-]+\s){{0,3}}?{TEAM}\b"
    rf"|\b{TEAM}\s(?:of|from|for|representing)\s(?:the\s)?(?:[a-z]+\s)?(?P<b><[AP]\d+>)"
    rf"|\b(?:that|those|one|team|five|four|three|six|ten|\d+)\s(?:of|from|for)"
    rf"\s(?:the\s)?(?P<c><[AP]\d+>)"
    rf"|\b[Tt]he\s(?P<d><[AJ]\d+>)(?=\s(?:was|were|is|are|had been|have been|one|ones|will be)\b)"
    rf"|(?P<e><A\d+>)(?:'s)?(?=\s(?:is|was|are|were|has been|will be)\s(?:\w+\s)"
    rf"?(?:represented|led|headed)\b)"
    rf"|(?P<h><A\d+>)\s(?:(?:has|have|had|will)\s)?(?:sent|sends|send|fielded|"
    rf"brought|dispatched|named|is sending)\b"
    rf"|(?P<f><A\d+>)'s(?=\s(?:is|was)\b)"
    rf"|^\W{{0,3}}(?P<g><[AJ]\d+>)(?:\s(?:delegation|team|side))?(?=:)"
)
_CLAUSE = re.compile(r"; | while |(?<=[a-z>]{4})[.?!][\"]? |(?<=\d>)[.?!][\"]? ")
"""A full stop inside a sentence mostly ends "Dr." or an initial."""
_OWN = re.compile(
    r"\b(?:its|his|their|our|her)\s(?:own\s)?(?:[\w-]+\s){0,2}(?:delegations?|teams?|"
    r"sides?|panels?)\b"
)


def sides_in(sentence: Sentence, low: int, high: int) -> list[tuple[int, Mention]]:
    """(offset, mention) of each side spoken of between two offsets of the shape."""
    shape = sentence.shape
    found = []
    for match in SIDE.finditer(shape.text, low):
        if match.start() >= high:
            break
        sign = next(v for v in match.groups() if v)
        found.append((match.start(), shape.mention(sign)))
    return found


def last_side(reading: Reading, sentence: Sentence, low: int, high: int) -> str:
    """Key of the side named nearest before `high`, empty for none."""
    for _, mention in reversed(sides_in(sentence, low, high)):
        key = side_key(reading, mention)
        if key:
            return key
    return ""


def next_side(reading: Reading, sentence: Sentence, low: int, high: int) -> str:
    for _, mention in sides_in(sentence, low, high):
        key = side_key(reading, mention)
        if key:
            return key
    return ""


def own_side(text: str) -> bool:
    return bool(_OWN.search(text))


def clause_start(text: str, at: int) -> int:
    """Where the clause that holds `at` begins."""
    return max((found.end() for found in _CLAUSE.finditer(text, 0, at)), default=0)
