"""How far the search for rounds has come in a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.facts.extract.helping import claims, third_keys
from kg.facts.extract.parties import count_sides
from kg.facts.extract.reading import Reading
from kg.facts.extract.rounds.drafts import Draft

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
    bodies: int = 0


def begin(reading: Reading) -> State:
    third = third_keys(reading)
    helping = frozenset(claim.key for claim in claims(reading))
    return State(reading, count_sides(reading).best(third), third, helping)
