"""A score with its reasons, and the two thresholds."""

from __future__ import annotations

from dataclasses import dataclass

JOIN = 0.95
SUGGEST = 0.7


@dataclass(frozen=True, slots=True)
class Explained:
    """`score` runs from 0 to 1; `reasons` are phrases for a person to read."""

    score: float
    reasons: tuple[str, ...]

    @property
    def certain(self) -> bool:
        return self.score >= JOIN

    @property
    def likely(self) -> bool:
        return self.score >= SUGGEST
