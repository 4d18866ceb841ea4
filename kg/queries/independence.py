"""Sources that only repeat one another count once: same agency, or the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"\w+")
_SAME_WORDS = 0.8


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent voice: the sources that share it, and why they are one."""

    sources: tuple[str, ...]
    reason: str = ""


def independent(evidence: Iterable[Mapping[str, Any]]) -> list[Voice]:
    """Sources of some evidence ({source, quote, agency?}), reprints merged, sorted."""
    said: dict[str, list[str]] = {}
    agencies: dict[str, str] = {}
    for item in evidence:
        said.setdefault(item["source"], []).append(item["quote"])
        if item.get("agency"):
            agencies[item["source"]] = item["agency"]
    voices: list[tuple[list[str], str]] = []
    for source in sorted(said):
        for members, _reason in voices:
            reason = _why(source, members[0], said, agencies)
            if reason:
                index = next(i for i, voice in enumerate(voices) if voice[0] is members)
                voices[index] = ([*members, source], reason)
                break
        else:
            voices.append(([source], ""))
    return [Voice(tuple(members), reason) for members, reason in voices]


def _why(one: str, other: str, said: dict[str, list[str]], agencies: dict[str, str]) -> str:
    if agencies.get(one) and agencies.get(one) == agencies.get(other):
        return f"both carry {agencies[one]}"
    if _alike(" ".join(said[one]), " ".join(said[other])):
        return "the same words"
    return ""


def _alike(a: str, b: str) -> bool:
    """Shared runs of four words, of the shorter text; short texts are never taken for reprints."""
    one, two = _shingles(a), _shingles(b)
    if min(len(one), len(two)) < 6:
        return False
    return len(one & two) / min(len(one), len(two)) >= _SAME_WORDS


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
