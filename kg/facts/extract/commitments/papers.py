"""What papers owe: "under the declaration …", truces declared or agreed, points of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from kg.facts.extract.commitments.pledges import Pledge, clause_end, plain, type_of
from kg.facts.extract.commitments.wordings import NOT_MADE
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Sentence
from kg.terms import CommitmentType

_W = rulebook("commitments").words
DOC = rf"(?:{_W['DOC']})"
_UNDER = re.compile(
    rf"^(?:[A-Z]\w+,?\s)?(?:[Uu]nder|[Bb]y|[Aa]ccording to|[Ii]n|[Tt]hrough|[Pp]er|[Pp]ursuant to|[Aa]s part of|[Ii]n line with|[Aa]s agreed in)\s(?:(?:it|this|them|which)(?=,?\s<|,?\sthe\s|,?\sboth\s|,?\seach\s)"
    rf"|(?:(?:the\s)?terms of\s)?(?:the|this|that|its|their|an?|one)\s(?:[\w<>'-]+\s){{0,3}}?{DOC}|(?:article|point|clause|paragraph)s?\s[\w<>]+)\b[^,]{{0,60}}?,?\s(?P<what>[^.]{{10,}})"
)
_EXCHANGE = re.compile(
    r"^(?:[A-Z]\w+,?\s)?(?:[Ii]n (?:return|exchange|turn)|[Ff]or (?:its|their|his) part|[Oo]n (?:its|their) side)(?:(?:\s[^,]{2,30})?,|(?=\s(?:the\s)?<[AJPN]))\s(?P<what>[^.]{10,})"
)
_TAIL = re.compile(
    rf"^(?P<what>[^.]{{10,}}?),\s(?:says|said|according to|states?|reads?)?\s?(?:the|their|a|both)\s(?:[\w-]+\s){{0,2}}?{DOC}\s?(?:of <D\d+>\s|signed [^.]{{2,30}}\s)?(?:says|said|states|stated|reads|read|adds)?\.?$"
)
_DUTY = re.compile(
    r"(?:^|;\s(?:and\s)?|,\sand\s|,\swhile\s|\swhile\s|\sand\s|,\s(?=(?:the|both|all|each)\s))(?P<who>(?:the\s|a\s|an\s|both\s|up to\s|each\s|all\s|its\s)?(?:[\w<>',-]+\s){0,12}?)(?P<duty>(?:is|are|was|were)\s(?:not\s)?(?:now\s|also\s|then\s)?to\s|shall\s|must\s|(?<!good\s)(?<!free\s)(?<!political\s)will\s|would\s|ha(?:s|ve|d) to\s)"
    r"(?P<what>[^;]{5,}?)(?=,\s(?:and|while)\s(?:[\w<>'-]+\s){1,6}(?:(?:is|are|was|were)\sto|shall|must|will|would)\s|,\s(?:the|both|all|each)\s(?:[\w<>'-]+\s){1,3}(?:(?:is|are)\sto|shall|will)\s|\s(?:and|while)\s(?:both\s[a-z]+\s|(?:the\s)?<[AJ]\d+>\s)(?:\w+\s){0,2}(?:(?:is|are|was|were)\sto|shall|must|will|would)\s|;|$)"
)


_CALLED = re.compile(
    r"\b(?P<what>an?\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire))\s(?:declared|announced|proclaimed)\s(?:on|by|for)\b|\b(?:declared|announced|proclaimed)\s(?P<told>an?\s(?:[\w-]+\s){0,3}(?:truce|cease-?fire)\b[^.,;]{0,50})",
    re.I,
)
_AGREED_IN = re.compile(
    r"\b(?P<what>(?:[\w-]+\s)?(?:cease-?fires?|truces?)\s(?:that were\s|which were\s)?(?:agreed|reached|concluded|brokered|signed))(?P<where>(?:,?\s(?:and\s)?(?:in|at)\s<[PA]\d+>(?:\son\s<D\d+>)?){1,5})"
)
_AMONG = re.compile(
    rf"\b(?:{_W['SIGNED']})\s\w+\s(?:{_W['PAPER']})[^.;]{{0,20}}?,\s(?:among them|including)\s(?P<list>one on\s[^.;]{{5,120}})"
)


def truces(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """Truces that are declared, or agreed at several places; papers named one by one."""
    text = sentence.shape.text
    for found in _CALLED.finditer(text):
        name = "what" if found["what"] else "told"
        kind = type_of(plain(sentence, *found.span(name)))
        by = subjects.parties(sentence) if name == "told" else ()
        if not NOT_MADE.search(text[: found.start()]):
            yield Pledge(
                sentence,
                found.start(),
                found.start(name),
                found.end(),
                by,
                kind=kind,
                weak=name == "told",
            )
    for found in _AGREED_IN.finditer(text):
        for place in re.finditer(r"<[PA]\d+>(?:\son\s<D\d+>)?", found["where"]):
            a = found.start("where") + place.start()
            yield Pledge(
                sentence,
                found.start(),
                a,
                found.start("where") + place.end(),
                subjects.parties(sentence),
                kind=CommitmentType.CEASEFIRE,
                listed=True,
            )
    for found in _AMONG.finditer(text):
        at = found.start("list")
        for part in re.split(r"(?:,\s|\sand\s|,\sand\s)(?=one on\s)", found["list"]):
            end = at + len(part.split(", and ")[0])
            yield Pledge(
                sentence,
                found.start(),
                at,
                end,
                subjects.parties(sentence),
                kind=type_of(plain(sentence, at, end)),
                listed=True,
            )
            at = text.find("one on", end)


def documents(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """ "Under the declaration heavy weapons are to be handed in; both sides are to …"."""
    text = sentence.shape.text
    for pattern in (_UNDER, _EXCHANGE, _TAIL):
        found = pattern.match(text)
        if found:
            yield from duties_in(subjects, sentence, *found.span("what"))
            return


def provisions(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """After a signature: "The one side is to …; the other is to …"."""
    text = sentence.shape.text
    if re.search(r"\b(?:is|are) to [a-z]", text) and not re.search(r"\b(?:if|whether)\b|\"", text):
        yield from duties_in(subjects, sentence, 0, len(text.rstrip(". ")))


_WILL = re.compile(
    r"\b(?:will|shall)\s(?!also\sbe\sno)(?!not\b|never\b|no\b|have\b|be\s(?:able|forced|a|no|the)\b|meet\b)[a-z]+"
)


def carried_out(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """After a deal is told of: "X will stop …, and Y will open …", each by a side's own name."""
    text = sentence.shape.text
    if re.search(r"\b(?:if|whether|unless|hop\w+|could|expect\w*)\b|\?", text):
        return
    parties = set(subjects.parties(sentence))
    wills = [*_WILL.finditer(text)]
    for found, after in zip_longest(wills, wills[1:]):
        doers = subjects.of(sentence, found.start(), strict=True)
        if doers is None or doers.collective or not doers.names or not set(doers.names) <= parties:
            continue
        end = clause_end(text, found.end())
        if after is not None and after.start() < end:
            end = text.rfind(" and ", found.end(), after.start())
        if end > found.end():
            kind = type_of(plain(sentence, found.start(), end))
            yield Pledge(sentence, doers.start, found.start(), end, doers.names, kind=kind)


