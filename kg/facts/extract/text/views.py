"""The view of a text that is parsed: same length, plainer signs, no lines in capitals."""

from __future__ import annotations

import re

_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "–", "\t": " "})
_DASH = re.compile(r"(?<=\s)-(?=\s)")
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
_DATELINE = re.compile(
    r"^(?![a-z])[^\W\d_a-z](?:(?![a-z])[^\W\d_]|[ '.-]){2,40}(?=\s?(?:[,:(—–]|$))"
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "over",
        "that",
        "the",
        "their",
        "to",
        "was",
        "were",
        "which",
        "who",
        "will",
        "with",
        "after",
        "as",
        "amid",
        "into",
    ]
)


_NOTE = re.compile(r"(?<=[\w.,;:!?\"')])\[(?:\d{1,3}|note \d+|[a-z]|citation needed)\](?=[\s\[]|$)")


_ENTRY = re.compile(r"(?m)^\d{1,2}[:.]\d{2}(?:\s?(?:am|pm|GMT|h|UTC))?(?=\s[A-Z\"'])")
"""The time at which an entry of a live page was written."""


def plain_view(text: str, known: frozenset[str] = frozenset()) -> str:
    """Same length as `text`; `known` are acronyms that stay in capitals."""
    view = _DASH.sub("—", text.translate(_SIGNS))
    view = _ENTRY.sub(lambda time: " " * len(time.group()), view)
    view = _NOTE.sub(lambda note: " " * len(note.group()), view)
    return "\n".join(_calm(line, known) for line in view.split("\n"))


def _calm(line: str, known: frozenset[str]) -> str:
    letters = [c for c in line if c.isalpha()]
    if len(letters) < 10 or sum(c.isupper() for c in letters) < 0.7 * len(letters):
        return _DATELINE.sub(lambda m: _calm_words(m.group(), known), line)
    return _calm_words(line, known)


def _calm_words(line: str, known: frozenset[str]) -> str:
    return _WORD.sub(lambda match: _calm_word(match.group(), match.start() == 0, known), line)


def _calm_word(word: str, first: bool, known: frozenset[str]) -> str:
    if word in known or not word.isupper():
        return word
    lower = word.lower()
    if len(lower) != len(word):
        return word
    return lower if lower in _SMALL and not first else lower[0].upper() + lower[1:]
