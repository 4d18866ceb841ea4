"""A colon and what stands under it: each point is owed by those who agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.extract.commitments.papers import duties
from kg.facts.extract.commitments.pledges import Pledge, items, plain, type_of
from kg.facts.extract.commitments.wordings import NOT_MADE, PAPER, PROMISE
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Reading, Sentence
from kg.sources.document import Zone

MAX_POINTS = 15
_OPENS = re.compile(
    rf"\b(?:{PROMISE})\b[^.:;]{{0,70}}\s?:\s?$|\b(?:{PAPER}|points?)\b[^.:;]{{0,50}}\b(?:provides?|reads?|says|states?|as follows|following)\b[^.:;]{{0,30}}\s?:\s?$"
)
_INLINE = re.compile(
    rf"\b(?:(?:\w+-point\s)?(?:{PAPER})|(?:{PROMISE})(?:\sto|\son)?(?:\s\w+){{0,4}})\s?:\s(?P<items>[^:]{{20,}};\s[^:]{{10,}})$"
)
_POINT = re.compile(r"^\s*(?:[-–—•*·]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]|\d{1,2}\s·)\s*(?=\S)")
_NUMBER = re.compile(
    r"^\s*(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]?|(?P<word>FIRST|SECOND|THIRD|FOURTH|FIFTH|SIXTH|SEVENTH"
    r"|EIGHTH|NINTH|TENTH|First|Second|Third|Fourth|Fifth|(?:ARTICLE|Article|POINT|Point)\s\w{1,4})[.:]?)\s*$"
)
_SOLEMN = re.compile(
    r"\b(?:AGREED|AGREE|UNDERTAKE|RESOLVED|RESOLVE|DECIDED|DECIDE|DECLARE|COMMIT)\b[^.]{0,40}:\s*$"
)
_SHALL = re.compile(r"\bshall\b")


_COUNTED = re.compile(
    r"\b(?:points?|things|provisions|measures|steps|elements|parts|commitments|promises|items|clauses|articles|pledges|undertakings)\b"
    r"[^.:;,]{0,40}(?::\s|,\s(?:among them|including|namely)\s|\s(?:are|were)\s)(?P<items>(?:an?|the|that|to|no|all|free)\s[^:;]{15,}?)\.?$"
)
_OF_A_DEAL = re.compile(rf"\b(?:{PROMISE}|{PAPER}|signed|initialled|settled)\b")
_MEMBERS = re.compile(
    r",\s(?:and\s)?(?=(?:an?|the|that|to|no|all|free|\d+|two|three)\s)|\sand\s(?=(?:an?|the|that|to)\s[\w-]+\s(?:of|on|for|to|from|in|into|at|between|with)\b|(?:an?)\s[\w-]+(?:\s[\w-]+)?$)"
)


def counted(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """ "The agreement has three points: a truce, the return of prisoners and a hotline"."""
    text = sentence.shape.text.rstrip(". ")
    found = _COUNTED.search(text)
    if found is None or not _OF_A_DEAL.search(text[: found.start("items")]):
        return
    if NOT_MADE.search(text[: found.start()]) or "?" in text:
        return
    by, at = _owed_by(subjects, sentence), found.start("items")
    ends = list(_MEMBERS.finditer(text, at))
    for a, b in zip(
        [at, *(m.end() for m in ends)], [*(m.start() for m in ends), len(text)], strict=True
    ):
        if b - a > 6:
            yield Pledge(
                sentence, found.start(), a, b, by, kind=type_of(plain(sentence, a, b)), listed=True
            )


def listed(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    inline = _INLINE.search(text)
    if inline:
        yield from _inline(subjects, sentence, inline)
    elif _OPENS.search(text) or _SOLEMN.search(sentence.view):
        yield from _below(reading, subjects, sentence)


def _inline(subjects: Subjects, sentence: Sentence, found: re.Match[str]) -> Iterator[Pledge]:
    by = _owed_by(subjects, sentence)
    if not by:
        return
    low = found.start("items")
    for part in re.finditer(r"[^;]+", found["items"]):
        a, b = low + part.start(), low + part.end()
        a += len(part.group()) - len(part.group().lstrip())
        a += 4 if sentence.shape.text[a : a + 4] == "and " else 0
        yield Pledge(sentence, a, a, b, by, kind=type_of(plain(sentence, a, b)), listed=True)


def _owed_by(subjects: Subjects, sentence: Sentence) -> tuple[str, ...]:
    verb = re.search(rf"\b(?:{PROMISE})\b", sentence.shape.text)
    doers = subjects.of(sentence, verb.start()) if verb else None
    if doers is not None and doers.names:
        return doers.names
    return subjects.parties(sentence)


def _below(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    at = re.search(rf"\b(?:{PROMISE})\b", sentence.shape.text)
    if at and NOT_MADE.search(sentence.shape.text[: at.start()]):
        return
    by = _owed_by(subjects, sentence)
    paragraph, style, announced = None, "", False
    for following in reading.sentences[sentence.index + 1 : sentence.index + 1 + MAX_POINTS]:
        block = reading.paragraph(following).block
        number = _NUMBER.match(following.view)
        if number:
            if style and _style(number) != style:
                return
            paragraph, announced = None, bool(number["word"])
            continue
        point = _POINT.match(following.shape.text)
        fresh = following.block != paragraph
        if fresh and not (point or announced) and block.zone is not Zone.LIST:
            return
        announced = False
        if not fresh and not point:
            if _SHALL.search(following.shape.text):
                yield from (replace(d, by=d.by or by) for d in duties(subjects, following))
            continue
        if point and style and _style(point) != style:
            return
        style = style or (_style(point) if point else "")
        paragraph = following.block
        yield from _point(subjects, following, point.end() if point else 0, by)


def _style(point: re.Match[str]) -> str:
    sign = point.group().strip(" ().")
    if len(sign) > 4 and sign.isalpha():
        return "word"
    return "letter" if sign.isalpha() else "number" if sign.isdigit() else "bullet"


def _point(
    subjects: Subjects, sentence: Sentence, low: int, by: tuple[str, ...]
) -> Iterator[Pledge]:
    text = sentence.shape.text
    if len(text[low:].split()) < 3:
        return
    if re.search(r"\b(?:shall|will)\b", text) and not text[low:].lower().startswith("to "):
        yield from (replace(d, by=d.by or by) for d in duties(subjects, sentence))
        return
    high = len(text)
    while high > low and text[high - 1] in ".;, ":
        high -= 1
    high = high - 4 if text[low:high].endswith(" and") else high
    for a, b in items(text, low, re.sub(r";\sand$", "", text[:high]).__len__()):
        yield Pledge(sentence, a, a, b, by, kind=type_of(plain(sentence, a, b)), listed=True)
