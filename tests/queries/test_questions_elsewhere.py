"""Every question has the same answer on other people's servers as on our own store."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from servers import oxigraph_store, virtuoso_store

from kg.corpus import Corpus
from kg.queries.question import Question
from kg.queries.registry import ask, questions
from kg.store.base import Store, View
from kg.store.sync import sync

BASE = "https://w3id.org/sulh/id/"
REMOTE = {"oxigraph": oxigraph_store, "virtuoso": virtuoso_store}


@pytest.fixture(scope="module", params=sorted(REMOTE))
def elsewhere(
    request: pytest.FixtureRequest, example: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    with REMOTE[request.param](tmp_path_factory.mktemp(request.param)) as store, closing(store):
        sync(Corpus.open(example), store, base=BASE)
        yield store


OF_A_GRAPH = [question for question in questions() if question.record != "since"]


@pytest.mark.server
@pytest.mark.parametrize("question", OF_A_GRAPH, ids=lambda question: question.name)
def test_the_answer_is_the_same(elsewhere: Store, example_view: View, question: Question) -> None:
    given = shlex.split(question.example)[1:]
    names = [parameter.name for parameter in question.parameters]
    pairs = zip(names, given, strict=False)
    values = dict(arg.split("=", 1) if "=" in arg else (name, arg) for name, arg in pairs)
    ours = ask(example_view, question.name, base=BASE, **values)
    with elsewhere.view() as view:
        theirs = ask(view, question.name, base=BASE, **values)
    assert theirs.rows == ours.rows
