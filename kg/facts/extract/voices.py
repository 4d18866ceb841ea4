"""For which side somebody is talking at an offset: inside a quotation or a turn of a transcript."""

from __future__ import annotations

from bisect import bisect_right

from kg.facts.extract import statements
from kg.facts.extract.text.reading import Reading


class Voices:
    """Built once for a document from its statements."""

    def __init__(self, reading: Reading) -> None:
        self._spans = sorted(
            (start, start + len(fact.quote), fact.on_behalf_of)
            for fact in statements.find(reading)
            if fact.on_behalf_of and (start := _where(reading.text, fact.quote)) >= 0
        )

    def at(self, offset: int) -> str | None:
        index = bisect_right(self._spans, offset, key=lambda span: span[0]) - 1
        if index < 0:
            return None
        start, end, side = self._spans[index]
        return side if start - 2 <= offset <= end + 2 else None


def _where(text: str, quote: str) -> int:
    return text.find(" ".join(quote.split()[:8])[:60])
