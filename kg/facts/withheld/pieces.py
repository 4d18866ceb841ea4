"""Text cut into pieces of letters, folded so that all ways to write a name look alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_ALIKE = str.maketrans(
    {"ı": "i", "İ": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d"}
    | {"þ": "th", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ə": "e", "ß": "ss", "ẞ": "ss"}
    | {"ی": "ي", "ى": "ي", "ې": "ي", "ک": "ك", "ګ": "ك", "گ": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه"}
    | {"ۀ": "ه", "ٱ": "ا", "ـ": None, "ڵ": "ل", "ڕ": "ر"}
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PREFIXES = frozenset({"Mc", "Mac", "De", "Di", "Da", "La", "Le", "Fitz", "Al", "El", "Bin", "Van"})
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_JOINED = re.compile(r"^[وفبكل](?=.{3})")
_ARTICLE = re.compile(r"^[وفبك]?(?:ال|لل)(?=.{3})")


@dataclass(frozen=True, slots=True)
class Piece:
    """`word` is folded; `gap` is what stands between this piece and the one before."""

    word: str
    start: int
    end: int
    written: str
    gap: str

    @property
    def capital(self) -> bool:
        """Written as names are; scripts without capitals always are."""
        first = self.written[0]
        return first.isupper() or first.lower() == first.upper()

    @property
    def initial(self) -> bool:
        return len(self.word) == 1 and self.capital


@lru_cache(maxsize=65_536)
def folded(written: str) -> str:
    """No case, no marks, no invisible characters, letters that look alike made one."""
    text = unicodedata.normalize("NFKD", written.translate(_ALIKE)).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_ALIKE)
    return "".join(letter for letter in text if letter.isalnum())


@lru_cache(maxsize=65_536)
def spellings(word: str) -> tuple[str, ...]:
    """The word; in Arabic script also without the article and the letters that join it."""
    if not _ARABIC.match(word):
        return (word,)
    return tuple(dict.fromkeys((word, _JOINED.sub("", word), _ARTICLE.sub("", word))))


def pieces(text: str) -> list[Piece]:
    """Runs of letters and runs of digits, in order; marks and invisible characters stay inside."""
    found: list[Piece] = []
    last = 0
    for start, end in _runs(text):
        for left, right in _cut(text, start, end):
            word = folded(text[left:right])
            if word:
                found.append(Piece(word, left, right, text[left:right], text[last:left]))
                last = right
    return found


def _runs(text: str) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start, kind = -1, ""
    for at, letter in enumerate(text):
        now = _kind(letter)
        if now == "within" and start >= 0:
            continue
        if start >= 0 and now != kind:
            runs.append((start, at))
            start = -1
        if start < 0 and now in ("letter", "digit"):
            start, kind = at, now
    if start >= 0:
        runs.append((start, len(text)))
    return runs


@lru_cache(maxsize=65_536)
def _kind(letter: str) -> str:
    category = unicodedata.category(letter)
    if category[0] == "M" or category == "Cf":
        return "within"
    if letter.isalpha():
        return "letter"
    return "digit" if letter.isalnum() else ""


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """`IvanPetrov` is two pieces, `McDonald` one."""
    written = text[start:end]
    edges = [0]
    for match in _CAMEL.finditer(written):
        if written[edges[-1] : match.start()] not in _PREFIXES:
            edges.append(match.start())
    edges.append(len(written))
    return [(start + a, start + b) for a, b in pairwise(edges)]
