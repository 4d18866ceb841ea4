"""What became of promises that were kept, not kept, or that lapsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.extract.commitments.ledger import Ledger
from kg.facts.extract.commitments.pledges import Pledge, clause_end, plain, type_of
from kg.facts.extract.commitments.sequels import KEPT, LAPSED, UNKEPT, YET
from kg.facts.extract.commitments.wordings import DUTY
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Sentence
from kg.terms import CommitmentAction, CommitmentType, Modality

_TO_COME = (
    "to be completed",
    "to be carried out",
    "to be fulfilled",
    "be honoured",
    "be honored",
    "be completed",
    "be implemented in full",
)


def kept(subjects: Subjects, ledger: Ledger, sentence: Sentence) -> Iterator[Pledge]:
    text = sentence.shape.text
    head = _AS_AGREED.match(text)
    if head is not None:
        yield from _carried_out(subjects, sentence, head.end(), Modality.ASSERTED)
        return
    promised = _PROMISED_THING.search(text)
    if promised is not None:
        yield from _the_promised(subjects, sentence, promised)
        return
    yet, done = YET.search(text), _kept_words(text)
    if yet:
        yield from _as_told(subjects, sentence, yet, Modality.DENIED)
        return
    if done and (done["as"] or done["under"] or done["deal"]):
        yield from _as_told(subjects, sentence, done, Modality.ASSERTED)
        return
    last = ledger.near(
        sentence, 3 if done and done["its"] else 2 if text.startswith("It has") else 1
    )
    if last is None and done and done["its"]:
        yield from _own_word(subjects, sentence, done)
    elif last is not None:
        yield from _kept_of(subjects, sentence, last, done)


def _kept_words(text: str) -> re.Match[str] | None:
    """The words that name the promise, before those that only tell of a deed."""
    found = [*KEPT.finditer(text)]
    named = [m for m in found if m["as"] or m["under"] or m["deal"]]
    return next(iter(named or found), None)


def _as_told(
    subjects: Subjects, sentence: Sentence, found: re.Match[str], modality: Modality
) -> Iterator[Pledge]:
    """ "X freed forty men, as it had promised"; "has yet to …, as it undertook"."""
    text = sentence.shape.text
    low = max(text.rfind("; ", 0, found.start()), text.rfind(". ", 0, found.start()), -1) + 1
    words = plain(sentence, low, found.end("as") if found["as"] else found.end())
    ahead = modality is Modality.ASSERTED and DUTY.search(text[low : found.start()])
    doers = subjects.of(sentence, _act(text, low, found.start()))
    kind, action = type_of(words), CommitmentAction.FULFILLED
    done_to = kind is not CommitmentType.OTHER and modality is Modality.ASSERTED
    by = doers.names if doers else subjects.parties(sentence) if done_to else ()
    undone = modality is Modality.ASSERTED and " not " in words
    if ahead or not by or undone or _WANTED.search(text[low : found.start()]):
        return
    yield Pledge(sentence, low, low, found.end(), by, action, modality, kind=kind)


_AS_AGREED = re.compile(
    r"^(?:In (?:line|accordance|keeping) with|Pursuant to|In fulfilment of)\s(?:its|their|the|an?|that)\s[^,]{3,60},\s"
    r"|^(?:Just\s)?[Aa]s\s(?:(?:it|they|both(?: sides)?|the (?:two )?(?:sides|parties)|<A\d+>)\s)?(?:(?:had|was|were|has)\s(?:been\s)?)?(?:agreed|promised|undertaken|pledged|foreseen|stipulated|required)\b[^,]{0,60},\s"
)
_PROMISED_THING = re.compile(
    r"\b(?P<what>(?P<of>[Tt]he|[Ii]ts|[Tt]heir)\s(?:promised|agreed|pledged)\s(?:[\w<>'-]+\s){0,3}?(?:withdrawal|pull-?out|pull-?back|release|exchange|swap|reopening|opening|disarmament|handover|elections?|lifting|convoys?|observers|monitors)(?:\sof\s[^.;,]{3,40}?)?)\s"
    r"(?:(?P<undone>did not\s|never\s|has not\s|have not\s|was not\s|were not\s|has yet to\s|failed to\s)|(?P<done>took place\b|has taken place\b|happened\b|began\b|was (?:carried out|completed)\b|went ahead\b|arrived\b|were held\b|followed\b))"
)


def _carried_out(
    subjects: Subjects, sentence: Sentence, low: int, modality: Modality
) -> Iterator[Pledge]:
    """ "As agreed in March, X pulled out": what is told as done after the comma."""
    text = sentence.shape.text
    high = clause_end(text, low + 1)
    kind = type_of(plain(sentence, low, high))
    if DUTY.search(text, low) or kind is CommitmentType.OTHER or " not " in text[low:]:
        return
    doers = subjects.of(sentence, _act(text, low, high), strict=True)
    by = doers.names if doers and doers.names else subjects.parties(sentence)
    action = CommitmentAction.FULFILLED
    yield Pledge(sentence, low, low, high, by, action, modality, kind=kind)


def _the_promised(subjects: Subjects, sentence: Sentence, found: re.Match[str]) -> Iterator[Pledge]:
    """ "The promised withdrawal did not take place"."""
    low, high = found.start(), clause_end(sentence.shape.text, found.end())
    modality = Modality.DENIED if found["undone"] else Modality.ASSERTED
    kind, action = type_of(plain(sentence, *found.span("what"))), CommitmentAction.FULFILLED
    owner = subjects.of(sentence, low) if found["of"].lower() == "its" else None
    by = owner.names if owner and owner.names else subjects.parties(sentence)
    yield Pledge(sentence, low, low, high, by, action, modality, kind=kind)


_WANTED = re.compile(
    r"\b(?:urg|demand|ask|call(?:ed|s|ing)? (?:on|for)|want|insist|press|exhort|appeal|propos|request|tell|told)\w*\s[^.;]*\bto\b"
)


def _act(text: str, low: int, high: int) -> int:
    """Where the verb of a clause begins, roughly."""
    verb = re.search(
        r"\s(?:has|have|had|was|were|is|are|[a-z]{2,}ed|let|sent|took|gave|pulled|left)\b",
        text[low:high],
    )
    return low + verb.start() + 1 if verb else high


def _own_word(subjects: Subjects, sentence: Sentence, done: re.Match[str]) -> Iterator[Pledge]:
    """ "X kept its word and opened the crossing", where the promise itself is not told."""
    doers = subjects.of(sentence, done.start())
    high = clause_end(sentence.shape.text, done.end())
    kind = type_of(plain(sentence, done.end(), high))
    clear = kind is not CommitmentType.OTHER or " of the " in done.group()
    if doers is None or not doers.names or not clear:
        return
    if _done(sentence.shape.text, done):
        low, action = done.start(), CommitmentAction.FULFILLED
        yield Pledge(sentence, doers.start, low, high, doers.names, action, kind=kind)


def _kept_of(
    subjects: Subjects, sentence: Sentence, last: Pledge, kept: re.Match[str] | None
) -> Iterator[Pledge]:
    text = sentence.shape.text
    after = last.low if last.sentence is sentence else -1
    base = replace(last, sentence=sentence, weak=False, according_to=None)
    lapsed, unkept = LAPSED.search(text), UNKEPT.search(text)
    if lapsed:
        yield _told(base, lapsed.span(), CommitmentAction.EXTENDED, Modality.DENIED)
    elif unkept and unkept.start() > after:
        yield _told(base, unkept.span(), CommitmentAction.FULFILLED, Modality.DENIED)
    elif kept and (kept.end() > after or kept["its"]) and _done(text, kept):
        if kept["its"]:
            doers = subjects.of(sentence, kept.start())
            kind = type_of(plain(sentence, kept.start(), len(text)))
            base = replace(base, by=doers.names if doers else ())
            base = base if kind is CommitmentType.OTHER else replace(base, kind=kind)
        low = max(kept.start(), kept.end() - 60)
        yield _told(base, (low, kept.end()), CommitmentAction.FULFILLED, Modality.ASSERTED)


def _done(text: str, kept: re.Match[str]) -> bool:
    words = text[: kept.end()]
    if re.search(
        r"\b(?:will|would|shall|must|should|to|can|could|may)\s(?:[a-z]+ly\s)?(?:be\s)?(?:[a-z]+ly\s)?$",
        text[: kept.start()],
    ):
        return False
    return not re.search(r"\bnot\b|\bnever\b", words) and not words.endswith(_TO_COME)


def _told(
    base: Pledge, span: tuple[int, int], action: CommitmentAction, modality: Modality
) -> Pledge:
    low, high = span
    return replace(base, start=low, low=low, high=high, action=action, modality=modality)
