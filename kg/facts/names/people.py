"""Names of people: titles off, words paired, and what is left over weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.facts.names.bynames import known_as
from kg.facts.names.explained import Explained
from kg.facts.names.sound import folded, is_unvowelled, latin, skeleton
from kg.facts.names.tokens import FORM, SAME, SPELT, Likeness, likeness
from kg.facts.names.wordlists import words

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\"“”«»][^\"“”«»]*[\"“”«»]")
_SERVANT = re.compile(r"^(?:abd|abed|bd)$")
_SERVANT_JOINED = re.compile(r"^abd(?:[aeo]u?|ou)?[lrnszt](?=[a-z]{3})")
_ARTICLES = frozenset(
    {"al", "el", "ul", "ur", "ar", "as", "us", "an", "er", "es", "ol", "or", "il"}
)
_SERVANT_APART = frozenset({"abdul", "abdel", "abdur", "abdal", "abdoul", "abdol", "abdus"})
_GIVEN_AWAY = frozenset({"mohammed", "ahmed", "sayyid"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without titles and particles. `turned`: written "Family, Given"."""

    tokens: tuple[str, ...]
    generation: str | None
    bare: bool
    turned: bool
    whole: str
    """All its letters, particles too."""

    @property
    def joined(self) -> str:
        return "".join(self.tokens)


@lru_cache(maxsize=65_536)
def person_name(name: str) -> PersonName:
    bare, text = is_unvowelled(name), latin(_BRACKETS.sub(" ", name))
    head, comma, tail = text.partition(",")
    turned = bool(comma) and 0 < len(folded(tail).split()) <= 3 and not _is_generation(tail)
    parts = folded(f"{tail} {head}" if turned else text.replace(",", " ")).split()
    generation = next((g for p in parts[1:] if (g := words().generations.get(p))), None)
    if generation:
        parts = [part for part in parts if part not in words().generations]
    kept = _servants(_untitled(parts, bare))
    tokens = tuple(p for p in kept if p not in words().particles) or tuple(kept)
    return PersonName(tokens, generation, bare, turned, "".join(kept))


def _is_generation(text: str) -> bool:
    return folded(text) in words().generations


def _untitled(parts: list[str], bare: bool) -> list[str]:
    """Without the titles in front; the last word is never one."""
    start = 0
    while start < len(parts) - 1:
        if _is_title(parts[start], bare):
            start += 1
        elif parts[start] in _ARTICLES and _is_title(parts[start + 1], bare):
            start += 2
        else:
            break
    return parts[start:] or parts[-1:]


def _is_title(word: str, bare: bool) -> bool:
    return word in words().titles or (bare and skeleton(word) in words().title_bones)


def _servants(parts: list[str]) -> list[str]:
    """Abd al-Rahman, Abdul Rahman, Abdurrahman: one word."""
    made: list[str] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        step = 1
        if _SERVANT.match(part) or part in _SERVANT_APART:
            step += int(index + 1 < len(parts) - 1 and parts[index + 1] in _ARTICLES)
            if index + step < len(parts):
                part, step = f"abdul{parts[index + step]}", step + 1
        made.append(_servant(part))
        index += step
    return made


def _servant(part: str) -> str:
    if words().forms.get(part) == "abdullah" or re.fullmatch(r"abdul+ah", part):
        return "abdullah"
    rest = _SERVANT_JOINED.sub("", part)
    if rest == part:
        return part
    rest = re.sub(r"^(.)\1", r"\1", rest)
    return "abdul" + words().forms.get(rest, rest)


def compare_people(a: str, b: str) -> Explained:
    one, two = person_name(a), person_name(b)
    if not one.tokens or not two.tokens:
        return Explained(0.0, ("nothing to compare",))
    found = _compare(one, two)
    if not found.likely and known_as(a) & known_as(b):
        return Explained(0.9, ("two names of one person, as far as the list of bynames goes",))
    if one.generation != two.generation:
        if one.generation and two.generation:
            return Explained(0.1, ("father and son: " + _both(one, two),))
        return Explained(
            min(found.score, 0.75), (*found.reasons, "only one has " + _both(one, two))
        )
    return found


def _both(one: PersonName, two: PersonName) -> str:
    return " and ".join(sorted(g for g in (one.generation, two.generation) if g))


def _compare(one: PersonName, two: PersonName) -> Explained:
    if one.tokens == two.tokens:
        return Explained(1.0 if len(one.tokens) > 1 else 0.96, ("the same words",))
    if one.joined == two.joined or one.whole == two.whole:
        return Explained(0.96, ("the same letters, words apart differently",))
    if min(len(one.tokens), len(two.tokens)) == 1:
        return _single(one, two)
    return _paired(one, two)


def _single(one: PersonName, two: PersonName) -> Explained:
    """One word against one or more: a surname, or a name known alone."""
    if len(one.tokens) > len(two.tokens):
        one, two = two, one
    word = one.tokens[0]
    bare = one.bare != two.bare
    if len(two.tokens) == 1:
        like = likeness(*sorted((word, two.tokens[0])), bare)
        score = min(like.score, 0.96) if like.score >= FORM else max(0.0, like.score - 0.05)
        return Explained(score, (like.why or "another word",))
    if len(word) == 1:
        return Explained(0.2, ("one is an initial alone",))
    first, *inner, last = (likeness(*sorted((word, other)), bare) for other in two.tokens)
    known = words().forms.get(word, word)
    if max(last.score, first.score) < 0.84:
        if any(like.score >= SPELT for like in inner) and known not in words().common:
            return Explained(0.72, ("a name in the middle alone",))
        return Explained(0.2, ("no word in common",))
    if known in words().common:
        return Explained(0.5, (f"{word} alone is borne by many",))
    if last.score >= first.score:
        return Explained(0.76, ("the surname alone",))
    family = two.tokens[0] in words().family_first
    return Explained(0.74 if family else 0.7, ("the first name alone",))


