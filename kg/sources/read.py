"""Bytes → Document: the one way in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.errors import EmptySource, NotAnArticle, SourceError, TooLarge
from kg.settings import Settings
from kg.sources.decode import decode
from kg.sources.document import SILENT, Document, Metadata
from kg.sources.language import language_of
from kg.sources.pieces import Piece, assemble, source_id
from kg.sources.plaintext import read_text

HTML, PDF, TEXT = "text/html", "application/pdf", "text/plain"
_SUFFIXES = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".pdf": PDF, ".txt": TEXT, ".md": TEXT}
_PAGE_STARTS = ("<!doctype html", "<html", "<?xml", "<head", "<body", "<!--")
_WORDS_NEEDED = 5
MAX_LINES = 100_000


def read_source(
    source: Path | bytes,
    *,
    id: str | None = None,
    url: str | None = None,
    media_type: str | None = None,
    settings: Settings | None = None,
) -> Document:
    """Read a plain text, a web page or a PDF.

    Raises SourceError and its kinds (EmptySource, TooLarge, NotAnArticle), each in bounded time.
    """
    settings = settings or Settings()
    what = str(source) if isinstance(source, Path) else (id or url or "The text")
    data = _bytes(source, what, settings)
    name = id or (source.stem if isinstance(source, Path) else None)
    kind = media_type or (
        _SUFFIXES.get(source.suffix.lower()) if isinstance(source, Path) else None
    )
    pieces, about = _read(data, kind, what, settings)
    return _document(name, pieces, replace(about, url=url or about.url), what)


def _bytes(source: Path | bytes, what: str, settings: Settings) -> bytes:
    limit = settings.document_megabytes * 1_000_000
    data = source if isinstance(source, bytes) else _file(source, limit)
    if len(data) > limit:
        raise TooLarge(
            f"{what} is larger than {settings.document_megabytes} MB. "
            "Split it, or raise SULH_DOCUMENT_MEGABYTES."
        )
    return data


def _file(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise SourceError(f"{path} cannot be read: {reason}.") from None


def _read(
    data: bytes, kind: str | None, what: str, settings: Settings
) -> tuple[tuple[Piece, ...], Metadata]:
    if kind == PDF or data.lstrip()[:5] == b"%PDF-":
        from kg.sources.pdf import pdf_text  # starts a process of its own

        plain = read_text(pdf_text(data, what, settings))
        return plain.pieces, plain.metadata
    text = decode(data, what)
    if text.count("\n") > MAX_LINES:
        raise TooLarge(f"{what} has more than {MAX_LINES:,} lines. Split it.")
    if _is_page(text, kind):
        from kg.sources.page import read_page  # lxml: only for pages

        return read_page(text, what)
    plain = read_text(text)
    return plain.pieces, plain.metadata


def _is_page(text: str, kind: str | None) -> bool:
    start = text[:200].lstrip("\ufeff \t\r\n").lower()
    return (kind or "").partition(";")[0].strip() == HTML or start.startswith(_PAGE_STARTS)


def _document(name: str | None, pieces: tuple[Piece, ...], about: Metadata, what: str) -> Document:
    told = " ".join(piece.text for piece in pieces if piece.zone not in SILENT)
    if not told.strip():
        raise EmptySource(f"{what} holds no text.")
    if sum(any(map(str.isalpha, word)) for word in told.split()) < _WORDS_NEEDED:
        raise NotAnArticle(f"{what} holds no article, only {len(told.split())} words.")
    about = replace(about, language=language_of(told, about.language))
    return assemble(source_id(name, about, told), pieces, about)
