"""Teams: whose, how many, and the ones that were never sent; the words are in rules/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.facts.extract.parties import party_name, side_key
from kg.facts.extract.people.participants import spoken_of
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.text.reading import Reading, Sentence
from kg.facts.model import Delegation
from kg.terms import Modality

_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty", "twenty-one"),
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50}
_SIDES = ("s", "s2", "s3")


def find(reading: Reading) -> list[Delegation]:
    found: dict[tuple[str | None, str, bool], Delegation] = {}
    for sentence in reading.sentences:
        for fact in _in_sentence(reading, sentence):
            key = (fact.round, fact.party, fact.modality is Modality.DENIED)
            known = found.get(key)
            if known is None or (known.size is None and fact.size is not None):
                found[key] = fact
    return list(found.values())


def _in_sentence(reading: Reading, sentence: Sentence) -> Iterator[Delegation]:
    for rule in rulebook("delegations").rules:
        for match in rule.pattern.finditer(sentence.shape.text):
            for key in _keys(reading, sentence, match, rule.gives):
                if _may(reading, key, rule.gives):
                    yield _fact(reading, sentence, match, key, denied="denied" in rule.gives)


def _keys(
    reading: Reading, sentence: Sentence, match: re.Match[str], gives: Mapping[str, str]
) -> list[str]:
    if gives.get("side") == "current":
        return [key for key in [spoken_of(reading, sentence)] if key]
    signs = [match[group] for group in _SIDES if match.groupdict().get(group)]
    keys = [side_key(reading, sentence.shape.mention(sign)) for sign in signs]
    return [key for key in keys if key]


def _may(reading: Reading, key: str, gives: Mapping[str, str]) -> bool:
    """Helpers have officials there too; a team of their own is no side's."""
    book = reading.book
    if book is None or "only" not in gives or key in book.party_keys:
        return True
    return key not in book.third_keys and not key.startswith("body:")


def _fact(
    reading: Reading, sentence: Sentence, match: re.Match[str], key: str, *, denied: bool
) -> Delegation:
    keys = reading.book.party_keys if reading.book else []
    name = party_name(reading, key, keys if key in keys else [])
    evidence = reading.cut(sentence, match.start(), match.end())
    round_id = reading.round_at(sentence.shape.origin(match.start()))
    here = reading.book.get(round_id) if reading.book else None
    planned = here.modality if here else Modality.ASSERTED
    return Delegation(
        round=round_id,
        party=name,
        size=_size(match),
        evidence=[evidence],
        modality=Modality.DENIED if denied else planned,
        inferred=[] if name.lower() in evidence.lower() else ["party"],
    )


def _size(match: re.Match[str]) -> int | None:
    word = (match.groupdict().get("n") or "").lower()
    if word.isdigit():
        return int(word)
    return _WORDS.index(word) if word in _WORDS else _TENS.get(word)
