"""Offices and functions: "deputy interior minister", "head of the Afghan Embassy in Qatar"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.facts.extract.naming.tails import BEFORE_POS, bare, inside, listed, tail_of
from kg.facts.extract.text.mention import Kind, Mention, drop_covered

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CROWDS = frozenset({"negotiators", "delegates", "mediators", "facilitators"})


def find_posts(doc: Doc, text: str, offset: int, people: list[tuple[int, int]]) -> list[Mention]:
    """Posts in one parsed block; `people` are character spans of likely names, never eaten."""
    found = []
    for token in doc:
        if (
            bare(token) in listed("HEADS")
            and not inside(token.idx, people)
            and _is_head(doc, token)
        ):
            start, end = _widen(doc, token, people)
            found.append(_mention(doc, text, offset, start, end))
    return drop_covered([m for m in found if m is not None])


def _is_head(doc: Doc, token: Token) -> bool:
    before = doc[token.i - 1] if token.i else None
    word = token.lower_
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if (
        word == "chair"
        and before is not None
        and before.text == "-"
        and doc[token.i - 2].lower_ == "co"
    ):
        return token.pos_ in ("NOUN", "PROPN") and after not in ("the", "it", "a")
    if before is not None and before.text == "-" and word in ("member", "head", "chair", "chief"):
        return False
    if word in ("chief", "lead", "head") and after in _CROWDS:
        return False
    if word in ("chair", "head", "heads", "king", "general", "chief") and token.pos_ == "VERB":
        return word == "head" and after == "of" and not _of_a_team(doc, token.i + 1)
    if (
        word in ("chair", "co-chair")
        and after != "of"
        and not (before is not None and before.text == ",")
    ):
        return False
    if word in ("delegate", "justice"):
        return before is not None and before.lower_ in ("chief", "lead")
    if _at_its_head(doc, token.i):
        return False
    if word in ("head", "leader", "chief") and _of_a_team(doc, token.i + 1):
        return False
    if (
        word in ("head", "leader", "chief")
        and before is not None
        and before.lower_ in ("its", "whose", "their")
        and after in ("is", "was")
    ):
        return False
    if word in ("member", "members"):
        return token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "of"
    if word in (
        "mediator",
        "co-mediator",
        "facilitator",
        "moderator",
        "intermediary",
        "convener",
        "convenor",
    ):
        return before is not None and (
            before.lower_ in ("chief", "lead", "main", "principal") or before.pos_ == "PROPN"
        )
    return word not in ("general", "late", "deputy", "head", "heads") or token.pos_ in (
        "NOUN",
        "PROPN",
    )


def _at_its_head(doc: Doc, index: int) -> bool:
    words = [t.lower_ for t in doc[max(0, index - 2) : index + 1]]
    return words[-1] == "head" and words[:2] in (["at", "its"], ["at", "their"], ["at", "the"])


def _of_a_team(doc: Doc, index: int) -> bool:
    """ "head of our delegation", "the head of them": a role at the table, no office."""
    if index >= len(doc) or doc[index].lower_ != "of":
        return False
    words = [t.lower_ for t in doc[index + 1 : index + 6]]
    if {"legal", "technical", "political", "security", "working"} & set(words):
        return False
    return bool({"delegation", "team", "panel", "them"} & set(words))


def _widen(doc: Doc, head: Token, people: list[tuple[int, int]]) -> tuple[int, int]:
    first = head.i
    while first > 0 and head.i - first < 7 and _goes_before(doc, first - 1, people):
        first -= 1
    last = tail_of(doc, head.i, people)
    return first, last


def _goes_before(doc: Doc, index: int, people: list[tuple[int, int]]) -> bool:
    token = doc[index]
    if inside(token.idx, people) or bare(token) in listed("NOT_BEFORE") or "\n" in token.text:
        return False
    if _at_its_head(doc, index):
        return False
    if token.text in ("-", "/", "&") or token.tag_ == "HYPH":
        return True
    if token.text in ("'s", "'"):
        return (index > 0 and doc[index - 1].text[:1].isupper()) or doc[index - 1].pos_ == "NOUN"
    if token.lower_ == "and":
        return (
            index > 0
            and bare(doc[index - 1]) in listed("HEADS")
            and doc[index + 1].pos_ in BEFORE_POS
        )
    return token.pos_ in BEFORE_POS or token.lower_ in (
        "then",
        "ex",
        "acting",
        "incoming",
        "outgoing",
        "visiting",
    )


def _mention(doc: Doc, text: str, offset: int, first: int, last: int) -> Mention | None:
    while first < last and (
        doc[first].text in ("-", "'s", "'", "&", "—")
        or doc[first].lower_ in ("late", "retired", "mr")
    ):
        first += 1
    start, end = doc[first].idx + offset, doc[last].idx + len(doc[last].text) + offset
    return Mention(Kind.POST, start, end, text[start:end], name=text[start:end])


_RANK = re.compile(
    r"(?:(?:H\.?E\.?|[Rr]etired|Ret\.?|Lt|Lieutenant|Major|Maj|Brigadier|Brig|Rear|Vice|Air|Field|General|Gen|"
    r"Colonel|Col|Admiral|Adm|Marshal|Captain|Capt|Commodore|Commander|Ambassador|Sergeant)[.\s-]*)+"
)


def is_post(text: str) -> bool:
    """An office or function, rather than a rank or a word that only may be one."""
    if _RANK.fullmatch(text):
        return False
    words = text.lower().split()
    return len(words) > 1 or (bool(words) and words[0] not in listed("WEAK"))
