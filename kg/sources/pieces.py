"""Pieces of a text in reading order, put together into a document."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kg.sources.document import Block, Document, Metadata, Zone

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph on one line, with its zone. `broken` are hyphens at which a line ended."""

    text: str
    zone: Zone
    speaker: str | None = None
    date: str | None = None
    broken: tuple[int, ...] = ()


def assemble(id: str, pieces: Sequence[Piece], metadata: Metadata) -> Document:
    blocks: list[Block] = []
    broken: list[int] = []
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        blocks.append(Block(at, end, piece.zone, piece.speaker, piece.date))
        broken += [at + hyphen for hyphen in piece.broken]
        at = end + 1
    text = "\n".join(piece.text for piece in pieces)
    return Document(id, text, tuple(blocks), metadata, tuple(broken))


def source_id(name: str | None, metadata: Metadata, text: str) -> str:
    """From the file's name; else publisher and date; else title; else the text's hash."""
    parts = [metadata.publisher, metadata.published] if metadata.publisher else [metadata.title]
    for candidate in (name, "-".join(part for part in parts if part)):
        slug = _slug(candidate or "")
        if slug:
            return slug
    return f"source-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i")).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain.lower()).strip("-")[:80].strip("-")
