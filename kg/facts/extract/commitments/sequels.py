"""How a text says what became of a promise: kept, broken, denied, put off, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.commitments.pledges import Pledge, items, type_of
from kg.facts.extract.commitments.rules import NOT_MADE, made, plain
from kg.facts.extract.reading import Sentence
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.subjects import Doers, Subjects
from kg.terms import CommitmentAction, Modality

_W = rulebook("commitments").words
_REAFFIRMED = re.compile(rf"\b(?:{_W['REAFFIRM']})\s(?P<what>[^.;]{{5,140}})")
_SUSPENDED = re.compile(
    rf"\b(?:suspend(?:s|ed)|froze|freezes|halted|put on hold)\s(?P<what>(?:its|their|his|the)\s(?:[\w'-]+\s){{0,4}}?(?:part|participation|commitments?|obligations?|{_W['PAPER']}|implementation)\b[^.;]{{0,60}})"
)
_REPUDIATED = re.compile(
    rf"\b(?:withdrew from|pulled out of|tore up|renounced|repudiated|abrogated|scrapped|walked away from|declared (?:void|dead)|ended its adherence to|quit)\s(?P<what>(?:the|its|their)\s(?:[\w'-]+\s){{0,4}}?(?:{_W['PAPER']})\b[^.;]{{0,60}})"
)
KEPT = re.compile(
    r"\bwas to be (?:completed|done|carried out|implemented)\b[^.;]{0,30}\band (?:duly )?was\b|(?:\b(?P<what>[^,;.]{0,80}?)(?:,\s|\s)(?:which\s|and\s(?:this\stoo\s)?)?(?:(?:was|were|is|has been|have been|had been)\s(?:duly\s|since\s|then\s)?)?(?P<done>completed|carried out|fulfilled|honou?red|implemented in full)\b(?:\son\s<D\d+>)?)"
    r"|\bto be (?:completed|done|carried out|implemented)\b[^.;]{0,30}\band (?:duly )?was\b|\bkept (?P<its>its|their) (?:side|word|promise)|\bdid meet\b|\bThe line works\b",
    re.I,
)
UNKEPT = re.compile(
    r"\b(?:which\s)?(?:was|were|has|have|had)\s(?:not|never)\s(?:yet\s)?(?:been\s)?(?:observed|honou?red|implemented|carried out|kept|respected|fulfilled|happened|opened)\b|\bnot (?:one|a single)\s[^.;]{3,40}\shas (?:opened|been)\b|\bremains? unfulfilled\b",
    re.I,
)
LAPSED = re.compile(
    r"\b(?:[Ii]t\s)?(?:lapsed|expired|ran out)\b[^.;]{0,40}\b(?:not|without being|never)\s(?:\w+\s)?(?:renewed|extended|prolonged)\b"
)
BROKEN = re.compile(
    rf"\b(?:{_W['BROKE']})\s(?P<what>(?:the|a|an|its|their|that|this|her|his|our)?\s?(?:[\w<>'-]+\s){{0,5}}?(?:{_W['PAPER']}|{_W['PLEDGE']}s?|word)\b)"
    rf"|\b(?P<noun>(?:violations?|breach|breaches)\s(?:of\s(?P<obj>(?:the|a|an|its|their)\s(?:[\w<>'-]+\s){{0,5}}(?:{_W['PAPER']}|{_W['PLEDGE']}))\s?)?(?:by\s(?P<by>both\s[A-Za-z]+|the two\s[a-z]+|<[AN]\d+>))?)"
    rf"|\b(?P<pass>(?:{_W['PLEDGE']}s?|promises|{_W['PAPER']})\s(?:is|was|has been|have been|had been)\s(?:already\s|repeatedly\s)?(?:broken|violated|breached)(?:\sby\s(?P<who><[AP]\d+>))?)",
    re.I,
)
DENIED = re.compile(
    r"\b(?:denied|denies|rejected|rejects|dismissed|dismisses|has denied)\s(?P<what>(?:that\s)?[^.;]{0,70}?\b(?:fired|violat\w+|breach\w*|broken|broke|crossed|attack\w*|charge|accusations?|allegations?|responsib\w+|behind|violations?|forces were|troops were|men had)\b[^.;]{0,60})"
    r"|\b(?:called|calls)\s(?P<charge>the (?:charge|accusation|allegation|claim)s?\s[^.;]{3,40})",
    re.I,
)


def sequels(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """What became of a promise: reaffirmed, suspended, repudiated, kept or not, broken, denied."""
    text = sentence.shape.text
    for pattern, action in (
        (_REAFFIRMED, CommitmentAction.REAFFIRMED),
        (_SUSPENDED, CommitmentAction.SUSPENDED),
        (_REPUDIATED, CommitmentAction.REPUDIATED),
    ):
        for found in pattern.finditer(text):
            doers = subjects.of(sentence, found.start())
            if doers is None or not doers.names or NOT_MADE.search(text[: found.start()]):
                continue
            yield from _recalled(sentence, doers, found, action)
    for found in _NEVER.finditer(text):
        doers = subjects.of(sentence, found.start())
        if doers is not None and doers.names:
            a, b = found.span("what")
            yield made(sentence, doers.start, a, b, doers.names, modality=Modality.DENIED)


_NEVER = re.compile(
    r"\b(?:(?:had|has|have) never|never|did not)\s(?:promised?|agreed?|undertaken|pledged?|committed itself|signed up)\s(?P<what>to\s(?!a\b|the\b)[^.;]{5,120}|any[^.;]{5,80})"
)


def _recalled(
    sentence: Sentence, doers: Doers, found: re.Match[str], action: CommitmentAction
) -> Iterator[Pledge]:
    """Points that are named are owed since before, and owed again."""
    low, high = found.span("what")
    named = re.search(r"\bnamely\s(?=to\s)", found["what"])
    if named is None:
        yield Pledge(
            sentence,
            doers.start,
            low,
            high,
            doers.names,
            action,
            kind=type_of(plain(sentence, low, high)),
        )
        return
    for a, b in items(sentence.shape.text, low + named.end(), high):
        kind = type_of(plain(sentence, a, b))
        yield Pledge(sentence, doers.start, a, b, doers.names, action, kind=kind)
        yield Pledge(sentence, a, a, b, doers.names, kind=kind)
