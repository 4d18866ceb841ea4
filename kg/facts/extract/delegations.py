"""Teams: whose, how many, and the ones that were never sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.parties import party_name, side_key
from kg.facts.extract.reading import Reading, Sentence
from kg.facts.model import Delegation
from kg.terms import Modality

_WORDS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"twenty-one": 21, "thirty": 30, "forty": 40, "fifty": 50}
_N = r"(?P<n>\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_TEAM = r"(?:delegation|team|panel|mission|contingent|side|group|delegates|negotiators)"
_PEOPLE = (
    r"(?:people|persons|members|delegates|negotiators|officials|officers|"
    r"representatives|experts|men|commanders|envoys)"
)

_SIZED: tuple[re.Pattern[str], ...] = tuple(
    re.compile(p, re.I)
    for p in (
        rf"(?P<s><[AJP]\d+>)(?:'s|')?\s(?:\w+\s)?{_N}[- ](?:member|person|man|strong)"
        rf"\s(?:\w+\s){{0,2}}{_TEAM}",
        rf"\b{_N}[- ](?:member|person|man|strong)\s(?:\w+\s)?(?P<s><[AJP]\d+>)\s(?:\w+\s)?{_TEAM}",
        rf"\b{_N}[- ](?:member|person|man)\s(?:\w+\s)?{_TEAM}\s(?:of|from|for)"
        rf"\s(?:the\s)?(?P<s><[AP]\d+>)",
        rf"\b{_TEAM}\s(?:of|from)\s(?:the\s)?(?P<s><[AP]\d+>)\s(?:was|is|has|"
        rf"numbers?|numbered|counts?|consists? of|comprises?)\s(?:only\s)"
        rf"?{_N}\s{_PEOPLE}",
        rf"(?P<s><[AJP]\d+>)(?:'s)?\s{_TEAM}\s(?:was|is|has|numbers?|numbered|"
        rf"counts?|consist(?:s|ed) of|compris(?:es|ed)|of)\s(?:only\s|some\s)?{_N}\b",
        rf"(?P<s><[AP]\d+>)\s(?:has\s|had\s)?(?:sends?|sent|fielded|dispatched)"
        rf"\s(?:a\steam\sof\s)?{_N}\s{_PEOPLE}",
        rf"(?P<s><[AJP]\d+>)(?:'s)?\s{_TEAM},\s(?:also\sof\s)?{_N}(?:\sstrong)?,",
        rf"\b{_N}\s{_PEOPLE}\s(?:of|from|for)\s(?:the\s)?(?P<s><[AP]\d+>)",
        rf"\b{_N}\s(?:of|from)\s(?:the\s)?(?P<s><[AP]\d+>),\s(?:led|headed)\s",
        rf"^\W{{0,4}}(?P<s><[AJP]\d+>)\s\({_N}\s{_PEOPLE}",
        rf"^\W{{0,4}}(?P<s><[AJP]\d+>):\s[^.;]{{0,60}}\bhead of {_N}\s{_PEOPLE}",
        rf"\bfrom\s(?:the\s)?(?P<s><[AP]\d+>)(?:\sside)?\s{_N}\s{_PEOPLE}",
    )
)
_EXISTS = re.compile(
    r"(?P<s><[AJP]\d+>)(?:'s)?\s(?:\w+\s)?(?:delegation|team)\s(?:is|was|will be|are|"
    r"were)\s(?:now\s|again\s)?(?:led|headed)\b"
)
_ABSENT: tuple[re.Pattern[str], ...] = tuple(
    re.compile(p, re.I)
    for p in (
        rf"\bno\s{_TEAM}\s(?:of|from)\s(?:the\s)?(?P<s><[AP]\d+>)",
        rf"\b(?:no|not any)\s(?P<s><[AJP]\d+>)\s{_TEAM}\b",
        r"(?P<s><A\d+>)(?:,\s[^,;]{0,80},)?\s(?:was|were|is|are)\snot\s(?:in the "
        r"room|at the table|present|invited|represented|there)\b",
        r"\b(?:round|talks|meeting)\b[^.;]{0,40}\bwithout\s(?:the\s)?(?P<s><A\d+>)(?=[.,;]|$)",
    )
)


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
    text = sentence.shape.text
    for pattern in _ABSENT:
        for match in pattern.finditer(text):
            yield from _fact(reading, sentence, match, None, denied=True)
    for pattern in _SIZED:
        for match in pattern.finditer(text):
            number = match["n"].lower()
            yield from _fact(
                reading, sentence, match, int(number) if number.isdigit() else _WORDS[number]
            )
    for match in _EXISTS.finditer(text):
        yield from _fact(reading, sentence, match, None)


def _fact(
    reading: Reading,
    sentence: Sentence,
    match: re.Match[str],
    size: int | None,
    *,
    denied: bool = False,
) -> Iterator[Delegation]:
    key = side_key(reading, sentence.shape.mention(match["s"]))
    if not key:
        return
    keys = reading.book.party_keys if reading.book else []
    name = party_name(reading, key, keys if key in keys else [])
    evidence = reading.cut(sentence, match.start(), match.end())
    round_id = reading.round_at(sentence.shape.origin(match.start()))
    here = reading.book.get(round_id) if reading.book else None
    planned = here.modality if here else Modality.ASSERTED
    yield Delegation(
        round=round_id,
        party=name,
        size=size,
        evidence=[evidence],
        modality=Modality.DENIED if denied else planned,
        inferred=[] if name.lower() in evidence.lower() else ["party"],
    )
