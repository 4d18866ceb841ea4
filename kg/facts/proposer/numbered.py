"""The sentences that are shown to the second reader, and where a quote stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.facts.extract.text.sentences import sentence_spans
from kg.sources.document import SILENT, Document

_SPACE = re.compile(r"\s+")


def folded(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences `first` to `last` of a document, white space folded."""

    first: int
    last: int
    text: str

    def holds(self, quote: str) -> bool:
        """Whether the quote stands here and cuts through no word."""
        at = self.text.find(quote)
        while at >= 0:
            if self._aligned(at) and self._aligned(at + len(quote)):
                return True
            at = self.text.find(quote, at + 1)
        return False

    def _aligned(self, at: int) -> bool:
        inside = 0 < at < len(self.text)
        return not (inside and _in_word(self.text[at - 1]) and _in_word(self.text[at]))


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


class Numbered:
    """Sentences of the zones from which facts are taken, in order."""

    def __init__(self, document: Document) -> None:
        self.sentences: list[str] = []
        self._pairs: list[Passage] = []
        for block in document.blocks:
            if block.zone not in SILENT:
                self._add(document.block_text(block))
        self._whole = "\n".join(self.sentences)

    def _add(self, text: str) -> None:
        """Two sentences stand together only within one paragraph."""
        spans = sentence_spans(text)
        start = len(self.sentences)
        self.sentences += [folded(text[a:b]) for a, b in spans]
        for number, (a, b) in enumerate(spans):
            self._pairs.append(Passage(start + number, start + number, folded(text[a:b])))
        for number, (one, two) in enumerate(pairwise(spans)):
            both = folded(text[one[0] : two[1]])
            self._pairs.append(Passage(start + number, start + number + 1, both))

    def passage(self, quotes: list[str]) -> Passage | None:
        """The one sentence, or the two that follow each other, that hold all the quotes."""
        if not all(quotes):
            return None
        return next((p for p in self._pairs if all(p.holds(q) for q in quotes)), None)
