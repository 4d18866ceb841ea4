"""A text folded once, so that many quotes and values can be looked for quickly."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from kg.facts.folding import fold
from kg.facts.saidwords import relatives, same_word

_SPACE = re.compile(r"\s+")
_BROKEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[a-z])")


class TextIndex:
    """`locate` answers in code points of the text as given."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lead = len(text) - len(text.lstrip())
        self._runs: list[tuple[int, int]] = [(0, 0)]
        self._folded = self._fold_space(text)

    def _fold_space(self, text: str) -> str:
        """Also notes where the folded text slips against the text, and by how much."""
        slip = 0
        for run in _SPACE.finditer(text):
            if run.end() - run.start() > 1:
                slip += run.end() - run.start() - 1
                self._runs.append((run.end() - slip, slip))
        return _SPACE.sub(" ", text)

    def locate(self, evidence: str) -> tuple[int, int] | None:
        wanted = _SPACE.sub(" ", evidence).strip()
        at = self._folded.find(wanted) if wanted else -1
        if at < 0:
            return None
        return self._origin(at), self._origin(at + len(wanted) - 1) + 1

    def _origin(self, at: int) -> int:
        """The offset in the text of a character that is not white space."""
        return at + self._runs[bisect_right(self._runs, (at, 1 << 60)) - 1][1]

    @cached_property
    def words(self) -> Words:
        return Words(self._text)


class Words:
    """The folded words of a text; words broken at the end of a line are whole."""

    def __init__(self, text: str) -> None:
        self.text = fold(_BROKEN.sub("", text))
        self.all = frozenset(self.text.split())
        self._by_start: dict[str, list[str]] = {}
        for word in self.all:
            self._by_start.setdefault(word[:4], []).append(word)

    def holds(self, word: str) -> bool:
        """The word, or the word with another ending."""
        if word in self.all:
            return True
        near = self._by_start.get(word[:4], ())
        return any(same_word(word, other) for other in near) or self._irregular(word)

    def _irregular(self, word: str) -> bool:
        return any(other in self.all for other in relatives(word))

    def holds_phrase(self, phrase: str) -> bool:
        return f" {phrase} " in f" {self.text} "
