"""What nouns and predicates tell of a wish, by the parse: "the main demand of X is …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.facts.extract.rulebook import Rule
from kg.facts.extract.subjects import Subjects
from kg.facts.extract.text.reading import Reading, Sentence
from kg.terms import PositionKind

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Wish:
    """Offsets are in the shape of `sentence`; `low:high` is what is wanted."""

    sentence: Sentence
    rule: Rule
    start: int
    low: int
    high: int
    by: str
    span: tuple[int, int] = (0, 0)


_NOUNS = {
    "demand": PositionKind.DEMAND,
    "request": PositionKind.DEMAND,
    "wish": PositionKind.DEMAND,
    "requirement": PositionKind.DEMAND,
    "condition": PositionKind.CONDITION,
    "precondition": PositionKind.CONDITION,
    "prerequisite": PositionKind.CONDITION,
    "proposal": PositionKind.PROPOSAL,
    "counterproposal": PositionKind.PROPOSAL,
    "offer": PositionKind.PROPOSAL,
    "suggestion": PositionKind.PROPOSAL,
    "plan": PositionKind.PROPOSAL,
    "idea": PositionKind.PROPOSAL,
    "objection": PositionKind.REJECTION,
    "line": PositionKind.REJECTION,
}
_CUE = re.compile(
    r"\b(?:demand|request|wish|requirement|condition|precondition|pre-condition|prerequisite|(?:counter-?)?proposal"
    r"|offer|suggestion|plan|idea|objection|red line)s?\b",
    re.I,
)
_RULES = {kind: Rule(f"told-{kind}", re.compile("(?!)"), {"kind": kind}) for kind in PositionKind}
_BRINGS = frozenset(
    [
        "made",
        "makes",
        "has",
        "have",
        "had",
        "presented",
        "presents",
        "listed",
        "lists",
        "set",
        "sets",
        "tabled",
        "tables",
        "came",
        "comes",
        "come",
        "brought",
        "brings",
        "drew",
        "drawn",
        "put",
        "puts",
        "issued",
        "issues",
        "submitted",
        "submits",
        "named",
        "names",
        "stated",
        "states",
        "raised",
        "raises",
        "handed",
        "hands",
        "arrived",
        "arrives",
        "returned",
        "returns",
        "voiced",
        "voices",
        "circulated",
        "outlined",
        "outlines",
        "repeated",
        "repeats",
        "went",
        "goes",
    ]
)
_TABLED = frozenset(
    [
        "tabled",
        "made",
        "put",
        "raised",
        "submitted",
        "proposed",
        "presented",
        "voiced",
        "handed",
        "circulated",
        "brought",
        "issued",
        "laid",
    ]
)
_CLOSED = re.compile(
    r"(?:not\s(?:up for|open to|negotiable|for sale|on the (?:table|agenda)|acceptable|for (?:discussion|negotiation))"
    r"|non-?negotiable|unacceptable|unrealistic|excessive|unthinkable|out of the question|off the table|(?:an?\s)?(?:absolute\s)?red line|taboo|anathema|a non-?starter)\b"
)
_BE = re.compile(r"(?:is|are|was|were|be|remains?|remained|'s|’s)$", re.I)
_SAY = re.compile(
    r"(?:said|says?|saying|insist|told|tells?|add|repeat|stress|declar|warn|maintain|state|argu|repli|answer|announc)\w*"
)
_ORDINAL = re.compile(
    r"(?:The\s)?(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Oo]ther|[Ll]ast|One|Another)(?:\sone)?\s(?:is|was|would be)\s"
)
_BARE = frozenset(
    ["it", "this", "that", "they", "these", "those", "he", "she", "what", "which", "who", "there"]
)
_NOT_WISHED = re.compile(
    r"\b(?:not|never|no longer|nobody|whether|if)\s(?:\w+\s){0,2}$"
    r"|\b(?:dropp?(?:ed|s|ing)?|abandon(?:ed|s|ing)?|gave up|given up|withdrew|withdrawn|waived?|shelved)\s(?:[\w<>'-]+\s){0,3}$",
    re.I,
)


def told(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Wish]:
    """Wishes that no verb of wishing tells."""
    text = sentence.shape.text
    if _CUE.search(text):
        yield from _by_nouns(reading, subjects, sentence)
    if _ORDINAL.match(text):
        yield from _numbered(reading, subjects, sentence)
    if _CLOSED.search(text):
        yield from _closed(reading, subjects, sentence)


def _by_nouns(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Wish]:
    for token in reading.tokens(sentence):
        kind = _NOUNS.get(_word(token))
        if kind is None or token.pos_ != "NOUN" or not _is_wish(token):
            continue
        owner = _owner(token) or _bringer(token) or _teller(token)
        if owner is None:
            continue
        names = subjects.behind(sentence, owner)
        for tokens in _content(token, owner) if names else ():
            yield from _wishes(reading, sentence, kind, names, token, tokens)


def _is_wish(token: Token) -> bool:
    red = any(c.text.lower() == "red" for c in token.children)
    intends = token.lower_ == "plans" and token.doc[token.i + 1 : token.i + 2].text == "to"
    return not intends and (red or _word(token) != "line")


def _word(token: Token) -> str:
    return token.lower_.replace("-", "").removesuffix("s")


def _numbered(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Wish]:
    """ "X has two conditions. The first is …": the noun stands in a sentence before."""
    be = next((t for t in reading.tokens(sentence) if _BE.match(t.text)), None)
    found = _counted(reading, subjects, sentence)
    if be is None or found is None:
        return
    kind, names = found
    for tokens in _after(be):
        yield from _wishes(reading, sentence, kind, names, be, tokens)


def _counted(
    reading: Reading, subjects: Subjects, sentence: Sentence
) -> tuple[PositionKind, tuple[str, ...]] | None:
    for index in range(sentence.index - 1, max(-1, sentence.index - 4), -1):
        other = reading.sentences[index]
        for token in reading.tokens(other) if _CUE.search(other.shape.text) else ():
            kind = _NOUNS.get(_word(token))
            many = token.tag_ == "NNS" and any(c.dep_ == "nummod" for c in token.children)
            owner = (_owner(token) or _bringer(token)) if kind and many else None
            names = subjects.behind(other, owner) if owner is not None else ()
            if kind and names:
                return kind, names
    return None


def _owner(noun: Token) -> Token | None:
    """ "X's demand", "a demand of X", "the plan tabled by X", "a condition for X"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "by", "from"):
            return _object(child)
        if child.dep_ == "acl" and child.lower_ in _TABLED:
            by = next((c for c in child.children if c.dep_ in ("agent", "prep")), None)
            if by is not None and by.lower_ == "by":
                return _object(by)
    if noun.dep_ == "attr":
        near = [*noun.children, *noun.head.children]
        fit = next((c for c in near if c.dep_ == "prep" and c.lower_ in ("for", "to")), None)
        return _object(fit) if fit is not None else None
    return None


