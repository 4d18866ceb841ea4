"""Whether a capital's name is the city or its government."""

from __future__ import annotations

import re

LOCATIVE = re.compile(
    r"\b(?:in|at|to|from|near|outside|around|for|into|via|leave|left|reached|reach|"
    r"toward|towards|inside"
    r"|city of|capital,?|resort of|town of|island of|host city)\s(?:the\s)?$",
    re.I,
)


_SPEAKS = re.compile(
    r"^(?:'s)?\s(?:and\s\w+\s)?(?:says?|said|wants?|wanted|insists?|insisted|denied|"
    r"denies|demand\w*|agreed|pledged"
    r"|promised|undertook|rejects?|rejected|refused|accus\w+|considers?|has|had|have|"
    r"will|would|could|sent|sends"
    r"|proposed|offered|made|put|called|calls|believes|answered|also|must|did|does|"
    r"counts?|turned|broke"
    r"|repeated|welcomed|acknowledged|took|gave|hopes?|expects?|went|led|headed|was|"
    r"is|mediated|facilitated)\b"
)
_ACTING = re.compile(
    r"\b(?:between|by|with|that|urged|told|accused|blamed|asked|and|both|against)\s$", re.I
)


def is_place(view: str, start: int, end: int) -> bool:
    """Whether a capital's name is the city here rather than its government."""
    before = view[max(0, start - 24) : start]
    if re.search(r"[A-Z]\w+[-–/]$", before) or re.match(r"[-–/][A-Z]", view[end : end + 2]):
        return False
    if LOCATIVE.search(before):
        return True
    if _SPEAKS.match(view[end : end + 24]):
        return False
    if re.search(r"\bbetween\s$", before, re.I) or re.match(r"\sand\s", view[end : end + 5]):
        return not re.search(r"\bbetween\s$|\bboth\s$", before, re.I)
    return not (
        _ACTING.search(before)
        and not re.search(r"\b(?:talks|round|meeting)\b", view[end : end + 12])
    )
