"""Questions about the record itself: what it held on a day, and what changed since."""

from __future__ import annotations

from kg.corpus import Corpus
from kg.corpus.changes import changes
from kg.corpus.past import as_of
from kg.errors import UsageError
from kg.queries.answer import Answer
from kg.queries.question import Question


def ask_since(
    corpus: Corpus, question: Question, date: str, until: str = "", *, notice: bool = True
) -> Answer:
    """What came, changed and went. Raises UsageError for a date that is none; see `as_of`."""
    if not date:
        raise UsageError(f"{question.name} needs date: sulh ask {question.example}")
    before = as_of(corpus, date, notice=notice)
    after = as_of(corpus, until, notice=notice) if until else corpus
    rows = [change.to_row() | {"evidence": []} for change in changes(before, after)]
    return Answer(question, rows)
