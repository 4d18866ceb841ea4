"""How alike two words of a name are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from kg.facts.names.sound import skeleton, spelling
from kg.facts.names.wordlists import words

SAME, FORM, SPELT, ALIKE, SHORT, INITIAL, BONES = 1.0, 0.98, 0.93, 0.85, 0.82, 0.8, 0.84
_VOWEL = re.compile(r"[aeiouyw]")
_PREFIXES = ("al", "el", "ul", "ar", "as", "ash", "az")


@dataclass(frozen=True, slots=True)
class Likeness:
    score: float
    why: str = ""


NOTHING = Likeness(0.0)


@lru_cache(maxsize=262_144)
def likeness(a: str, b: str, bare: bool = False) -> Likeness:
    """`bare`: one of the two comes from a script that leaves vowels out."""
    if a == b:
        return Likeness(SAME)
    if len(a) == 1 or len(b) == 1:
        return Likeness(INITIAL, f"{max(a, b, key=len)} shortened") if a[0] == b[0] else NOTHING
    if bare:
        return _by_bones(a, b)
    if _is_long_initial(a, b):
        return Likeness(INITIAL, f"{max(a, b, key=len)} shortened")
    return _by_form(a, b) or _by_spelling(a, b)


def _is_long_initial(a: str, b: str) -> bool:
    """Th. for Thuingaleng, Dzh. for Dzhokhar: letters of one sound."""
    short, long = sorted((a, b), key=len)
    return len(short) < 4 <= len(long) and long.startswith(short) and not _VOWEL.search(short)


def _by_form(a: str, b: str) -> Likeness | None:
    """What the list of forms says; None when it does not know both."""
    forms, short = words().forms, words().short_for
    one, two = forms.get(a), forms.get(b)
    if one and one == two:
        return Likeness(FORM, f"{a} and {b} are one name")
    if frozenset((one or a, two or b)) in short or frozenset((a, b)) in short:
        return Likeness(SHORT, f"{a} and {b} stand for each other")
    return NOTHING if one and two else None


def _by_spelling(a: str, b: str) -> Likeness:
    one, two = _without_article(a, b)
    if one == two:
        return Likeness(FORM, "the article written apart or left out")
    if spelling(one) == spelling(two):
        return Likeness(SPELT, f"{a} and {b} sound alike")
    shorter = min(len(one), len(two))
    if shorter < 3 or (one[0] != two[0] and spelling(one)[:1] != spelling(two)[:1]):
        return _by_edit(one, two)
    if longer_by_a(one, two):
        return Likeness(0.7, f"{a} and {b} may be a man's and a woman's")
    if _cut_short(one, two):
        return Likeness(0.76, f"{two} may be short for {one}")
    if skeleton(one) == skeleton(two) and _errors(one, two, 3) <= max(2, len(skeleton(one)) - 1):
        return Likeness(ALIKE, f"{a} and {b} share their consonants")
    return _by_edit(one, two)


def _by_edit(a: str, b: str) -> Likeness:
    one, two = spelling(a), spelling(b)
    size = min(len(one), len(two))
    errors = min(_errors(a, b), _errors(one, two))
    if size >= 4 and errors <= (2 if size >= 7 else 1):
        return Likeness(ALIKE if size >= 5 else 0.76, f"{a} and {b} differ by {errors} letters")
    close = JaroWinkler.similarity(one, two)
    return Likeness(0.72, f"{a} and {b} look alike") if size >= 5 and close > 0.93 else NOTHING


def _cut_short(longer: str, shorter: str) -> bool:
    """`siraj` of `sirajuddin`; a servant name is no short form of what it serves."""
    longer, shorter = (longer, shorter) if len(longer) > len(shorter) else (shorter, longer)
    cut = len(longer) - len(shorter)
    return len(shorter) >= 4 and cut >= 3 and longer.startswith(shorter) and shorter != "abdul"


def longer_by_a(a: str, b: str) -> bool:
    return abs(len(a) - len(b)) == 1 and a.removesuffix("a") == b.removesuffix("a")


def _errors(a: str, b: str, most: int = 2) -> int:
    """More than `most` count as one more."""
    return int(Levenshtein.distance(a, b, score_cutoff=most))


def _by_bones(a: str, b: str) -> Likeness:
    one, two = (skeleton(words().forms.get(word, word)) for word in (a, b))
    if one == two:
        return Likeness(BONES, f"{a} and {b} share their consonants")
    if min(len(one), len(two)) >= 3 and Levenshtein.distance(one, two) <= 1:
        return Likeness(0.76, f"{a} and {b} share most consonants")
    return NOTHING


def _without_article(a: str, b: str) -> tuple[str, str]:
    """`alqashouti` beside `qashouti`, `ziaul` beside `zia`."""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    extra = len(longer) - len(shorter)
    if extra in (2, 3) and len(shorter) >= 3:
        if longer[:extra] in _PREFIXES and spelling(longer[extra:]) == spelling(shorter):
            return longer[extra:], shorter
        if longer[-extra:] in ("ul", "al", "ur") and longer[:-extra] == shorter:
            return shorter, shorter
    return longer, shorter
