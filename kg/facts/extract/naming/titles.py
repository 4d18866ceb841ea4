"""Offices and functions: "deputy interior minister", "head of the Afghan Embassy in Qatar"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.text.mention import Kind, Mention, drop_covered

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HONORIFICS = (
    "Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Madam|Me|Maître|Eng|Engr|"
    "Engineer|Atty|Attorney|Hon"
    "|Honourable|Honorable|H\\.E|HE|His Excellency|Her Excellency|Excellency|HRH|"
    "Sheikh|Shaikh|Sheik|Shaykh|Haji|Hajji"
    "|Mullah|Mawlawi|Maulvi|Maulana|Mawlana|Moulvi|Qari|Mufti|Ayatollah|Hojatoleslam|"
    "Sayyid|Sayed|Seyed|Seyyed|Syed|Molavi|Mawlavi|Al Haj|Al-Haj|Imam|Ustaz|Ustad"
    "|Prince|Princess|Datu|Datuk|Dato'|Dato|Tan Sri|Tun|Haj|Hajj|Father|Fr|Reverend|"
    "Rev|Monsignor|Msgr|Pastor"
    "|Bishop|Archbishop|Cardinal|Sister|Brother|Comrade|U|Daw|Saw|Khun|Pu|Padoh|Sai|"
    "Commander|Comandante|Commandante"
    "|Commanders|Generals|Colonels|Messrs|Ustadz|Dean|Licenciado|Licenciada|Lic"
    "|Lt|Lieutenant|Gen|General|Maj|Major|Brig|Brigadier|Col|Colonel|Capt|Captain|"
    "Cdr|Adm|Admiral|Rear|Vice Admiral"
    "|Field|Marshal|Air|Chief Marshal|Sgt|Senior General|Commodore|Ret|retired|Retd|the late|late"
    "|Ambassador|Amb|Don|Doña|Chief|Elder|Pa|Alhaji|Malam|El Hadj|Begum|Bibi|Ato|"
    "Ambassadeur|Abouna|Bapak|Tengku|Tgk|Teungku"
)
_HONOUR_TAIL = re.compile(rf"(?:\b(?:{HONORIFICS})\b\.?[ ]){{1,6}}$")

_BEFORE_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_TAIL_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "DET", "PART", "CCONJ"})
_LEARNED = frozenset({"expert", "adviser", "advisor", "specialist", "lawyer", "professor"})
_POSTED = frozenset({"representative", "spokesman", "spokeswoman", "spokesperson"})
_OWNERS = frozenset({"its", "their"})
_CROWDS = frozenset({"negotiators", "delegates", "mediators", "facilitators"})
_TAIL_WORDS = frozenset({"of", "for", "to", "at", "in", "on", "from", "with"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(rulebook("names").words[name].split("|"))


def find_posts(doc: Doc, text: str, offset: int, people: list[tuple[int, int]]) -> list[Mention]:
    """Posts in one parsed block; `people` are character spans of likely names, never eaten."""
    found = []
    for token in doc:
        if (
            _word(token) in _words("HEADS")
            and not _inside(token.idx, people)
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
    return bool({"delegation", "team", "them"} & set(words))


def _word(token: Token) -> str:
    return token.text.lower().rstrip(".")


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def _widen(doc: Doc, head: Token, people: list[tuple[int, int]]) -> tuple[int, int]:
    first = head.i
    while first > 0 and head.i - first < 7 and _goes_before(doc, first - 1, people):
        first -= 1
    last = _tail(doc, head.i, people)
    return first, last


def _goes_before(doc: Doc, index: int, people: list[tuple[int, int]]) -> bool:
    token = doc[index]
    if _inside(token.idx, people) or _word(token) in _words("NOT_BEFORE") or "\n" in token.text:
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
            and _word(doc[index - 1]) in _words("HEADS")
            and doc[index + 1].pos_ in _BEFORE_POS
        )
    return token.pos_ in _BEFORE_POS or token.lower_ in (
        "then",
        "ex",
        "acting",
        "incoming",
        "outgoing",
        "visiting",
    )


def _tail(doc: Doc, index: int, people: list[tuple[int, int]]) -> int:
    last = index
    while last + 1 < len(doc) and last - index < 16:
        following = doc[last + 1]
        if following.lower_ == "of" and last + 2 < len(doc) and doc[last + 2].lower_ == "staff":
            last += 2
        elif following.lower_ == "commanding" and doc[index].lower_ == "officer":
            last += 1
        elif grown := _in_chief(doc, last + 1):
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
        if _inside(token.idx, people) and not (at + 1 < len(doc) and _possessive_name(doc, at)):
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
        and _inside(doc[at + 1].idx, people)
        and doc[at - 1].text not in _GENERALS
        and doc[at - 1].pos_ not in ("DET", "ADP")
    )


def _lists_portfolios(doc: Doc, comma: int) -> bool:
    """ "for Political, Legal and Security Affairs": a comma within what a ministry is for."""
    after = [t.text for t in doc[comma + 1 : comma + 4]]
    portfolios = _words("PORTFOLIOS")
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
    if after.pos_ not in ("NOUN", "PROPN", "ADJ") or _word(after) in _words("HEADS"):
        return False
    if at + 2 < len(doc) and _word(doc[at + 2]) in _words("HEADS"):
        return False
    return after.text[:1].isupper() == before.text[:1].isupper()


def _mention(doc: Doc, text: str, offset: int, first: int, last: int) -> Mention | None:
    while first < last and (
        doc[first].text in ("-", "'s", "'", "&", "—")
        or doc[first].lower_ in ("late", "retired", "mr")
    ):
        first += 1
    start, end = doc[first].idx + offset, doc[last].idx + len(doc[last].text) + offset
    return Mention(Kind.POST, start, end, text[start:end], name=text[start:end])


def honorific_before(view: str, start: int) -> int:
    """Where the courtesy titles and ranks before `start` begin; `start` when there are none."""
    found = _HONOUR_TAIL.search(view[max(0, start - 60) : start])
    return start if not found else max(0, start - 60) + found.start()


_RANK = re.compile(
    r"(?:(?:H\.?E\.?|[Rr]etired|Ret\.?|Lt|Lieutenant|Major|Maj|Brigadier|Brig|Rear|Vice|Air|Field|General|Gen|"
    r"Colonel|Col|Admiral|Adm|Marshal|Captain|Capt|Commodore|Commander|Ambassador|Sergeant)[.\s-]*)+"
)


def is_post(text: str) -> bool:
    """An office or function, rather than a rank or a word that only may be one."""
    if _RANK.fullmatch(text):
        return False
    words = text.lower().split()
    return len(words) > 1 or (bool(words) and words[0] not in _words("WEAK"))
