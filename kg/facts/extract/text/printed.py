"""Reading goes over whole words; evidence is quoted as the page prints it (see hyphens.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.sources.hyphens import Rejoined


def as_printed(facts: Mapping[str, list[Any]], joined: Rejoined) -> dict[str, list[Any]]:
    """The same facts, with evidence exactly as in the text before words were rejoined."""
    if not joined.changed:
        return dict(facts)
    return {
        kind: [
            fact.model_copy(update={"evidence": [joined.original(q) for q in fact.evidence]})
            for fact in found
        ]
        for kind, found in facts.items()
    }
