"""Words that a printed line broke: whole for reading, as they stand for quoting.

The canonical text keeps `negotia- tions`, so that a quote is exactly what the page holds.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from kg.sources.document import Block, Document

_KEEP_HYPHEN = frozenset(
    {"non", "co", "ex", "self", "anti", "pro", "vice", "mid", "al", "el", "ul"}
)
_SUSPENDED = frozenset({"and", "or", "to", "nor"})


@dataclass(frozen=True, slots=True)
class Rejoined:
    """A document whose words are whole, and the way back to the text it was made from."""

    document: Document
    _original: Document
    _cuts: tuple[tuple[int, int], ...]

    @property
    def changed(self) -> bool:
        return bool(self._cuts)

    def original(self, quote: str) -> str:
        """The words of the original that a quote from the rejoined text stands for."""
        at = self.document.text.find(quote) if self._cuts and quote else -1
        if at < 0:
            return quote
        return self._original.text[self._back(at) : self._back(at + len(quote) - 1) + 1]

    def _back(self, at: int) -> int:
        index = bisect_right([cut for cut, _ in self._cuts], at)
        return at + (self._cuts[index - 1][1] if index else 0)


def rejoin(document: Document) -> Rejoined:
    """`cuts` say from which offset of the new text how many characters are missing."""
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    at = missing = 0
    for hyphen in document.broken:
        drop = _dropped(document.text, hyphen)
        if drop is None:
            continue
        pieces.append(document.text[at : drop[0]])
        at = drop[1]
        missing += drop[1] - drop[0]
        cuts.append((at - missing, missing))
    pieces.append(document.text[at:])
    text = "".join(pieces)
    blocks = tuple(_moved(block, cuts) for block in document.blocks)
    joined = replace(document, text=text, blocks=blocks, broken=())
    return Rejoined(joined, document, tuple(cuts))


def _dropped(text: str, hyphen: int) -> tuple[int, int] | None:
    """The stretch to leave out: the hyphen and the space after it, or the space alone."""
    after = hyphen + 1
    if text[hyphen : hyphen + 2] != "- " or after + 1 >= len(text):
        return None
    before = _word_before(text, hyphen)
    following = text[after + 1 :].split(" ", 1)[0]
    if following.strip(",.;:") in _SUSPENDED:
        return None
    if before.lower() in _KEEP_HYPHEN or not following[:1].islower():
        return after, after + 1
    return hyphen, after + 1


def _word_before(text: str, end: int) -> str:
    start = end
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return text[start:end]


def _moved(block: Block, cuts: list[tuple[int, int]]) -> Block:
    return replace(block, start=_forth(block.start, cuts), end=_forth(block.end, cuts))


def _forth(at: int, cuts: list[tuple[int, int]]) -> int:
    missing = 0
    for cut, total in cuts:
        if cut + total <= at:
            missing = total
    return at - missing
