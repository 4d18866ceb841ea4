"""States and bodies that were there without a stated role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.facts.extract.helping.arguments import governor, subjects
from kg.facts.extract.helping.claim import Claim
from kg.facts.extract.helping.referents import Actor, Referents
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Paragraph, Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_ATTEND = frozenset(["attend", "attends", "attended", "attending"])
_THERE = {
    "took": "part",
    "take": "part",
    "takes": "part",
    "taking": "part",
}
_BE = frozenset(["is", "are", "was", "were", "sat", "sit", "sits"])
_WATCH = frozenset(["watched", "watches", "looked", "looks"])
_SIT = frozenset(["sat", "sits", "sitting"])
_OPENS = frozenset(["opened", "opens", "closed", "closes", "prepared", "prepares"])
_ROOM = frozenset(["room", "table", "hall"])
_EVENT = frozenset(
    [
        "meeting",
        "talks",
        "round",
        "session",
        "opening",
        "sessions",
        "negotiations",
        "meetings",
        "plenary",
        "closing",
    ]
)


def presence_claims(reading: Reading) -> Iterator[Claim]:
    who = Referents(reading)
    for paragraph in reading.paragraphs:
        for token in paragraph.doc:
            for doer in _attendants(token):
                yield from _claims(reading, who.of(doer, paragraph), token, paragraph)


def _attendants(token: Token) -> list[Token]:
    word = token.lower_
    if word in _ATTEND and token.pos_ == "VERB":
        objects = [c.lower_ for c in token.children if c.dep_ == "dobj"]
        if not objects or set(objects) & _EVENT:
            return _sure(token)
    elif _shows(token):
        return _sure(token)
    elif word in _OPENS and token.pos_ == "VERB":
        return _openers(token)
    elif word == "presence" and token.head.lower_ == "in":
        return [
            o for c in token.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"
        ]
    return []


def _shows(token: Token) -> bool:
    """Of its subject: "took part", "was present", "is represented by", "sat between them"."""
    word = token.lower_
    if word in _THERE:
        return any(c.lower_ == _THERE[word] for c in token.children)
    if word == "represented" and token.tag_ == "VBN":
        return True
    if word in _WATCH and token.pos_ == "VERB":
        looks_on = any(c.lower_ == "on" for c in token.children)
        seen = any(c.dep_ in ("dobj", "acomp", "ccomp") for c in token.children)
        return looks_on or (word.startswith("watch") and not seen)
    return (word in _SIT and token.pos_ == "VERB") or (word in _BE and _in_room(token))


def _openers(verb: Token) -> list[Token]:
    """Whoever opened the session, or those by whom it was opened."""
    if any(c.dep_ == "dobj" and c.lower_ in _EVENT for c in verb.children):
        return _sure(verb)
    opened = any(c.dep_ == "nsubjpass" and c.lower_ in _EVENT for c in verb.children)
    agents = [c for c in verb.children if c.dep_ == "agent"] if opened else []
    return [o for agent in agents for o in agent.children if o.dep_ == "pobj"]


def _in_room(verb: Token) -> bool:
    return any(
        (c.dep_ == "acomp" and c.lower_ == "present")
        or (c.lower_ in ("in", "at") and any(o.lower_ in _ROOM for o in c.children))
        for c in verb.children
    )


def _sure(verb: Token) -> list[Token]:
    return [] if governor(verb).doubtful else subjects(verb)


def _is_town(sentence: Sentence, actor: Actor) -> bool:
    """ "visiting Doha to attend": a town, whatever state it may stand for."""
    return any(m.kind is Kind.PLACE and m.start == actor.start for m in sentence.mentions)


def _claims(
    reading: Reading, actors: list[Actor], token: Token, paragraph: Paragraph
) -> Iterator[Claim]:
    at = token.idx + paragraph.block.start
    sentence = reading.sentence_at(at)
    for actor in actors:
        if (
            sentence
            and actor.key.startswith(("country:", "body:"))
            and "/" not in actor.key
            and not _is_town(sentence, actor)
        ):
            start = max(sentence.start, min(actor.start, at))
            end = min(sentence.end, max(actor.end, at + len(token)))
            yield Claim(actor.key, actor.name, (), start, end, at)
