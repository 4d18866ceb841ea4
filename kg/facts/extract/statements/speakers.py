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


_WORD = (
    r"(?:answer|reply|verdict|response|comment|reaction|message|retort|explanation|advice|summary|words|line|view"
    r"|warning|conclusion|remark|motto|plea|riposte|assessment|rejoinder|refrain|appeal|question|complaint|argument)"
)
_ITS_WORDS = re.compile(
    rf"(?P<np>(?:<[AJP]\d+>(?:'s)?\s)?(?:<T\d+>,?\s)?{HON}(?:(?P<n><N\d+>)|(?P<t><T\d+>)))'s\s(?:[a-z-]+\s){{0,3}}{_WORD}"
    r"(?:\s(?:to|for|on|from|at|after|about|in)\s[^.;:]{2,60})?(?:,?\s(?:was|is|were|are|came|ran|reads?|had been)(?:\s[a-z]+){0,3})?[:,]?\s?$"
)
"""Before a quote: "the minister's only comment was"."""
_HIS_WORDS = re.compile(
    rf"^,?\s(?:was|is|were|are|remained|came)\s(?:the\s)?(?P<np>(?:<[AJP]\d+>(?:'s)?\s)?(?:<T\d+>,?\s)?{HON}(?:(?P<n><N\d+>)|(?P<t><T\d+>)))'s\s(?:[a-z-]+\s){{0,3}}{_WORD}\b"
)
_QUOTED = re.compile(
    r"\bquot(?:ed|es|ing)(?=\s(?!by\b)[^;]{2,80}?\sas\s(?:saying|having said|telling)\b)"
)
_WAS_QUOTED = re.compile(
    r"^(?P<lead>,?\s[^;]{2,80}?)\s(?:was|were|is|are)\s(?:\w+ly\s)?(?:quoted|cited|reported)\b"
)
"""The words of one that another prints."""
_ALL_SAID = re.compile(
    r"^,?\s(?:was|is|were)\s(?:all|what|how|as much as|the most|everything|as far as)(?:\sthat)?(?=\s(?:the\s|<))|^:\s(?:so|thus)\s(?:said|says|spoke)(?=\s)"
)
"""After it: "was all that the minister would say"; "so said the minister"."""
_DASH = re.compile(r"^\s?[—–]\s(?=(?:[A-Z][\w.]*\s){0,3}<N\d+>(?:,|$|\s\(|\.$)|<T\d+>\s<N\d+>)")
"""A motto and whose it is: “….” — NAME, office."""
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the words of|[Aa]s)\s")
_FOR_WHOM = re.compile(r"^\W{0,2}(?:For|To)\s(?=[^,]{0,60}<[NT]\d+>[^,]{0,30},\s$)")


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
    owned = _owned(unit, _HIS_WORDS.match(clause), begin)
    if owned is not None:
        return owned
    tail = _DASH.match(clause) or _ALL_SAID.match(clause)
    if tail:
        subject = following(unit, begin + len(tail.group().rstrip()), stop)
        if subject is not None:
            return Frame(subject, begin + tail.start())
    printed = _printed(unit, clause, begin, stop)
    if printed is not None:
        return printed
    verb = _verb(clause, 0)
    if verb is None or ";" in clause[: verb.start()]:
        return None
    if not clause[: verb.start("verb")].strip(" ,—–-") or not clause[: verb.start()].strip(" ,—–-"):
        subject = following(unit, begin + verb.end("verb"), stop)
        if subject is not None:
            return Frame(subject, begin + verb.start("verb"))
    subject = preceding(unit, begin, begin + verb.start())
    return Frame(subject, begin + verb.start("verb")) if subject else None


def _owned(unit: Unit, found: re.Match[str] | None, begin: int) -> Frame | None:
    """The person or office whose "verdict" or "answer" a quote is."""
    if found is None:
        return None
    low, high = begin + found.start("np"), begin + found.end("np")
    if found["n"]:
        subject = named_as(unit, Sort.PERSON, low, high, found["n"], None)
        return Frame(subject, high)
    post = unit.shape.mention(found["t"])
    words = unit.shape.text[low:high]
    return Frame(Subject(Sort.OFFICE, low, high, post=post, words=words), high)


def _printed(unit: Unit, clause: str, begin: int, stop: int) -> Frame | None:
    quoted, was = _QUOTED.search(clause), _WAS_QUOTED.match(clause)
    if was is not None:
        subject = preceding(unit, begin, begin + was.end("lead") + 1)
        return Frame(subject, begin + was.end("lead")) if subject else None
    subject = following(unit, begin + quoted.end(), stop) if quoted else None
    return Frame(subject, begin + quoted.start()) if quoted and subject else None


def before_quote(unit: Unit, sign: str) -> Frame | None:
    """`X said: “…”`, `X said that “…”`, `According to X, “…”`, `X: “…”`."""
    text = unit.shape.text
    at = text.index(sign)
    low = _last_quote(text, at)
    clause = text[low:at]
    owned = _owned(unit, _ITS_WORDS.search(clause), low)
    if owned is not None:
        return owned
    told = _QUOTED.search(clause) or _FOR_WHOM.search(clause) or _ACCORDING.search(clause)
    if (
        told
        and not VERB.search(clause[: told.start()])
        and "As" not in told.group()
        and "as" not in told.group().split()
    ):
        subject = following(unit, low + len(clause[: told.end()].rstrip()), at)
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
