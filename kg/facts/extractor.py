"""The seam of reading: a document goes in, a sheet comes out."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from kg.facts.model import Sheet
from kg.sources.document import Document


class Extractor(Protocol):
    """Raises UnsupportedLanguage and ModelMissing; never returns a fact the text does not say."""

    def extract(self, document: Document) -> Sheet: ...


@runtime_checkable
class NotingExtractor(Extractor, Protocol):
    """An extractor that can say, a line each, what a person should know about its reading."""

    def extract_with_notes(self, document: Document) -> tuple[Sheet, tuple[str, ...]]: ...


def extract_with_notes(extractor: Extractor, document: Document) -> tuple[Sheet, tuple[str, ...]]:
    if isinstance(extractor, NotingExtractor):
        return extractor.extract_with_notes(document)
    return extractor.extract(document), ()
