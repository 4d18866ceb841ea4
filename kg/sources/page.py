"""A web page → the pieces of its article, in reading order, and its metadata."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kg.errors import EmptySource, NotAnArticle
from kg.sources.document import SILENT, Metadata, Zone
from kg.sources.noise import drop_noise, main_part
from kg.sources.outline import Line, outline
from kg.sources.pagedata import page_metadata
from kg.sources.pieces import Piece
from kg.sources.plaintext import as_pieces, head_metadata
from kg.sources.wrapping import Paragraph

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_SITE = re.compile(r"\s+(?:\||-|–|—|•|::)\s+[^|]{2,60}$")
_SENTENCE = re.compile(r"\w[.!?]['\"”’)]*(?:\s|$)")
_FALLBACK_LIMIT = 400_000
_WORDS_NEEDED = 15
_BESIDE = SILENT | {Zone.TITLE}


def read_page(html: str, what: str) -> tuple[tuple[Piece, ...], Metadata]:
    """Raises NotAnArticle when no running text is found."""
    root = _parsed(html, what)
    metadata = page_metadata(root)
    title = metadata.title or _page_title(root)
    drop_noise(root)
    lines = _with_title(outline(main_part(root)), title)
    pieces = _pieces(lines, metadata)
    if _words(pieces) < _WORDS_NEEDED:
        lines = _with_title(_second_opinion(html), title)
        pieces = _pieces(lines, metadata)
    if _words(pieces) < _WORDS_NEEDED:
        raise NotAnArticle(f"{what}: no article was found on this page.")
    return pieces, _completed(metadata, lines, pieces)


def _parsed(html: str, what: str) -> HtmlElement:
    parser = HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(_XML_DECLARATION.sub("", html.replace("\0", "")), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise EmptySource(f"{what}: the page is empty.") from None


def _page_title(root: HtmlElement) -> str | None:
    heads = [" ".join(h.itertext()) for h in root.iter("h1")]
    if len(heads) == 1 and heads[0].strip():
        return " ".join(heads[0].split())[:500]
    title = root.findtext(".//title") or ""
    return _SITE.sub("", " ".join(title.split()))[:500] or None


def _with_title(lines: list[Line], title: str | None) -> list[Line]:
    """The title first and once, whatever stands before it on the page."""
    if not title:
        return lines
    bare = _bare(title)
    for number, line in enumerate(lines[:12]):
        if _bare(line.text) == bare:
            return [Line(title, Zone.TITLE), *lines[number + 1 :]]
    kept = [line for line in lines if not (line.zone is Zone.TITLE and _bare(line.text) in bare)]
    return [Line(title, Zone.TITLE), *kept]


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _pieces(lines: list[Line], metadata: Metadata) -> tuple[Piece, ...]:
    """Zones by markup where it tells, else by what the line says, as in plain text."""
    paragraphs = [Paragraph(line.text, blank_before=True) for line in lines]
    found = as_pieces(paragraphs, metadata.published)
    return tuple(
        replace(piece, zone=_zone(line, piece.zone, number), date=line.date or piece.date)
        for number, (line, piece) in enumerate(zip(lines, found, strict=True))
    )


def _zone(line: Line, said: Zone, number: int) -> Zone:
    if number == 0:
        return line.zone
    if line.zone in SILENT or said in SILENT:
        return line.zone if line.zone in SILENT else said
    if line.zone is Zone.BODY:
        return Zone.ENTRY if line.date and said in (Zone.BODY, Zone.ENTRY) else said
    return said if said is Zone.TURN else line.zone


def _words(pieces: tuple[Piece, ...]) -> int:
    return sum(len(p.text.split()) for p in pieces if p.zone not in _BESIDE)


def _second_opinion(html: str) -> list[Line]:
    """What trafilatura finds. It takes ten seconds for three megabytes, hence the limit."""
    if len(html) > _FALLBACK_LIMIT:
        return []
    from trafilatura import extract

    text = extract(html, include_comments=False, include_tables=True) or ""
    lines = text.split("\n") if _SENTENCE.search(text) else []
    return [Line(line, Zone.BODY) for line in lines if line.strip()]


def _completed(metadata: Metadata, lines: list[Line], pieces: tuple[Piece, ...]) -> Metadata:
    """What the page's data leave out, from the lines around the article."""
    paragraphs = [Paragraph(line.text) for line in lines]
    told = head_metadata(paragraphs, [piece.zone for piece in pieces])
    return Metadata(
        title=metadata.title or told.title,
        url=metadata.url,
        publisher=metadata.publisher or told.publisher,
        authors=metadata.authors or told.authors,
        published=metadata.published or told.published,
        language=metadata.language,
        agency=told.agency,
    )
