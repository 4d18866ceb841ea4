"""Names of states, organisations and armed groups: words as a set, acronyms, telling words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.facts.names.explained import Explained
from kg.facts.names.sound import folded, is_unvowelled, latin
from kg.facts.names.tokens import ALIKE, FORM, SAME, SPELT, Likeness, likeness
from kg.facts.names.wordlists import words

_IN_BRACKETS = re.compile(r"\(([A-Z][\w&./ -]{1,11})\)")
_ACRONYM = re.compile(r"^[A-Z][A-Z&./-]*[A-Z][A-Za-z&./-]{0,3}$")
_SMALL = frozenset(
    [
        "the",
        "of",
        "for",
        "and",
        "in",
        "on",
        "to",
        "de",
        "la",
        "le",
        "du",
        "des",
        "del",
        "los",
        "las",
        "el",
        "y",
        "et",
        "e",
        "i",
        "al",
        "a",
    ]
)


@dataclass(frozen=True, slots=True)
class OrganisationName:
    words: tuple[str, ...]
    acronym: str | None
    initials: frozenset[str]
    bare: bool

    @property
    def is_acronym(self) -> bool:
        return self.acronym is not None and not self.words


@lru_cache(maxsize=65_536)
def organisation_name(name: str) -> OrganisationName:
    text = latin(name).strip()
    inside = _IN_BRACKETS.search(text)
    if inside:
        text = text.replace(inside[0], " ")
    if _ACRONYM.match(text.strip()) and not inside:
        return OrganisationName((), _letters(text), frozenset(), False)
    parts = folded(text).split()
    kept = tuple(words().same_words.get(part, part) for part in parts if part not in _SMALL)
    acronym = _letters(inside[1]) if inside else None
    return OrganisationName(kept, acronym, _initials(text), is_unvowelled(name))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _initials(text: str) -> frozenset[str]:
    """With and without small words; hyphens part words or not."""
    loose = [part for part in re.split(r"[^\w]+", text) if part]
    tight = [part for part in text.replace("-", "").split() if part[:1].isalnum()]
    every = set()
    for parts in (loose, tight):
        every.add("".join(part[0] for part in parts))
        every.add("".join(part[0] for part in parts if part.lower() not in _SMALL))
    return frozenset(one.lower() for one in every if len(one) >= 2)


def in_tables(name: str) -> str:
    """The first name that the tables have for it; empty for one that they do not have."""
    bare = folded(latin(name)).removeprefix("the ")
    return words().bodies.get(bare, "")


def compare_organisations(a: str, b: str) -> Explained:
    if (known := in_tables(a)) and (other := in_tables(b)) and folded(a) != folded(b):
        if known == other:
            return Explained(0.97, ("two names of one in the tables",))
        return Explained(0.1, ("two in the tables",))
    one, two = organisation_name(a), organisation_name(b)
    if one.is_acronym or two.is_acronym:
        return _acronyms(one, two)
    if not one.words or not two.words:
        return Explained(0.0, ("nothing to compare",))
    if one.words == two.words:
        return Explained(1.0, ("the same words",))
    if "".join(one.words) == "".join(two.words):
        return Explained(0.96, ("the same letters, words apart differently",))
    found = _compare(one, two)
    if one.acronym and one.acronym == two.acronym and found.score > 0.4:
        return Explained(max(found.score, 0.9), (*found.reasons, "the same acronym"))
    return found


def _acronyms(one: OrganisationName, two: OrganisationName) -> Explained:
    if not one.is_acronym:
        one, two = two, one
    short = one.acronym or ""
    if two.is_acronym:
        return Explained(0.97 if short == two.acronym else 0.2, ("acronyms",))
    if two.acronym == short:
        return Explained(0.94, (f"{short.upper()} stands beside the name",))
    if short in two.initials:
        return Explained(0.85 if len(short) > 2 else 0.75, (f"the initials are {short.upper()}",))
    if "".join(two.words) == short:
        return Explained(0.96, ("the same letters",))
    if len(short) > 3 and any(_in_order(short, initials) for initials in two.initials):
        return Explained(0.72, (f"{short.upper()} holds the initials",))
    return Explained(0.1, ("the initials differ",))


def _in_order(short: str, initials: str) -> bool:
    """All initials stand in the acronym, one letter more or less."""
    left = iter(short)
    return len(short) - len(initials) in (0, 1) and all(letter in left for letter in initials)


def _compare(one: OrganisationName, two: OrganisationName) -> Explained:
    bare = one.bare != two.bare
    left, pairs, right = _pair(one.words, two.words, bare)
    reasons = tuple(dict.fromkeys(like.why for like in pairs if like.why))
    if not left and not right:
        weakest = min(like.score for like in pairs)
        if weakest < SPELT and len(pairs) == 1:
            return Explained(min(weakest, 0.75), (*reasons, "one word alone"))
        if weakest < SPELT and len(pairs) > 2:
            weakest = max(weakest, 0.8)
        exact = weakest == SAME
        return Explained(0.93 if exact else min(weakest, 0.9), reasons or ("other order",))
    left, right, explained = _initials_apart(left, right)
    reasons += explained
    extra = [*left, *right]
    if not extra and explained:
        return Explained(0.85, reasons)
    told = sorted(set(extra) & words().telling) + [word for word in extra if word.isdigit()]
    if told:
        return Explained(0.4, (*reasons, f"{told[0]} tells them apart"))
    shared = [word for word in one.words if word not in left and word not in words().empty]
    return _leftover(left, right, extra, bool(shared), pairs, reasons)


def _initials_apart(
    left: list[str], right: list[str]
) -> tuple[list[str], list[str], tuple[str, ...]]:
    """AU Commission beside African Union Commission."""
    for short, long in ((left, right), (right, left)):
        if len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long):
            return [], [], (f"{short[0].upper()} stands for {' '.join(long)}",)
    return left, right, ()


def _leftover(
    left: list[str],
    right: list[str],
    extra: list[str],
    shared: bool,
    pairs: list[Likeness],
    reasons: tuple[str, ...],
) -> Explained:
    sure = bool(pairs) and shared and min(like.score for like in pairs) >= ALIKE
    if not sure:
        return Explained(0.2, ("too little in common",))
    full = [word for word in extra if word not in words().empty]
    if not full and left and right:
        return Explained(0.72, (*reasons, "the general words differ"))
    if not full:
        return Explained(0.85, (*reasons, "one has a general word more"))
    if left and right:
        return Explained(0.3, (*reasons, f"{full[0]} stands on one side only"))
    if len(full) == 1 and len(pairs) >= 2:
        return Explained(0.74, (*reasons, f"{full[0]} stands on one side only"))
    alone = len(pairs) == 1 and len(full) == 1
    return Explained(0.7 if alone else 0.5, (*reasons, f"{full[0]} stands on one side only"))


def _pair(
    a: tuple[str, ...], b: tuple[str, ...], bare: bool
) -> tuple[list[str], list[Likeness], list[str]]:
    """Words of `a` left over, pairs, words of `b` left over."""
    left, right, pairs = list(a), list(b), []
    every = [(_alike(x, y, bare), x, y) for x in dict.fromkeys(a) for y in dict.fromkeys(b)]
    for like, x, y in sorted(every, key=lambda one: (-one[0].score, one[1], one[2])):
        if like.score >= 0.75 and x in left and y in right:
            left.remove(x)
            right.remove(y)
            pairs.append(like)
    return left, pairs, right


def _alike(a: str, b: str, bare: bool) -> Likeness:
    state = words().states
    if a != b and state.get(a, a) == state.get(b, b):
        return Likeness(0.9, f"{a} and {b} are of one state")
    if a != b and {a, b} & words().telling:
        return _stem(a, b)
    known = words().exonyms
    if a != b and known.get(a, a) == known.get(b, b):
        return Likeness(FORM, f"{a} and {b} are one name")
    same = likeness(*sorted((a, b)), bare)
    if same.score >= SPELT or len(a) < 2 or len(b) < 2:
        return same if (len(a) > 1 and len(b) > 1) or a == b else Likeness(0.0)
    stem = _stem(a, b)
    return stem if stem.score > same.score else same


def _stem(a: str, b: str) -> Likeness:
    """Qatar and Qatari, Sudan and Sudanese, ministers and minister."""
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS:
        return Likeness(0.88, f"{a} and {b} are one word")
    return Likeness(0.0)


_ENDINGS = frozenset({"s", "i", "n", "an", "ian", "ese", "ish", "es", "is", "ic"})
