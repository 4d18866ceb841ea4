"""Who speaks in a unit: the verb of speech nearest to the quote, and what is its subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.statements.phrases import (
    HON,
    LEAD,
    Sort,
    Subject,
    following,
    named_as,
    preceding,
)
from kg.facts.extract.statements.units import Unit

MAX_VERBS = 12
_BOOK = rulebook("speech")
_VERB = _BOOK.words["VERB"]
_NOISE = rf"(?:(?:,\s)?(?:{_BOOK.words['NOISE']}|<D\d+>|on <D\d+>),?\s)"
VERB = re.compile(rf"(?<![\w-])(?P<aux>{_NOISE}{{0,3}})(?P<verb>{_VERB})(?![\w-])", re.I)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|is|are|be|being|not|to|will|would|could|should|may|might|shall|can|cannot)\s$",
    re.I,
)
_SOURCE = re.compile(
    r"^,?\s(?:in the (?:view|words|opinion|telling) of|according to|(?:was|is|came|comes|ran|runs) the (?:\w+\s)?(?:reply|answer|verdict|comment|reaction|response|retort|line|message) (?:of|from)|(?:read|reads|ran|runs|said|says) (?:an?|the|his|her|one) (?!(?:[\w<>]+\s){0,3}(?:head|leader|chief|member|spokes\w+|deputy|secretary|<T\d+>)\s)(?:[\w<>]+\s){0,4}?(?:by|from|of))(?=\s)"
)


@dataclass(frozen=True, slots=True)
class Frame:
    subject: Subject
    verb: int
    """Where the verb begins; the end of the subject where there is none."""


def after_quote(unit: Unit, sign: str) -> Frame | None:
    """`“…,” said X` and `“…,” X said`."""
    text = unit.shape.text
    begin = text.index(sign) + len(sign)
    stop = _next_quote(text, begin)
    clause = text[begin:stop]
    source = _SOURCE.match(clause)
    if source:
        subject = following(unit, begin + source.end(), stop)
        if subject is not None:
            return Frame(subject, begin + source.start())
    verb = _verb(clause, 0)
    if verb is None or ";" in clause[: verb.start()]:
        return None
    if not clause[: verb.start("verb")].strip(" ,—–-") or not clause[: verb.start()].strip(" ,—–-"):
        subject = following(unit, begin + verb.end("verb"), stop)
        if subject is not None:
            return Frame(subject, begin + verb.start("verb"))
    subject = preceding(unit, begin, begin + verb.start())
    return Frame(subject, begin + verb.start("verb")) if subject else None


def before_quote(unit: Unit, sign: str) -> Frame | None:
    """`X said: “…”`, `X said that “…”`, `According to X, “…”`, `X: “…”`."""
    text = unit.shape.text
    at = text.index(sign)
    low = _last_quote(text, at)
    clause = text[low:at]
    told = re.search(
        r"\b(?:[Aa]ccording to|[Ii]n the words of|[Aa]s)\s|^\W{0,2}For\s(?=[^,]{0,60}<N\d+>[^,]{0,30},\s$)",
        clause,
    )
    if (
        told
        and not VERB.search(clause[: told.start()])
        and "As" not in told.group()
        and "as" not in told.group().split()
    ):
        subject = following(unit, low + told.end() - 1, at)
        return Frame(subject, low + told.start()) if subject else None
    best = None
    for verb in _verbs(clause):
        subject = preceding(unit, low, low + verb.start())
        if (
            subject is not None
            and subject.sort is Sort.PRONOUN
            and best is not None
            and best.subject.sort is not Sort.UNNAMED
        ):
            continue
        if subject is not None and subject.sort is not Sort.UNNAMED:
            best = Frame(subject, low + verb.start("verb"))
        elif subject is not None:
            best = best or Frame(subject, low + verb.start("verb"))
    if best is None and re.search(r":\s?$", clause):
        subject = preceding(unit, low, at - 1, loose=True)
        best = Frame(subject, subject.end) if subject else None
    return best


def any_frame(unit: Unit) -> Frame | None:
    """The speaker of a unit with or without a quote."""
    text = unit.shape.text
    for verb in _verbs(text):
        subject = preceding(unit, 0, verb.start())
        if subject is None and re.search(r"[,—]\s?$", text[: verb.start("verb")]):
            subject = following(unit, verb.end("verb"), len(text))
        if subject is not None:
            return Frame(subject, verb.start("verb"))
    return None


def first_subject(unit: Unit) -> Subject | None:
    """What a unit is about: the person, office or body it opens with."""
    text = unit.shape.text
    cleft = re.match(
        rf"It (?:was|is) (?:the\s)?(?:<T\d+>\s)?{HON}(?P<n><N\d+>)\s(?:who|that)\s", text
    )
    if cleft:
        return named_as(unit, Sort.PERSON, 0, cleft.end("n"), cleft["n"], None)
    lead = LEAD.match(text)
    low = lead.end() if lead else 0
    main = re.search(
        r"\s(?:is|was|has|had|would|will|could|did|does|put|takes?|took|came|left|[a-z]{3,}(?:ed|s))\b",
        text[low:],
    )
    high = low + main.start() if main else min(len(text), low + 120)
    return preceding(unit, low, high, loose=True)


def _verbs(clause: str) -> list[re.Match[str]]:
    found = islice(VERB.finditer(clause), MAX_VERBS)
    return [
        m
        for m in found
        if not _PASSIVE.search(clause[max(0, m.start("verb") - 20) : m.start("verb")])
    ]


def _verb(clause: str, at: int) -> re.Match[str] | None:
    return next(iter(_verbs(clause[at:])), None)


def _next_quote(text: str, begin: int) -> int:
    found = re.search(r"<Q\d+>", text[begin:])
    return begin + found.start() if found else len(text)


def _last_quote(text: str, at: int) -> int:
    low = 0
    for found in re.finditer(r"<Q\d+>[,.]?", text[:at]):
        low = found.end()
    return low
