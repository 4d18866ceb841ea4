"""Names made comparable: no case, no diacritics, no punctuation, no leading article."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile(r"[\u0300-\u036f\u064b-\u0652\u0670]")
_APOSTROPHES = re.compile(r"[’‘'`ʼʻ´]s?\b")
_NOT_WORD = re.compile(r"[^\w]+")
_LETTERS = str.maketrans(
    {"ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ß": "ss", "æ": "ae"}
)


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """`"the Türkiye's"` → `turkiye`; words apart by one space; other scripts stay."""
    text = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    text = _MARKS.sub("", text).casefold()
    text = _NOT_WORD.sub(" ", _APOSTROPHES.sub("", text)).strip()
    return text.removeprefix("the ") or name.strip().casefold()


def words(name: str) -> tuple[str, ...]:
    return tuple(fold(name).split())
