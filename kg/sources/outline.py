"""A tree of elements → lines, each with the zone its element tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from kg.sources.canonical import canonical, one_line
from kg.sources.document import Zone

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BREAK_TAGS = """
p div section article main header ul ol li dl dt dd table tr td th tbody thead blockquote pre br hr
address body center fieldset details summary
"""
_BREAKS = frozenset(_BREAK_TAGS.split()) | _HEADINGS
_DECK = re.compile(r"\b(?:deck|standfirst|subtitle|sub-?headline|dek|lead-?in|summary)\b", re.I)
_BYLINE = re.compile(
    r"\b(?:by-?line|author|submitted|timestamp|dateline-info|meta|published|pub-?date)\b|byline",
    re.I,
)
_STAMP = re.compile(r"^\W*(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?(?:am|pm|GMT|BST))?[\s–—-]*$", re.I)
_DAY = re.compile(r"^\d{4}-\d\d-\d\d")
_LINKS, _LINKED = 2, 0.7
_BULLET = "• "


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    zone: Zone
    date: str | None = None


def outline(root: HtmlElement) -> list[Line]:
    """In reading order, without recursion: a page may nest as deep as it likes."""
    walk = _Walk()
    for event, element in _events(root):
        walk.open(element) if event == "open" else walk.close(element)
    walk.flush()
    return walk.lines


def _events(root: HtmlElement) -> list[tuple[str, HtmlElement]]:
    events: list[tuple[str, HtmlElement]] = []
    waiting = [("open", root)]
    while waiting:
        event, element = waiting.pop()
        events.append((event, element))
        if event == "open":
            waiting.append(("close", element))
            waiting += [("open", child) for child in reversed(element)]
    return events


class _Walk:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._buffer: list[str] = []
        self._zones: list[Zone] = [Zone.BODY]
        self._links: list[str] = []
        self._day: str | None = None

    def open(self, element: HtmlElement) -> None:
        if element.tag in _BREAKS and not self._is_stamp_before(element):
            self.flush()
        if element.tag == "time" and self._day_of(element):
            self._day = self._day_of(element)
        if element.tag == "a":
            self._links.append("".join(element.itertext()))
        self._zones.append(_zone(element, self._zones[-1]))
        self._buffer.append(element.text or "")

    def close(self, element: HtmlElement) -> None:
        if element.tag in _BREAKS:
            self.flush()
        self._zones.pop()
        self._buffer.append(element.tail or "")

    def flush(self) -> None:
        text = one_line(canonical("".join(self._buffer)))
        linked, links = sum(map(len, self._links)), len(self._links)
        self._buffer.clear()
        self._links.clear()
        if not text:
            return
        zone = self._zones[-1]
        if links > _LINKS and linked > _LINKED * len(text):
            zone = Zone.BOILERPLATE
        if zone is Zone.LIST and text[0] not in "•-–—*(" and not text[:1].isdigit():
            text = _BULLET + text
        self.lines.append(Line(text, zone, self._day))

    def _is_stamp_before(self, element: HtmlElement) -> bool:
        """The clock of a live-blog entry belongs to the heading after it."""
        return element.tag in _HEADINGS and bool(_STAMP.match("".join(self._buffer)))

    def _day_of(self, element: HtmlElement) -> str | None:
        """Only entries of a live blog stand under a clock of their own."""
        stamp = element.get("datetime") or ""
        clock = _STAMP.match("".join(element.itertext()))
        return stamp[:10] if clock and _DAY.match(stamp) else None


def _zone(element: HtmlElement, around: Zone) -> Zone:
    if element.tag == "h1":
        return Zone.TITLE
    if element.tag in _HEADINGS:
        return Zone.HEADING
    if element.tag == "li":
        return Zone.LIST
    if element.tag == "p" and _only_link(element):
        return Zone.RELATED
    naming = ("class", "itemprop", "data-component", "data-testid")
    name = " ".join(filter(None, map(element.get, naming)))[:300]
    if element.tag in ("p", "div", "span", "h2", "h3") and name.strip():
        if _DECK.search(name):
            return Zone.DECK
        if _BYLINE.search(name):
            return Zone.BYLINE
    return around


def _only_link(paragraph: HtmlElement) -> bool:
    """A paragraph that is one link, and no sentence, leads to another page."""
    if len(paragraph) != 1 or paragraph[0].tag != "a":
        return False
    whole = "".join(paragraph.itertext()).strip()
    inside = "".join(paragraph[0].itertext()).strip()
    return whole == inside and not whole.endswith((".", "”", '"'))
