"""The gate: what the text does not say is not a fact."""

from __future__ import annotations

import re


def locate(text: str, evidence: str) -> tuple[int, int] | None:
    """Where the evidence stands in the text, white space folded; code points."""
    words = evidence.split()
    if not words:
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return found.span() if found else None
