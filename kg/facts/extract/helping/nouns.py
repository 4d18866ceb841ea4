"""What a noun for a role says of itself: one person's second office, no such helper, other tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.terms import MediationRole

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARMED = frozenset(["military", "truce", "ceasefire", "unarmed", "election", "electoral", "border"])
_SENDING = frozenset(["admission", "deployment", "mission", "number", "arrival", "dispatch"])


def second_office(noun: Token) -> bool:
    """ "X, minister and facilitator of the talks": one person with two offices."""
    joined = noun.dep_ == "conj" and noun.tag_ == "NN" and noun.head.dep_ == "appos"
    return joined and not any(c.dep_ == "det" for c in noun.children)


def is_one(noun: Token) -> bool:
    """ "X in charge and Y as mediator": one mediator, Y."""
    return noun.tag_ == "NN" and noun.head.lower_ == "as"


def noun_word(token: Token) -> str:
    if token.lower_.startswith("between") and token.i > 1 and token.nbor(-2).lower_ == "go":
        return f"go-{token.lower_}"
    return token.lower_


def phrase_word(token: Token) -> str:
    if token.lower_ == "offices" and token.i and token.nbor(-1).lower_ == "good":
        return "good offices"
    return token.lower_


def of_someone_else(noun: Token) -> bool:
    """ "…, their Omani facilitator": not the ones who are named before."""
    words = {c.lower_ for c in noun.children if c.dep_ == "poss"}
    return bool(words & {"their", "its"}) and any(
        c.ent_type_ in ("NORP", "GPE", "ORG") for c in noun.children
    )


def of_truce(noun: Token, role: MediationRole) -> bool:
    """ "military observers", "the admission of observers": they watch a truce, not the talks."""
    if role is not MediationRole.OBSERVER:
        return False
    sent = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in _SENDING
    return sent or any(c.lower_ in _ARMED for c in noun.children)


def absent(noun: Token) -> bool:
    return any(c.lower_ in ("no", "any", "neither", "without", "another") for c in noun.children)
