"""Who helps the sides to talk, and how."""

from __future__ import annotations

from kg.facts.extract.reading import Reading


def third_keys(reading: Reading) -> frozenset[str]:
    return frozenset()
