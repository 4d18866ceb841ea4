"""The grammatical subject of a verb, by the parse, as a stretch of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.facts.extract.text.reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_STEPS = 6
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OF_A_NOUN = frozenset({"det", "poss", "amod", "nummod", "compound"})
_PUT_OFF = frozenset({"must", "should", "could", "might", "may", "can", "would"})
_VERBS = frozenset({"VERB", "AUX"})
_AFTER_HEAD = frozenset({"relcl", "acl", "appos", "advcl", "punct", "parataxis", "ccomp"})
_THEIRS = frozenset({"its", "their", "his", "her"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """`start:end` of the document without what is only said about it; `word` is its head."""

    start: int
    end: int
    head: Token

    @property
    def word(self) -> str:
        return self.head.text.lower()

    @property
    def of_theirs(self) -> bool:
        """ "Its troops", "their men"."""
        return any(c.dep_ == "poss" and c.text.lower() in _THEIRS for c in self.head.children)


def subject_of(reading: Reading, sentence: Sentence, at: int) -> Phrase | None:
    """The subject of the verb that stands at, or soon after, an offset of the document."""
    paragraph = reading.paragraph(sentence)
    verb = _verb(paragraph.doc, at - paragraph.block.start)
    subject = _climb(verb) if verb is not None else None
    return _phrase(subject, paragraph.block.start) if subject is not None else None


def _verb(doc: Doc, at: int) -> Token | None:
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None:
        return None
    for token in doc[span.start : span.start + 4]:
        if token.pos_ in _VERBS:
            return token.head if token.dep_ in ("aux", "auxpass") else token
    return None


def governor_of(reading: Reading, sentence: Sentence, at: int) -> Phrase | None:
    """The subject of the verb on which a phrase such as "in breach of" hangs."""
    token = _token(reading, sentence, at)
    if token is None or token.dep_ != "prep" or token.head.pos_ not in _VERBS:
        return None
    subject = _climb(token.head)
    offset = reading.paragraph(sentence).block.start
    return _phrase(subject, offset) if subject is not None else None


def is_noun(reading: Reading, sentence: Sentence, at: int) -> bool:
    """ "Its demands", "the promised talks": a word that looks like a verb and is none."""
    token = _token(reading, sentence, at)
    if token is None:
        return False
    said_of = token.tag_ == "VBN" and token.dep_ == "amod"
    noun = token.pos_ == "NOUN" and any(c.dep_ in _OF_A_NOUN for c in token.children)
    return said_of or noun


def is_verb(reading: Reading, sentence: Sentence, at: int) -> bool:
    token = _token(reading, sentence, at)
    return token is not None and token.pos_ == "VERB"


def is_joined(reading: Reading, sentence: Sentence, at: int) -> bool:
    """ "Will free men, burn uniforms and stop roadblocks": the second and the third verb."""
    token = _token(reading, sentence, at)
    return token is not None and token.tag_ == "VB" and token.dep_ == "conj"


def is_unreal(reading: Reading, sentence: Sentence, at: int) -> bool:
    """ "They must have accepted … and agreed …": what the helping verb puts off."""
    token = _token(reading, sentence, at)
    for _ in range(MAX_STEPS):
        if token is None or token.pos_ not in _VERBS:
            return False
        helpers = {c.text.lower() for c in token.children if c.dep_ == "aux"}
        if helpers:
            return bool(helpers & _PUT_OFF)
        if token.dep_ != "conj" or any(c.dep_ in _SUBJECTS for c in token.children):
            return False
        token = token.head
    return False


def _token(reading: Reading, sentence: Sentence, at: int) -> Token | None:
    paragraph = reading.paragraph(sentence)
    span = paragraph.doc.char_span(
        at - paragraph.block.start, at - paragraph.block.start + 1, alignment_mode="expand"
    )
    return span[0] if span is not None and len(span) else None


def _climb(verb: Token) -> Token | None:
    """Its own subject, or that of the verb it is joined to or hangs from."""
    for _ in range(MAX_STEPS):
        own = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i), None)
        if own is not None:
            return _antecedent(verb, _who_is(own))
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "advcl", "aux", "auxpass", "pcomp", "prep"):
            return None
        verb = verb.head
    return None


def _who_is(subject: Token) -> Token:
    """In "commanders meeting at the bridge agreed", the commanders."""
    if subject.tag_ != "VBG":
        return subject
    return next((c for c in subject.children if c.dep_ == "nsubj"), subject)


def _antecedent(verb: Token, subject: Token) -> Token:
    relative = subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl"
    return verb.head if relative else subject


def agent_of(reading: Reading, sentence: Sentence, at: int) -> Phrase | None:
    """Who does what is said in the passive: "was signed by both"."""
    paragraph = reading.paragraph(sentence)
    verb = _verb(paragraph.doc, at - paragraph.block.start)
    by = next((c for c in verb.children if c.dep_ == "agent"), None) if verb is not None else None
    head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    return _phrase(head, paragraph.block.start) if head is not None else None


def between(reading: Reading, sentence: Sentence, nouns: re.Pattern[str]) -> Phrase | None:
    """Those between whom one of some nouns stands: "a truce of May between X and Y"."""
    paragraph = reading.paragraph(sentence)
    for token in reading.tokens(sentence):
        if token.lower_ != "between":
            continue
        noun = token.head if token.head.pos_ != "ADP" else token.head.head
        head = next((c for c in token.children if c.dep_ == "pobj"), None)
        if head is not None and nouns.search(noun.lower_):
            return _phrase(head, paragraph.block.start)
    return None


def matrix_subject(phrase: Phrase) -> Token | None:
    """In "the group said they would …", the subject of the saying."""
    verb = phrase.head.head
    for _ in range(MAX_STEPS):
        if verb.dep_ in ("ccomp", "advcl", "acl"):
            return _climb(verb.head)
        if verb.dep_ not in ("conj", "xcomp"):
            return None
        verb = verb.head
    return None


def impersonal(phrase: Phrase) -> bool:
    """ "It was agreed that …" has nobody for a subject."""
    verb = phrase.head.head
    passive = phrase.head.dep_ in ("nsubjpass", "expl")
    return passive and any(c.dep_ in ("ccomp", "xcomp", "csubj") for c in verb.children)


def phrase_of(head: Token, offset: int) -> Phrase:
    return _phrase(head, offset)


def members(head: Token) -> list[tuple[Token, list[Token]]]:
    """Each head of a coordination with the tokens that are its own."""
    heads, waiting = [], [head]
    while waiting:
        token = waiting.pop(0)
        heads.append(token)
        waiting += [c for c in token.children if c.dep_ == "conj"]
    return [(token, _core(token, without=frozenset({"conj", "cc"}))) for token in heads]


def _phrase(head: Token, offset: int) -> Phrase:
    tokens = _core(head)
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return Phrase(offset + first.idx, offset + last.idx + len(last.text), head)


def _core(head: Token, without: frozenset[str] = frozenset()) -> list[Token]:
    """The phrase without relative clauses and appositions after its head."""
    kept, waiting = [], [head]
    while waiting:
        token = waiting.pop()
        kept.append(token)
        barred = _AFTER_HEAD | without if token == head else _AFTER_HEAD
        waiting += [c for c in token.children if c.i < token.i or c.dep_ not in barred]
    return kept
