"""What a round or a signature brought: papers, truces that became more than that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.commitments.papers import duties_in
from kg.facts.extract.commitments.pledges import Pledge, plain, type_of
from kg.facts.extract.commitments.wordings import NOT_MADE
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Sentence
from kg.terms import CommitmentType

_W = rulebook("commitments").words
_EXTENSION = re.compile(
    r"\b(?P<what>(?:extension|prolongation|conversion)\sof\s(?:an?|the)\s(?:[\w-]+\s){0,4}(?:truce|cease-?fire)\s(?:into|to)\san?\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire))"
    r"|\bturned\s(?P<from>an?\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire)\s[^.;]{0,40}?into\san?\s(?:[\w-]+\s){0,3}cease-?fire[^.,;]{0,40})",
    re.I,
)
_BORE = re.compile(
    rf"\b(?:{_W['BEARER']}|(?:ended|closed|concluded|wrapped up|finished|crowned)\s(?:[\w<>'-]+\s){{1,10}}?with(?=\san?\s))\s(?P<what>(?:what\s(?:[\w'<>]+\s){{1,6}})?(?:only\s)?(?:an?|the|in an?|to an?|eight|[\w<>]+)\s(?:[\w<>'-]+\s){{0,5}}?(?:cease-?fire|truce|cessation of hostilities|disengagement|exchange of|prisoner (?:exchange|swap)|agreement (?:on|for|to)|deal on|accord on|understanding on)[^.;]{{0,110}})"
    rf"|\bled to (?P<dis>disengagement\b[^.;,]{{0,60}})|\bout came (?P<out>[^.;]{{5,120}})",
    re.I,
)
_SIGNED = re.compile(
    rf"\b(?P<verb>did sign|{_W['SIGNED']})\s(?:with\s[^,;.]{{3,40}},?\s|,\s[^,;.]{{3,50}},\s)?(?P<what>(?:an?|the|eight|\w+)\s(?:[\w<>'-]+\s){{0,5}}?(?:{_W['PAPER']}|cessation of (?:all\s)?hostilities|lull|pause|road-?map)\b\s?(?P<more>(?:(?:on|for|of|to|agreeing to|about|that|concerning|under which)\b)?[^.;]{{0,120}}))",
    re.I,
)


def outcomes(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """What a round or a signature brought."""
    text = sentence.shape.text
    if text.rstrip().endswith("?"):
        return
    for found in _EXTENSION.finditer(text):
        a, b = found.span("what") if found["what"] else found.span("from")
        kind = CommitmentType.CEASEFIRE_EXTENSION if found["what"] else CommitmentType.CEASEFIRE
        yield Pledge(sentence, a, a, b, subjects.parties(sentence), kind=kind)
    for found in _BORE.finditer(text):
        name = next(g for g in ("what", "dis", "out") if found[g])
        lead = text[: found.start()]
        if NOT_MADE.search(lead) or re.search(r"\bno (?:closer|nearer)\b", found.group()):
            continue
        doers = subjects.of(sentence, found.start(), strict=True)
        by = parties = subjects.parties(sentence)
        if doers and doers.names and (not parties or set(doers.names) <= set(parties)):
            by = doers.names
        for a, b in _papers(text, *found.span(name)):
            words = plain(sentence, a, b)
            kind = type_of(re.split(r",\s(?:watched|monitored|overseen)\b", words)[0])
            if kind is not CommitmentType.OTHER or re.search(
                r"\b(?:deal|agreement|accord|understanding)\s(?:on|to)\b", words
            ):
                yield Pledge(sentence, found.start(), a, b, by, kind=kind, weak=True)
    for found in _SIGNED.finditer(text):
        if NOT_MADE.search(text[: found.start()]) or re.search(
            r"\bdid not\b|\bnot (?:reach|sign)|\bno\b",
            text[max(0, found.start() - 25) : found.start()],
        ):
            continue
        yield from _signed(subjects, sentence, found)


def _papers(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    at = low
    for found in re.finditer(
        r"\sand\s(?=an?\s(?:\w+\s){0,3}(?:promise|pledge|cease-?fire|truce|exchange))",
        text[low:high],
    ):
        yield at, low + found.start()
        at = low + found.end()
    yield at, high


def _signed(subjects: Subjects, sentence: Sentence, found: re.Match[str]) -> Iterator[Pledge]:
    a, b = found.span("what")
    words = plain(sentence, a, b)
    kind = type_of(words)
    known = kind is not CommitmentType.OTHER
    if not known and not re.search(
        r"\b(?:deal|agreement|accord|annex|protocols?|understanding|pact|package)\s(?:on|for|to|of)\s(?!<D)",
        sentence.shape.text[a:b],
        re.I,
    ):
        return
    doers = subjects.of(sentence, found.start())
    by = subjects.parties(sentence)
    if doers is not None and not doers.collective and (len(doers.names) > 1 or not by):
        by = doers.names
    under = _UNDER_WHICH.search(sentence.shape.text, a, b)
    if under is not None and known:
        yield from duties_in(subjects, sentence, under.end(), b)
        b = under.start()
    yield Pledge(sentence, found.start(), a, b, by, kind=kind, weak=True)


_UNDER_WHICH = re.compile(r",?\s(?:under|by|according to) which\s|,?\swhereby\s")
