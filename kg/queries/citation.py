"""How to cite an answer so that others get the same one later."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.iris import iri
from kg.queries.answer import Answer, sources_of
from kg.store.base import View
from kg.store.sync import Version, version_of
from kg.terms import PREFIXES

_QUERY = """
SELECT ?source ?title ?publisher ?published ?url WHERE {{
  VALUES ?source {{ {sources} }}
  OPTIONAL {{ ?source <{dcterms}title> ?title }}
  OPTIONAL {{ ?source <{dcterms}publisher> ?publisher }}
  OPTIONAL {{ ?source <{dcterms}date> ?published }}
  OPTIONAL {{ ?source <{schema}url> ?url }}
}}"""
_PARTS = ("publisher", "title", "published", "url")


@dataclass(frozen=True, slots=True)
class Citation:
    """`sources` are those of the answer ({id, title, publisher, published, url, accessed});
    `version` names the state of the corpus, `command` gives the same answer from it."""

    title: str
    version: Version | None
    command: str
    sources: tuple[Mapping[str, str], ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "corpus": self.version.corpus if self.version else None,
            "asOf": self.version.until if self.version else None,
            "command": self.command,
            "sources": [dict(source) for source in self.sources],
        }

    def lines(self) -> list[str]:
        """For people: the answer, the state of the corpus, how to ask again, the sources."""
        state = "of an unknown state"
        if self.version:
            state = (
                f"{self.version.corpus}, recorded until {self.version.until or 'an unknown day'}"
            )
        head = [f"“{self.title}” sulh corpus {state}.", f"The same again: {self.command}"]
        return [*head, *(f"- {_reference(source)}" for source in self.sources)]


def cite(
    view: View,
    answer: Answer,
    values: Mapping[str, str],
    *,
    base: str,
    accessed: Mapping[str, str] | None = None,
    listed: bool = True,
) -> Citation:
    """`accessed` tells when each source came into the corpus; with `listed` the sources stand in
    the citation, at the cost of one more query."""
    version = version_of(view, base)
    ids = {source for row in answer.rows for source in sources_of(row)}
    ids |= {row["source"] for row in answer.rows if isinstance(row.get("source"), str)}
    found = _described(view, sorted(ids), base) if listed else [{"id": id} for id in sorted(ids)]
    for source in found:
        when = (accessed or {}).get(source["id"])
        source.update({"accessed": when} if when else {})
    command = command_for(answer, values, version.until if version else "")
    return Citation(answer.question.title, version, command, tuple(found))


def command_for(answer: Answer, values: Mapping[str, str], until: str) -> str:
    """What is asked of a day already needs no other day."""
    named = [f"{name}={value}" for name, value in sorted(values.items()) if value]
    parts = ["sulh", "ask", answer.question.name, *named]
    if until and not answer.question.record:
        parts += ["--as-of", until]
    return shlex.join(parts)


def _described(view: View, ids: Iterable[str], base: str) -> list[dict[str, str]]:
    nodes = {id: ox.NamedNode(iri(base, f"source/{id}")) for id in ids}
    query = _QUERY.format(
        sources=" ".join(map(str, nodes.values())),
        dcterms=PREFIXES["dcterms"],
        schema=PREFIXES["schema"],
    )
    rows = {row["source"]: row for row in view.select(query)} if nodes else {}
    return [
        {"id": id}
        | {
            name: term.value
            for name in _PARTS
            if isinstance(term := rows.get(node, {}).get(name), ox.Literal)
        }
        for id, node in nodes.items()
    ]


def _reference(source: Mapping[str, str]) -> str:
    said = ", ".join(source[name] for name in _PARTS if source.get(name)) or "no particulars"
    when = f", taken in {source['accessed'][:10]}" if source.get("accessed") else ""
    return f"{source['id']}: {said}{when}"
