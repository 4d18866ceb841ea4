"""The questions, once: read from the .rq files, asked of a view, answered with the words."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

import pyoxigraph as ox

from kg.errors import NotFound, UsageError
from kg.iris import iri, slugify
from kg.queries.answer import Answer, merged
from kg.queries.contested import Contest, Key, contests_of, key_of, mark
from kg.queries.derive import derived
from kg.queries.question import Parameter, Question, parse_question
from kg.queries.words import Words, words_of
from kg.store.base import Limits, Row, Term, View
from kg.terms import PREFIXES, SULH

__all__ = [
    "Answer",
    "Contest",
    "Disputes",
    "Question",
    "ask",
    "differing",
    "find_question",
    "questions",
    "worded",
]

_LIMITS = Limits(seconds=30.0)


@cache
def _all() -> dict[str, Question]:
    rooms = (files("kg.queries"), files("kg.queries").joinpath("lookups"))
    paths = [path for room in rooms for path in room.iterdir() if path.name.endswith(".rq")]
    found = [parse_question(p.name.removesuffix(".rq"), p.read_text("utf-8")) for p in paths]
    return {question.name: question for question in sorted(found, key=lambda q: (q.number, q.name))}


@cache
def questions() -> tuple[Question, ...]:
    """The numbered questions, in the order in which users ask them; lookups have no number."""
    return tuple(question for question in _all().values() if question.number)


def find_question(name: str) -> Question:
    """By name or number. Raises NotFound with the nearest names."""
    if name in _all():
        return _all()[name]
    for question in questions():
        if name == str(question.number):
            return question
    near = difflib.get_close_matches(name, [q.name for q in questions()], 3, 0.4)
    hint = f" Did you mean {' or '.join(near)}?" if near else " `sulh ask` lists them."
    raise NotFound(f"There is no question {name!r}.{hint}")


class Disputes(Protocol):
    """Who knows what is contested: contests without their words, and the readings behind them."""

    def contests(self, rounds: Collection[str] | None = None) -> list[Contest]: ...

    def solutions(
        self, keys: Collection[Key], rounds: Collection[str] | None = None
    ) -> list[Row]: ...


class AskedDisputes:
    """By a query; the last one's rows are kept for `solutions`."""

    def __init__(self, view: View, base: str) -> None:
        self._view, self._base = view, base
        self._last: tuple[Collection[str] | None, list[Row]] = ((), [])

    def contests(self, rounds: Collection[str] | None = None) -> list[Contest]:
        return contests_of(self._rows(rounds), Words(), self._base)

    def solutions(self, keys: Collection[Key], rounds: Collection[str] | None = None) -> list[Row]:
        return [row for row in self._rows(rounds) if key_of(row, self._base) in keys]

    def _rows(self, rounds: Collection[str] | None) -> list[Row]:
        if self._last[0] != rounds:
            self._last = (rounds, _contest_solutions(self._view, self._base, rounds))
        return self._last[1]


def ask(view: View, name: str, *, base: str, **values: str) -> Answer:
    """Answer one question. Values are ids, slugs or names.

    Raises NotFound for an unknown question or id, UsageError for wrong parameters.
    """
    return ask_knowing(view, name, AskedDisputes(view, base), base=base, **values)


def ask_knowing(view: View, name: str, disputes: Disputes, *, base: str, **values: str) -> Answer:
    """The same, by one who knows what is contested."""
    answer = ask_unmarked(view, name, disputes, base=base, **values)
    mark_contested(answer, answer.rows, disputes)
    return answer


def ask_unmarked(view: View, name: str, disputes: Disputes, *, base: str, **values: str) -> Answer:
    """The same without a look at which rows are contested."""
    question = find_question(name)
    if question.record == "since":
        raise UsageError(f"{name} is asked of a corpus, not of one graph: sulh diff DATE.")
    bindings, ids = _bindings(view, question, values, base)
    solutions: list[Row] = []
    if "contested" in question.derive:
        rows = _dispute_rows(view, base, disputes, list(ids.values()) or None)
    else:
        solutions = _solutions(view, question, bindings)
        words = words_of(view, solutions, base, _LIMITS)
        rows = derived(question, merged(question, solutions, words, base))
    if not rows:
        for id in ids.values():
            _must_exist(view, id, base)
    return Answer(question, rows, _rounds_in([bindings, *solutions], base) if bindings else None)


def mark_contested(answer: Answer, rows: list[dict[str, Any]], disputes: Disputes) -> None:
    """Of all rows of the answer, or of one page of them."""
    rounds = answer.rounds if rows is answer.rows else _rounds_of(rows)
    if answer.question.contest and rows:
        mark(rows, answer.question.contest, disputes.contests(rounds))


