"""How far an office reaches: "head of the Main Office for Roads", "ambassador in Vienna"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.facts.extract.naming.honorifics import HONORIFICS
from kg.facts.extract.rulebook import rulebook

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BEFORE_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_TAIL_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "DET", "PART", "CCONJ"})
_LEARNED = frozenset({"expert", "adviser", "advisor", "specialist", "lawyer", "professor"})
_POSTED = frozenset({"representative", "spokesman", "spokeswoman", "spokesperson"})
_OWNERS = frozenset({"its", "their"})
_TAIL_WORDS = frozenset({"of", "for", "to", "at", "in", "on", "from", "with"})


@cache
def listed(name: str) -> frozenset[str]:
    return frozenset(rulebook("names").words[name].split("|"))


def bare(token: Token) -> str:
    return token.text.lower().rstrip(".")


def inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def tail_of(doc: Doc, index: int, people: list[tuple[int, int]]) -> int:
    last = index
    while last + 1 < len(doc) and last - index < 16:
        following = doc[last + 1]
        if following.lower_ == "of" and last + 2 < len(doc) and doc[last + 2].lower_ == "staff":
            last += 2
        elif following.lower_ == "commanding" and doc[index].lower_ == "officer":
            last += 1
        elif grown := _in_chief(doc, last + 1) or _of_generals(doc, last):
            last += grown
        elif following.text == "(" and _acronym_at(doc, last + 2):
            last += 3
        elif following.lower_ in _TAIL_WORDS:
            grown = _phrase(doc, last + 2, people)
            if grown < last + 2 or not _tail_fits(doc, index, last + 1):
                break
            last = grown
        else:
            break
    return last


def _in_chief(doc: Doc, index: int) -> int:
    """How many words "-in-chief" takes, in either spelling."""
    words = [t.lower_ for t in doc[index : index + 4]]
    if words == ["-", "in", "-", "chief"]:
        return 4
    return 2 if words[:2] == ["in", "chief"] else 0


def _of_generals(doc: Doc, index: int) -> int:
    """How many words "-general" takes after "secretary" and the like."""
    words = [t.lower_ for t in doc[index : index + 3]]
    return 2 if words[1:] == ["-", "general"] and words[0] in _OF_ALL else 0


_OF_ALL = frozenset({"secretary", "director", "inspector", "auditor", "consul", "governor"})


def _acronym_at(doc: Doc, index: int) -> bool:
    return index + 1 < len(doc) and doc[index].text.isupper() and doc[index + 1].text == ")"


def _tail_fits(doc: Doc, head: int, preposition: int) -> bool:
    word = doc[preposition].lower_
    if word in ("of", "for", "to"):
        return (
            doc[preposition + 1].pos_ not in ("VERB", "PRON", "NUM")
            or doc[preposition + 1].lower_ in _OWNERS
        )
    if (
        word == "in"
        and doc[head].lower_ in _POSTED
        and doc[preposition - 1].text != "-"
        and doc[preposition + 1].text[:1].isupper()
    ):
        return True
    if word in ("in", "on") and doc[head].lower_ in _LEARNED:
        return True
    if word in ("in", "at"):
        named = any(
            t.lower_ in ("embassy", "ambassador", "nuncio", "consul", "office", "mission")
            for t in doc[head : preposition + 3]
        )
        return named or doc[head].lower_ in ("ambassador", "nuncio", "consul")
    return word == "from" and doc[head].lower_.startswith(("representative", "official", "officer"))


def _phrase(doc: Doc, index: int, people: list[tuple[int, int]]) -> int:
    """Last token of the noun phrase that begins at `index`, or less than `index` for none."""
    last = index - 1
    for at in range(index, min(index + 10, len(doc))):
        token = doc[at]
        if inside(token.idx, people) and not (at + 1 < len(doc) and _possessive_name(doc, at)):
            break
        if token.text == "," and _lists_portfolios(doc, at):
            last = at
            continue
        if at > index and _opens_a_name(doc, at, people):
            break
        if doc[at - 1].text == "Affairs" and at > index and token.text not in ("and", "'s", "("):
            break
        owner = at == index and token.lower_ in _OWNERS
        based = token.lower_ == "based" and doc[at - 1].text == "-"
        if token.tag_ == "VBG" and at + 1 < len(doc) and doc[at + 1].pos_ in ("NOUN", "PROPN"):
            last = at
            continue
        joined = based or owner or token.text in ("-", "'s", "'", "&")
        if token.pos_ not in _TAIL_POS and not joined:
            break
        if token.pos_ == "DET" and (at != index or token.lower_ in ("that", "this", "those")):
            break
        if token.lower_ in ("and", "or", "but") and not _joins(doc, at):
            break
        last = at
    while last >= index and doc[last].pos_ in ("DET", "CCONJ"):
        last -= 1
    return last


_COURTESY = re.compile(rf"(?:{HONORIFICS})\.?")
_GENERALS = frozenset(
    {"Attorney", "Director", "Secretary", "Inspector", "Solicitor", "Auditor", "-"}
)


def _opens_a_name(doc: Doc, at: int, people: list[tuple[int, int]]) -> bool:
    """A rank or courtesy title that a name follows ends the office before it."""
    return (
        bool(_COURTESY.fullmatch(doc[at].text))
        and at + 1 < len(doc)
        and inside(doc[at + 1].idx, people)
        and doc[at - 1].text not in _GENERALS
        and doc[at - 1].pos_ not in ("DET", "ADP")
    )


def _lists_portfolios(doc: Doc, comma: int) -> bool:
    """ "for Political, Legal and Security Affairs": a comma within what a ministry is for."""
    after = [t.text for t in doc[comma + 1 : comma + 4]]
    portfolios = listed("PORTFOLIOS")
    return (
        len(after) == 3
        and doc[comma - 1].text in portfolios
        and after[0] in portfolios
        and (after[1] in (",", "and", "&") or after[1] in portfolios)
        and (after[1] != "," or after[2] in portfolios)
    )


def _possessive_name(doc: Doc, at: int) -> bool:
    return any(doc[i].text == "'s" for i in range(at + 1, min(at + 4, len(doc))))


def _joins(doc: Doc, at: int) -> bool:
    """`and` inside an institution's name: "trade and industry", "Luanda and Nairobi"."""
    if at + 1 >= len(doc) or at == 0:
        return False
    after, before = doc[at + 1], doc[at - 1]
    if after.pos_ not in ("NOUN", "PROPN", "ADJ") or bare(after) in listed("HEADS"):
        return False
    if at + 2 < len(doc) and bare(doc[at + 2]) in listed("HEADS"):
        return False
    return after.text[:1].isupper() == before.text[:1].isupper()
