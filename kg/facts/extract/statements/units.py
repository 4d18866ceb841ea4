"""Sentences in which each quotation is one sign, so that what stands around it can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.statements.quotes import Quote, outside, quotes_in, uses_single
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Paragraph, Reading
from kg.facts.extract.text.sentences import sentence_spans
from kg.facts.extract.text.shape import Shape, make_shape

_VERB = rulebook("speech").words["VERB"]
_TAG = re.compile(
    rf"^\s(?:[A-Z][\w.'’-]*,?\s)(?:[\w.'’-]+,?\s){{0,7}}(?:{_VERB})"
    r"(?:\s(?:on\s\w+day|yesterday|today|(?:in|at|during|after)\s[\w’' -]{3,40}))?\.(?:\s|$)"
)
"""A sentence that does nothing but name the speaker: “….” NAME said."""
_GOES_ON = re.compile(
    rf"^\s(?:[\w.'’-]+\s){{1,5}}(?:{_VERB})\b|^\s(?:(?:has|had|have)\s)?(?:{_VERB})\s"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a paragraph; `<Q1>` in its shape is `quotes[…]` of the document."""

    paragraph: Paragraph
    start: int
    end: int
    shape: Shape
    quotes: tuple[tuple[str, Quote], ...]
    """Sign in the shape, and the quote."""
    first: bool


def units_of(reading: Reading) -> list[Unit]:
    single = uses_single(reading.text)
    found: list[Unit] = []
    for paragraph in reading.paragraphs:
        found += _units(reading, paragraph, single)
    return found


def _units(reading: Reading, paragraph: Paragraph, single: bool) -> list[Unit]:
    block = paragraph.block
    mentions = [m for i in paragraph.sentences for m in reading.sentences[i].mentions]
    spans = [(m.start, m.end) for m in mentions if m.kind is Kind.PERSON]
    found = quotes_in(reading.text, block.start, block.end, single=single)
    quotes = [q for q in outside(found, spans) if not _mere_words(q, reading.text)]
    masked = _masked(reading.view, block.start, block.end, quotes)
    units = []
    for a, b in sentence_spans(masked):
        units.append(_unit(reading, paragraph, block.start + a, block.start + b, quotes, mentions))
    return units


def _mere_words(quote: Quote, text: str) -> bool:
    """A nickname, or a word held at arm's length."""
    return len(quote.inner(text).split()) <= 3 and quote.last(text) not in ".,!?…"


def _masked(view: str, start: int, end: int, quotes: list[Quote]) -> str:
    """Same length; nothing within a quote ends a sentence, save its very end."""
    pieces, at = [], start
    for quote in quotes:
        stop = quote.end if quote.open else quote.end - 1
        pieces.append(view[at : quote.start])
        after = view[quote.end : quote.end + 120]
        ends = view[stop - 1] in ".?!…" and not (
            (view[stop - 1] in "?!" and _GOES_ON.match(after)) or _TAG.match(after)
        )
        inner = stop - quote.start - 1
        pieces.append(_filler(view[quote.start + 1 : quote.start + 2], inner, ends))
        pieces.append("" if quote.open else '"')
        at = quote.end
    pieces.append(view[at:end])
    return "".join(pieces)


def _filler(first: str, length: int, ends: bool) -> str:
    """A quote of that length whose first letter is as tall as the real one."""
    if length < 1:
        return '"'
    opening = "x" if first.islower() else "X"
    return '"' + (opening + "x" * length)[: length - 1] + ("." if ends else "x")


def _unit(
    reading: Reading,
    paragraph: Paragraph,
    start: int,
    end: int,
    quotes: list[Quote],
    mentions: list[Mention],
) -> Unit:
    inside = [q for q in quotes if start <= q.start < end]
    signs = [
        Mention(Kind.QUOTE, q.start, min(q.end, end), "", name=str(i)) for i, q in enumerate(inside)
    ]
    free = [
        m
        for m in mentions
        if start <= m.start
        and m.end <= end
        and not any(q.start < m.end and m.start < q.end for q in inside)
    ]
    marks = sorted([*signs, *free], key=lambda m: m.start)
    shape = make_shape(reading.view, start, end, marks)
    named = tuple(
        (f"<Q{i}>", inside[int(m.name)]) for i, m in enumerate(marks) if m.kind is Kind.QUOTE
    )
    return Unit(paragraph, start, end, shape, named, start == paragraph.block.start)
