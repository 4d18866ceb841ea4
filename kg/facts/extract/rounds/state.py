"""How far the search for rounds has come in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg.facts.extract.helping import claims, third_keys
from kg.facts.extract.parties import count_sides, likely_sides
from kg.facts.extract.rounds.drafts import Draft
from kg.facts.extract.rounds.mention import RoundMention
from kg.facts.extract.text.reading import Reading, Sentence

SOME = 6
"""Votes for a pair under one heading."""
LEAD = 4
"""So many paragraphs may still speak of a report's main round without saying so."""


@dataclass(slots=True)
class State:
    """`main` is the round the text is about, `focus` the one spoken of last."""

    reading: Reading
    parties: list[str]
    third: frozenset[str]
    helping: frozenset[str]
    drafts: list[Draft] = field(default_factory=list)
    marks: list[tuple[int, Draft | None]] = field(default_factory=list)
    main: Draft | None = None
    focus: Draft | None = None
    section: Draft | None = None
    waiting: list[RoundMention] = field(default_factory=list)
    """What the lead says of a meeting's day before any round is known."""
    sections: list[tuple[range, list[str]]] = field(default_factory=list)
    """Sentences under one heading with the sides that negotiate there, where those differ."""
    bodies: int = 0


def begin(reading: Reading) -> State:
    third = third_keys(reading)
    helping = frozenset(claim.key for claim in claims(reading))
    sides = count_sides(reading)
    parties = sides.best(third) or likely_sides(reading, helping, sides.pairs)
    state = State(reading, parties, third, helping)
    state.sections = list(_sections(reading, set(parties), third))
    return state


def _sections(
    reading: Reading, parties: set[str], third: frozenset[str]
) -> Iterator[tuple[range, list[str]]]:
    """A digest tells of several conflicts, each under its heading."""
    heads = [s.index for s in reading.sentences if s.index and s.first and is_line(reading, s)]
    for low, high in pairwise([0, *heads, len(reading.sentences)]):
        sides = count_sides(reading, reading.sentences[low:high])
        own = sides.best(third, SOME)
        if own and sides.pairs[frozenset(own)] >= 4 and not parties & set(own):
            yield range(low, high), own


def is_line(reading: Reading, sentence: Sentence) -> bool:
    """A line of its own, such as a heading or the first line of a chronicle's entry."""
    block = reading.paragraph(sentence).block
    text = reading.text[block.start : block.end].rstrip()
    return (
        len(text) < 80
        and not text.endswith((".", "!", "?", "”", '"', ":", ";"))
        and not re.match(r"\W{0,2}[•*–-]\s", text)
    )
