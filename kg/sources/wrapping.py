"""Lines → paragraphs, for texts that were set in lines of one width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ITEM = re.compile(r"\s*(?:[-•–—*·▪●]\s|\(?[0-9ivx]{1,4}[.)]\s|\(?[a-z]\)\s)")
_WIDEST = 110
_NARROWEST = 30
_FULL = 0.72
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of text; `blank_before` tells that an empty line stood above it."""

    text: str
    broken: tuple[int, ...] = ()
    blank_before: bool = False
    indent: int = 0


def paragraphs(text: str) -> list[Paragraph]:
    groups = list(_groups(text))
    width = _width([group for group, _ in groups])
    found: list[Paragraph] = []
    for group, blank in groups:
        lines = _joined(group, width) if width else [[line] for line in group]
        found += [_paragraph(part, blank and not n) for n, part in enumerate(lines)]
    return [paragraph for paragraph in found if paragraph.text]


def _groups(text: str) -> Iterator[tuple[list[str], bool]]:
    """Runs of lines without an empty one between them."""
    group: list[str] = []
    blank = True
    for line in [*text.split("\n"), ""]:
        if line.strip():
            group.append(line)
        elif group:
            yield group, blank
            group, blank = [], True


def _width(groups: list[list[str]]) -> int:
    """The width of lines, or 0 when lines are paragraphs."""
    inner = [len(line.strip()) for group in groups for line in group[:-1]]
    if len(inner) < 4:
        return 0
    inner.sort()
    width = inner[int(len(inner) * 0.9)]
    full = sum(length >= _FULL * width for length in inner)
    wide = sum(len(line.strip()) > 1.6 * width for group in groups for line in group)
    narrow = _NARROWEST <= width <= _WIDEST and wide <= 1 + len(inner) // 50
    return width if narrow and full >= 0.6 * len(inner) else 0


def _joined(group: list[str], width: int) -> Iterator[list[str]]:
    """A paragraph ends at a line that is clearly short, and before an item of a list."""
    part: list[str] = []
    for line in group:
        if part and (_ITEM.match(line) or _ends(part[-1], width)):
            yield part
            part = []
        part.append(line)
    yield part


def _ends(line: str, width: int) -> bool:
    return len(line.strip()) < _FULL * width and not line.rstrip().endswith(("-", ",", "(", "–"))


def _paragraph(lines: list[str], blank: bool) -> Paragraph:
    text = ""
    broken: list[int] = []
    for line in lines:
        line = _SPACES.sub(" ", line).strip()
        if text.endswith("-") and text[-2:-1].isalpha() and line[:1].isalpha():
            broken.append(len(text) - 1)
        text = f"{text} {line}" if text else line
    indent = len(lines[0]) - len(lines[0].lstrip())
    return Paragraph(text, tuple(broken), blank, indent)
