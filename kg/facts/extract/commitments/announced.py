"""What a side says that it will do itself: "the rebels announced that they would free ten men"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.commitments.pledges import Pledge, clause_end, plain, type_of
from kg.facts.extract.commitments.wordings import NOT_MADE
from kg.facts.extract.subjects import Doers, Subjects
from kg.facts.extract.text.reading import Sentence
from kg.terms import CommitmentType

REACH = 170
_SAYS = re.compile(
    r"\b(?P<firm>announc(?:ed|es|ing)|confirm(?:ed|s|ing)|declar(?:ed|es|ing)|assur(?:ed|es|ing))\b|\b(?:said|says|saying|stated|states|added|told|insist(?:ed|s)|repeated|tweeted|wrote)\b"
)
TAIL = re.compile(
    r",\s(?:(?:the|a|an|its|their)\s)?(?:[\w<>'-]+\s){1,5}?(?:(?P<firm>announced|announces|confirmed|confirms|declared)|said|says)(?:\s(?:on\s)?<D\d+>)?\.?$"
)
_WILL = re.compile(
    r"\b(?:will|would|shall)\s(?P<not>not\s)?(?:(?:also|now|then|immediately|soon|first|both|all|unilaterally|<D\d+>)\s){0,2}(?=[a-z]{2,})"
)
_NO_DEED = re.compile(
    r"(?:discuss|consider|raise|seek|ask|demand|try|press|push|attend|present|decide|recommend|need|know|want|like|insist|call|urge|fight|talk|explore|examine|study|see|address|focus|deal|review|propose|offer|support|welcome|help|mean|lead|bring|make|require|depend|be (?:a|an|the|no|able|forced|obliged|asked|held|based|seen|difficult|hard|possible|impossible|discussed|considered)|have to|take (?:place|part|time|effect))\b"
)
_BREAKS = re.compile(
    r"\b(?:if|unless|whether|where|how|why|what|once|provided|could|should|may|might|only when|so that|in order)\b|;|\?|\"[^\"]*$",
    re.I,
)
HARM = re.compile(
    r"(?:attack|fire|shoot|launch|use|carry out|target|resume|open|strike|advance|break|violate|be the first)\b"
)
_QUIET = frozenset(
    {
        CommitmentType.PRISONER_RELEASE,
        CommitmentType.CEASEFIRE,
        CommitmentType.TRUCE_FIXED_TERM,
        CommitmentType.WITHDRAWAL,
    }
)
_UNTOLD = frozenset({CommitmentType.OTHER, CommitmentType.FOLLOW_UP_MEETING})


def announced(subjects: Subjects, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    for will in _WILL.finditer(text):
        says = _said_before(text, will.start())
        end = clause_end(text, will.end())
        tail = TAIL.search(text, will.end())
        end = min(end, tail.start()) if tail else end
        if says is None or not _is_a_deed(text, will, end):
            continue
        kind = _kind(sentence, says, will, end)
        doers = _doers(subjects, sentence, says, will, kind)
        if doers is not None and doers.names:
            yield Pledge(
                sentence,
                min(says.start(), doers.start),
                will.start(),
                end,
                doers.names,
                kind=kind,
                weak=True,
            )


def _kind(sentence: Sentence, says: re.Match[str], will: re.Match[str], end: int) -> CommitmentType:
    """In "forty prisoners will be released" the thing stands before the verb."""
    own = type_of(plain(sentence, will.end(), end))
    if own is not CommitmentType.OTHER or not sentence.shape.text.startswith("be ", will.end()):
        return own
    low = says.end() if says.end() < will.start() else 0
    return type_of(plain(sentence, low, end))


def _said_before(text: str, at: int) -> re.Match[str] | None:
    said = [*_SAYS.finditer(text, max(0, at - REACH), at)]
    if not said:
        return TAIL.search(text, at)
    if _BREAKS.search(text[said[-1].end() : at]):
        return None
    return None if NOT_MADE.search(text[: said[-1].start()]) else said[-1]


def _is_a_deed(text: str, will: re.Match[str], end: int) -> bool:
    words = text[will.end() : end]
    if words.startswith("no longer"):
        return False
    if _NO_DEED.match(words) or _BREAKS.search(words):
        return False
    return not will["not"] or (bool(HARM.match(words)) and " until " not in words)


def _doers(
    subjects: Subjects,
    sentence: Sentence,
    says: re.Match[str],
    will: re.Match[str],
    kind: CommitmentType,
) -> Doers | None:
    """Its own deed, or one of the sides' that is announced or that is a plain one."""
    if kind is CommitmentType.OTHER or (kind in _UNTOLD and not says["firm"]):
        return None
    doers = subjects.agent(sentence, will.end()) or subjects.of(sentence, will.start(), strict=True)
    speaker = subjects.of(sentence, says.start())
    if doers is None or not doers.names:
        return None
    if speaker is not None and set(doers.names) == set(speaker.names):
        return doers
    sided = set(doers.names) <= set(subjects.parties(sentence))
    return doers if sided and (says["firm"] or kind in _QUIET) else None
