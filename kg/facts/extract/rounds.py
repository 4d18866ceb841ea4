"""Rounds."""

from __future__ import annotations

from kg.facts.extract.reading import Reading
from kg.facts.extract.roundbook import RoundBook


def read_rounds(reading: Reading) -> RoundBook:
    return RoundBook()
