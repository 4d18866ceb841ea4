"""Deeds that were promised and are told as done, or as not done, in a later sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.facts.extract.commitments.ledger import Ledger
from kg.facts.extract.commitments.pledges import Pledge
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Reading, Sentence
from kg.terms import CommitmentAction, Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 12
_DEEDS = {name: re.compile(words) for name, words in rulebook("deeds").words.items()}
_VAGUE = frozenset(
    [
        "side",
        "party",
        "agreement",
        "accord",
        "deal",
        "government",
        "talk",
        "meeting",
        "round",
        "day",
        "week",
        "month",
        "year",
    ]
)
_TENSES = frozenset({"VBD", "VBN", "VBZ"})
_PUT_OFF = frozenset(
    ["will", "would", "shall", "should", "can", "could", "may", "might", "must", "to", "be", "'ll"]
)
_DOUBT = frozenset(["if", "unless", "whether", "until", "once", "before", "when"])


def performed(
    reading: Reading, subjects: Subjects, ledger: Ledger, sentence: Sentence
) -> Iterator[Pledge]:
    """For each promise at most one deed of the sentence."""
    promised = [p for p in ledger.pledges if _may_be_done(p, sentence)]
    if not promised or '"' in sentence.shape.text or sentence.view.rstrip().endswith("?"):
        return
    told: set[str] = set()
    for verb in _verbs(reading, sentence):
        for pledge in reversed(promised):
            if pledge.kind in told or not _is_the_deed(reading, sentence, verb, pledge):
                continue
            by = _doers(subjects, sentence, verb, pledge)
            if by:
                told.add(str(pledge.kind))
                yield _told(reading, sentence, verb, pledge, by)


def _may_be_done(pledge: Pledge, sentence: Sentence) -> bool:
    made = pledge.action is CommitmentAction.MADE and pledge.modality is Modality.ASSERTED
    later = 0 < sentence.index - pledge.sentence.index <= REACH
    return made and later and str(pledge.kind) in _DEEDS


def _verbs(reading: Reading, sentence: Sentence) -> Iterator[Token]:
    yield from (t for t in reading.tokens(sentence) if t.pos_ == "VERB" and _is_past(t))


def _is_past(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    doubt = any(c.dep_ == "mark" and c.lower_ in _DOUBT for c in verb.children)
    did = verb.tag_ == "VB" and "did" in helpers
    return (did or verb.tag_ in _TENSES) and not helpers & _PUT_OFF and not doubt


def _is_the_deed(reading: Reading, sentence: Sentence, verb: Token, pledge: Pledge) -> bool:
    """A verb that carries out the kind of thing, done to something that the promise names."""
    if not _DEEDS[str(pledge.kind)].fullmatch(verb.lower_):
        return False
    words = {_stem(w) for w in re.findall(r"[a-z]+", _words(reading, pledge).lower())}
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")]
    next_to = sentence.index == pledge.sentence.index + 1
    return any(
        (t.pos_ == "NOUN" and _stem(t.lower_) in words - _VAGUE)
        or (next_to and t.dep_ == "dobj" and t.lower_ in ("it", "them"))
        for t in things
    )


def _words(reading: Reading, pledge: Pledge) -> str:
    return reading.cut(pledge.sentence, pledge.low, pledge.high)


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|es|s)$", "", word) if len(word) > 4 else word.removesuffix("s")


def _doers(subjects: Subjects, sentence: Sentence, verb: Token, pledge: Pledge) -> tuple[str, ...]:
    """Those who did it, where they are of those who owe it; none where it was somebody else."""
    doers = subjects.of(sentence, subjects.offset(sentence, verb), strict=True)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if passive or doers is None or not doers.names:
        active = any(c.dep_ == "nsubj" and c.pos_ in ("PROPN", "PRON") for c in verb.children)
        return () if active and not passive else pledge.by
    return doers.names if set(doers.names) <= set(pledge.by) else ()


def _told(
    reading: Reading, sentence: Sentence, verb: Token, pledge: Pledge, by: tuple[str, ...]
) -> Pledge:
    offset, shape = reading.paragraph(sentence).block.start, sentence.shape
    words = [verb, *(t for c in verb.children if c.dep_ in _WHOLE for t in c.subtree)]
    first, last = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
    low = max(shape.at(offset + first.idx), 0)
    high = shape.at(offset + last.idx + len(last.text))
    undone = any(c.dep_ == "neg" for c in verb.children) or _NONE.search(shape.text[low:high])
    modality = Modality.DENIED if undone else Modality.ASSERTED
    action = CommitmentAction.FULFILLED
    return Pledge(sentence, low, low, high, by, action, modality, kind=pledge.kind)


_WHOLE = frozenset({"nsubj", "nsubjpass", "dobj", "aux", "auxpass", "neg", "npadvmod", "prep"})
_NONE = re.compile(r"\b(?:[Nn]o|[Nn]ot (?:one|a single)|[Nn]one|[Nn]either|[Nn]ever)\b")
