"""A fact sheet without the names of withheld people: every field by what it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from kg.facts.model import MAX_TEXT, Fact, Sheet, Source, facts_of

_PEOPLE = frozenset({"person", "speaker"})
_ACTORS = frozenset(
    {"for_", "organisation", "actor", "party", "parties", "by", "on_behalf_of", "actors", "country"}
)
_PLACES = frozenset({"place", "places"})
_SLUGS = frozenset({"id", "round", "about", "follows"})
_TEXTS = frozenset({"venue", "posts", "post", "text", "quote", "according_to"})
_NAME = 500
_TITLE = 2000
P = TypeVar("P", Fact, Source)


class Words(Protocol):
    """How the words of one source are masked."""

    def text(self, said: str) -> str: ...
    def quote(self, said: str) -> str: ...
    def person(self, name: str) -> str: ...
    def entity(self, room: str, name: str) -> str: ...
    def slug(self, slug: str) -> str: ...
    def source(self, id: str) -> str: ...
    def address(self, url: str) -> str | None: ...


def masked_sheet(sheet: Sheet, words: Words) -> Sheet:
    changes: dict[str, Any] = {"source": _source(sheet.source, words)}
    for kind, _, fact in facts_of(sheet):
        changes.setdefault(kind, []).append(_fact(fact, words))
    if sheet.reviewed_by:
        changes["reviewed_by"] = words.text(sheet.reviewed_by)[:_NAME]
    if sheet.extracted_by:
        said = {
            name: words.text(value)
            for name, value in sheet.extracted_by.model_dump().items()
            if isinstance(value, str)
        }
        changes["extracted_by"] = sheet.extracted_by.model_copy(update=said)
    return sheet.model_copy(update=changes)


def _source(source: Source, words: Words) -> Source:
    title = source.title and words.text(source.title)[:_TITLE]
    return source.model_copy(
        update={
            "id": words.source(source.id),
            "url": source.url and words.address(source.url),
            "title": title,
            "publisher": source.publisher and words.text(source.publisher)[:_NAME],
            "authors": [words.text(author)[:_NAME] for author in source.authors],
            "agency": source.agency and words.text(source.agency)[:_NAME],
            "corrects": source.corrects and words.source(source.corrects),
        }
    )


def _fact(fact: Fact, words: Words) -> Fact:
    changes: dict[str, Any] = {"evidence": [words.quote(one)[:MAX_TEXT] for one in fact.evidence]}
    for name in type(fact).model_fields:
        rule = _rule(name, words)
        value = getattr(fact, name)
        if rule is None or value is None:
            continue
        limit = MAX_TEXT if name in ("text", "quote") else _NAME
        many = isinstance(value, list)
        changes[name] = (
            list(dict.fromkeys(rule(one)[:limit] for one in value)) if many else rule(value)[:limit]
        )
    return fact.model_copy(update=changes)


def _rule(name: str, words: Words) -> Callable[[str], str] | None:
    if name in _PEOPLE:
        return words.person
    if name in _ACTORS:
        return lambda said: words.entity("actor", said)
    if name in _PLACES:
        return lambda said: words.entity("place", said)
    if name == "process":
        return lambda said: words.entity("process", said)
    if name in _SLUGS:
        return words.slug
    return words.text if name in _TEXTS else None
