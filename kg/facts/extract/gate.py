"""The last door: what the text does not say does not leave."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.facts.model import Commitment, Delegation, Fact, Participant, Position, Round, ThirdParty
from kg.terms import CommitmentType

MAX_EVIDENCE = 600
_IN_FORCE = frozenset(
    {
        CommitmentType.TRUCE_FIXED_TERM,
        CommitmentType.CEASEFIRE,
        CommitmentType.FOLLOW_UP_MEETING,
    }
)
_SCRAP = re.compile(r"(?:in|at|of|by|during|from|with)\s(?:\S+\s?){1,3}$")
_AT_A_ROUND = (ThirdParty, Delegation, Participant)


class Gate:
    """Holds the text with white space folded, so that evidence is found as a person reads it."""

    def __init__(self, text: str, rounds: Iterable[Round]) -> None:
        self._text = _folded(text)
        self._rounds = {r.id for r in rounds}

    def passes(self, fact: Fact) -> bool:
        return _is_whole(fact) and self._grounded(fact) and self._points_somewhere(fact)

    def _grounded(self, fact: Fact) -> bool:
        quotes = [_folded(quote) for quote in fact.evidence]
        return bool(quotes) and all(
            quote and len(quote) <= MAX_EVIDENCE * 4 and quote in self._text for quote in quotes
        )

    def _points_somewhere(self, fact: Fact) -> bool:
        """Who helps or sits for a side does so at a round; a promise or a word may stand alone."""
        target = getattr(fact, "round", None) or getattr(fact, "about", None)
        if target is None:
            return not isinstance(fact, _AT_A_ROUND)
        return target in self._rounds


def _is_whole(fact: Fact) -> bool:
    """A promise is somebody's, though a truce may just be in force; "in the talks" is no demand."""
    if isinstance(fact, Commitment):
        return bool(fact.by) or fact.type in _IN_FORCE
    return not isinstance(fact, Position) or not _SCRAP.match(fact.evidence[0])


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
