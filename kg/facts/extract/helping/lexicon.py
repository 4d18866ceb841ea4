"""The words of `rules/helping.yaml`, by the forms that a text holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.terms import MediationRole

_IRREGULAR = {
    "oversee": ("oversees", "oversaw", "overseen", "overseeing"),
    "bring": ("brings", "brought", "bringing"),
    "lend": ("lends", "lent", "lending"),
    "give": ("gives", "gave", "given", "giving"),
    "pay": ("pays", "paid", "paying"),
    "take": ("takes", "took", "taken", "taking"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """What a verb says of its subject, if its object is of the needed kind."""

    role: MediationRole
    need: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: Mapping[str, Deed]
    nouns: Mapping[str, MediationRole]
    acts: Mapping[str, MediationRole]
    objects: Mapping[str, re.Pattern[str]]

    def is_object(self, kind: str, word: str) -> bool:
        return bool(self.objects[kind].fullmatch(word.lower()))


@cache
def lexicon() -> Lexicon:
    path = files("kg.facts.extract").joinpath("rules", "helping.yaml")
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    verbs = {
        form: Deed(MediationRole(role), entry.get("need", ""))
        for group in ("verbs", "lends", "gathers")
        for role, entry in data[group].items()
        for word in entry["words"]
        for form in inflected(word)
    }
    for word in data["carries"]["words"]:
        for form in inflected(word):
            verbs.setdefault(form, Deed(MediationRole.MESSAGE_CARRIER, "CARRIED"))
    return Lexicon(verbs, _by_word(data["nouns"]), _by_word(data["acts"]), _objects(data))


def _by_word(table: Mapping[str, list[str]]) -> dict[str, MediationRole]:
    return {word: MediationRole(role) for role, words in table.items() for word in words}


def _objects(data: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile("|".join(words.split())) for kind, words in data["objects"].items()}


def inflected(verb: str) -> tuple[str, ...]:
    """The verb and its regular forms."""
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb])
    if verb.endswith("e"):
        return (verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    ending = "es" if verb.endswith(("s", "sh", "ch")) else "s"
    return (verb, f"{verb}{ending}", f"{verb}ed", f"{verb}ing")
