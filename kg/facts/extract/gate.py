"""The last door: what the text does not say does not leave."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.facts.model import Delegation, Fact, Participant, Round, ThirdParty

MAX_EVIDENCE = 600
_AT_A_ROUND = (ThirdParty, Delegation, Participant)


class Gate:
    """Holds the text with white space folded, so that evidence is found as a person reads it."""

    def __init__(self, text: str, rounds: Iterable[Round]) -> None:
        self._text = _folded(text)
        self._rounds = {r.id for r in rounds}

    def passes(self, fact: Fact) -> bool:
        return self._grounded(fact) and self._points_somewhere(fact)

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


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
