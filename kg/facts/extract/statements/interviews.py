"""Interviews on a page: questions in print, and the answers of one person between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.facts.extract.statements.people import Profiles
from kg.facts.extract.text.reading import Paragraph, Reading

FEWEST_QUESTIONS = 3
MAX_QUESTION = 420
HEAD = 4
_ASKS = re.compile(r"\?[”\"’']?\s*$")
_TOLD = re.compile(r"^\s*(?:Interview(?:ed)?\b|In conversation\b|Questions? (?:to|for)\b)", re.I)
_NAMED = re.compile(r"^(?P<who>[A-Z][\w'’.-]{1,30}(?:\s[A-Z][\w'’.-]{1,30}){0,3}):\s(?=\S)")


def answers(
    reading: Reading, people: Profiles, met: str
) -> Iterator[tuple[str, list[Paragraph], int]]:
    """Who answers, in which paragraphs, and where in the first the answer begins."""
    labelled = _first_exchange(reading, people)
    if labelled is not None:
        at, name = labelled
        yield from _by_turns(reading, at, name)
    elif met and _announced(reading):
        yield from _after_questions(reading, met)


def _announced(reading: Reading) -> bool:
    return any(
        _TOLD.search(reading.text[p.block.start : p.block.end]) for p in reading.paragraphs[:HEAD]
    )


def _label(reading: Reading, paragraph: Paragraph) -> re.Match[str] | None:
    return _NAMED.match(reading.text[paragraph.block.start : paragraph.block.end])


def _asks(reading: Reading, paragraph: Paragraph) -> bool:
    line = reading.text[paragraph.block.start : paragraph.block.end]
    return len(line) <= MAX_QUESTION and bool(_ASKS.search(line))


def _first_exchange(reading: Reading, people: Profiles) -> tuple[int, str] | None:
    """A labelled question and a labelled answer, and no label after them."""
    named = [(p, m) for p in reading.paragraphs if (m := _label(reading, p))]
    if len(named) != 2:
        return None
    (question, asker), (answer, who) = named
    profile = people.by_surname(who["who"])
    if (
        profile is None
        or answer.number != question.number + 1
        or people.by_surname(asker["who"]) is profile
        or not _asks(reading, question)
    ):
        return None
    return answer.number, profile.name


def _by_turns(
    reading: Reading, first: int, name: str
) -> Iterator[tuple[str, list[Paragraph], int]]:
    """Paragraph by paragraph; only where those in the place of questions mostly ask."""
    rest = reading.paragraphs[first:]
    said, asked = rest[::2], rest[1::2]
    questions = sum(_asks(reading, p) for p in asked)
    if len(asked) < FEWEST_QUESTIONS or questions * 2 < len(asked) or _many(reading, said):
        return
    label = _label(reading, rest[0])
    for paragraph in said:
        opened = label.end() if paragraph is rest[0] and label else 0
        yield name, [paragraph], paragraph.block.start + opened


def _many(reading: Reading, said: list[Paragraph]) -> bool:
    return sum(_asks(reading, p) for p in said) * 4 > len(said)


def _after_questions(reading: Reading, name: str) -> Iterator[tuple[str, list[Paragraph], int]]:
    asked = [p.number for p in reading.paragraphs[1:] if _asks(reading, p)]
    if len(asked) < FEWEST_QUESTIONS:
        return
    for at, following in pairwise([*asked, len(reading.paragraphs)]):
        said = reading.paragraphs[at + 1 : following]
        if said:
            yield name, said[:4], said[0].block.start
