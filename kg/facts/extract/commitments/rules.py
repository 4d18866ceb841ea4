"""Ways in which one sentence states a promise or what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.commitments.pledges import Pledge, clause_end, items, type_of
from kg.facts.extract.reading import Sentence
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.subjects import Subjects
from kg.terms import CommitmentAction, CommitmentType

_W = rulebook("commitments").words
_ADVERB = r"(?:,?\s(?:also|further|jointly|then|both|each|in principle|on <D\d+>|<D\d+>|[a-z]+ly|by <D\d+>(?:\sevening)?|in \w+|there|earlier|initially|again|at the <?\w+>? round),?){0,3}"
_ASIDE = r"(?:,\s[^,.;<]{3,50},)?"
PROMISE = re.compile(
    rf"\b(?P<verb>{_W['PROMISE']})\b{_ADVERB}{_ASIDE}\s(?P<what>(?:(?:the\s)?(?:<[ANP]\d+>|bloc|mediators?|other side|envoys?)\s(?=to\s|that\s))?(?:(?:not\s)?to\s(?!the\b|an?\b|<)|that\s(?!night|day|time|evening|morning|much))|on\s(?:one|two|three)\s(?:things?|points?)(?:\sonly)?,\sthat\s|to\san?\s|on\s(?!<D|which|what\s(?!they|it)|one\b|nothing|something)|for\s(?=[a-z]+ing\b)|the\s(?:extension|release|exchange|withdrawal|reopening|opening)|"
    r"(?:an?|the)\s(?:[\w-]+\s){0,4}(?:cease-?fire|truce|prisoner exchange|exchange|timetable|roadmap|withdrawal|corridor)|(?:new\s)?prisoner exchange)"
)
_TO = re.compile(r"^(?:not\s)?to\s")
NOT_MADE = re.compile(
    r"\b(?:not|are|is|never|nobody|no|nor|neither|cannot|could|would|might|may|should|if|unless|fail\w*|refus\w+|declin\w+|unable|until|once|whether|yet to|be|must|hop\w+ to|want\w*|to|will|can|deny|denied|denies|denying|without having|had to|urg\w+|ask\w+|why)\s(?:[a-z]+\s){0,2}$",
    re.I,
)
_NOMINAL = re.compile(
    rf"\b(?:(?P<adj>joint|mutual)\s|(?P<own><[AJ]\d+>)(?:'s)?\s)?(?:{_W['PLEDGE']})(?:\s(?:by|from)\s(?:the\s)?(?P<by>both\s[a-z]+|the two\s[a-z]+|<[AN]\d+>))?(?:,\s[a-z ]{{3,30}},)?\s(?P<what>(?:not\s)?to\s(?!the\b|an?\b|<|emerge|come|date|peace|be\b)|that\s)"
)
_EXTENSION = re.compile(
    r"\b(?P<what>(?:extension|prolongation|conversion)\sof\s(?:an?|the)\s(?:[\w-]+\s){0,4}(?:truce|cease-?fire)\s(?:into|to)\san?\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire))"
    r"|\bturned\s(?P<from>an?\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire)\s[^.;]{0,40}?into\san?\s(?:[\w-]+\s){0,3}cease-?fire[^.,;]{0,40})",
    re.I,
)
_PROLONGED = re.compile(
    r"\b(?:prolong(?:ed|ing)|extend(?:ed|ing)|renew(?:ed|ing))\s(?P<what>(?:the|their|a|its)\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire)\b[^.;]{0,80})"
    r"|\b(?P<be>(?:the\s)?(?:truce|cease-?fire|term|agreement|initiative|deal|accord|pause)\s(?:was|is|has been|had been|be|were)\s(?:again\s|then\s)?(?:extended|prolonged|renewed)\b[^.;]{0,60})"
    r"|(?:(?<=,\s)|(?<=\sand\s))(?P<once>prolonged\s(?:once|twice)[^.;]{0,60})|\bextension of (?P<term>(?:two|three|four|six|sixty|\d+|a)\s(?:further\s|more\s)?(?:weeks?|months?|days?)\b[^.;]{0,40})",
    re.I,
)
_BORE = re.compile(
    rf"\b(?:{_W['BEARER']})\s(?P<what>(?:what\s(?:[\w'<>]+\s){{1,6}})?(?:only\s)?(?:an?|the|in an?|to an?|eight|[\w<>]+)\s(?:[\w<>'-]+\s){{0,5}}?(?:cease-?fire|truce|cessation of hostilities|disengagement|exchange of|prisoner (?:exchange|swap)|agreement (?:on|for|to)|deal on|accord on|understanding on)[^.;]{{0,110}})"
    rf"|\bled to (?P<dis>disengagement\b[^.;,]{{0,60}})|\bout came (?P<out>[^.;]{{5,120}})",
    re.I,
)
_SIGNED = re.compile(
    rf"\b(?:did sign|{_W['SIGNED']})\s(?:with\s[^,;.]{{3,40}},?\s|,\s[^,;.]{{3,50}},\s)?(?P<what>(?:an?|the|eight|\w+)\s(?:[\w<>'-]+\s){{0,5}}?(?:{_W['PAPER']})\b\s?(?P<more>(?:(?:on|for|of|to|agreeing to|about|that|concerning|under which)\b)?[^.;]{{0,120}}))",
    re.I,
)


def promises(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    for found in PROMISE.finditer(text):
        if NOT_MADE.search(text[: found.start()]) or text.rstrip().endswith("?"):
            continue
        doers = subjects.of(sentence, found.start())
        if doers is None or not doers.names:
            continue
        if found["verb"] in ("decided", "resolved") and len(doers.names) < 2:
            continue
        low = found.start("what")
        high = clause_end(text, low + len(found["what"]))
        for a, b in items(text, low, high):
            yield made(sentence, doers.start, a, b, doers.names)
        yield from _gapped(subjects, sentence, high)


def _gapped(subjects: Subjects, sentence: Sentence, at: int) -> Iterator[Pledge]:
    """ "…; the government, to restore aid": the verb of the clause before is meant."""
    text = sentence.shape.text
    found = re.match(r"\.?;\s(?:the\s)?(?P<a><A\d+>),\s(?P<what>to\s[^.;]{5,})", text[at:])
    if found:
        name = subjects.side(sentence.shape.mention(found["a"]))
        if name:
            yield made(
                sentence,
                at + found.start("a"),
                at + found.start("what"),
                at + found.end("what"),
                (name,),
            )


def made(
    sentence: Sentence, start: int, low: int, high: int, by: tuple[str, ...], **more: object
) -> Pledge:
    words = plain(sentence, low, high)
    kind = type_of(words)
    action = CommitmentAction.MADE
    if re.search(r"\b(?:be|to) (?:extend|prolong|renew)", words) and kind in (
        CommitmentType.CEASEFIRE,
        CommitmentType.TRUCE_FIXED_TERM,
    ):
        action, kind = CommitmentAction.EXTENDED, CommitmentType.CEASEFIRE
    return Pledge(sentence, start, low, high, by, action, kind=kind, **more)  # type: ignore[arg-type]


def plain(sentence: Sentence, low: int, high: int) -> str:
    """The words between two offsets of the shape."""
    shape = sentence.shape
    a, b = shape.origin(low), shape.origin(high, end=True)
    return " ".join(sentence.view[a - sentence.start : b - sentence.start].split())


def nominals(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    for found in _NOMINAL.finditer(text):
        if re.search(
            r"\b(?:no|not a|without an?|any|fulfil\w*|broke\w*|that|this)\s$|\b(?:want\w*|demand\w*|insist\w*|seek\w*|ask\w*|request\w*)\b",
            text[: found.start()],
        ):
            continue
        by = _bearer(subjects, sentence, found)
        low = found.start("what")
        for a, b in items(text, low, clause_end(text, low)):
            yield made(sentence, found.start(), a, b, by)
    for found in _EXTENSION.finditer(text):
        a, b = found.span("what") if found["what"] else found.span("from")
        kind = CommitmentType.CEASEFIRE_EXTENSION if found["what"] else CommitmentType.CEASEFIRE
        yield Pledge(sentence, a, a, b, subjects.parties(sentence), kind=kind)


def _bearer(subjects: Subjects, sentence: Sentence, found: re.Match[str]) -> tuple[str, ...]:
    sign = found["own"] or (found["by"] if found["by"] and found["by"].startswith("<") else None)
    if sign:
        name = subjects.side(sentence.shape.mention(sign))
        return (name,) if name else ()
    return subjects.parties(sentence)


def outcomes(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """What a round or a signature brought."""
    text = sentence.shape.text
    if text.rstrip().endswith("?"):
        return
    for found in _PROLONGED.finditer(text):
        if NOT_MADE.search(text[: found.start()]):
            continue
        name = next(g for g in ("what", "be", "once", "term") if found[g])
        words = plain(sentence, *found.span(name))
        kind = type_of(words)
        if name == "what" or (name == "be" and re.search(r"truce|cease-?fire", words[:40])):
            kind = CommitmentType.CEASEFIRE
        elif name == "once":
            kind = CommitmentType.TRUCE_FIXED_TERM
        yield Pledge(
            sentence,
            found.start(),
            *found.span(name),
            subjects.parties(sentence),
            CommitmentAction.EXTENDED,
            kind=kind,
        )
    for found in _BORE.finditer(text):
        name = next(g for g in ("what", "dis", "out") if found[g])
        lead = text[: found.start()]
        if NOT_MADE.search(lead) or re.search(r"\bno (?:closer|nearer)\b", found.group()):
            continue
        for a, b in _papers(text, *found.span(name)):
            words = plain(sentence, a, b)
            kind = type_of(re.split(r",\s(?:watched|monitored|overseen)\b", words)[0])
            if kind is not CommitmentType.OTHER or re.search(
                r"\b(?:deal|agreement|accord|understanding)\s(?:on|to)\b", words
            ):
                yield Pledge(
                    sentence, found.start(), a, b, subjects.parties(sentence), kind=kind, weak=True
                )
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
        r"\b(?:deal|agreement|accord|annex|protocols?|understanding|pact|package)\s(?:on|for|to|of)\b",
        words,
        re.I,
    ):
        return
    doers = subjects.of(sentence, found.start())
    by = subjects.parties(sentence)
    if doers is not None and doers.names and not doers.collective and not by:
        by = doers.names
    yield Pledge(sentence, found.start(), a, b, by, kind=kind, weak=True)
