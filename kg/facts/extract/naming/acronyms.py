"""Words in capitals that may be the short name of an actor."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTERS = re.compile(r"(?<![\w-])[A-Z]{2,6}(?:[-/][A-Z]{2,6})?\d{0,3}(?![\w-])")
_OTHERS = frozenset(
    [
        "AM",
        "PM",
        "GMT",
        "UTC",
        "CEO",
        "TV",
        "FM",
        "AFP",
        "AP",
        "CNN",
        "BBC",
        "HIV",
        "GDP",
        "MP",
        "MPS",
        "PR",
        "VIP",
        "USD",
        "CORRECTION",
        "UPDATE",
        "END",
        "ENDS",
        "LIVE",
        "DUR",
        "CUE",
        "CLIP",
        "FAIR",
        "NGO",
        "NGOS",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "EN",
        "SIR",
        "NOT",
        "NO",
        "THE",
        "AND",
        "OF",
        "ID",
        "IDP",
        "IDPS",
        "SMS",
        "PLS",
        "Q",
        "A",
        "POW",
        "POWS",
        "TBC",
        "TBD",
        "FAQ",
        "RE",
        "CC",
        "ISBN",
        "PDF",
        "EDT",
        "EST",
        "CET",
        "BST",
        "GOVT",
        "OPINION",
        "ADVERTISEMENT",
        "NOTE",
        "SRSG",
        "DSRSG",
        "PRCIO",
        "TOR",
    ]
)
_SHOUT = re.compile(r"^[ ,:.]{1,2}[A-Z]{2,}\b|^:")


def _alone(view: str, match: re.Match[str]) -> bool:
    """Not one of several words in capitals, nor a label before a colon."""
    after, before = (
        view[match.end() : match.end() + 8],
        view[max(0, match.start() - 8) : match.start()],
    )
    return not _SHOUT.match(after) and not re.search(r"\b[A-Z]{2,}[ ,:.]{1,2}$", before)


def acronyms(view: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for match in _LETTERS.finditer(view, start, end):
        if match.group() not in _OTHERS and _alone(view, match):
            yield match
