"""The sides of a text that never pairs them in so many words: who acts, and who only helps.

The weights are those of a logistic regression over marks that know no names, made on the
development and practice texts and rounded; see docs/decisions.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log1p
from typing import TYPE_CHECKING

from kg.facts.extract.parties.sides import side_key
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAD = 4
"""So many sentences, the headline among them, say whom a text is about."""
LIKELY = -1.6
"""Two of this weight or more are the sides: odds of one to five and better."""
SURELY = 0.4
"""Of a third and fourth more is asked."""

PAIRED = 2.0
"""What a pairing is worth beside the marks."""
_UP = frozenset(["compound", "amod", "poss", "nmod", "pobj", "prep", "conj", "appos", "nummod"])
_OF = frozenset(["of", "for", "from", "between"])
_TEAM = re.compile(
    r"(?:'s|')?\s(?:[\w-]+\s){0,3}(?:delegations?|teams?|sides?|negotiat|panel|bench|delegates|participants)"
)
_TEAM_OF = re.compile(
    r"\b(?:delegations?|teams?|sides?|negotiators?|panel|delegates|members|representatives|envoys|leaders|"
    r"commanders)\s(?:of|from|for)\s(?:the\s)?(?:[^.;]{0,40}\sand\s(?:of\s)?(?:the\s)?)?$"
)
_AND_BEFORE = re.compile(
    r"<[AJPT]\d+>(?:'s)?\s(?:[\w-]+\s){0,2},?\s?and\s(?:of\s)?(?:the\s)?(?:[a-z-]+\s){0,2}$"
)
_AND_AFTER = re.compile(
    r"(?:'s)?\s(?:[\w-]+\s){0,2}and\s(?:of\s)?(?:the\s)?(?:[a-z-]+\s){0,2}<[AJPT]"
)
_WISHED = re.compile(
    r"\b(?:formation of|form|forming|establish\w*|agreement on|create|creating)\s(?:an?\s|the\s)?$"
)
_FOR = re.compile(r"\b(?:[Ff]or|of)\s(?:the\s)?$")


def likely_sides(
    reading: Reading, third: Iterable[str], pairs: Mapping[frozenset[str], int]
) -> list[str]:
    """The two sides of most weight, and others that are surely sides; empty for fewer than two.

    `pairs`: how often the text pairs sides; too seldom to be sure, and worth something still.
    """
    marks = _marks(reading)
    order = {key: n for n, key in enumerate(sorted(marks, key=lambda k: (-marks[k]["named"], k)))}
    movement = any(k.startswith(("group:", "side:")) and marks[k]["lead"] for k in marks)
    helping = frozenset(third)
    weight = {key: _weight(key, marks[key], order[key], key in helping, movement) for key in marks}
    for key in weight:
        paired = max((votes for pair, votes in pairs.items() if key in pair), default=0)
        weight[key] += PAIRED * log1p(paired)
    able = [k for k in weight if not k.startswith("body:") or weight[k] > SURELY]
    ranked = sorted(able, key=lambda key: (-weight[key], key))
    chosen = [key for key in ranked[:2] if weight[key] > LIKELY]
    return [*chosen, *(k for k in ranked[2:4] if weight[k] > SURELY)] if len(chosen) == 2 else []


def _weight(key: str, mark: Counter[str], rank: int, helps: bool, movement: bool) -> float:
    country = key.startswith("country:")
    told = 1.2 * log1p(mark["subject"]) + 1.65 * log1p(mark["lead"]) + 2.2 / (1 + rank)
    told += 1.15 * bool(mark["joined"]) + 0.85 * bool(mark["for"]) + 0.5 * bool(mark["team"])
    against = 2.75 * helps + 2.1 * log1p(mark["in"]) + 2.2 * key.startswith("body:")
    return told - against - 0.35 * country - 1.0 * (country and movement) - 2.6


def _marks(reading: Reading) -> dict[str, Counter[str]]:
    """By key: how often it is named, named early, subject, joined to another, a place …"""
    marks: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in reading.sentences:
        for number, mention in enumerate(sentence.mentions):
            key = _key(reading, mention)
            sign = f"<{mention.kind}{number}>"
            if key and not key.startswith("agency:") and not _is_place(sentence, mention, sign):
                marks[key]["named"] += 1
                marks[key]["lead"] += sentence.index < LEAD
                _mark_words(marks[key], sentence, sign)
                _mark_syntax(marks[key], reading, sentence, mention)
    return marks


def _key(reading: Reading, mention: Mention) -> str:
    if mention.kind is Kind.POST:
        return reading.alias.get(mention.key, mention.key)
    named = mention.kind in (Kind.ACTOR, Kind.ADJECTIVE) or mention.sort == "capital"
    return side_key(reading, mention) if named else ""


def _is_place(sentence: Sentence, mention: Mention, sign: str) -> bool:
    """A capital that no word makes a government of, or a government still to be formed."""
    before, _, after = sentence.shape.text.partition(sign)
    if _WISHED.search(before):
        return True
    return mention.kind is Kind.PLACE and not (_FOR.search(before) or _TEAM.match(after))


def _mark_words(mark: Counter[str], sentence: Sentence, sign: str) -> None:
    before, _, after = sentence.shape.text.partition(sign)
    mark["joined"] += bool(_AND_BEFORE.search(before) or _AND_AFTER.match(after))
    mark["team"] += bool(_TEAM.match(after) or _TEAM_OF.search(before))
    mark["for"] += bool(_FOR.search(before)) and "<N" in sentence.shape.text


def _mark_syntax(
    mark: Counter[str], reading: Reading, sentence: Sentence, mention: Mention
) -> None:
    paragraph = reading.paragraph(sentence)
    base = paragraph.block.start
    span = paragraph.doc.char_span(
        mention.start - base, mention.end - base, alignment_mode="expand"
    )
    if span is None:
        return
    head, preposition = _phrase(span.root)
    mark["in"] += preposition == "in"
    mark["subject"] += not preposition and head.dep_ in ("nsubj", "nsubjpass")


def _phrase(token: Token) -> tuple[Token, str]:
    """The head of the whole phrase, and the preposition that ends the climb, if one does."""
    for _ in range(5):
        if token.dep_ not in _UP or token.head is token:
            break
        if token.dep_ == "prep" and token.lower_ not in _OF:
            break
        if token.dep_ == "pobj" and token.head.lower_ not in _OF:
            return token, token.head.lower_
        token = token.head
    return token, ""
