"""A place where a text speaks of a round, and the place of talks it names."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.facts.extract.text.mention import Mention
from kg.facts.extract.text.reading import Sentence


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


SAME = "same"
"""Key of a venue that is the one last spoken of: "in the same city"."""
