"""A text with passages taken out, and where each place of it went."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.withheld.finding import Span
from kg.facts.withheld.people import MARK


def token(who: frozenset[str]) -> str:
    """What stands for a name in a text; it says which person where that is certain."""
    if len(who) != 1:
        return "[name withheld]"
    return f"[name withheld {next(iter(who)).partition(MARK)[2]}]"


class Masked:
    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._slips = [0]
        parts, last = [], 0
        for span in spans:
            parts += [text[last : span.start], token(span.who)]
            last = span.end
            slip = len(token(span.who)) - (span.end - span.start)
            self._slips.append(self._slips[-1] + slip)
        self.text = "".join([*parts, text[last:]])

    def touches(self, start: int, end: int) -> bool:
        return any(span.start < end and start < span.end for span in self._spans)

    def cut(self, start: int, end: int) -> str:
        """The passage that stood at `start` to `end`; a name cut in two is taken out whole."""
        return self.text[self._place(start, False) : self._place(end, True)]

    def _place(self, at: int, is_end: bool) -> int:
        for number, span in enumerate(self._spans):
            if at <= span.start:
                return at + self._slips[number]
            if at < span.end:
                start = span.start + self._slips[number]
                return start + len(token(span.who)) if is_end else start
        return at + self._slips[-1]
