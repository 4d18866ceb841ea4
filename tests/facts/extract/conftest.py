"""One extractor for the whole session, and documents made from plain paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import ModelMissing
from kg.facts.extract import open_extractor
from kg.facts.extractor import Extractor
from kg.facts.model import Sheet
from kg.settings import Settings
from kg.sources.document import Block, Document, Metadata, Zone

Read = Callable[..., Sheet]
Make = Callable[..., Document]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    try:
        return open_extractor(Settings())
    except ModelMissing as missing:
        pytest.skip(missing.message)


def _document(*paragraphs: str, published: str | None = None, language: str = "en") -> Document:
    """The first paragraph is the title; one that begins with a bullet is a list item."""
    blocks, at = [], 0
    for number, text in enumerate(paragraphs):
        zone = Zone.TITLE if number == 0 else Zone.LIST if text.startswith("•") else Zone.BODY
        blocks.append(Block(at, at + len(text), zone))
        at += len(text) + 1
    about = Metadata(title=paragraphs[0], published=published, language=language)
    return Document("example", "\n".join(paragraphs), tuple(blocks), about)


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    def reading(*paragraphs: str, published: str | None = "2031-03-12") -> Sheet:
        return extractor.extract(_document(*paragraphs, published=published))

    return reading


@pytest.fixture(scope="session")
def make() -> Make:
    return _document
