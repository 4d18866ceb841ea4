"""Long and hostile documents are read in portions, and the sheet says what is left out."""

from __future__ import annotations

from time import process_time

import pytest

from kg.errors import ModelMissing
from kg.facts.extract import open_extractor
from kg.facts.extract.naming.linking import link_people
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.portions import PIECE, PORTION, pieces, portions
from kg.facts.model import Sheet
from kg.settings import Settings
from kg.sources.read import read_source

OPENING = (
    "Truce talks in Geneva\n\n"
    "GENEVA, 4 May 2031 (Reuters) - The second round of peace talks between the government of "
    "Nepal and the rebels opened in Geneva on Monday with Norway as the mediator.\n\n"
)
LINE = "The envoys of both sides spoke of a truce, of prisoners and of the road to the border. "


def read(text: str, seconds: float = 30.0) -> Sheet:
    try:
        extractor = open_extractor(Settings(document_seconds=seconds))
    except ModelMissing as missing:
        pytest.skip(missing.message)
    return extractor.extract(read_source(text.encode()))


def partial(sheet: Sheet) -> str:
    return (sheet.extracted_by.partial if sheet.extracted_by else None) or ""


def test_a_long_paragraph_is_cut_where_sentences_end() -> None:
    document = read_source((OPENING + LINE * 600).encode())
    found, left_out = pieces(document)
    assert left_out is None
    assert all(b.end - b.start <= PIECE for b in found)
    texts = [document.block_text(b) for b in found]
    assert all(text.endswith(".") for text in texts[1:])
    assert "".join(texts).replace(" ", "") == document.text.replace(" ", "").replace("\n", "")


def test_portions_are_small_and_hold_every_block_once() -> None:
    found, _ = pieces(read_source((OPENING + (LINE + "\n\n") * 700).encode()))
    parts = list(portions(found))
    assert [block for part in parts for block in part] == found
    assert all(sum(b.end - b.start for b in part) <= PORTION for part in parts)


def test_what_stands_in_one_long_paragraph_is_read() -> None:
    sheet = read(OPENING.strip() + " " + LINE * 300)
    assert [r.ordinal for r in sheet.rounds] == [2]


def test_a_sentence_without_end_is_left_out_and_the_sheet_says_so() -> None:
    sheet = read(OPENING + "the envoys of both sides met and agreed to a truce and " * 2_000)
    assert "left out" in partial(sheet)
    assert [r.ordinal for r in sheet.rounds] == [2]


def test_when_the_time_is_over_the_sheet_is_partial() -> None:
    start = process_time()
    sheet = read(OPENING + (LINE + "\n\n") * 4_000, seconds=2.0)
    assert process_time() - start < 20
    assert "time limit" in partial(sheet)


def test_thousands_of_names_are_linked_in_time() -> None:
    names = [f"Ada{n} Quill{n % 997}" for n in range(5_000)]
    mentions = [
        Mention(Kind.PERSON, n * 20, n * 20 + len(name), name, name=name, sort="sure")
        for n, name in enumerate(names)
    ]
    start = process_time()
    linked, people = link_people(mentions)
    assert process_time() - start < 10
    assert len(linked) == len(people) == len(names)
