"""Teams: whose, how many, and the ones that were never sent; the words are in rules/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.facts.extract.parties import party_name, side_key
from kg.facts.extract.people.participants import side_of_next, spoken_of
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
_SIDES = ("s", "s2", "s3", "s4")
HINT = re.compile(
    r"delegat|team|panel|mission|contingent|\bsides?\b|group|negotiat|part(?:y|ies)\b|people|person|member|"
    r"offic|representat|expert|\bmen\b|command|envoy|committ|commission|bench|\b(?:no|not|nobody|none|no-one|"
    r"of them|led by|headed by|neither|never|n't|without|away|boycott\w*|fail\w*|refused|denied)\b|\bnumber|<A\d+>,? (?:are|were|is|was|and)",
    re.IGNORECASE,
)
"""One of these stands in every sentence that a rule fits."""
_MODALITIES = {"denied": Modality.DENIED, "planned": Modality.PLANNED}


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
    if not HINT.search(sentence.shape.text):
        return
    for rule in rulebook("delegations").rules:
        for match in rule.pattern.finditer(sentence.shape.text):
            numbers = _numbers(match)
            for at, key in enumerate(_keys(reading, sentence, match, rule.gives)):
                if key and _may(reading, key, rule.gives):
                    size = numbers[min(at, len(numbers) - 1)] if numbers else None
                    yield _fact(reading, sentence, match, key, size, rule.gives)


def _keys(
    reading: Reading, sentence: Sentence, match: re.Match[str], gives: Mapping[str, str]
) -> list[str]:
    match gives.get("side"):
        case "current":
            return [spoken_of(reading, sentence)]
        case "leader":
            return [side_of_next(reading, sentence, match.start()) or spoken_of(reading, sentence)]
        case "both":
            keys = reading.book.party_keys if reading.book else []
            return keys if len(keys) == 2 else []
    signs = [match[group] for group in _SIDES if match.groupdict().get(group)]
    return [side_key(reading, sentence.shape.mention(sign)) for sign in signs]


def _may(reading: Reading, key: str, gives: Mapping[str, str]) -> bool:
    """Helpers have officials there too; a team of their own is no side's."""
    book = reading.book
    if book is None or "only" not in gives or key in book.party_keys:
        return True
    return key not in book.third_keys and not key.startswith("body:")


def _fact(
    reading: Reading,
    sentence: Sentence,
    match: re.Match[str],
    key: str,
    size: int | None,
    gives: Mapping[str, str],
) -> Delegation:
    keys = reading.book.party_keys if reading.book else []
    name = party_name(reading, key, keys if key in keys else [])
    evidence = reading.cut(sentence, match.start(), match.end())
    round_id = reading.round_at(sentence.shape.origin(match.start()))
    here = reading.book.get(round_id) if reading.book else None
    told = here.modality if here else Modality.ASSERTED
    return Delegation(
        round=round_id,
        party=name,
        size=size,
        evidence=[evidence],
        modality=_MODALITIES.get(next(iter(gives.keys() & _MODALITIES.keys()), ""), told),
        inferred=[] if name.lower() in evidence.lower() else ["party"],
    )


def _numbers(match: re.Match[str]) -> list[int]:
    found = match.groupdict()
    sizes = [_size((found.get(group) or "").lower()) for group in ("n", "n2", "m")]
    return [size for size in sizes if size is not None]


def _size(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return _WORDS.index(word) if word in _WORDS else _TENS.get(word)
