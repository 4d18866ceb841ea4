"""One promise as the text makes it, before it becomes a fact; its items and its type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.text.reading import Sentence
from kg.terms import CommitmentAction, CommitmentType, Modality

_TYPES = rulebook("commitment_types").rules
_SPLIT = re.compile(
    r"(?:,|;)?\s(?:and|or)\s(?=(?:not\s)?to\s(?!the\b|a\b)[a-z])|[,;]\s(?=(?:not\s)?to\s(?!the\b|a\b|<)[a-z][^.]{0,200}\band\s(?:not\s)?to\s)"
)
_CLAUSE_SPLIT = re.compile(
    r"\sand\s(?!neither|nobody|none)(?=(?:that\s|one\s|an?\s|the\s|its\s|each\s)?(?:[\w<>-]+\s){1,6}(?:be\s[a-z]+|will\s|would\s|shall\s))"
)
_STOP = re.compile(
    r"\.\s|;\s(?!to\b|and to\b)|,\s(?:but|although|though|while|whereas|the <[TN]|<N\d+> said|an official|according|officials|in return|having|which\b(?! is\b)|who\b(?! are to)|he\b|she\b|it\b|they\b|Mr|Ms|said)|,?\s(?:said|says)\s|\sbut\s"
    r"|,\s(?:their|its|the)\s(?:[\w<>-]+\s){1,4}said\b|,\sand\s(?:the\s)?(?:<[AJPN]\d+>)(?:\s[a-z]+){0,2}\s(?:promised|undertook|pledged|agreed|said)\b"
    r"|,?\sand\s(?:(?:they|both)\s)?(?:(?:have|has|had|also)\s){0,2}(?:agreed|promised|pledged|decided|undertook|vowed|committed)\b|[,.]\"\s"
    r"|\son (?:the )?condition\b|\sprovided\b|,\sand\s(?:they|he|she|it)\s|\s—\s|,\s(?:<[AN]\d+>|the (?:\w+\s){0,2}ministry)(?:'s)?\s(?:[\w'<>]+\s){0,4}(?:said|says|has said|told)"
)


@dataclass(frozen=True, slots=True)
class Pledge:
    """Offsets are in the shape of `sentence`; `low:high` is what is owed."""

    sentence: Sentence
    start: int
    low: int
    high: int
    by: tuple[str, ...]
    action: CommitmentAction = CommitmentAction.MADE
    modality: Modality = Modality.ASSERTED
    kind: CommitmentType | None = None
    weak: bool = False
    """Takes back its place when a surer pledge says the same."""
    listed: bool = False
    according_to: str | None = None
    since: int | None = None
    """Where in the text the promise was told of that these words say was kept or broken."""


_WHEN = re.compile(
    r",?\s(?:as (?=they|it|he|she|the|both)|after|following|when|while|ahead of|because|since(?!\s[a-z]+ed\b)|despite|in (?:exchange|return) for)\b"
)
"""What follows tells of something else."""
_ASIDE = re.compile(
    r",?\s(?:as (?=part of|soon|well)|which|who|where|whose|that (?:was|were|has|had|is|are)|in order to"
    r"|so (?:that|as)|with a view to|aimed at|once|if|unless|to (?:discuss|prepare|allow|enable|let|permit|mark|bury|collect|evacuate|celebrate|honou?r|pave|make way|resolve|build|help|ensure|give|create|assess|review|implement)|towards?)\b"
)
"""What follows may help to tell what the thing is, where its own words do not."""
MIN_WORDS = 8


def type_of(words: str) -> CommitmentType:
    """By the first words that tell of a thing owed, before what is only said about it."""
    when = _WHEN.search(words, MIN_WORDS)
    words = words[: when.start()] if when else words
    aside = _ASIDE.search(words, MIN_WORDS)
    first = _type(words[: aside.start()]) if aside else CommitmentType.OTHER
    whole = _type(words)
    dated = first is CommitmentType.CEASEFIRE and whole is CommitmentType.TRUCE_FIXED_TERM
    return whole if dated or first is CommitmentType.OTHER else first


def _type(words: str) -> CommitmentType:
    for rule in _TYPES:
        if rule.pattern.search(words):
            return CommitmentType(rule.id)
    return CommitmentType.OTHER


def clause_end(text: str, low: int) -> int:
    found = _STOP.search(text, low)
    end = found.start() if found else len(text)
    return end - (text[end - 1] in ".:") if end > low else low


def plain(sentence: Sentence, low: int, high: int) -> str:
    """The words between two offsets of the shape."""
    shape = sentence.shape
    a, b = shape.origin(low), shape.origin(high, end=True)
    return " ".join(sentence.view[a - sentence.start : b - sentence.start].split())


def _named(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    at = low
    for found in re.finditer(r",\s(?:and\s)?", text[low:high]):
        if low + found.start() - at > 10:
            yield at, low + found.start()
        at = low + found.end()
    yield at, high


def items(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """A coordination as its members: "to open … and to hand over …"."""
    pattern = (
        _SPLIT
        if re.match(r"\s?(?:[a-z]+\s){0,2}(?:not\s)?[Tt]o\s", text[low:high])
        else _CLAUSE_SPLIT
    )
    named = re.search(r"\bincluding(?:,? but not limited to)?,?\s", text[low:high])
    if named and text.count(", ", low + named.end(), high) >= 2:
        yield from _named(text, low + named.end(), high)
        return
    at = low
    for found in pattern.finditer(text, low, high):
        if found.start() - at > 6:
            yield at, found.start()
            at = found.end()
    yield at, high
