"""Spellings of one sound made one: Latin letters from every script, then coarser and coarser."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from kg.facts.folding import fold

_UNVOWELLED = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_ARTICLE = re.compile(r"(?<!\w)(?:ال|آل )(?=\w{3})")
_LETTERS = str.maketrans({"ظ": "z", "ذ": "z", "ث": "th", "چ": "ch", "و": "w", "ژ": "zh", "آ": "a"})
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640\u200c-\u200f]")
_APOSTROPHE = re.compile(r"(?<=\w)[’‘'`ʼʻ´ʿʾ](?=\w)|[ʿʾ`]")
_CYRILLIC = str.maketrans({"ь": "", "ъ": "", "Ь": "", "Ъ": "", "’": ""})

_SOUNDED = str.maketrans(
    {"č": "ch", "Č": "Ch", "š": "sh", "Š": "Sh", "ž": "zh", "Ž": "Zh", "ş": "sh", "Ş": "Sh"}
    | {"ć": "ch", "Ć": "Ch", "đ": "dj", "Đ": "Dj", "ț": "ts", "ţ": "ts", "ș": "sh", "Ș": "Sh"}
)
_SPELLING = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"^ye(?=[a-z]{2})", "e"),
        (r"(?:off|ow|of)$", "ov"),
        (r"tch|tsch", "ch"),
        (r"sch", "sh"),
        (r"dzh|dj", "j"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"([gdt])h", r"\1"),
        (r"ck|q|c(?![eihy])", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"(.)\1+", r"\1"),
        (r"o+u*|u+", "u"),
        (r"(?:a[iy]|ae(?=[eiy])|[eiy])(?:[eiy])*", "i"),
        (r"([aiu])h$", r"\1"),
        (r"(.)\1+", r"\1"),
    )
)
_SKELETON = tuple(
    (re.compile(pattern), put)
    for pattern, put in ((r"ch", "s"), (r"sh", "s"), (r"[aeiouyvw]", ""), (r"(?<=.)h$", ""))
)
_CLASSES = str.maketrans({"p": "b", "z": "s", "g": "k", "j": "k", "d": "t"})


@lru_cache(maxsize=65_536)
def latin(name: str) -> str:
    """Any script in plain Latin letters, apostrophes inside words gone; case is kept."""
    text = name
    if _UNVOWELLED.search(text):
        text = _ARTICLE.sub("", _MARKS.sub("", text)).translate(_LETTERS)
    if _NOT_ASCII.search(text):
        text = _APOSTROPHE.sub("", text.translate(_CYRILLIC))
        text = " ".join(_word(word) for word in text.split())
    return _APOSTROPHE.sub("", text)


def _word(word: str) -> str:
    """Scripts without spaces come back as capitals inside a word."""
    ascii = anyascii(word)
    foreign = word[:1] and not word[0].isascii() and not word.isupper()
    return _CAPITAL_INSIDE.sub(" ", ascii) if foreign and len(ascii) > len(word) else ascii


def readings(name: str) -> tuple[str, ...]:
    """A name with a caron or a cedilla, as written without it and as it sounds: Soči, Sochi."""
    sounded = name.translate(_SOUNDED)
    return (name,) if sounded == name else (name, sounded)


def is_unvowelled(name: str) -> bool:
    return _UNVOWELLED.search(name) is not None


def folded(name: str) -> str:
    """Lower case, words apart by one space, no possessive lost."""
    return fold(latin(name))


@lru_cache(maxsize=65_536)
def spelling(word: str) -> str:
    """Equal for Yaqoob and Yaqub, Zelenskyy and Zelenskiy; unequal for Hassan and Hosni."""
    for pattern, put in _SPELLING:
        word = pattern.sub(put, word)
    return word


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Consonants alone, in coarse classes: what scripts without vowels have in common."""
    bones = spelling(word)
    for pattern, put in _SKELETON:
        bones = pattern.sub(put, bones)
    bones = re.sub(r"(.)\1+", r"\1", bones.translate(_CLASSES))
    return bones or word[:1]
