"""The rounds of one document, and which of them is spoken of where."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from kg.facts.model import Round


@dataclass(slots=True)
class RoundBook:
    """`marks` are (offset, id): from there on the text speaks of that round."""

    rounds: list[Round] = field(default_factory=list)
    marks: list[tuple[int, str | None]] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    """The two or more sides that negotiate in most of the document's rounds."""
    party_keys: list[str] = field(default_factory=list)
    third_keys: frozenset[str] = frozenset()
    main: str | None = None

    def at(self, offset: int) -> str | None:
        index = bisect_right(self.marks, offset, key=lambda mark: mark[0]) - 1
        return self.marks[index][1] if index >= 0 else None

    def get(self, identifier: str | None) -> Round | None:
        return next((r for r in self.rounds if r.id == identifier), None)
