"""Surnames that are towns too: a person named in full keeps the name, whatever the table says."""

from __future__ import annotations

import re

from kg.facts.extract.text.mention import Kind, Mention

_LOCATIVE = re.compile(
    r"\b(?:in|at|to|near|from|outside|into|around|across|via|of|city|town|province|village)\s(?:the\s)?$",
    re.I,
)
_NUMERAL = re.compile(r"^(?:[IVX]{1,4}|[JS]r\.?)$")
_TOWNS = frozenset({"city", "town", "found"})


def with_surnames(groups: list[list[Mention]], view: str) -> list[list[Mention]]:
    """The mentions of each paragraph, towns turned to people where a person has that surname."""
    surnames = {word for group in groups for m in group if (word := _surname(m))}
    return [[_person(m, view) if m.text in surnames else m for m in group] for group in groups]


def _surname(mention: Mention) -> str:
    if mention.kind is not Kind.PERSON or mention.sort == "maybe":
        return ""
    words = [w for w in mention.text.split() if not _NUMERAL.match(w)]
    return words[-1] if len(words) > 1 else ""


def _person(mention: Mention, view: str) -> Mention:
    if mention.kind is not Kind.PLACE or mention.sort not in _TOWNS:
        return mention
    if _LOCATIVE.search(view[max(0, mention.start - 16) : mention.start]):
        return mention
    return Mention(
        Kind.PERSON, mention.start, mention.end, mention.text, name=mention.text, sort="maybe"
    )
