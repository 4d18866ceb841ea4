"""Where a report is written from: whoever is named there helps nobody."""

from __future__ import annotations

import re

from kg.facts.extract.text.reading import Sentence

_DATELINE = re.compile(
    r"^\W?(?:<[PAN]\d+>|[A-Z][\w.' -]{2,30})(?:,\s[^—–(:<]{2,24}|,\s<[APN]\d+>)?"
    r"(?:(?:,?\s<D\d+>){1,2},?\s?(?:\([^()]{0,40}\)\s?)?|\s\([^()]{0,40}\)\s?)[—–]\s"
)
"""With a day or an agency: "Norway — the host — …" is none."""


def end_of_dateline(sentence: Sentence) -> int:
    """Where the words begin, after "OSLO, 3 May (Agency) — "."""
    found = _DATELINE.match(sentence.shape.text) if sentence.first else None
    return sentence.shape.origin(found.end()) if found else sentence.start
