"""Who denies having broken a promise, and which promise that is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.commitments.ledger import QUIET, Ledger
from kg.facts.extract.commitments.pledges import Pledge, plain, type_of
from kg.facts.extract.commitments.sequels import BROKEN, DENIED
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Sentence
from kg.terms import CommitmentAction, CommitmentType

_GENERIC = re.compile(r"\b(?:claims?|reports?|responsib\w+|involvement|behind|tak\w+)\b", re.I)


def denied(subjects: Subjects, ledger: Ledger, sentence: Sentence) -> Iterator[Pledge]:
    for found in DENIED.finditer(sentence.shape.text):
        name = _denier(subjects, ledger, sentence, found)
        if name is None:
            continue
        kind = _denied_kind(ledger, sentence, found, name)
        if kind is None:
            continue
        action = CommitmentAction.DENIED_VIOLATION
        low, high = found.span()
        yield Pledge(sentence, low, low, high, (name,), action, kind=kind, according_to=name)
        return


def _denier(
    subjects: Subjects, ledger: Ledger, sentence: Sentence, found: re.Match[str]
) -> str | None:
    """Who denies; "the group", next to a charge, is the one that was charged."""
    doers = subjects.of(sentence, found.start())
    if doers is not None and len(doers.names) == 1:
        name = doers.names[0]
        if ledger.alleged(name) or name in subjects.parties(sentence):
            return name
    charged = ledger.charged(sentence)
    short = found["it"] or found["charge"]
    one_word = doers is None or not set(doers.names) & set(subjects.parties(sentence))
    if charged is not None and short and one_word:
        return charged.by[0]
    return doers.names[0] if doers is not None and len(doers.names) == 1 else None


_AT_ONCE = re.compile(
    r"[;,]\s(?:and\s|but\s|which\s|(?:an?|the)\s(?:charge|accusation|claim|allegation)\s)?(?:(?:that|which)\s)?(?:the\s)?(?P<who><[AJP]\d+>|[a-z]+)(?:'s\s\w+|\s[a-z]+)?\s(?:has\s|have\s)?"
    r"(?P<no>(?:den(?:ies|ied|y)|reject(?:s|ed)|disput(?:es|ed)|dismiss(?:es|ed))\b(?:\s(?:it|this|that|the (?:charge|accusation|claim|allegation)s?))?)(?=[.,;]|$)"
)


def denied_at_once(sentence: Sentence, told: list[Pledge]) -> Iterator[Pledge]:
    """ "X accuses Y of breaking it; Y denies this", "… a charge the army rejects"."""
    for pledge in told:
        found = _AT_ONCE.search(sentence.shape.text, pledge.high)
        if found is not None and len(pledge.by) == 1:
            low, high = found.start("who"), found.end("no")
            action = CommitmentAction.DENIED_VIOLATION
            who = pledge.by[0]
            yield Pledge(
                sentence, low, low, high, pledge.by, action, kind=pledge.kind, according_to=who
            )


def _denied_kind(
    ledger: Ledger, sentence: Sentence, found: re.Match[str], name: str
) -> CommitmentType | None:
    alleged = ledger.alleged(name)
    if alleged is not None:
        return alleged.kind
    words = found["what"] or ""
    if found["no"] and type_of(found["no"]) in QUIET:
        return type_of(found["no"])
    if not words or _GENERIC.search(words):
        return None
    known = ledger.made_by(name)
    broken = BROKEN.search(plain(sentence, *found.span("what")))
    own = type_of(broken.group()) if broken else CommitmentType.OTHER
    if own is not CommitmentType.OTHER:
        return own
    return known.kind if known is not None and known.kind in QUIET else None
