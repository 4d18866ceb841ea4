"""Words by which a text says a number, a month or a role; and when two words are one."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LOOSE = {
    0: ("no", "none", "nobody", "without", "never", "nil"),
    1: ("a", "an", "inaugural", "sole", "single", "alone", "only", "opening", "maiden"),
    2: ("both", "pair", "twice", "couple", "another"),
    12: ("dozen",),
    20: ("score",),
}

RELATIVE = _set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "overnight morning afternoon evening night noon day days week weeks weekend month months year "
    "years fortnight hour hours last next this ago since later earlier before after ahead now "
    "still just recently spring summer autumn fall winter mid early late"
)
MONTHS: tuple[frozenset[str], ...] = tuple(
    frozenset({calendar.month_name[n].lower(), calendar.month_abbr[n].lower()})
    | ({"sept"} if n == 9 else frozenset())
    for n in range(1, 13)
)

ROLE_STEMS: dict[str, tuple[str, ...]] = {
    "good-offices": ("good offices", "offices"),
    "facilitator": ("facilitat", "broker", "go between", "intermediar", "help"),
    "mediator": ("mediat", "broker", "intermediar", "go between", "peacemaker", "interced"),
    "host": ("host", "venue", "welcom", "receiv", "roof", "guest", "hous"),
    "chair": ("chair", "presid", "co ordinat", "coordinat", "moderat", "lead", "led", "head"),
    "convener": ("conven", "auspices", "invit", "aegis", "call", "initiat", "organi", "umbrella"),
    "drafter": ("draft", "text", "paper", "wrote", "pen"),
    "guarantor": ("guarant", "underwr", "sponsor"),
    "accompanying": ("accompan", "escort", "assist"),
    "observer": ("observ", "watch", "sat in", "present"),
    "witness": ("witness",),
    "monitor-verifier": ("monitor", "verif", "supervis", "inspect", "oversee", "overs", "observ"),
    "message-carrier": ("messag", "carr", "relay", "convey", "shuttl", "pass", "deliver", "letter"),
    "supporter": ("support", "back", "help", "assist", "thank", "sponsor", "fund", "provid"),
    "head": ("head", "led", "lead", "chief", "chair", "under", "represent", "captain"),
    "deputy-head": ("deput", "vice", "number two", "second"),
    "chief-negotiator": ("negotiat", "chief"),
    "member": ("member", "includ", "join", "with", "along", "accompan", "deleg", "team", "compris"),
    "adviser": ("advis", "counsel"),
    "expert": ("expert", "technical", "specialist", "lawyer", "colonel"),
    "spokesperson": ("spokes", "spoke"),
    "signatory": ("sign", "initial", "put their name", "put his name", "put her name"),
    "envoy": ("envoy", "represent", "emissar", "sent", "ambassador"),
}

_ENDINGS = _set(
    "s es n ns d ed ing r er ers or ors al ly i is an ans ian ians ish ese ic y ey ies iye a ia e "
    "ain in land lands istan istani men man woman women ment ship ance ence tion ion ions ation "
    "ite ites wegian way"
) | {""}
_IRREGULAR = {
    "french": "france",
    "france": "france",
    "dutch": "netherlands",
    "swiss": "switzerland",
    "british": "britain",
    "uk": "britain",
    "spanish": "spain",
    "greek": "greece",
    "danish": "denmark",
    "finnish": "finland",
    "polish": "poland",
    "irish": "ireland",
    "welsh": "wales",
    "filipino": "philippines",
    "philippine": "philippines",
    "icelandic": "iceland",
    "swedish": "sweden",
    "tajik": "tajikistan",
    "uzbek": "uzbekistan",
    "congolese": "congo",
    "drc": "congo",
    "burmese": "myanmar",
    "american": "america",
    "americans": "america",
    "scottish": "scotland",
    "women": "woman",
    "men": "man",
    "deputies": "deputy",
}
_SHORTEST_STEM = 4


def same_word(a: str, b: str) -> bool:
    """Equal but for an ending: minister and ministers, Turkey and Turkish, France and French."""
    if a == b or _IRREGULAR.get(a, a) == _IRREGULAR.get(b, b):
        return True
    shared = _shared(a, b)
    return shared >= _SHORTEST_STEM and a[shared:] in _ENDINGS and b[shared:] in _ENDINGS


def _shared(a: str, b: str) -> int:
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


def number_words(number: int) -> frozenset[str]:
    """All single words and hyphenated forms (hyphen as a space) that say the number or rank."""
    forms = {str(number), f"{number}{_suffix(number)}", f"{number:,}".replace(",", " ")}
    forms |= {_cardinal(number), _ordinal(number), *_LOOSE.get(number, ())}
    if 0 < number < 40:
        forms.add(_roman(number))
    return frozenset(form for form in forms if form)


def _cardinal(number: int) -> str:
    if number < 20:
        return _ONES.split()[number]
    if number < 100:
        tens = _TENS.split()[number // 10 - 2]
        return f"{tens} {_cardinal(number % 10)}" if number % 10 else tens
    if number < 1000:
        return _hundreds(number, _cardinal)
    return "thousand" if number == 1000 else ""


def _ordinal(number: int) -> str:
    if number < 20:
        return _ORDINALS.split()[number]
    if number < 100:
        tens = _TENS.split()[number // 10 - 2]
        return f"{tens} {_ordinal(number % 10)}" if number % 10 else f"{tens[:-1]}ieth"
    return _hundreds(number, _ordinal) if number < 1000 else ""


def _hundreds(number: int, rest: Callable[[int], str]) -> str:
    """Without the leading "one": a text says "hundred" or "a hundred and nineteenth"."""
    count = "" if number < 200 else f"{_ONES.split()[number // 100]} "
    tail = f" and {rest(number % 100)}" if number % 100 else "th" * (rest is _ordinal)
    return f"{count}hundred{tail}"


def _suffix(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def has_stem(folded: str, stems: Iterable[str]) -> bool:
    """Whether a folded text holds a word that begins with one of the stems."""
    padded = f" {folded}"
    return any(f" {stem}" in padded for stem in stems)


def relatives(word: str) -> list[str]:
    """Words of another shape that mean the same country: France for French."""
    stem = _IRREGULAR.get(word, word)
    return [other for other, root in [*_IRREGULAR.items(), (stem, stem)] if root == stem]
