"""Web pages: the words of the article, nothing from around it, and what the page says."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from kg.errors import EmptySource, NotAnArticle
from kg.sources.document import SILENT, Document, Zone
from kg.sources.read import read_source

FIXTURES = Path(__file__).parent / "fixtures"
LONG = "The third round of talks between Norland and the Southern Front opened in Bergdorf. " * 3


def zones(document: Document) -> dict[str, Zone]:
    return {document.block_text(block): block.zone for block in document.blocks}


def words(document: Document) -> list[str]:
    loud = [document.block_text(b) for b in document.blocks if b.zone not in SILENT]
    return re.findall(r"\w+", " ".join(loud).casefold())


@pytest.fixture(scope="module")
def news() -> Document:
    return read_source(FIXTURES / "news.html")


def test_the_article_is_there_in_order(news: Document) -> None:
    texts = [news.block_text(b) for b in news.blocks if b.zone not in SILENT]
    assert texts == [
        "Third round opens in Bergdorf",
        "Both sides brought new maps, and neither showed them",
        "BERGDORF — The third round of talks between Norland and the Southern Front opened on "
        "Sunday in the old town hall, two officials said.",
        "Norland’s team is led by Ilse Brandt, the foreign minister. With her are:",
        "• Omar Said, deputy minister of justice",
        "• Colonel Tomas Lind",
        "What was said",
        "“We have come to listen and to sign,” Brandt told reporters.",
        "Round",
        "Place",
        "Second",
        "Turin, in March",
        "The talks go on until Friday.",
    ]


@pytest.mark.parametrize(
    "noise",
    ["Sixth round", "Fourth round", "cookies", "399", "ninth", "Tenth", "fifty", "©", "Facebook"],
)
def test_what_stands_around_it_is_gone(news: Document, noise: str) -> None:
    assert noise not in news.text


def test_zones_follow_the_markup(news: Document) -> None:
    found = zones(news)
    assert found["Third round opens in Bergdorf"] is Zone.TITLE
    assert found["Both sides brought new maps, and neither showed them"] is Zone.DECK
    assert found["What was said"] is Zone.HEADING
    assert found["• Colonel Tomas Lind"] is Zone.LIST
    assert found["Who is Ilse Brandt"] is Zone.RELATED
    assert found["By Ada Quill and Tom Reed 4 May 2031"] is Zone.BYLINE


def test_the_page_says_who_when_and_where(news: Document) -> None:
    about = news.metadata
    assert about.title == "Third round opens in Bergdorf"
    assert about.publisher == "The Lowland Gazette"
    assert about.authors == ("Ada Quill", "Tom Reed")
    assert about.published == "2031-05-04"
    assert about.language == "en-GB"
    assert about.url == "https://gazette.example/talks/3"
    assert news.id == "news"


def test_a_live_blog_keeps_the_day_of_each_entry() -> None:
    live = read_source(FIXTURES / "live.html")
    dated = {live.block_text(b): (b.zone, b.date) for b in live.blocks if b.date}
    assert dated["18.00 - Summary"] == (Zone.HEADING, "2031-05-05")
    assert dated["07.00 - Good morning"] == (Zone.HEADING, "2031-05-04")
    assert [d for z, d in dated.values() if z is Zone.ENTRY] == [
        "2031-05-05",
        "2031-05-05",
        "2031-05-04",
    ]
    assert live.metadata.published == "2031-05-05"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta name="pubdate" content="2031-05-04T05:40:00Z">', "published", "2031-05-04"),
        (
            '<meta property="article:published_time" content="May 4, 2031">',
            "published",
            "2031-05-04",
        ),
        ('<meta name="author" content="Ada Quill">', "authors", ("Ada Quill",)),
        ('<meta property="og:site_name" content="The Gazette">', "publisher", "The Gazette"),
        ('<meta property="og:url" content="javascript:alert(1)">', "url", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "head', "title", "T"),
        ('<script type="application/ld+json">[[[[1]]]]</script>', "title", "T"),
        (
            '<script type="application/ld+json">{"@type":"Article","headline":["x"],'
            '"author":7,"publisher":[],"datePublished":{}}</script>',
            "title",
            "T",
        ),
        ("<p>© 2025 The Gazette", "published", None),
    ],
)
def test_metadata_whole_and_broken(head: str, field: str, value: object) -> None:
    page = f"<html><head><title>T</title>{head}</script></head><body><p>{LONG}</p></body></html>"
    assert getattr(read_source(page.encode()).metadata, field) == value


def test_a_byline_and_dateline_serve_where_the_data_do_not() -> None:
    page = f"""<html><body><h1>Talks open</h1><p>By Ada Quill</p>
    <p>BERGDORF, 4 May 2031 (Lowland Wire) - {LONG}</p><p>{LONG}</p></body></html>"""
    about = read_source(page.encode()).metadata
    assert about.authors == ("Ada Quill",)
    assert (about.published, about.publisher) == ("2031-05-04", "Lowland Wire")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav><a>Home</a></nav></body></html>",
        "<html><body>"
        + "<a href='/x'>One more link</a> " * 40
        + "<footer>©</footer></body></html>",
        "<html><head><title>Just a title</title></head><body><script>x</script></body></html>",
        "<!doctype html>",
    ],
)
def test_a_page_with_no_article_says_so(page: str) -> None:
    with pytest.raises((NotAnArticle, EmptySource)) as caught:
        read_source(page.encode(), id="page")
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 5000 + LONG,
        "<b><i>" * 5000 + LONG,
        "<table><tr><td>" * 1500 + LONG,
        "<html><body>" + f"<p>{LONG}</p>" * 8000,
        "<html><body><p>" + "a" * 2_500_000,
        "<html><body><p " + "x='1' " * 300_000 + f">{LONG}",
        "<html><head><script type='application/ld+json'>" + "[" * 400_000 + f"</script><p>{LONG}",
        "<html><body>" + "&#8206;<br>" * 100_000 + LONG,
    ],
    ids=["divs", "inline", "tables", "long", "one word", "attributes", "json", "breaks"],
)
def test_hostile_pages_end_soon(page: str) -> None:
    start = time.process_time()
    with suppress(NotAnArticle):
        read_source(page.encode(), id="page")
    assert time.process_time() - start < 20


def test_pages_and_texts_of_the_corpus_hold_the_same_words(dev_corpus: Path) -> None:
    pages = sorted(dev_corpus.glob("*.html"))
    assert pages
    for page in pages:
        told, read = words(read_source(page.with_suffix(".txt"))), words(read_source(page))
        same = SequenceMatcher(None, told, read, autojunk=False)
        shared = sum(block.size for block in same.get_matching_blocks())
        assert shared >= 0.99 * len(told), f"{page.name}: words of the article are missing"
        assert len(read) - shared <= 0.01 * len(read), f"{page.name}: words from around it"
