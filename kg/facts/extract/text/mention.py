"""What stands in the text: a stretch of it and what it may mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The letter stands for the mention in the shape of a sentence, e.g. `<A3>`."""

    ACTOR = "A"
    ADJECTIVE = "J"
    PLACE = "P"
    PERSON = "N"
    POST = "T"
    DATE = "D"
    ORGANISATION = "O"
    QUOTE = "Q"


@dataclass(frozen=True, slots=True)
class When:
    """A resolved date. `bound` is the word before it: on, until, by, before, since …"""

    edtf: str
    bound: str = "on"
    exact: bool = True
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` of the document. `key` is the thing meant, where a table knows it."""

    kind: Kind
    start: int
    end: int
    text: str
    key: str = ""
    name: str = ""
    sort: str = ""
    when: When | None = None

    def shifted(self, **changes: object) -> Mention:
        return replace(self, **changes)  # type: ignore[arg-type]


def drop_covered(mentions: list[Mention]) -> list[Mention]:
    """Without mentions that overlap an earlier one or, at the same start, a longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -(m.end - m.start))):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
