"""Where quotation marks open and close in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {"“": "”", "«": "»", "„": "“”"}
_STRAIGHT = '"”'
"""What ends a quote that a straight mark opened; texts pasted together mix the marks."""
_SINGLE = re.compile(
    r"(?<!\w)['‘](?=\w)(?P<in>[^\n]{10,700}?(?:[\w)][,.!?…](?=['’](?!\w))|\w(?=['’],\s)))['’]"
)
_DOUBLE = re.compile(r"[“«\"][^“”«»\"\n]{20,700}[”»\"]")
_TAIL = " ,.;:—–-"


@dataclass(frozen=True, slots=True)
class Quote:
    """`text[start:end]` with its marks. `open` means that the paragraph ends before it does."""

    start: int
    end: int
    open: bool = False

    def inner(self, text: str) -> str:
        words = text[self.start + 1 : self.end if self.open else self.end - 1]
        return " ".join(words.split())

    def last(self, text: str) -> str:
        """The sign the quoted words end on."""
        return self.inner(text).rstrip("’'")[-1:]


def trimmed(quote: str) -> str:
    return quote.rstrip(_TAIL.replace(".", "")).strip()


def quotes_in(text: str, start: int, end: int, *, single: bool = False) -> list[Quote]:
    """Quotes of `text[start:end]`, in order, none inside another."""
    if single:
        return [Quote(m.start(), m.end()) for m in _SINGLE.finditer(text, start, end)]
    found: list[Quote] = []
    opened, closers = -1, ""
    for at in range(start, end):
        sign = text[at]
        if opened < 0:
            closers = _opens(text, at, start)
            opened = at if closers else -1
        elif (sign in closers or _mixed(text, opened, at, end)) and _closes(text, at, end):
            found.append(Quote(opened, at + 1))
            opened = -1
    if opened >= 0 and _runs_on(text, opened, end):
        found.append(Quote(opened, end, open=True))
    return found


def _mixed(text: str, opened: int, at: int, end: int) -> bool:
    """A straight mark ends a quote that a curly one opened, where no curly one does."""
    if text[at] == "“" == text[opened] and at > opened + 1:
        return not text[at - 1].isspace() and "”" not in text[opened:at]
    return (
        text[at] == '"'
        and text[opened] == "“"
        and text[at - 1] in ",.?!"
        and "”" not in text[at : text.find("“", at) if "“" in text[at:end] else end]
    )


def uses_single(text: str) -> bool:
    """Whether single marks carry the speech of a text."""
    singles, doubles = len(_SINGLE.findall(text)), len(_DOUBLE.findall(text))
    return singles > 0 and (singles > doubles if doubles else not re.search(r"[“”«\"]", text))


def _opens(text: str, at: int, start: int) -> str:
    sign = text[at]
    if sign in _PAIRS:
        return _PAIRS[sign]
    before = text[at - 1] if at > start else " "
    if sign == '"' and (before.isspace() or before in "([—–-:/"):
        return _STRAIGHT
    return ""


def _closes(text: str, at: int, end: int) -> bool:
    if text[at] != '"':
        return True
    after = text[at + 1] if at + 1 < end else " "
    return not after.isalnum()


def _runs_on(text: str, opened: int, end: int) -> bool:
    """An unclosed quote is speech that goes on in the next paragraph, if it is long enough."""
    return text[opened] in '“"' and end - opened > 30


def outside(quotes: list[Quote], spans: list[tuple[int, int]]) -> Iterator[Quote]:
    """Quotes that are not part of one of the spans, such as a nickname inside a name."""
    for quote in quotes:
        if not any(a <= quote.start and quote.end <= b for a, b in spans):
            yield quote
