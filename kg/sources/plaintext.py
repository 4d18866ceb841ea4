"""Plain text → pieces and what its first and last lines say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.sources.canonical import canonical
from kg.sources.dateline import authors_in, dateline_agency, day_in, full_date, is_agency, outlet_in
from kg.sources.document import Metadata, Zone
from kg.sources.pieces import Piece
from kg.sources.wrapping import Paragraph, paragraphs
from kg.sources.zones import HEAD_LINES, begins_entry, turn_of, zones_of

_TURNS_NEEDED = 3
_ENTRIES_NEEDED = 3
_NOTE = re.compile(r"\W*(?:(?:story |article )?(?:first )?)published\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlainText:
    pieces: tuple[Piece, ...]
    metadata: Metadata


def read_text(text: str) -> PlainText:
    lines = paragraphs(canonical(text))
    zones = zones_of(lines)
    metadata = head_metadata(lines, zones)
    pieces = tuple(_pieces(lines, zones, metadata.published))
    return PlainText(pieces, metadata)


def as_pieces(lines: Sequence[Paragraph], published: str | None) -> tuple[Piece, ...]:
    """Lines with zones by what they say, for texts whose lines are known already."""
    return tuple(_pieces(lines, zones_of(lines), published))


def _pieces(
    lines: Sequence[Paragraph], zones: Sequence[Zone], published: str | None
) -> Iterator[Piece]:
    turns = sum(turn_of(line.text) is not None for line in lines) >= _TURNS_NEEDED
    live = sum(begins_entry(line.text) for line in lines) >= _ENTRIES_NEEDED
    speaker: str | None = None
    day = published if live else None
    for line, zone in zip(lines, zones, strict=True):
        if turns and zone in (Zone.BODY, Zone.HEADING, Zone.LIST):
            speaker = None if line.text.startswith("[") else turn_of(line.text) or speaker
            zone = Zone.TURN if speaker else zone
        if live and len(line.text) < 40 and (found := day_in(line.text, published)):
            zone, day = Zone.HEADING, found
        if live and zone is Zone.BODY:
            zone = Zone.ENTRY
        dated = day if zone in (Zone.ENTRY, Zone.HEADING, Zone.LIST) else None
        yield Piece(line.text, zone, speaker if zone is Zone.TURN else None, dated, line.broken)


def head_metadata(lines: Sequence[Paragraph], zones: Sequence[Zone]) -> Metadata:
    """Title, outlet, writers and day, as the lines before and after the article give them."""
    head = _head(lines, zones)
    foot = [line.text for line in lines[-4:] if len(line.text) < 200]
    agency = next((found for text in head[:HEAD_LINES] if (found := dateline_agency(text))), None)
    published_in = [text for text in foot if _NOTE.match(text)]
    around = [*(text[:160] for text in head[1:]), *published_in]
    outlet = next((found for text in around if (found := outlet_in(_short(text)))), None)
    wired = agency if agency and is_agency(agency) else None
    title = next((n for n, zone in enumerate(zones) if zone is Zone.TITLE), None)
    return Metadata(
        title=lines[title].text[:2000] if title is not None else None,
        publisher=(agency if not wired else None) or outlet or wired,
        authors=next((names for text in [*around, *foot] if (names := authors_in(text))), ()),
        published=_published(head, foot),
        agency=wired,
    )


def _head(lines: Sequence[Paragraph], zones: Sequence[Zone]) -> list[str]:
    """The lines down to the first of the article itself."""
    body = (Zone.BODY, Zone.LIST, Zone.TURN, Zone.ENTRY, Zone.HEADING)
    for number, zone in enumerate(zones):
        if zone in body:
            return [line.text for line in lines[: number + 1]]
    return [line.text for line in lines[:HEAD_LINES]]


def _published(head: list[str], foot: list[str]) -> str | None:
    """From the lines under the title, the foot, the dateline, and last the title itself."""
    notes = [text for text in foot if _NOTE.match(text)]
    for text in [*[line[:200] for line in head[1:]], *notes, *head[:1]]:
        found = full_date(text)
        if found:
            return found
    return None


def _short(text: str) -> str:
    """A long line is prose, where any word may look like an outlet."""
    return text if len(text) < 130 else ""
