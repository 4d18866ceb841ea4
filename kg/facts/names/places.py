"""Names of places: what kind of place set aside, the part after a comma as the wider place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from kg.facts.names.explained import Explained
from kg.facts.names.sound import folded, is_unvowelled, latin
from kg.facts.names.tokens import FORM, SAME, SPELT, Likeness, likeness
from kg.facts.names.wordlists import words

_SMALL = frozenset({"al", "el", "the", "of", "ad", "as", "ash", "ar", "an", "az", "de", "d", "l"})
_SAINTS = {"st": "saint", "ste": "saint", "mt": "mount", "ft": "fort"}


@dataclass(frozen=True, slots=True)
class PlaceName:
    words: tuple[str, ...]
    kinds: tuple[str, ...]
    wider: tuple[str, ...]
    bare: bool


@lru_cache(maxsize=65_536)
def place_name(name: str) -> PlaceName:
    text = latin(name).replace("(", ",").replace(")", "")
    near, _, wider = text.partition(",")
    every = [_SAINTS.get(word, word) for word in folded(near).split() if word not in _SMALL]
    kinds = tuple(word for word in every if word in words().place_kinds)
    own = tuple(_known(word) for word in every if word not in words().place_kinds)
    far = tuple(word for word in folded(wider).split() if word not in words().place_kinds)
    return PlaceName(own or tuple(every), kinds, far, is_unvowelled(name))


def _known(word: str) -> str:
    return words().exonyms.get(word, word)


def compare_places(a: str, b: str) -> Explained:
    one, two = place_name(a), place_name(b)
    if not one.words or not two.words:
        return Explained(0.0, ("nothing to compare",))
    found = _compare(one, two)
    if one.wider and two.wider and not set(one.wider) & set(two.wider):
        return Explained(min(found.score, 0.4), (*found.reasons, "in different wider places"))
    if bool(one.wider) != bool(two.wider):
        found = Explained(min(found.score, 0.9), (*found.reasons, "one names the wider place"))
    if one.kinds != two.kinds:
        return Explained(min(found.score, 0.85), (*found.reasons, _kinds(one, two)))
    return found


def _kinds(one: PlaceName, two: PlaceName) -> str:
    return " and ".join(sorted({*one.kinds, *two.kinds})) + " may or may not be the same place"


def _compare(one: PlaceName, two: PlaceName) -> Explained:
    if one.words == two.words:
        return Explained(1.0, ("the same words",))
    if _known("".join(one.words)) == _known("".join(two.words)):
        return Explained(0.96, ("the same letters, words apart differently",))
    if len(one.words) != len(two.words):
        return _longer(one, two)
    bare = one.bare != two.bare
    likes = [_alike(x, y, bare) for x, y in zip(one.words, two.words, strict=True)]
    reasons = tuple(dict.fromkeys(like.why for like in likes if like.why))
    weakest = min(like.score for like in likes)
    if not weakest:
        return Explained(0.2, ("different names",))
    return Explained(0.97 if weakest >= FORM else min(weakest, 0.9), reasons)


def _alike(a: str, b: str, bare: bool) -> Likeness:
    telling = words().telling_places
    if a != b and (a in telling or b in telling):
        return Likeness(0.0)
    like = likeness(*sorted((a, b)), bare)
    unsure = like.score < SPELT and not bare
    short = unsure and min(len(a), len(b)) < 5
    far = unsure and Levenshtein.distance(a, b) > max(len(a), len(b)) // 4
    return Likeness(0.0) if short or far or min(len(a), len(b)) == 1 != like.score else like


def _longer(one: PlaceName, two: PlaceName) -> Explained:
    few, many = sorted((one, two), key=lambda name: len(name.words))
    joined = likeness(*sorted(("".join(few.words), "".join(many.words))), one.bare != two.bare)
    extra = [word for word in many.words if word not in few.words]
    if set(extra) & words().telling_places or any(word.isdigit() for word in extra):
        return Explained(0.4, (f"{extra[0]} tells them apart",))
    if joined.score >= SPELT and joined.score != SAME:
        return Explained(0.9, ("the same sounds, words apart differently",))
    if set(few.words) <= set(many.words):
        return Explained(0.7, (f"{' '.join(extra)} stands on one side only",))
    return Explained(0.2, ("different names",))
