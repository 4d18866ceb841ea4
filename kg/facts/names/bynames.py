"""People whom the world knows by two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kg.facts.names.sound import folded, spelling
from kg.facts.names.wordlists import words


@cache
def _people() -> Mapping[str, frozenset[int]]:
    """Spelling of a name → the lines of those who bear it."""
    text = files("kg.facts.names").joinpath("bynames.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lines):
        for name in line.split(";"):
            found[_key(name)].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def known_as(name: str) -> frozenset[int]:
    """Those who are known by that name, by number; nobody, for most names."""
    return _people().get(_key(name), frozenset())


def _key(name: str) -> str:
    """Titles in front are dropped until a name is left; small words do not count."""
    parts = folded(name).split()
    while len(parts) > 1 and parts[0] in words().titles:
        parts = parts[1:]
    return "".join(spelling(part) for part in parts if part not in words().particles)
