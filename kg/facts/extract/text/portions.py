"""What of a document is parsed, in portions between which the clock is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.sources.document import SILENT, Block, Document

PIECE = 20_000
"""A longer paragraph is cut where a sentence ends; a sentence as long as this is left out."""
PORTION = 20_000
BATCH = 64
LEFT_OUT = f"a sentence of more than {PIECE:,} characters was left out"


def pieces(document: Document) -> tuple[list[Block], str | None]:
    """The blocks that speak, long ones cut, and what is left out, if anything is."""
    found: list[Block] = []
    left_out = None
    for block in document.blocks:
        if block.zone in SILENT:
            continue
        for piece in _cut(block, document.text):
            if piece.end - piece.start > PIECE:
                left_out = LEFT_OUT
            else:
                found.append(piece)
    return found, left_out


def _cut(block: Block, text: str) -> Iterator[Block]:
    start = block.start
    while block.end - start > PIECE:
        end = text.rfind(". ", start, start + PIECE) + 2
        if end < start + 2:
            end = text.find(". ", start, block.end) + 2
        if end < 2:
            break
        yield replace(block, start=start, end=end - 1)
        start = end
    yield replace(block, start=start)


def portions(blocks: list[Block]) -> Iterator[list[Block]]:
    portion: list[Block] = []
    size = 0
    for block in blocks:
        if portion and (len(portion) == BATCH or size + block.end - block.start > PORTION):
            yield portion
            portion, size = [], 0
        portion.append(block)
        size += block.end - block.start
    if portion:
        yield portion
