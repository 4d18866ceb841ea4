"""Evidence as Web Annotation: the exact words, and where they stand when the text is known."""

from __future__ import annotations

import pyoxigraph as ox

from kg.facts.textindex import TextIndex
from kg.iris import evidence_id
from kg.triples.nodes import TYPE, Draft, integer, named, sulh

_CONTEXT = 32
"""Characters before and after a quote that tell it from another place with the same words."""


class Quotes:
    """The quotes of one source; each is written once, however many claims rest on it."""

    def __init__(self, draft: Draft, source_id: str, text: str | None) -> None:
        self._draft, self._source_id = draft, source_id
        self._text = text
        self._index = None if text is None else TextIndex(text)
        self._ids: dict[str, str] = {}
        self._quote_of: dict[str, str] = {}

    def write(self, quote: str) -> tuple[ox.NamedNode, str]:
        """The node of a quote, and the last part of its IRI."""
        id = self._ids.get(quote)
        if id is None:
            id = self._ids[quote] = self._free_id(quote)
            self._describe(id, quote)
        return self._draft.node(id), id.rpartition("/")[2]

    def _free_id(self, quote: str) -> str:
        wanted = id = evidence_id(self._source_id, quote)
        count = 1
        while self._quote_of.setdefault(id, quote) != quote:
            count += 1
            id = f"{wanted}-{count}"
        return id

    def _describe(self, id: str, quote: str) -> None:
        draft, node = self._draft, self._draft.node(id)
        words = draft.node(f"{id}#quote")
        draft.add(node, TYPE, sulh("Evidence"))
        draft.add(node, TYPE, named("oa:SpecificResource"))
        draft.add(node, named("oa:hasSource"), draft.graph)
        draft.add(node, named("oa:hasSelector"), words)
        draft.add(words, TYPE, named("oa:TextQuoteSelector"))
        draft.say(words, named("oa:exact"), quote)
        span = self._index.locate(quote) if self._index else None
        if span and self._text is not None:
            start, end = span
            draft.say(words, named("oa:prefix"), self._text[max(0, start - _CONTEXT) : start])
            draft.say(words, named("oa:suffix"), self._text[end : end + _CONTEXT])
            self._place(id, start, end)

    def _place(self, id: str, start: int, end: int) -> None:
        draft, place = self._draft, self._draft.node(f"{id}#position")
        draft.add(draft.node(id), named("oa:hasSelector"), place)
        draft.add(place, TYPE, named("oa:TextPositionSelector"))
        draft.add(place, named("oa:start"), integer(start))
        draft.add(place, named("oa:end"), integer(end))
