"""The seam of reading: a document goes in, a sheet comes out."""

from __future__ import annotations

from typing import Protocol

from kg.facts.model import Sheet
from kg.sources.document import Document


class Extractor(Protocol):
    """Raises UnsupportedLanguage and ModelMissing; never returns a fact the text does not say."""

    def extract(self, document: Document) -> Sheet: ...
