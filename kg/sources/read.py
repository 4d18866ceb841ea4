"""Bytes → Document."""

from __future__ import annotations

from pathlib import Path

from kg.settings import Settings
from kg.sources.document import Block, Document, Metadata, Zone


def read_source(
    source: Path | bytes,
    *,
    id: str | None = None,
    url: str | None = None,
    media_type: str | None = None,
    settings: Settings | None = None,
) -> Document:
    data = source if isinstance(source, bytes) else source.read_bytes()
    text = data.decode("utf-8")
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            zone = Zone.BODY if blocks else Zone.TITLE
            blocks.append(Block(at, at + len(line), zone))
        at += len(line) + 1
    title = text.split("\n", 1)[0]
    name = id or (source.stem if isinstance(source, Path) else "text")
    return Document(name, text, tuple(blocks), Metadata(title=title, url=url, language="en"))
