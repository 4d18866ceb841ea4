"""Graphs of earlier days, kept in memory while they are asked for; the folder stays untouched."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock

from fastapi import Request

from api.lookups import Asking
from api.problems import Problem
from kg.corpus import Corpus
from kg.corpus.past import Past, as_of
from kg.queries.answer import Answer
from kg.queries.question import Question
from kg.queries.record import ask_since
from kg.queries.registry import ask as ask_view
from kg.settings import Settings
from kg.store.base import View
from kg.store.memory import MemoryStore
from kg.store.past import fill_past

_KEPT = 3


class Pasts:
    """The last few states that were asked for; they are built one at a time."""

    def __init__(self) -> None:
        self._stores: OrderedDict[str, MemoryStore] = OrderedDict()
        self._building = Lock()

    def store(self, past: Past, base: str) -> MemoryStore:
        key = past.content_hash()
        with self._building:
            store = self._stores.get(key)
            if store is None:
                store = MemoryStore()
                fill_past(store, past, base=base)
            self._stores[key] = store
            self._stores.move_to_end(key)
            while len(self._stores) > _KEPT:
                self._stores.popitem(last=False)
            return store


def local_corpus(request: Request, settings: Settings) -> Corpus:
    """Kept, because to find whose names are withheld costs a look at every sheet. Raises 404 on a
    server without a corpus."""
    if settings.store:
        raise Problem(404, "This server reads a remote store; it has no record of earlier days.")
    state = request.app.state
    if getattr(state, "corpus", None) is None:
        state.corpus = Corpus.open(settings.corpus_dir)
    corpus: Corpus = state.corpus
    return corpus


@contextmanager
def view_as_of(request: Request, settings: Settings, date: str) -> Iterator[View]:
    past = as_of(local_corpus(request, settings), date, notice=False)
    pasts: Pasts = request.app.state.pasts
    with pasts.store(past, settings.base).view() as view:
        yield view


@contextmanager
def answered(
    ask: Asking, request: Request, question: Question, values: Mapping[str, str], day: str = ""
) -> Iterator[tuple[View, Answer]]:
    """The answer and the view it comes from: of today, of `day`, or of the record itself."""
    if question.record == "since":
        date, until = values.get("date", ""), values.get("until", "")
        corpus = local_corpus(request, ask.settings)
        yield ask.view, ask_since(corpus, question, date, until, notice=False)
        return
    day = values.get("date", "") if question.record == "as-of" else day
    if not day:
        yield ask.view, ask(question.name, **values)
        return
    with view_as_of(request, ask.settings, day) as view:
        yield view, ask_view(view, question.name, base=ask.settings.base, **values)