def _dispute_rows(
    view: View, base: str, disputes: Disputes, rounds: list[str] | None
) -> list[dict[str, Any]]:
    found = differing(disputes, rounds)
    return [one.to_row() for one in worded(view, found, disputes, rounds, base=base)]


def differing(disputes: Disputes, rounds: Collection[str] | None = None) -> list[Contest]:
    """What sources differ on, of some rounds (ids) or of all, without the words."""
    return [one for one in disputes.contests(rounds) if one.verdict != "compatible"]


def worded(
    view: View,
    contests: Iterable[Contest],
    disputes: Disputes,
    rounds: Collection[str] | None = None,
    *,
    base: str,
) -> list[Contest]:
    """The same contests with their words and names."""
    solutions = disputes.solutions({one.key() for one in contests}, rounds)
    return contests_of(solutions, words_of(view, solutions, base, _LIMITS), base)


def readings(view: View, graph: str) -> list[Row]:
    """All that one graph says of what may be contested."""
    return view.select(find_question("contested").body, {"source": ox.NamedNode(graph)})


def _contest_solutions(view: View, base: str, rounds: Iterable[str] | None) -> list[Row]:
    """Round by round when some are named: no engine narrows the whole well."""
    question = find_question("contested")
    each: Iterable[dict[str, Term]] = [{}]
    if rounds is not None:
        each = [{"round": ox.NamedNode(iri(base, id))} for id in rounds]
    return [row for one in each for row in view.select(question.body, one, _LIMITS)]


def _rounds_of(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Ids in the column of rounds, which holds one or several."""
    cells = (row.get("round") or [] for row in rows)
    listed = (cell if isinstance(cell, list) else [cell] for cell in cells)
    return sorted({ref["id"] for refs in listed for ref in refs})


def _rounds_in(solutions: Iterable[Mapping[str, Term | None]], base: str) -> list[str]:
    found = {row["round"] for row in solutions if row.get("round")}
    return sorted(t.value.removeprefix(base) for t in found if isinstance(t, ox.NamedNode))


def _solutions(view: View, question: Question, bindings: Mapping[str, Term]) -> list[Row]:
    """Of a process round by round, for the same reason."""
    text = question.asked_of(bindings)
    process = bindings.get("process")
    if process is None or "round" not in {column.name for column in question.columns}:
        return view.select(text, bindings, _LIMITS)
    rounds = view.select(f"SELECT DISTINCT ?round {{ ?round <{SULH}partOf> {process} }}")
    found: list[Row] = []
    for row in rounds:
        if (round := row["round"]) is not None:
            found += view.select(text, {**bindings, "round": round}, _LIMITS)
    return found


def _bindings(
    view: View, question: Question, values: dict[str, str], base: str
) -> tuple[dict[str, Term], dict[str, str]]:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            wanted = ", ".join(known) or "no values"
            raise UsageError(f"{question.name} has no parameter {name!r}; it takes {wanted}.")
    missing = [p.name for p in question.parameters if p.required and not values.get(p.name)]
    if missing:
        raise UsageError(f"{question.name} needs {missing[0]}: sulh ask {question.example}")
    ids = {
        name: _id(known[name], value)
        for name, value in values.items()
        if value and known[name].kind != "date"
    }
    ids = {name: _followed(view, id, base) for name, id in ids.items()}
    return {name: ox.NamedNode(iri(base, id)) for name, id in ids.items()}, ids


def _id(parameter: Parameter, value: str) -> str:
    if "/" in value:
        return value
    if parameter.kind == "any":
        raise UsageError(f"{parameter.name}: want a whole id such as person/{slugify(value)}.")
    return f"{parameter.kind}/{slugify(value, 200) if ' ' in value else value}"


def _followed(view: View, id: str, base: str) -> str:
    """The id that took this one's place, if one did."""
    rows = view.select(
        f"SELECT ?new WHERE {{ ?old <{PREFIXES['dcterms']}isReplacedBy> ?new }}",
        {"old": ox.NamedNode(iri(base, id))},
    )
    new = rows[0]["new"] if rows else None
    return new.value.removeprefix(base) if isinstance(new, ox.NamedNode) else id


def _must_exist(view: View, id: str, base: str) -> None:
    if view.ask("ASK { { ?it ?p ?o } UNION { ?s ?q ?it } }", {"it": ox.NamedNode(iri(base, id))}):
        return
    kind = id.partition("/")[0]
    rows = view.select(f"SELECT ?id WHERE {{ ?x <{PREFIXES['dcterms']}identifier> ?id }}")
    names = [t.value for row in rows if isinstance(t := row["id"], ox.Literal)]
    near = difflib.get_close_matches(id, [n for n in names if n.startswith(kind)], 3, 0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise NotFound(f"There is no {id}.{hint}")
