"""What a text on a round says plainly that a side will do: "Chad will free 40 men and Norway 25"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.extract.commitments.announced import HARM, TAIL
from kg.facts.extract.commitments.papers import duties_in
from kg.facts.extract.commitments.pledges import Pledge, plain, type_of
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Reading, Sentence
from kg.facts.extract.voices import Voices
from kg.terms import CommitmentType

_WILL = re.compile(r"\b(?:will|shall|is to|are to|was to|were to|'ll)\s(?P<not>not\s|never\s)?")
_IN_DOUBT = re.compile(
    r"\b(?:[Ii]f|[Ww]hether|[Uu]nless|[Uu]ntil|[Oo]nce|[Pp]rovided|[Ss]hould|hop\w+|could|would|should|expect\w*|may|might|plan\w*|likely|perhaps|wants?|wanted|says?|said|told"
    r"|warn\w*|threat\w+|demand\w*|question|asked|think\w*|believ\w+|propos\w+|offer\w*|draft|fear\w*|predict\w*|reportedly|rumou?r\w*|claim\w*|insist\w*"
    r"|urg\w+|suggest\w*|allegedly|aim\w*|supposed|no doubt|never)\b|\?|\"|\bI\b|\b[Ww]e\b",
)
_IDLE = re.compile(
    r"(?:now\s|then\s|also\s|again\s|all\s|both\s)*(?:discuss|consider|raise|seek|ask|demand|try|press|push|attend|present|decide|recommend|need|know|want|like"
    r"|insist|call|urge|fight|talk|explore|examine|study|see|address|focus|deal|review|propose|offer|support|welcome|help|mean|lead|bring|make|require|depend"
    r"|have|take (?:part|place|time|effect)|go on|remain|return home|fly|travel|lose|win|face|be (?:an?|the|no|not|able|forced|obliged|asked|held|based|seen|difficult"
    r"|hard|possible|impossible|discussed|considered|represented|on the|known|here|there|back|due)|continue (?:its|their|the|to fight|fighting)|resume|attack|strike|fire|launch)\b"
)
_WE_WILL = re.compile(
    r"(?<!if\s)(?<!If\s)\b[Ww]e(?:'ll|\s(?:will|shall|are going to))\s(?:now\s|also\s|all\s)?(?P<deed>(?!not\b|never\b)[a-z]+[^.;\"]{4,140})"
)
_NO_WISH = re.compile(r"\b(?:if|unless|only when|once|until|try|never|not)\b")
_NONE = re.compile(r"\b(?:[Nn]o|[Nn]one|[Nn]obody)\b")
_NO_MORE = re.compile(r"\b(?:no longer|not any more|any longer)\b")
_UNTOLD = frozenset({CommitmentType.OTHER, CommitmentType.FOLLOW_UP_MEETING})
_SHARED = re.compile(
    r"\b(?:both|[Jj]oint|[Mm]utual|between (?:the|their)|jointly|be (?:exchanged|swapped)|(?:on|from|by) either side)\b"
)
_JOINT = re.compile(
    r"(?:an?|the|their)\s(?:joint|mixed|common|bilateral|tripartite)\s(?:[\w-]+\s){0,2}?(?:teams?|commission|committee|body|force|mission|mechanism|group|patrols?|cent(?:re|er))\b",
    re.I,
)
_DONE_TO = re.compile(r"(?:(?:now|then|also|all|both|first)\s)?be\s[a-z]+(?:ed|en|n|t|ut|et)\b")


def outright(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """Deeds of a known kind by the sides of a round that the text tells of."""
    text = sentence.shape.text
    told = TAIL.search(text)
    if reading.round_at(sentence.start) is None:
        return
    if _IN_DOUBT.search(text, 0, told.start() if told else len(text)):
        return
    if _NO_MORE.search(text):
        return
    for pledge in duties_in(subjects, sentence, 0, len(text.rstrip(". "))):
        duty = _WILL.search(text, pledge.low, pledge.high)
        if duty is None or pledge.kind in _UNTOLD:
            continue
        none = duty["not"] or _NONE.search(text, pledge.low, duty.start())
        harm = bool(HARM.match(text, duty.end()))
        if (none and not harm) or (not none and _IDLE.match(text, duty.end())):
            continue
        owed = _owed(subjects, sentence, pledge.low, duty)
        if owed:
            yield replace(pledge, by=owed, weak=True, listed=False)


def we_will(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    """ "We will withdraw by Friday", in the mouth of one who speaks for a side."""
    text = sentence.shape.text
    found = _WE_WILL.search(text)
    if found is None or _NO_WISH.search(found["deed"]) or _IDLE.match(found["deed"]):
        return
    low, high = found.span("deed")
    kind = type_of(plain(sentence, low, high))
    voice = reading.once("voices", Voices).at(sentence.shape.origin(low))
    if kind not in _UNTOLD and voice in subjects.parties(sentence):
        yield Pledge(sentence, found.start(), low, high, (str(voice),), kind=kind, weak=True)


def _owed(subjects: Subjects, sentence: Sentence, low: int, duty: re.Match[str]) -> tuple[str, ...]:
    parties = subjects.parties(sentence)
    doers = subjects.of(sentence, duty.start(), strict=True)
    if _JOINT.match(sentence.shape.text, low):
        return parties
    if doers is None or not doers.names:
        done = _DONE_TO.match(sentence.shape.text, duty.end())
        return parties if done and _SHARED.search(sentence.shape.text) else ()
    return doers.names if set(doers.names) <= set(parties) else ()
