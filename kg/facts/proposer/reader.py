"""The rules' sheet, and what a second reader adds to it; whatever goes wrong, the rules' sheet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import ValidationError

from kg.facts.extract.topic import off_topic
from kg.facts.extractor import Extractor
from kg.facts.ground import gate
from kg.facts.model import KINDS, Fact, Round, Sheet
from kg.facts.proposer.answer import content_of, proposals
from kg.facts.proposer.cache import Cache, key_of
from kg.facts.proposer.endpoint import Endpoint, NoAnswer
from kg.facts.proposer.merge import Merger
from kg.facts.proposer.numbered import Numbered
from kg.facts.proposer.prompt import MOST_CHARACTERS, messages, request
from kg.facts.proposer.strict import Strict, says_something, tidy
from kg.sources.document import Document

MOST_FACTS = 300
_GIVE_UP = 3
_LONGEST_MODEL = 200


class SecondReader:
    """After three failures in a row it asks no more: a folder is not held up by a dead server."""

    def __init__(
        self, first: Extractor, endpoint: Endpoint, model: str, cache: Cache | None = None
    ) -> None:
        self._first = first
        self._endpoint = endpoint
        self._model = model.strip()
        self._cache = cache or Cache(None)
        self._failures = 0

    def extract(self, document: Document) -> Sheet:
        return self.extract_with_notes(document)[0]

    def extract_with_notes(self, document: Document) -> tuple[Sheet, tuple[str, ...]]:
        """The sheet, and one line on what the second reader did. Fails only as the rules do."""
        sheet = self._first.extract(document)
        if off_topic(document):
            return sheet, ()
        try:
            proposed = self._proposed(document)
        except NoAnswer as why:
            return sheet, (f"Second reader: {why.message} The rules' facts alone are kept.",)
        merged, note = _merged(sheet, document, proposed)
        return self._signed(merged), (note,)

    def _proposed(self, document: Document) -> dict[str, Any]:
        numbered = Numbered(document)
        if not self._model:
            raise NoAnswer("name its model with SULH_LLM_MODEL.")
        if sum(map(len, numbered.sentences)) > MOST_CHARACTERS:
            raise NoAnswer(f"the text is longer than {MOST_CHARACTERS:,} characters.")
        if not numbered.sentences:
            return {}
        asked = messages(numbered.sentences, document.metadata.published)
        key = key_of(document.text, json.dumps(asked), self._model)
        kept = self._cache.get(key)
        if kept is not None:
            return kept
        answer = self._asked(request(self._model, asked))
        self._cache.put(key, answer)
        return answer

    def _asked(self, body: bytes) -> dict[str, Any]:
        if self._failures >= _GIVE_UP:
            raise NoAnswer(f"it failed {_GIVE_UP} times in a row and is not asked again.")
        self._failures += 1
        answer = self._endpoint.ask(body)
        self._failures = 0
        found = proposals(content_of(answer))
        if any(self._endpoint.shows_key(text) for text in _strings(found)):
            raise NoAnswer("the answer holds the key; change it, that server is not to be trusted.")
        return found

    def _signed(self, sheet: Sheet) -> Sheet:
        reader = sheet.extracted_by
        if reader is None:
            return sheet
        second = f"second reader {self._model[:_LONGEST_MODEL]}"
        both = f"{reader.model[:_LONGEST_MODEL]} + {second}" if reader.model else second
        return sheet.model_copy(update={"extracted_by": reader.model_copy(update={"model": both})})


def _merged(sheet: Sheet, document: Document, proposed: dict[str, Any]) -> tuple[Sheet, str]:
    """Rounds come first, as in KINDS, so that the others find them."""
    items = [(kind, item) for kind in KINDS for item in proposed.get(kind, ())]
    dropped = Counter({"too many": max(len(items) - MOST_FACTS, 0)})
    facts = [(kind, _parsed(kind, item)) for kind, item in items[:MOST_FACTS]]
    people = [getattr(f, "person", None) or getattr(f, "speaker", None) for _, f in facts]
    merger = Merger(sheet, document.text, people)
    strict = Strict(Numbered(document), document.metadata.published)
    for kind, fact in facts:
        reason = _taken(kind, fact, merger, document, strict) if fact else "not in the format"
        if reason:
            dropped[reason] += 1
    return merger.sheet, _note(merger, dropped)


def _parsed(kind: str, item: Any) -> Fact | None:
    try:
        return _model(kind).model_validate(item)
    except (ValidationError, RecursionError):
        return None


def _taken(kind: str, fact: Fact, merger: Merger, document: Document, strict: Strict) -> str | None:
    """Why the fact is left out, after our own demands and the gate that all facts pass."""
    if isinstance(fact, Round) and merger.knows(fact):
        return None
    reason = strict.reason(fact)
    if reason:
        return reason
    fact = strict.without_unsaid(tidy(fact))
    if not says_something(fact):
        return "says nothing"
    if not _passes(kind, fact, merger.sheet, document):
        return "value not in its quote"
    if isinstance(fact, Round):
        merger.add_round(fact)
        return None
    return None if merger.add(kind, fact) else "its round was dropped"


def _passes(kind: str, fact: Fact, sheet: Sheet, document: Document) -> bool:
    alone = Sheet(source=sheet.source).model_copy(update={kind: [fact]})
    passed, faults = gate(alone, document.text)
    left: list[Fact] = getattr(passed, kind)
    return not faults and len(left) == 1 and not left[0].inferred


def _model(kind: str) -> type[Fact]:
    model: type[Fact] = get_args(Sheet.model_fields[kind].annotation)[0]
    return model


def _note(merger: Merger, dropped: Counter[str]) -> str:
    left_out = +dropped
    why = ", ".join(f"{reason} {count}" for reason, count in sorted(left_out.items()))
    out = f"{left_out.total()} left out ({why})" if left_out else "none left out"
    return f"Second reader: {merger.added} facts added, {merger.known} known already, {out}."


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
