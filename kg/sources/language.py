"""Which language a text is in."""

from __future__ import annotations

import re

_SAMPLE = 20_000
_LETTERS_NEEDED = 60
_COMMON = """
the of and to in a that is was for on with by has said were have it its from at not be their who
which
"""
_ENGLISH = frozenset(_COMMON.split())
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 0.2


def language_of(text: str, declared: str | None) -> str | None:
    """BCP 47. The text decides where it is long enough; a page's own word is often wrong."""
    words = _WORD.findall(text[:_SAMPLE].casefold())
    if sum(map(len, words)) < _LETTERS_NEEDED:
        return declared
    if sum(word in _ENGLISH for word in words) >= _ENOUGH * len(words):
        return declared if declared and declared.lower().startswith("en") else "en"
    found = _detected(text[:_SAMPLE])
    return declared if declared and declared.lower().split("-")[0] == found else found


def _detected(text: str) -> str:
    """Loaded only when the text is not plainly English: the model takes most of a second."""
    from py3langid.langid import classify

    return str(classify(text)[0])
