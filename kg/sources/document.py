"""What reading a file gives: canonical text with offsets, its zones, what the page says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Zone(StrEnum):
    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    HEADING = "heading"
    BODY = "body"
    LIST = "list"
    TURN = "turn"
    ENTRY = "entry"
    BIO = "bio"
    RELATED = "related"
    ADVERT = "advert"
    COMMENTS = "comments"
    BOILERPLATE = "boilerplate"


SILENT = frozenset(
    {
        Zone.BYLINE,
        Zone.CAPTION,
        Zone.BIO,
        Zone.RELATED,
        Zone.ADVERT,
        Zone.COMMENTS,
        Zone.BOILERPLATE,
    }
)
"""Zones from which no fact is taken."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: `text[start:end]` of the document, code points."""

    start: int
    end: int
    zone: Zone
    speaker: str | None = None
    """Who talks, in a transcript."""
    date: str | None = None
    """Day of a live-blog entry or timeline item, EDTF."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page or the caller says about the source; each may be unknown."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """`text` is canonical: NFC, no bidi or zero-width marks, lines unwrapped, `\\n` between blocks.

    All offsets of the project are code points in this text.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    broken: tuple[int, ...] = ()
    """Offsets of the hyphens at which a printed line broke a word; see hyphens.py."""

    def block_text(self, block: Block) -> str:
        return self.text[block.start : block.end]
