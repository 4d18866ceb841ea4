"""Who is what a noun says: "X was host", "with X as guarantor", "X took the chair"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.facts.extract.helping.arguments import DEEP, governor, subjects
from kg.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMING = frozenset(
    [
        "named",
        "appointed",
        "chosen",
        "accepted",
        "confirmed",
        "picked",
        "invited",
        "proposed",
        "wanted",
        "asked",
        "designated",
        "names",
        "name",
        "appoints",
        "appoint",
        "confirm",
        "confirms",
        "had",
        "has",
        "have",
    ]
)


_HOLDING = frozenset(
    [
        "take",
        "takes",
        "took",
        "taken",
        "taking",
        "share",
        "shares",
        "shared",
        "hold",
        "holds",
        "held",
        "had",
        "has",
        "play",
        "plays",
        "played",
        "playing",
        "assume",
        "assumes",
        "assumed",
        "fill",
        "filled",
    ]
)


def holders_of(noun: Token) -> tuple[list[Token], Modality] | None:
    """The words for those who are what the noun says."""
    if noun.dep_ == "conj" and noun.head != noun:
        return holders_of(noun.head)
    if noun.dep_ in ("attr", "acomp", "oprd"):
        return of_verb(noun.head)
    if noun.dep_ == "dobj":
        return _light(noun)
    if noun.dep_ != "pobj":
        return None
    prep = noun.head
    if prep.lower_ == "as":
        return _as_what(prep)
    if prep.lower_ == "in" and noun.lower_ == "chair":
        return _placed(prep, climb=False)
    if prep.lower_ == "of" and prep.head.lower_ in ("role", "part", "capacity"):
        return _light(prep.head)
    return None


def _as_what(prep: Token) -> tuple[list[Token], Modality] | None:
    head = prep.head
    if company := _with_whom(prep):
        return company, Modality.ASSERTED
    if head.pos_ in ("VERB", "AUX"):
        passive = [c for c in head.children if c.dep_ == "nsubjpass"]
        if passive:
            return passive, Modality.ASSERTED
        objects = [c for c in head.children if c.dep_ == "dobj"]
        if objects and head.lower_ in _NAMING:
            whom = objects[0].lower_ in ("whom", "that", "which")
            return [head.head] if whom else objects, Modality.ASSERTED
        return of_verb(head)
    return _placed(prep)


def _with_whom(prep: Token) -> list[Token]:
    """ "sign it with X and Y as witnesses": those just before, in company with whom."""
    if not prep.i or prep.nbor(-1).pos_ in ("VERB", "AUX"):
        return []
    for above in (prep.nbor(-1), *prep.nbor(-1).ancestors):
        if above.pos_ in ("VERB", "AUX"):
            return []
        if above.lower_ == "with":
            return [c for c in above.children if c.dep_ == "pobj"]
    return []


def _light(noun: Token) -> tuple[list[Token], Modality] | None:
    """ "took the chair", "play the role of mediator"."""
    if noun.dep_ == "dobj" and noun.head.lower_ in _HOLDING:
        return of_verb(noun.head)
    return None


def _placed(prep: Token, *, climb: bool = True) -> tuple[list[Token], Modality] | None:
    """ "with X in the chair": X stands just before; else the subject of the clause."""
    head = prep.head
    if head.pos_ in ("VERB", "AUX"):
        return of_verb(head)
    if head.lower_ == "with" or any(c.lower_ == "with" for c in head.children if c.i < prep.i):
        carrier = (
            head
            if head.lower_ == "with"
            else next(c for c in head.children if c.lower_ == "with" and c.i < prep.i)
        )
        return [c for c in carrier.children if c.dep_ == "pobj"], Modality.ASSERTED
    if head.pos_ == "PROPN":
        return [_first(head)], Modality.ASSERTED
    if not climb:
        return ([head], Modality.ASSERTED) if head.pos_ in ("NOUN", "PROPN") else None
    for above in head.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return of_verb(above)
    return None


def _first(token: Token) -> Token:
    for _ in range(DEEP):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def of_verb(verb: Token) -> tuple[list[Token], Modality] | None:
    state = governor(verb)
    if state.doubtful:
        return None
    return subjects(verb), state.modality
