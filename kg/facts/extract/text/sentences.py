"""Where sentences begin and end: by signs, aware of abbreviations, initials and quotes."""

from __future__ import annotations

import re
from itertools import pairwise

_END = re.compile(r"[.!?…]+[\"”’')\]]{0,3}(?=\s)")
_NEXT = re.compile(r"\s+[\"“‘'(\[]?[\w•*–—-]")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "lt",
        "gen",
        "col",
        "maj",
        "brig",
        "capt",
        "sgt",
        "cpl",
        "cmdr",
        "adm",
        "sen",
        "rep",
        "gov",
        "hon",
        "adj",
        "ma",
        "rev",
        "st",
        "sr",
        "jr",
        "amb",
        "atty",
        "vs",
        "etc",
        "no",
        "nos",
        "fig",
        "inc",
        "ltd",
        "co",
        "corp",
        "e.g",
        "i.e",
        "cf",
        "approx",
        "ca",
        "feb",
        "jan",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        *("sec", "usec", "asec", "asst", "bri", "lic", "ing", "msgr", "fr", "rtd", "retd", "insp"),
        *("messrs", "u.a.e", "d.c", "comr", "cllr", "cdr", "dir"),
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "h.e",
        "h.r.h",
        "mt",
        "ft",
        "engr",
        "ret",
        "supt",
        "pres",
        "min",
        "dep",
        "spec",
        "op",
        "vol",
        "pp",
        "ed",
        "eds",
        "al",
    ]
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Offsets into `text`, without the white space around."""
    cuts = [0]
    for match in _END.finditer(text):
        if _ends(text, match):
            cuts.append(match.end())
    cuts.append(len(text))
    spans = [_trim(text, a, b) for a, b in pairwise(cuts)]
    return [(a, b) for a, b in spans if a < b]


def _ends(text: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    if not following:
        return False
    first = following.group()[-1]
    if first.islower() and match.group().startswith("."):
        return False
    if match.group() == ".)" and text[: match.start()].endswith(_RESERVE):
        return False
    if match.group() not in (".", ".)"):
        return not first.islower()
    return not _abbreviated(text, match.start())


_INITIALS = re.compile(r"(?!A\.M|P\.M|A\.D|B\.C)[A-Z]\.[A-Z](?:\.[A-Z])?")
_RESERVE = ("(res", "(ret", "(retd", "(rtd")


def _abbreviated(text: str, dot: int) -> bool:
    start = dot
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    word = text[start:dot]
    if _INITIALS.fullmatch(word):
        return True
    if len(word) == 1 and word.isupper():
        return not _ends_clause(text, start)
    if word.lower() in ("no", "may", "mar", "co", "min", "op", "al", "ed", "st", "ca"):
        return bool(
            word[:1].isupper() and text[dot + 1 : dot + 3].strip()[:1].isalnum() and word != "May"
        )
    return word.lower() in _ABBREVIATIONS


def _ends_clause(text: str, start: int) -> bool:
    """A letter that ends a clause follows what is lettered: "plan B."; others are initials."""
    before = text[:start].rstrip().rsplit(" ", 1)[-1]
    if not before or not before[0].islower() or before.endswith((".", ",", ";", ":")):
        return False
    return before in _LETTERED and not _SECOND_INITIAL.match(text, start + 1)


_LETTERED = frozenset(
    [
        "plan", "option", "annex", "point", "part", "group", "item", "list", "type", "class", "zone",
        "clause", "paragraph", "phase", "article", "basket", "area", "track", "hall", "section",
        "vitamin", "hepatitis", "letter", "committee", "version", "scenario", "category", "room",
    ]
)  # fmt: skip
_SECOND_INITIAL = re.compile(r"\.\s?[A-Z]\.\s")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
