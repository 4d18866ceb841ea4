"""A question: one .rq file, valid SPARQL, with what people need to know in its first comments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any

from kg.errors import SulhError

KINDS = ("round", "person", "actor", "place", "process", "source", "commitment", "any", "date")


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    kind: str
    help: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """`listed` columns gather the values of all sources in one cell."""

    name: str
    help: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`merge` names the columns that make rows of several sources one row of the answer.

    `record` is "as-of" for a question about the graph of an earlier day, "since" for one about
    what changed; both need the corpus.
    """

    name: str
    number: int
    title: str
    sparql: str
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()
    merge: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    contest: tuple[tuple[str, tuple[str, ...]], ...] = ()
    derive: tuple[str, ...] = ()
    example: str = ""
    record: str = ""

    @property
    def body(self) -> str:
        """The query without its header; with its parameters open it answers for all of them."""
        lines = self.sparql.splitlines(keepends=True)
        return "".join(dropwhile(lambda line: line.startswith("#"), lines))

    def asked_of(self, given: Collection[str]) -> str:
        """The query for when those parameters have values.

        A parameter that only an OPTIONAL binds would not narrow the answer: there the OPTIONAL
        becomes a condition.
        """
        certain = _OPTIONAL.sub("", self.body)
        wanted = {name for name in given if not re.search(rf"\?{name}\b", _where(certain))}
        return _OPTIONAL.sub(
            lambda group: group[1] if _variables(group[1]) & wanted else group[0], self.body
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "number": self.number,
            "title": self.title,
            "parameters": [
                {"name": p.name, "kind": p.kind, "required": p.required, "help": p.help}
                for p in self.parameters
            ],
            "columns": [{"name": c.name, "help": c.help} for c in self.columns],
            "example": f"sulh ask {self.example}",
        }


@dataclass
class _Header:
    values: dict[str, str] = field(default_factory=dict)
    params: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)


_OPTIONAL = re.compile(r"OPTIONAL (\{(?:[^{}]|\{[^{}]*\})*\})")


def _where(text: str) -> str:
    return text.partition("WHERE")[2]


def _variables(text: str) -> set[str]:
    return set(re.findall(r"\?(\w+)", text))


_LINE = re.compile(r"^# (\w+): (.*)$")


def parse_question(name: str, text: str) -> Question:
    """Raises SulhError when the header lacks a title or names a kind that does not exist."""
    header = _header(text)
    if "title" not in header.values:
        raise SulhError(f"{name}.rq has no '# title:' line.")
    return Question(
        name=name,
        number=int(header.values.get("number", "0")),
        title=header.values["title"],
        sparql=text,
        parameters=tuple(_parameter(name, line) for line in header.params),
        columns=tuple(_column(line) for line in header.columns),
        merge=tuple(header.values.get("merge", "").split()),
        order=tuple(header.values.get("order", "").split()),
        contest=tuple(_contests(header.values.get("contest", ""))),
        derive=tuple(header.values.get("derive", "").split()),
        example=header.values.get("example", name),
        record=header.values.get("record", ""),
    )


def _header(text: str) -> _Header:
    header = _Header()
    for line in text.splitlines():
        match = _LINE.match(line)
        if not match:
            break
        key, value = match[1], match[2].strip()
        if key == "param":
            header.params.append(value)
        elif key == "column":
            header.columns.append(value)
        else:
            header.values[key] = value
    return header


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


def _parameter(question: str, line: str) -> Parameter:
    name, kind, help = _parts(line)
    if kind not in KINDS:
        raise SulhError(f"{question}.rq: {kind!r} is no kind of parameter.")
    return Parameter(name.rstrip("?"), kind, help, required=not name.endswith("?"))


def _column(line: str) -> Column:
    name, help = _parts(line)
    return Column(name.rstrip("*"), help, listed=name.endswith("*"))


def _contests(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pair in text.split():
        name, _, subject = pair.partition("=")
        yield name, tuple(subject.split("+"))
