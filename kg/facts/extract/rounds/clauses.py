"""Dates that a clause of their own gives to something else: "a crisis that erupted in 2015"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.facts.extract.numberwords import ORDINALS
from kg.facts.extract.rounds import words
from kg.facts.extract.rounds.mention import RoundMention, Venue
from kg.facts.extract.text.mention import Mention
from kg.facts.extract.text.reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset(["relcl", "acl"])
_PAPERS = frozenset(
    ["agreement", "accord", "declaration", "protocol", "memorandum", "treaty", "pact", "resolution"]
)
_DEEP = 8


def of_something_else(reading: Reading, mention: RoundMention, date: Mention) -> bool:
    """The date stands in a clause about a noun that is no meeting, and the mention does not."""
    paragraph = reading.paragraph(mention.sentence)
    base = paragraph.block.start
    span = paragraph.doc.char_span(date.start - base, date.end - base, alignment_mode="expand")
    verb = _clause(span.root) if span else None
    if span is None or verb is None or _of_talks(verb):
        return False
    origin = mention.sentence.shape.origin
    start, end = origin(mention.start), origin(mention.end, end=True)
    before = paragraph.doc.char_span(end - base, date.start - base, alignment_mode="contract")
    if before is not None and not any(t.pos_ in ("VERB", "AUX") for t in before):
        return False
    low, high = verb.left_edge.idx + base, verb.right_edge.idx + base
    return mention.loose or not low <= start <= high


def is_elsewhere(reading: Reading, sentence: Sentence, venue: Venue) -> bool:
    """The place stands in a clause about somebody, and the talks are spoken of outside of it."""
    paragraph = reading.paragraph(sentence)
    base = paragraph.block.start
    low = sentence.shape.origin(venue.at) - base
    high = sentence.shape.origin(venue.end, end=True) - base
    span = paragraph.doc.char_span(low, high, alignment_mode="expand")
    verb = _clause(span.root) if span else None
    if verb is None or verb.dep_ not in _CLAUSES or _meets(verb):
        return False
    people = any(c.lower_ in ("who", "whom") for c in verb.children)
    if not people and verb.head.ent_type_ != "PERSON" and _of_talks(verb):
        return False
    before = sentence.shape.at(verb.left_edge.idx + base)
    after = sentence.shape.at(verb.right_edge.idx + base)
    text = sentence.shape.text
    rest = f"{text[:before]} ; {text[after:]}"
    return bool(words.TALK_WORD.search(rest))


def _meets(verb: Token) -> bool:
    """They hold talks; whoever holds hostages meets nobody."""
    held = [c for c in verb.children if c.dep_ == "dobj"]
    if verb.lower_ in ("hold", "holds", "held", "holding") and held:
        return any(_speaks_of_talks(noun) for noun in held)
    return bool(words.MEET.search(verb.text))


def _clause(token: Token) -> Token | None:
    """The verb of the relative or participial clause that the token stands in."""
    for _ in range(_DEEP):
        if token.dep_ in _CLAUSES and token.pos_ in ("VERB", "AUX"):
            return token
        if token.dep_ == "advcl" and _subject(token):
            return token
        if token.head == token or token.dep_ == "ccomp":
            return None
        token = token.head
    return None


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _of_talks(verb: Token) -> bool:
    """ "talks that opened in May", "after the session closed in May", "when they met in May"."""
    if any(words.TALK_WORD.fullmatch(token.text) for token in verb.subtree):
        return True
    if verb.dep_ in _CLAUSES:
        return _is_meeting(verb.head)
    subject = _subject(verb)
    return bool(words.MEET.search(verb.text)) or (subject is not None and _speaks_of_talks(subject))


def _is_meeting(noun: Token) -> bool:
    named = noun.pos_ == "PROPN" and noun.lower_ not in _PAPERS
    counted = noun.lower_ in (*ORDINALS, "one")
    return named or counted or _speaks_of_talks(noun)


def _speaks_of_talks(noun: Token) -> bool:
    near = [noun, *(t for t in noun.subtree if t.i < noun.i), *noun.conjuncts]
    return any(words.TALK_WORD.fullmatch(t.text) for t in near)
