"""Subjects, objects and the standing of a verb in a parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset(["who", "which", "that", "whom"])
_MAYBE = frozenset(["could", "might", "may", "should", "can"])
_LATER = frozenset(["will", "would", "shall", "'ll", "wo"])
_ATTEMPT = frozenset(
    [
        "offer",
        "offers",
        "offered",
        "offering",
        "willing",
        "ready",
        "refuse",
        "refuses",
        "refused",
        "decline",
        "declines",
        "declined",
        "propose",
        "proposes",
        "proposed",
        "ask",
        "asks",
        "asked",
        "asking",
        "urge",
        "urges",
        "urged",
        "want",
        "wants",
        "wanted",
        "try",
        "tries",
        "tried",
        "trying",
        "seek",
        "seeks",
        "sought",
        "volunteer",
        "volunteered",
        "prepared",
        "invite",
        "threaten",
        "threatened",
        "call",
        "called",
        "calls",
        "calling",
        "reject",
        "rejects",
        "rejected",
        "rejecting",
        "deny",
        "denies",
        "denied",
        "failed",
        "fail",
        "stopped",
        "stop",
        "stops",
        "agree",
        "consider",
        "considered",
        "able",
        "demand",
        "demands",
        "demanded",
        "request",
        "requested",
        "need",
        "needs",
        "suggest",
        "suggested",
        "suggests",
        "suggesting",
        "supposed",
    ]
)
_HOPED = frozenset(
    [
        "hope",
        "hopes",
        "hoped",
        "plan",
        "plans",
        "planned",
        "expect",
        "expects",
        "expected",
        "due",
        "set",
    ]
)
_SAID_ONLY = frozenset(
    [
        "rumour",
        "rumours",
        "rumor",
        "rumors",
        "speculation",
        "suggestion",
        "suggestions",
        "idea",
        "hope",
        "hopes",
        "proposal",
    ]
)
_IF = frozenset(["if", "unless", "whether", "should"])
DEEP = 6


@dataclass(frozen=True, slots=True)
class Standing:
    modality: Modality = Modality.ASSERTED
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    doers: list[Token]
    objects: list[Token]
    modality: Modality


def frame(verb: Token) -> Frame | None:
    """Who does what; None where it is only offered, wished for or in doubt."""
    state = governor(verb)
    if state.doubtful:
        return None
    if is_passive(verb):
        doers, objects = _agents(verb), _undergoers(verb)
    else:
        doers, objects = subjects(verb), _objects(verb)
    return Frame(doers, objects, state.modality) if doers else None


def is_passive(verb: Token) -> bool:
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "nsubj", "dobj") for c in verb.children):
        return False
    return verb.dep_ in ("acl", "amod", "ROOT", "advcl") or (
        verb.dep_ == "conj" and verb.head != verb and is_passive(verb.head)
    )


def _agents(verb: Token) -> list[Token]:
    family = [verb, *(c for c in verb.children if c.dep_ == "conj")]
    if verb.dep_ == "conj":
        family.append(verb.head)
    for member in family:
        by = [c for c in member.children if c.dep_ == "agent" or c.lower_ == "by"]
        found = [o for b in by for o in b.children if o.dep_ == "pobj"]
        if found:
            return found
    return []


def _undergoers(verb: Token) -> list[Token]:
    subject = [c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")]
    if subject:
        return [verb.head] if subject[0].lower_ in _RELATIVE and verb.dep_ == "relcl" else subject
    if verb.dep_ in ("acl", "amod"):
        return [verb.head]
    if verb.dep_ == "conj" and verb.head != verb:
        return _undergoers(verb.head)
    return []


def _objects(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    found += [
        o
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("over", "of") and verb.lower_.startswith("presid")
        for o in c.children
        if o.dep_ == "pobj"
    ]
    if found and found[0].lower_ in _RELATIVE and verb.dep_ == "relcl":
        return [verb.head]
    if not found and verb.dep_ == "relcl" and not _by_relative(verb):
        return [verb.head]
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    if not found and joined:
        return [o for c in joined for o in c.children if o.dep_ == "dobj"]
    return [*found, *(c for o in found for c in o.children if c.dep_ == "conj")]


def _by_relative(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.lower_ in _RELATIVE for c in verb.children)


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The words for who does it, found through shared, omitted and relative subjects."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        relative = own[0].lower_ in _RELATIVE and verb.dep_ == "relcl"
        return [verb.head] if relative else own[:1]
    if depth > DEEP or verb.head == verb:
        return []
    if verb.dep_ in ("conj", "xcomp", "advcl", "acomp"):
        if verb.dep_ == "xcomp" and any(c.dep_ == "dobj" for c in verb.head.children):
            return []
        return subjects(verb.head, depth + 1)
    if verb.dep_ in ("acl", "relcl") and verb.head.dep_ == "pobj" and _infinitive(verb):
        return _through(verb.head, depth)
    if verb.dep_ in ("acl", "relcl"):
        return [verb.head] if verb.head.pos_ in ("PROPN", "NOUN") else []
    if verb.dep_ == "pcomp":
        return _through(verb.head, depth)
    return []


def who_is_meant(token: Token) -> Token:
    """ "The minister says he is mediating": the minister."""
    if token.lower_ not in _PRONOUNS:
        return token
    verb = token.head
    while verb.dep_ in ("ccomp", "conj", "xcomp") and verb.head != verb:
        verb = verb.head
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if own and own[0].lower_ not in _PRONOUNS:
            return own[0]
    return token


_PRONOUNS = frozenset(["he", "she", "it", "they"])


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _through(token: Token, depth: int) -> list[Token]:
    """ "had the honour of hosting": up from the noun to the verb that has it.

    Who is thanked for hosting did it; who is accused of it may not have.
    """
    for _ in range(DEEP):
        if token.pos_ in ("VERB", "AUX"):
            return subjects(token, depth + 1)
        if token.head == token:
            return []
        if token.dep_ == "prep" and token.head.pos_ == "VERB":
            objects = [c for c in token.head.children if c.dep_ == "dobj"]
            if objects and token.lower_ in ("for", "of"):
                return objects if token.lower_ == "for" else []
        token = token.head
    return []


def governor(token: Token) -> Standing:
    """Whether it happened, by the verbs above it, its helpers and its negations."""
    modality = Modality.ASSERTED
    at = token
    for _ in range(DEEP):
        words = {c.lower_ for c in at.children if c.dep_ in ("aux", "neg", "mark", "det", "cc")}
        if words & _MAYBE or words & _IF:
            return Standing(Modality.HYPOTHETICAL, doubtful=True)
        if words & {"not", "n't", "never", "no", "nor", "neither"}:
            return Standing(Modality.DENIED, doubtful=True)
        if words & _LATER:
            modality = Modality.PLANNED
        above = at.head
        if above == at:
            break
        if at.dep_ not in ("xcomp", "ccomp", "pcomp", "acl", "dobj", "prep", "pobj", "conj"):
            break
        if at.dep_ == "acl" and at.tag_ in ("VBN", "VBG"):
            break
        if at.dep_ == "ccomp" and above.lower_ not in _ATTEMPT:
            break
        if at.dep_ == "acl" and above.lower_ in _SAID_ONLY:
            return Standing(Modality.HYPOTHETICAL, doubtful=True)
        if above.lower_ in _ATTEMPT and at.dep_ != "conj":
            return Standing(modality, doubtful=True)
        if above.lower_ in _HOPED:
            modality = Modality.PLANNED
        if at.dep_ in ("dobj", "prep", "pobj", "conj") and token.pos_ in ("VERB", "AUX"):
            break
        at = above
    return Standing(modality)
