"""Canonical text: what all offsets count in."""

from __future__ import annotations

import re
import unicodedata

from ftfy import TextFixerConfig, fix_text
from ftfy.badness import is_bad

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|[\u0085\u2028\u2029\x0b]")
_SPACES = re.compile(r"[^\S\n]+")
_FIXES = TextFixerConfig(uncurl_quotes=False, fix_character_width=False, normalization="NFC")


def canonical(text: str) -> str:
    """NFC; mojibake mended; no control, bidi or zero-width characters; `\\n` ends lines.

    Line breaks and runs of spaces stay: they show how the text was set.
    """
    text = _LINE_END.sub("\n", text.replace("\f", "\n\n"))
    lines = (_mended(line) for line in text.split("\n"))
    text = _CONTROL.sub("", _INVISIBLE.sub("", "\n".join(lines)))
    return unicodedata.normalize("NFC", text)


def _mended(line: str) -> str:
    """Testing for mojibake costs a tenth of mending it."""
    if line.isascii() or not is_bad(line):
        return line
    return fix_text(line, _FIXES).replace("\n", " ")


def one_line(text: str) -> str:
    """All white space folded to single spaces."""
    return _SPACES.sub(" ", text.replace("\n", " ")).strip()
