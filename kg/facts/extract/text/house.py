"""The state whose ministry or spokesman writes: what the head of a release says of itself."""

from __future__ import annotations

import re

from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Reading

HEAD = 8
LINE = 130
_OFFICE = (
    r"(?:Ministry|Ministries|MFA|Embassy|Presidency|Spokes\w+|Government|Department of State|"
    r"State Department|Foreign Office)"
)
_NEWS = re.compile(r"\b(?:says?|said|denie[sd]|reject\w*|accus\w*|warn\w*|tells?|told)\b")
_UNNAMED = re.compile(
    r"^\W{0,4}(?:Ministry|Department) of (?:Foreign|External) (?:Affairs|Relations)\b"
)


def house(reading: Reading) -> str:
    """Key of that state; empty for a newspaper, and for whoever does not say."""
    return reading.once("house", _house)


def _house(reading: Reading) -> str:
    lines = _head(reading)
    phrases = _phrases(reading)
    for line in lines:
        if not _NEWS.search(line) and (key := _owner(line, phrases)):
            return key
    if not any(_UNNAMED.search(line) for line in lines):
        return ""
    capitals = {capital: key for key, capital in reading.capitals.items()}
    return next((key for line in lines if (key := _dateline(line, capitals))), "")


def _head(reading: Reading) -> list[str]:
    lines = [line.strip() for line in reading.view[:2_000].splitlines() if line.strip()]
    publisher = reading.document.metadata.publisher or ""
    return [publisher, *(line for line in lines[:HEAD] if len(line) <= LINE)]


def _phrases(reading: Reading) -> dict[str, str]:
    """The state behind each name and adjective of a state that the text uses."""
    found = {name: key for key, name in reading.usual.items()}
    for sentence in reading.sentences:
        for mention in sentence.of(Kind.ACTOR, Kind.ADJECTIVE):
            if mention.key.startswith("country:") and "/" not in mention.key:
                found[mention.text] = mention.key
    return found


def _owner(line: str, phrases: dict[str, str]) -> str:
    if not re.search(_OFFICE, line):
        return ""
    for phrase in sorted(phrases, key=len, reverse=True):
        name = re.escape(phrase)
        if re.search(
            rf"\b{_OFFICE}\b[^.;:–—]{{0,60}}?\s(?:of|for)\s(?:the\s)?(?:\w+\sof\s)?{name}\b|"
            rf"\b{name}(?:'s)?\s(?:[A-Z]\w+\s){{0,2}}{_OFFICE}",
            line,
        ):
            return phrases[phrase]
    return ""


def _dateline(line: str, capitals: dict[str, str]) -> str:
    place = line.partition(",")[0].strip()
    return capitals.get(place, "")
