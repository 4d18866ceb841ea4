"""Rules that stand as data: YAML beside the code, each with examples and counter-examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_SLOT = re.compile(r"\{([A-Z]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` reads the shape of a sentence; `gives` says what a match means."""

    id: str
    pattern: re.Pattern[str]
    gives: Mapping[str, str]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    """Pieces of words of which a text must hold one, where there are any; they save time."""

    def finds(self, text: str) -> Iterator[re.Match[str]]:
        if self.cues and not any(map(_lower(text).__contains__, self.cues)):
            return iter(())
        return self.pattern.finditer(text)


@dataclass(frozen=True, slots=True)
class Rulebook:
    rules: tuple[Rule, ...]
    words: Mapping[str, str]

    def word(self, name: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.words[name]})\b", flags)


@cache
def rulebook(name: str) -> Rulebook:
    """`rules/NAME.yaml`: `words` are lists that stand for `{WORDS}` in the patterns."""
    text = files(__package__).joinpath("rules", f"{name}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    words: dict[str, str] = {}
    for key, listed in data.get("words", {}).items():
        joined = listed if isinstance(listed, str) else "|".join(listed)
        words[key] = _filled(joined, words)
    return Rulebook(tuple(_rule(entry, words) for entry in data.get("rules", [])), words)


def _rule(entry: dict[str, Any], words: Mapping[str, str]) -> Rule:
    return Rule(
        entry["id"],
        re.compile(_filled(entry["pattern"], words)),
        {key: str(value) for key, value in entry.get("gives", {}).items()},
        tuple(entry.get("examples", ())),
        tuple(entry.get("counter_examples", ())),
        tuple(cue.lower() for cue in entry.get("cues", ())),
    )


@lru_cache(maxsize=8)
def _lower(text: str) -> str:
    return text.lower()


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: f"(?:{words[slot.group(1)]})", pattern)