def duties_in(subjects: Subjects, sentence: Sentence, low: int, high: int) -> Iterator[Pledge]:
    text = sentence.shape.text
    for found in _DUTY.finditer(text[low:high]):
        if re.search(r"\b(?:if|it|he|she|I|whether)\s$", found["who"]):
            continue
        at, start, end = (low + n for n in (found.start("duty"), found.start("who"), found.end()))
        for a, b in _branches(subjects, sentence, start, end):
            names = _owed_by(subjects, sentence, start, at)
            kind = type_of(plain(sentence, a, b))
            yield Pledge(sentence, start, a, b, names, kind=kind, listed=True)


_AND_TO = re.compile(r"(?:,|;)?\sand\s(?=to\s[a-z]+\s)")
_AND_DO = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?=[a-z]{3,}(?<!ing)(?<!ed)\s(?:[\w<>'-]+))")
MIN_DEED = 12


def _branches(
    subjects: Subjects, sentence: Sentence, low: int, high: int
) -> Iterator[tuple[int, int]]:
    """ "Is to lift its embargo and to issue passports"; "will free men, burn uniforms and go"."""
    text, at = sentence.shape.text, low
    for found in re.finditer(rf"{_AND_TO.pattern}|{_AND_DO.pattern}", text[low:high]):
        begin, end = low + found.start(), low + found.end()
        joined = text.startswith("to ", end) or subjects.is_joined(sentence, end)
        if joined and begin - at > MIN_DEED and high - end > MIN_DEED:
            yield at, begin
            at = end
    yield at, high


def _owed_by(subjects: Subjects, sentence: Sentence, low: int, at: int) -> tuple[str, ...]:
    doers, parties = subjects.of(sentence, at), subjects.parties(sentence)
    if doers is None or not doers.names or doers.start < low:
        return parties
    return doers.names if not parties or set(doers.names) <= set(parties) else parties


def duties(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """A listed point: "the crossing shall be opened", "The sides will …"."""
    text = sentence.shape.text
    found = re.search(r"\b(?:shall|will|is to|are to|must)\s(?P<what>.{5,})", text)
    if found is None or re.match(
        r"[^<]{0,30}\b(?:continue working|announce|be announced)\b", found.group()
    ):
        return
    by = _owed_by(subjects, sentence, 0, found.start())
    yield Pledge(
        sentence,
        0,
        0,
        clause_end(text, found.start()),
        by,
        kind=type_of(plain(sentence, 0, len(text))),
        listed=True,
    )
