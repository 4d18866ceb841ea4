"""Stretches of a shape in the words of the text."""

from __future__ import annotations

import re

from kg.facts.extract.text.reading import Sentence

_SIGN = re.compile(r"<[A-Z]\d+>")


def readable(sentence: Sentence, low: int, high: int) -> str:
    """A stretch of the shape with the words of its mentions, none of them cut."""
    text = sentence.shape.text
    cut = text.rfind("<", low, high)
    if cut > text.rfind(">", low, high):
        high = text.find(">", cut) + 1
    return readable_text(sentence, text[low:high])


def readable_text(sentence: Sentence, text: str) -> str:
    return _SIGN.sub(lambda sign: sentence.shape.mention(sign.group()).text, text)


def whole_words(text: str, at: int) -> int:
    """The offset, or the next one that cuts neither a sign nor a word."""
    at = min(at, len(text))
    while at < len(text) and (text[at].isalnum() or text[at] in "<>'’-"):
        at += 1
    return at


def words_of(sentence: Sentence, low: int, high: int) -> str:
    shape = sentence.shape
    start, end = shape.origin(low), shape.origin(high, end=True)
    return " ".join(_text_of(sentence, start, end).split())


def _text_of(sentence: Sentence, start: int, end: int) -> str:
    pieces, at = [], start
    shape = sentence.shape
    for mention in shape.mentions:
        if mention.start >= start and mention.end <= end:
            pieces.append(_between(sentence, at, mention.start))
            pieces.append(mention.text)
            at = mention.end
    pieces.append(_between(sentence, at, end))
    return "".join(pieces)


def _between(sentence: Sentence, start: int, end: int) -> str:
    return sentence.view[start - sentence.start : end - sentence.start] if end > start else ""
