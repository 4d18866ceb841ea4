"""What one stretch of text says of one helper."""

from __future__ import annotations

from dataclasses import dataclass

from kg.terms import MediationRole, Modality


@dataclass(frozen=True, slots=True)
class Claim:
    """`start`, `end` and `at`, where the word for the role stands, are offsets in the document."""

    key: str
    name: str
    roles: tuple[MediationRole, ...]
    start: int
    end: int
    at: int
    modality: Modality = Modality.ASSERTED
