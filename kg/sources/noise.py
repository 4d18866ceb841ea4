"""What is on a page beside the article, and which part of a page the article is."""

from __future__ import annotations

import re
from collections import Counter

from lxml.html import HtmlElement

from kg.sources.phrases import RELATED

_DROPPED_TAGS = """
script style noscript template nav footer form button iframe svg select input textarea object embed
canvas video audio picture head link meta figure figcaption aside dialog menu math map
"""
_DROPPED = frozenset(_DROPPED_TAGS.split())
_NOISY_NAMES = r"""
ad ads adv advert\w* ad-?slot sponsor\w* promo\w* banner ticker breaking cookies? gdpr consent
share\w* social\w* sharing tools comments? disqus discussion respond replies related\w*
recirc\w* recommend\w* links-block read-?(?:also|more|next) also-?read more-?on
most-?(?:read|popular) trending popular newsletters? subscri\w* sign-?up paywall breadcrumbs?
crumbs nav\w* menu side-?bar rail footer masthead topbar skip\w* tags? tag-?list key-?events
caption credit photo gallery image embed author-?(?:bio|box|info|card) about-?author bio
biography disclaimer contribution donat\w* print toolbar copyright pagination pager modal popup
overlay hidden visually-hidden sr-only taboola outbrain widget teaser supplementary onward
download app-?promo follow\w* live-?ticker
"""
_ANY = "|".join(_NOISY_NAMES.split())
_NOISY = re.compile(rf"(?:^|[\s_-])(?:{_ANY})(?:$|[\s_-])", re.IGNORECASE)
_NAMING = ("class", "id", "role", "data-component", "data-testid", "data-block", "aria-label")
_LABEL = re.compile(
    r"^\W*\d* ?(?:comments?|commentaires|comentarios|réflexions?|responses?|replies|thoughts? on"
    r"|leave a|laisser un)\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_KEEP = frozenset(["html", "body", "main", "article", "h1"])
_PARAGRAPHS = frozenset(["p", "li", "td", "blockquote", "dd"])
_ENOUGH, _NEARLY_ALL = 0.6, 0.9
_TELLING, _LONG, _MANY = 40, 200, 4


def drop_noise(root: HtmlElement) -> None:
    """Takes out of the tree what never is part of an article."""
    weight = Weight(root)
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    for element in elements:
        if element.getparent() is not None and _is_noise(element, weight):
            element.drop_tree()
    for heading in list(root.iter("h2", "h3", "h4", "h5", "h6")):
        text, parent = " ".join(heading.itertext()), heading.getparent()
        if not (_LABEL.match(text) or RELATED.match(text)) or parent is None:
            continue
        if parent.tag in ("section", "div", "ul") and not weight.holds_the_story(parent):
            parent.drop_tree()


def _is_noise(element: HtmlElement, weight: Weight) -> bool:
    if element.tag in _KEEP:
        return False
    if element.tag in _DROPPED or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or ""):
        return True
    name = " ".join(filter(None, map(element.get, _NAMING)))[:300]
    return bool(name and _NOISY.search(name)) and not weight.holds_the_story(element)


class Weight:
    """How much running text each element holds, counted once for the whole page."""

    def __init__(self, root: HtmlElement) -> None:
        self.running: Counter[HtmlElement] = Counter()
        self._long: Counter[HtmlElement] = Counter()
        self._homes = {a for e in root.iter("article", "main") for a in e.iterancestors()}
        for paragraph in root.iter(*_PARAGRAPHS):
            if next(paragraph.iterdescendants(*_PARAGRAPHS), None) is None:
                self._add(paragraph)

    def _add(self, paragraph: HtmlElement) -> None:
        length = sum(map(len, paragraph.itertext()))
        linked = sum(len(part) for a in paragraph.iter("a") for part in a.itertext())
        if length - linked <= _TELLING:
            return
        for element in (paragraph, *paragraph.iterancestors()):
            self.running[element] += length - linked
            self._long[element] += length > _LONG

    def holds_the_story(self, element: HtmlElement) -> bool:
        """A wrapper with an unlucky name: it holds many long paragraphs or the article itself."""
        return element in self._homes or self._long[element] > _MANY


def main_part(root: HtmlElement) -> HtmlElement:
    """The smallest element with most of the page's running text, and the title if it is near."""
    body = root.find("body")
    top = body if body is not None else root
    running = Weight(root).running
    total = running[top]
    if not total:
        return top
    for found in (*top.iter("main"), *top.iter("article")):
        if running[found] >= _ENOUGH * total:
            return found
    return _narrowed(top, running)


def _narrowed(top: HtmlElement, running: Counter[HtmlElement]) -> HtmlElement:
    """Step down while one child holds nearly all the text, and no title stands beside it."""
    current, total = top, running[top]
    while True:
        child = next((c for c in current if running[c] >= _NEARLY_ALL * total), None)
        if child is None or _has_title(current, child):
            return current
        current = child


def _has_title(parent: HtmlElement, child: HtmlElement) -> bool:
    inside = next(child.iter("h1"), None)
    return inside is None and next(parent.iter("h1"), None) is not None
