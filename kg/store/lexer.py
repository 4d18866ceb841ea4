"""SPARQL as a run of tokens: enough to bind parameters and to read the head of a query.

It is not what keeps SERVICE out (guard.py asks the engine's own parser for that).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.errors import UsageError

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\r\n]*)
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<word>\w+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_PLAIN_START = re.compile(
    r"(?:\s|PREFIX\s+[A-Za-z][\w-]*:\s*<[^<>\s]*>|BASE\s+<[^<>\s]*>)*+([A-Za-z]+)\b(?!:)",
    re.IGNORECASE,
)
"""A prologue without comments and escapes, and the word after it."""
_HEADS = frozenset({"PREFIX", "BASE", "VERSION"})
_AFTER_BY = frozenset({"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "GROUP"})


class Token(NamedTuple):
    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        yield Token(str(match.lastgroup), match.group(), match.start())


def solid(text: str) -> Iterator[Token]:
    """Tokens without white space and comments."""
    return (token for token in tokens(text) if token.kind != "space")


def is_update(text: str) -> bool:
    """Does the first word after the prologue start an update?"""
    return _first_word(text) in UPDATES


def has_dataset(text: str) -> bool:
    """Does the query name its own dataset (FROM)?"""
    return re.search("from", text, re.I) is not None and any(
        token.word == "FROM" for token in solid(text)
    )


def gives_graph(text: str) -> bool:
    """Is it a CONSTRUCT or DESCRIBE?"""
    return _first_word(text) in ("CONSTRUCT", "DESCRIBE")


def is_ask(text: str) -> bool:
    return _first_word(text) == "ASK"


def _first_word(text: str) -> str:
    plain = _PLAIN_START.match(text)
    if plain is not None and plain[1].upper() not in _HEADS:
        return plain[1].upper()
    for token in solid(text):
        if token.word and token.word not in _HEADS:
            return token.word
    return ""


def bind(text: str, values: Mapping[str, str]) -> str:
    """Put terms, written in SPARQL, in the place of variables, wherever these stand.

    In the SELECT clause `?x` becomes `(term AS ?x)`, in that of a subquery a name of its own;
    `BOUND(?x)` becomes `true`. Under `SELECT *` a bound variable is not a column.
    """
    return "".join(_Binder(values).run(_parts(text))) if values else text


@lru_cache(maxsize=64)
def _parts(text: str) -> tuple[Token, ...]:
    """What is bound again and again is the questions, of which there are few."""
    return tuple(tokens(text))


class _Binder:
    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.clause = ""
        self.depth = 0
        self.braces = 0

    def run(self, parts: Sequence[Token]) -> Iterator[str]:
        at = 0
        while at < len(parts):
            token = parts[at]
            self._follow(token)
            length = self._bound_call(parts, at)
            yield "true" if length else self._replaced(token)
            at += length or 1

    def _follow(self, token: Token) -> None:
        if token.text == "(":
            self.depth += 1
        elif token.text == ")":
            self.depth -= 1
        elif token.word in ("SELECT", "BY"):
            self.clause, self.depth = token.word, 0
        elif token.text in "{}" or token.word in _AFTER_BY or token.word in ("WHERE", "FROM"):
            self.clause = ""
        self.braces += (token.text == "{") - (token.text == "}")

    def _replaced(self, token: Token) -> str:
        value = self.values.get(token.text[1:]) if token.kind == "variable" else None
        if value is None:
            return token.text
        if self.clause == "SELECT":
            name = f"{token.text}__bound" if self.braces else token.text
            return f"({value} AS {name})" if self.depth == 0 else value
        return f"({value})" if self.clause == "BY" and self.depth == 0 else value

    def _bound_call(self, parts: Sequence[Token], at: int) -> int:
        """How many tokens `BOUND ( ?x )` takes here, 0 when ?x has no value."""
        if parts[at].word != "BOUND":
            return 0
        ahead = [i for i in range(at + 1, min(at + 8, len(parts))) if parts[i].kind != "space"][:3]
        texts = [parts[i].text for i in ahead]
        if len(texts) < 3 or texts[0] != "(" or texts[2] != ")":
            return 0
        return ahead[2] - at + 1 if texts[1][1:] in self.values else 0


def with_using(text: str, graphs: Sequence[str], named: Sequence[str]) -> str:
    """The protocol's using-graph-uri: USING clauses before WHERE in every INSERT/DELETE operation.

    Raises UsageError where the update has USING or WITH of its own.
    """
    clause = "".join(f"USING <{iri}> " for iri in graphs)
    clause += "".join(f"USING NAMED <{iri}> " for iri in named)
    parts = list(tokens(text))
    if any(token.word in ("USING", "WITH") for token in parts):
        raise UsageError("The update has USING or WITH of its own beside using-graph-uri.")
    return "".join(
        clause + token.text if token.word == "WHERE" and depth == 0 else token.text
        for token, depth in _with_depth(parts)
    )


def _with_depth(parts: list[Token]) -> Iterator[tuple[Token, int]]:
    depth = 0
    for token in parts:
        depth -= token.text == "}"
        yield token, depth
        depth += token.text == "{"