def _paired(one: PersonName, two: PersonName) -> Explained:
    bare = one.bare != two.bare
    pairs = _pair(one.tokens, two.tokens, bare)
    few, many = sorted((one, two), key=lambda name: len(name.tokens))
    if len(pairs) < len(few.tokens):
        return _unpaired(one, two, pairs, bare)
    straight = all(x[0] < y[0] and x[1] < y[1] for x, y in pairwise(pairs))
    likes = [like for _, _, like in pairs]
    reasons = tuple(dict.fromkeys(like.why for like in likes if like.why))
    weakest = min(like.score for like in likes)
    if len(few.tokens) == len(many.tokens):
        return _whole(one, straight, weakest, likes, reasons)
    return _part(few, many, straight, weakest, bare, reasons)


def _pair(a: Sequence[str], b: Sequence[str], bare: bool) -> list[tuple[int, int, Likeness]]:
    """The best pairs of words first, each word once; in the order of `a`."""
    every = [
        (like.score, -abs(i - j), -i, -j, like)
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if (like := likeness(*sorted((x, y)), bare)).score
    ]
    left, right, found = set(range(len(a))), set(range(len(b))), []
    for _, _, i, j, like in sorted(every, key=lambda one: one[:4], reverse=True):
        if -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            found.append((-i, -j, like))
    return sorted(found, key=lambda pair: pair[:2])


def _whole(
    one: PersonName,
    straight: bool,
    weakest: float,
    likes: list[Likeness],
    reasons: tuple[str, ...],
) -> Explained:
    if not straight:
        return _turned(one, weakest, reasons)
    if weakest == SAME:
        return Explained(1.0, ("the same words",))
    if weakest >= FORM:
        return Explained(0.97, reasons)
    full = sum(like.score > 0.8 for like in likes)
    if not full:
        return Explained(0.4, (*reasons, "no word is sure"))
    doubts = sum(like.score < 0.9 for like in likes)
    score = weakest - 0.03 * max(0, doubts - 1)
    return Explained(round(max(score, 0.0), 3), reasons)


def _turned(one: PersonName, weakest: float, reasons: tuple[str, ...]) -> Explained:
    """All words agree but stand in another order."""
    why = (*reasons, "the words stand in another order")
    family = {one.tokens[0], one.tokens[-1]} & words().family_first
    if len(one.tokens) == 2 and not family:
        return Explained(round(min(weakest, 0.85) - 0.05, 3), why)
    return Explained(round(min(weakest, 0.9), 3) - 0.02, why)


def _part(
    few: PersonName,
    many: PersonName,
    straight: bool,
    weakest: float,
    bare: bool,
    reasons: tuple[str, ...],
) -> Explained:
    """Every word of the shorter name stands in the longer one."""
    first = likeness(*sorted((few.tokens[0], many.tokens[0])), bare)
    why = (*reasons, "the longer name has more words")
    if not straight:
        return Explained(0.72 if weakest > 0.9 else 0.6, (*why, "in another order"))
    if first.score:
        last = likeness(*sorted((few.tokens[-1], many.tokens[-1])), bare).score
        return Explained(round(min(weakest, 0.9) - (0.0 if last else 0.05), 3), why)
    dropped = words().forms.get(many.tokens[0], many.tokens[0])
    if dropped in _GIVEN_AWAY or len(many.tokens[0]) == 1:
        return Explained(min(weakest, 0.8), (*reasons, f"{many.tokens[0]} left out"))
    if many.tokens[0] not in words().forms and weakest >= FORM:
        return Explained(0.7, (f"{many.tokens[0]} left out, or the shorter name is the father's",))
    return Explained(0.45, ("the shorter name may be the father's",))


def _unpaired(
    one: PersonName, two: PersonName, pairs: list[tuple[int, int, Likeness]], bare: bool
) -> Explained:
    """Both have a word that the other lacks."""
    spelt = likeness(*sorted((one.joined, two.joined)), bare)
    if spelt.score >= 0.84 and len(one.joined) > 6 and len(one.tokens) != len(two.tokens):
        return Explained(spelt.score - 0.02, ("the same sounds, words apart differently",))
    paired_one, paired_two = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    firsts = likeness(*sorted((one.tokens[0], two.tokens[0])), bare)
    if not firsts.score and 0 not in paired_one and 0 not in paired_two:
        return Explained(0.25, ("different first names",))
    if len(one.tokens) - 1 not in paired_one and len(two.tokens) - 1 not in paired_two:
        return Explained(0.3, ("different last names",))
    few = min(len(one.tokens), len(two.tokens))
    sure = sum(like.score >= 0.84 for _, _, like in pairs)
    if sure >= 2 and few - len(pairs) <= 1 and firsts.score:
        return Explained(0.72, ("first and last name agree, another does not",))
    return Explained(0.35, ("words that do not agree",))
