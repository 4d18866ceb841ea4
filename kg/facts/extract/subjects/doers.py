"""What is found of those who do something."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doers:
    """Names of the sides, and where in the shape the subject begins."""

    names: tuple[str, ...]
    start: int
    collective: bool = False
