"""What a web page says of itself: JSON-LD first, then meta elements, then links."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from kg.sources.canonical import canonical, one_line
from kg.sources.dateline import full_date
from kg.sources.document import Metadata

_TYPES = """
NewsArticle Article ReportageNewsArticle LiveBlogPosting BlogPosting AnalysisNewsArticle
OpinionNewsArticle BackgroundNewsArticle Report WebPage
"""
_ARTICLES = frozenset(_TYPES.split())
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_SITES = ("og:site_name", "dc.publisher", "publisher", "application-name", "citation_journal_title")
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
    "publish-date", "og:published_time", "parsely-pub-date", "sailthru.date", "dcterms.date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_MAX_JSON = 500_000
_MAX_NODES = 5_000


def page_metadata(root: HtmlElement) -> Metadata:
    article, meta = _article(root), _meta(root)
    return Metadata(
        title=_text(article.get("headline")) or _first(meta, _TITLES),
        url=_url(article, root, meta),
        publisher=_name(article.get("publisher")) or _first(meta, _SITES),
        authors=_authors(article, meta),
        published=_day(article) or _date(_first(meta, _DATES)),
        language=_language(article, root, meta),
    )


def _article(root: HtmlElement) -> dict[str, Any]:
    """The node that describes the article; an empty one when there is none that can be read."""
    nodes = [node for script in root.iter("script") for node in _nodes(script)]
    for node in nodes:
        if _ARTICLES & set(_types(node)) and ("headline" in node or "datePublished" in node):
            return node
    return {}


def _nodes(script: HtmlElement) -> Iterator[dict[str, Any]]:
    text = script.text or ""
    if "ld+json" not in (script.get("type") or "").lower() or len(text) > _MAX_JSON:
        return
    try:
        waiting = [json.loads(text.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type")
    return [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            found.setdefault(name.strip().lower(), _text(content) or "")
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _url(article: dict[str, Any], root: HtmlElement, meta: dict[str, str]) -> str | None:
    links = (link.get("href") for link in root.iter("link") if link.get("rel") == "canonical")
    main = article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    candidates = [*links, meta.get("og:url"), _text(main), _text(article.get("url"))]
    return next((url[:4000] for url in candidates if url and url.startswith("http")), None)


def _authors(article: dict[str, Any], meta: dict[str, str]) -> tuple[str, ...]:
    given = article.get("author")
    names = [_name(author) for author in (given if isinstance(given, list) else [given])]
    if not any(names):
        told = _first(meta, _AUTHORS)
        names = [told.removeprefix("By ")] if told and not told.startswith("http") else []
    return tuple(dict.fromkeys(name for name in names if name))


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return _name(value[0]) if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _language(article: dict[str, Any], root: HtmlElement, meta: dict[str, str]) -> str | None:
    html = root if root.tag == "html" else root.getroottree().getroot()
    told = [_text(article.get("inLanguage")), html.get("lang"), meta.get("og:locale")]
    tag = next((t for t in told if t), "").replace("_", "-").strip()
    parts = tag.split("-")
    fits = parts[0].isalpha() and 2 <= len(parts[0]) <= 3 and all(p.isalnum() for p in parts)
    return tag if fits and len(tag) <= 20 else None


def _day(article: dict[str, Any]) -> str | None:
    """A live blog is of the day it ends: its last entries are what the title sums up."""
    keys = ["datePublished", "dateCreated"]
    if "LiveBlogPosting" in _types(article):
        keys = ["coverageEndTime", "dateModified", *keys]
    return next((day for key in keys if (day := _date(_text(article.get(key))))), None)


def _date(text: str | None) -> str | None:
    """The day as the newsroom's own clock had it."""
    return full_date(text[:80]) if text else None


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return one_line(canonical(value))[:500] or None
