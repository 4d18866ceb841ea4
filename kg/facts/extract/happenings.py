"""What verbs tell of violence, arrests, closures and releases, by the parse of the clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.facts.extract.acts import Act, acts_in, clause
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.text.reading import Reading, Sentence
from kg.terms import IncidentType

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = {
    name: re.compile(f"(?:{words})", re.I) for name, words in rulebook("happenings").words.items()
}


_VERBS = _WORDS["VERB"]


def happened(reading: Reading, sentence: Sentence) -> Iterator[tuple[IncidentType, int, int]]:
    """The type, and the first and last offset in the shape, of each event of a sentence."""
    offset, shape = reading.paragraph(sentence).block.start, sentence.shape
    for act in acts_in(reading, sentence, _VERBS):
        kind = next((k for tell in _TELLS if (k := tell(act)) is not None), None)
        if kind is None:
            continue
        words = [t for t in clause(act) if sentence.start <= offset + t.idx < sentence.end]
        last = words[-1]
        yield kind, shape.at(offset + words[0].idx), shape.at(offset + last.idx + len(last.text))


def mentioned(reading: Reading, sentence: Sentence) -> Iterator[tuple[IncidentType, int, int]]:
    """The same for nouns: "Monday's raid on the market"."""
    offset, shape = reading.paragraph(sentence).block.start, sentence.shape
    for noun in reading.tokens(sentence):
        kind = _told_by_noun(noun) if noun.pos_ == "NOUN" else None
        if kind is not None:
            last = max(noun.subtree, key=lambda t: t.i)
            end = shape.at(min(offset + last.idx + len(last.text), sentence.end))
            yield kind, shape.at(max(offset + noun.left_edge.idx, sentence.start)), end


_NOUNS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], IncidentType], ...] = (
    ("DEATH", ("of",), ("ARMED",), IncidentType.ATTACK),
    ("KILLING", ("of",), ("PEOPLE", "ARMED"), IncidentType.ATTACK),
    ("RAID", ("on", "of", "against"), ("THING", "PEOPLE", "ARMED", "GROUND"), IncidentType.ATTACK),
    ("SIEGE", ("of",), ("GROUND", "THING"), IncidentType.CLASH),
    ("CLOSURE", ("of",), ("GATE",), IncidentType.BORDER_CLOSURE),
)
"""A noun, the words that join it to what it was done to, and what that must be."""


def _told_by_noun(noun: Token) -> IncidentType | None:
    """ "Monday's raid on the market", "the siege of X": told as something that has happened."""
    for name, joined, done_to, kind in _NOUNS:
        if _in(name, noun.lower_):
            things = [
                o
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ in joined
                for o in c.children
                if o.dep_ == "pobj"
            ]
            fits = any(_is(t, *done_to) or t.pos_ == "PROPN" for t in things)
            if fits and _is_told(noun):
                return kind
    return None


def _is_told(noun: Token) -> bool:
    words = {c.lower_ for c in noun.children}
    verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"} if verb is not None else set()
    known = words & {"the", "this", "that"} or any(c.dep_ == "poss" for c in noun.children)
    return bool(known) and not words & _OPEN and not helpers & _YET_TO_COME


_OPEN = frozenset({"any", "no", "further", "future", "every", "alleged", "possible", "new"})
_YET_TO_COME = frozenset({"will", "would", "could", "can", "may", "might", "should", "must", "to"})


def _in(name: str, word: str) -> bool:
    return bool(_WORDS[name].fullmatch(word))


def _is(token: Token | None, *names: str) -> bool:
    """The noun, or one that it counts, such as "dozens of soldiers"."""
    if token is None:
        return False
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    inner = [c for c in of.children if c.dep_ == "pobj"] if of is not None else []
    return any(_in(name, noun.lower_) for name in names for noun in (token, *inner))


def _attack(act: Act) -> IncidentType | None:
    person = _is(act.thing, "PEOPLE", "ARMED")
    named_one = act.thing is not None and act.thing.pos_ == "PROPN"
    named = named_one and _in("STRICT", act.word)
    hit = _in("HIT", act.word) and (person or named or _is(act.thing, "THING", "WEAPON"))
    by_weapon = _in("HIT", act.word) and _is(act.subject, "WEAPON") and not act.passive
    slain = _in("HARM", act.word) and (
        person or (named_one and _is(act.subject, "WEAPON", "ARMED"))
    )
    told = slain or hit or by_weapon or _blast(act)
    if told and _is(act.subject, "NATURE"):
        return IncidentType.OTHER
    flying = _is(act.subject, "FLYING") and not act.passive
    return (IncidentType.AIRSTRIKE if flying else IncidentType.ATTACK) if told else None


def _blast(act: Act) -> bool:
    """Fires, things blown up or shot down, grenades thrown, guns that open up."""
    burning = any(c.lower_ == "on" and "fire" in _words(c) for c in act.verb.children)
    return (
        (act.word == "set" and (act.has("fire") or burning))
        or (act.word in ("blew", "blown") and act.has("up") and act.thing is not None)
        or (act.word in ("shot", "brought") and act.has("down") and _is(act.thing, "FLYING"))
        or (_in("THROW", act.word) and _is(act.thing, "WEAPON"))
        or (act.word in ("opened", "fired") and _is(act.subject, "GUNS") and not act.passive)
    )


def _words(token: Token) -> set[str]:
    return {t.lower_ for t in token.subtree}


def _death(act: Act) -> IncidentType | None:
    lost = act.word == "lost" and act.thing is not None and _in("LIMB", act.thing.lower_)
    dead = act.word == "found" and act.has("dead", "murdered", "killed", "beheaded", "shot")
    if not (lost or dead or act.word in ("died", "perished", "die")):
        return None
    cause = _cause(act.verb)
    if cause is not None:
        return cause
    people = act.subject is None or _is(act.subject, "PEOPLE")
    violent = _is(act.subject, "ARMED") or (people and (lost or dead))
    return IncidentType.ATTACK if violent else None


def _cause(verb: Token) -> IncidentType | None:
    """ "In an ambush", "when a shell hit": what they died of."""
    for child in verb.children:
        words = _words(child) if child.dep_ in ("prep", "advcl", "npadvmod") else set()
        for name, kind in _CAUSES:
            if any(_in(name, word) for word in words):
                return kind
    return None


_CAUSES = (
    ("FLYING", IncidentType.AIRSTRIKE),
    ("CLASH", IncidentType.CLASH),
    ("CAUSE", IncidentType.ATTACK),
    ("WEAPON", IncidentType.ATTACK),
)


def _shots(act: Act) -> IncidentType | None:
    heard = _in("HEARD", act.word) and _is(act.subject, "CLASH", "SHOTS")
    exists = act.has("there") and any(_is(c, "CLASH", "SHOTS") for c in act.verb.children)
    fought = _in("FIGHT", act.word) and _is(act.subject, "ARMED")
    return IncidentType.CLASH if heard or exists or fought else None


def _release(act: Act) -> IncidentType | None:
    let = act.word in ("let", "lets") and any(
        c.lower_ in ("go", "free") and any(_is_captive(s) for s in c.children)
        for c in act.verb.children
    )
    counted = act.thing is not None and any(t.dep_ == "nummod" for t in act.thing.subtree)
    men = act.word in ("freed", "frees") and counted and _is(act.thing, "PEOPLE", "ARMED")
    freed = men or (_in("FREE", act.word) and _is_captive(act.thing))
    way = act.has("home", "back", "over", "to", "free")
    sent = _in("SEND", act.word) and _is_captive(act.thing) and way
    came = _in("COME", act.word) and _is_captive(act.subject) and act.has("home", "free", "back")
    return IncidentType.PRISONER_RELEASE if let or freed or sent or came else None


def _is_captive(token: Token | None) -> bool:
    if token is None:
        return False
    held = any(c.dep_ in ("amod", "acl") and _in("HELD", c.lower_) for c in token.children)
    return _is(token, "CAPTIVE") or (held and _is(token, "PEOPLE", "ARMED"))


def _closure(act: Act) -> IncidentType | None:
    long_since = act.verb.dep_ == "relcl"
    shut = _in("SHUT", act.word) and _is(act.thing, "GATE") and not long_since
    return IncidentType.BORDER_CLOSURE if shut else None


def _taken(act: Act) -> IncidentType | None:
    """People taken or held, ground that changes hands."""
    person = _is(act.thing, "PEOPLE", "ARMED")
    missing = act.word in ("are", "were", "been") and act.has("missing")
    if missing and _is(act.subject, "PEOPLE", "ARMED"):
        return IncidentType.OTHER
    away = act.has("hostage", "prisoner", "captive", "away", "from", "on", "by")
    by_force = away or _is(act.subject, "ARMED")
    held = act.word in ("held", "holds") and act.has("for", "hostage", "captive")
    if person and (held or (_in("SEIZE", act.word) and by_force)):
        return IncidentType.OTHER
    fighting = act.passive or _is(act.subject, "ARMED")
    won = _in("WIN", act.word) and _is(act.thing, "GROUND") and fighting
    fell = act.word == "fell" and _is(act.subject, "GROUND")
    hands = act.word == "changed" and act.thing is not None and act.thing.lower_ == "hands"
    return IncidentType.CLASH if won or fell or hands else None


def _state(act: Act) -> IncidentType | None:
    """What states do short of war: sanctions, envoys called home, airspace crossed."""
    if _is(act.thing, "SANCTION") and _in("IMPOSE", act.word):
        return IncidentType.SANCTION
    eased = _is(act.thing, "SANCTION") and _in("EASE", act.word)
    sent = _is(act.thing, "ENVOY") and _in("EXPEL", act.word)
    crossing = _in("CROSS", act.word) and _is(act.subject, "FLYING", "ARMED")
    flew = act.word in ("flew", "circled", "overflew") and _is(act.subject, "FLYING")
    ended = act.word == "dissolved" and _is(act.thing, "HOUSE")
    return IncidentType.OTHER if eased or sent or crossing or flew or ended else None


_TELLS = (_death, _shots, _release, _closure, _taken, _state, _attack)
