"""Acts that a text tells as facts: a verb, who does it, to whom, and the words of the clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.facts.extract.text.reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODAL = frozenset(
    [
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "to",
        "'ll",
        "ca",
        "wo",
        "be",
    ]
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_UNREAL_MARKS = frozenset(["if", "unless", "whether", "until", "lest"])
_NOBODY = frozenset(["nobody", "nothing", "neither", "none", "no-one"])
_APART = frozenset({"conj", "cc", "ccomp", "parataxis", "punct", "relcl"})


@dataclass(frozen=True, slots=True)
class Act:
    """`word` is the verb in lower case; `thing` what or whom it is done to."""

    verb: Token
    word: str
    subject: Token | None
    thing: Token | None
    passive: bool

    def has(self, *words: str) -> bool:
        """Whether one of the words hangs from the verb: "up", "hostage", "from"."""
        return any(c.lower_ in words for c in self.verb.children)


def acts_in(reading: Reading, sentence: Sentence, verbs: re.Pattern[str]) -> Iterator[Act]:
    """Those of some verbs told as facts: no "would", no "not", no "if", no infinitive of purpose."""
    for token in reading.tokens(sentence):
        if token.pos_ not in ("VERB", "AUX"):
            continue
        if verbs.fullmatch(token.lower_) and _is_real(token):
            passive = any(c.dep_ == "auxpass" for c in token.children)
            subject = _subject(token)
            thing = subject if passive else _object(token)
            yield Act(token, token.lower_, subject, thing, passive)


def clause(act: Act) -> list[Token]:
    """The verb with its subject and what belongs to it; not the clauses joined to it."""
    kept, waiting = [], [act.verb]
    while waiting:
        token = waiting.pop()
        kept.append(token)
        waiting += [c for c in token.children if not _stands_apart(act, token, c)]
    if act.subject is not None and act.subject not in kept and act.subject.sent == act.verb.sent:
        kept.append(act.subject)
    return sorted(kept, key=lambda t: t.i)


def _stands_apart(act: Act, token: Token, child: Token) -> bool:
    if token != act.verb:
        return child.dep_ == "relcl"
    when = child.dep_ == "advcl" and any(c.lower_ == "when" for c in child.children)
    return child.dep_ in _APART or (child.dep_ == "advcl" and not when)


def _is_real(verb: Token) -> bool:
    if verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return False
    for child in verb.children:
        helper = child.dep_ in ("aux", "auxpass") and child.lower_ in _MODAL
        mark = child.dep_ == "mark" and child.lower_ in _UNREAL_MARKS
        if child.dep_ == "neg" or helper or mark or _is_nobody(child):
            return False
    joined = verb.dep_ == "conj" and verb.head.pos_ == "VERB"
    if joined and not any(c.dep_ in _SUBJECTS for c in verb.children):
        return verb.head.tag_ in ("VBG", "VB") or _is_real(verb.head)
    return verb.tag_ != "VBP" or _subject(verb) is not None


def _is_nobody(child: Token) -> bool:
    none = child.lower_ in _NOBODY or any(c.lower_ == "no" for c in child.children)
    return child.dep_ in _SUBJECTS and none


def _subject(verb: Token) -> Token | None:
    found = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if found is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return _subject(verb.head)
    if found is not None and found.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        return verb.head
    return found


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "dobj"), None)