def _teller(noun: Token) -> Token | None:
    """ "W is a precondition for any talks, X says": the one who says so."""
    be = noun.head
    told = noun.dep_ == "attr" and _NOUNS.get(_word(noun)) is PositionKind.CONDITION
    return _judge(be) if told and _BE.match(be.text) else None


def _object(prep: Token) -> Token | None:
    return next((c for c in prep.children if c.dep_ == "pobj"), None)


def _bringer(noun: Token) -> Token | None:
    """Who "came with three demands", "has two conditions", "tabled a plan"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "with":
        verb = verb.head
    elif (
        noun.dep_ == "pobj"
        and verb.lower_ == "of"
        and verb.head.lower_ in ("list", "set", "number")
    ):
        verb = verb.head.head
    elif noun.dep_ != "dobj":
        return None
    if verb.lower_ not in _BRINGS or any(c.dep_ == "neg" for c in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ == "nsubj"), None)


def _content(noun: Token, owner: Token) -> Iterator[list[Token]]:
    """What is wished for: after "is", before it, in a clause of its own, after a colon."""
    be = noun.head
    if noun.dep_ == "pobj" and be.lower_ == "among":
        noun, be = be, be.head
    if _BE.match(be.text) and noun.dep_ in ("nsubj", "attr", "prep"):
        yield from _of_be(noun, be)
        return
    listed = _after_colon(noun)
    if listed:
        yield listed
        return
    for child in noun.children:
        if child.i <= noun.i or owner in child.subtree:
            continue
        clause = child.dep_ in ("acl", "ccomp") and child.tag_ in ("VB", "VBN", "VBD", "VBZ", "VBP")
        thing = child.dep_ == "prep" and child.lower_ in ("for", "that", "on", "including", "like")
        if (clause and child.lower_ not in _TABLED) or thing:
            yield [*child.subtree]


def _of_be(noun: Token, be: Token) -> Iterator[list[Token]]:
    if any(c.dep_ == "neg" for c in be.children):
        return
    subject = next((c for c in be.children if c.dep_ in ("nsubj", "expl", "csubj")), None)
    if noun.dep_ == "nsubj":
        yield from _after(be)
        return
    if subject is not None and subject.lower_ in _BARE:
        clauses = [c for c in (*be.children, *noun.children) if c.dep_ in ("ccomp", "acl", "xcomp")]
        if subject.lower_ in ("it", "what") and clauses:
            yield [*clauses[0].subtree]
    elif subject is not None and subject.i != noun.i:
        yield [*subject.subtree]
    elif noun.dep_ == "prep":
        yield from _after(be)


def _after(be: Token) -> Iterator[list[Token]]:
    after = [c for c in be.children if c.i > be.i and c.dep_ in _AFTER_BE]
    if after and (after[0].dep_ != "prep" or after[0].lower_ in ("for", "about")):
        yield [t for c in after for t in c.subtree]


_AFTER_BE = frozenset({"attr", "ccomp", "xcomp", "prep", "acl", "acomp", "nsubj", "advcl"})


def _after_colon(noun: Token) -> list[Token]:
    sign = next((t for t in noun.doc[noun.i + 1 : noun.i + 8] if t.text == ":"), None)
    if sign is None or sign.sent != noun.sent:
        return []
    return [t for t in noun.sent if t.i > sign.i]


def _closed(reading: Reading, subjects: Subjects, sentence: Sentence) -> Iterator[Wish]:
    """ "W is out of the question for X", "W is not up for discussion, X said"."""
    offset = reading.paragraph(sentence).block.start
    for be in reading.tokens(sentence):
        if not _BE.match(be.text) or be.pos_ not in ("AUX", "VERB"):
            continue
        after = reading.view[offset + be.idx + len(be.text) : offset + be.idx + 60].lstrip()
        words = re.sub(
            r"^(?:(?:simply|still|absolutely|quite|totally|itself|for it|now)\s)+", "", after
        )
        subject = next((c for c in be.children if c.dep_ in ("nsubj", "csubj")), None)
        if not _CLOSED.match(words) or subject is None or subject.lower_ in _BARE:
            continue
        owner = _judge(be)
        names = subjects.behind(sentence, owner) if owner is not None else ()
        yield from _wishes(reading, sentence, PositionKind.REJECTION, names, be, [*be.subtree])


def _judge(be: Token) -> Token | None:
    """For whom a thing is out of the question; else who says that it is."""
    for word in be.subtree:
        if word.dep_ == "prep" and word.lower_ in ("for", "to"):
            thing = _object(word)
            if thing is not None and thing.lower_ not in ("discussion", "negotiation", "debate"):
                return thing
    verb = be.head
    if be.dep_ in ("ccomp", "parataxis") and _SAY.fullmatch(verb.lower_):
        return next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return None


def _wishes(
    reading: Reading,
    sentence: Sentence,
    kind: PositionKind,
    names: Iterable[str],
    noun: Token,
    tokens: list[Token],
) -> Iterator[Wish]:
    offset, shape = reading.paragraph(sentence).block.start, sentence.shape
    kept = [t for t in tokens if sentence.start <= offset + t.idx < sentence.end]
    while kept and (kept[-1].is_punct or kept[-1].dep_ == "cc"):
        kept.pop()
    if len(kept) < 2:
        return
    first, last = min(kept, key=lambda t: t.i), max(kept, key=lambda t: t.i)
    low = shape.at(offset + first.idx)
    high = shape.at(offset + last.idx + len(last.text))
    here = shape.at(offset + noun.idx)
    if _NOT_WISHED.search(shape.text[max(0, here - 40) : here]):
        return
    start, end = min(low, here), max(high, here)
    for name in list(names)[:3]:
        yield Wish(sentence, _RULES[kind], start, low, high, name, (start, end))
