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
    dropped: Counter[str] = Counter()
    believed = list(_believed(sheet, document, proposed, dropped))
    people = [getattr(f, "person", None) or getattr(f, "speaker", None) for _, f in believed]
    merger = Merger(sheet, document.text, people)
    for kind, fact in believed:
        if isinstance(fact, Round):
            merger.add_round(fact)
        elif not merger.add(kind, fact):
            dropped["its round was dropped"] += 1
    return merger.sheet, _note(merger, dropped)


def _believed(
    sheet: Sheet, document: Document, proposed: dict[str, Any], dropped: Counter[str]
) -> Iterator[tuple[str, Fact]]:
    """Rounds come first, as in KINDS, so that the others find them."""
    strict = Strict(Numbered(document), document.metadata.published)
    items = [(kind, item) for kind in KINDS for item in proposed.get(kind, ())]
    dropped["too many"] += max(len(items) - MOST_FACTS, 0)
    for kind, item in items[:MOST_FACTS]:
        fact, reason = _checked(kind, item, sheet, document, strict)
        if fact is None:
            dropped[reason] += 1
        else:
            yield kind, fact


def _checked(
    kind: str, item: Any, sheet: Sheet, document: Document, strict: Strict
) -> tuple[Fact | None, str]:
    """The model of the sheet, our own demands, then the gate that all facts pass."""
    try:
        fact = _model(kind).model_validate(item)
    except (ValidationError, RecursionError):
        return None, "not in the format"
    reason = strict.reason(fact)
    if reason:
        return None, reason
    fact = tidy(fact)
    if not says_something(fact):
        return None, "says nothing"
    alone = Sheet(source=sheet.source).model_copy(update={kind: [fact]})
    passed, faults = gate(alone, document.text)
    left: list[Fact] = getattr(passed, kind)
    if faults or len(left) != 1 or left[0].inferred:
        return None, "value not in its quote"
    return fact, ""


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
