"""People under two names: "X, known as “Y”", "his nom de guerre, “Y”"."""

from __future__ import annotations

import re

from kg.facts.extract.text.reading import Reading

_ALIAS = re.compile(
    r"(?P<n><N\d+>)(?:[^.<;]|<[AJT]\d+>){0,80}?\b(?:alias|aka|a\.k\.a\.|known (?:only )?as|under the name of|"
    r"nom de guerre(?: of)?|calls himself)[,\s]+\"?(?P<a><N\d+>)"
)


def pseudonyms(reading: Reading) -> dict[str, str]:
    """The key of the real name, by the key of the other one."""
    return reading.once("pseudonyms", _pseudonyms)


def _pseudonyms(reading: Reading) -> dict[str, str]:
    found: dict[str, str] = {}
    for sentence in reading.sentences:
        for match in _ALIAS.finditer(sentence.shape.text):
            one, other = (sentence.shape.mention(match[g]) for g in ("n", "a"))
            if one.key and other.key and one.key != other.key:
                found[other.key] = one.key
    return found
