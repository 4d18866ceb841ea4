"""Refuses SERVICE and LOAD before evaluation, and says where a query is wrong.

The engine follows both, to loopback too, and has no switch. Telling a keyword from the same
letters in a string, an IRI or a comment needs a parser, and a second parser that differs from
the engine's in one corner is a hole. So the engine's own is asked: with every SERVICE in the text
changed into a word that SPARQL does not have, a query that still parses never used it as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from string import ascii_lowercase

import pyoxigraph as ox

from kg.errors import QueryError, QueryRefused
from kg.store.lexer import is_update, tokens

MAX_CHARACTERS = 1_000_000
_WORDS = {"query": re.compile("service", re.I), "update": re.compile("service|load", re.I)}
_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.S)
_SPECIAL = {
    "Prefix not found": "a prefix is not declared",
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is unbound",
}
_QUOTED = re.compile(r"\[[^\]]*\](?:\s*\|\s*)?")


def check_query(text: str, base: str | None = None) -> None:
    """Raises QueryRefused for SERVICE; costs a search through the text unless the word is there."""
    _check(text, "query", lambda changed: ox.Store().query(changed, base_iri=base))


def check_update(text: str, base: str | None = None) -> None:
    """Raises QueryRefused for SERVICE and LOAD."""
    _check(text, "update", lambda changed: ox.Store().update(changed, base_iri=base))


def syntax_error(error: SyntaxError, text: str, *, wanted: str = "query") -> QueryError:
    """The engine's message as ours, with line and column."""
    if wanted == "query" and is_update(text):
        return QueryRefused("This is an update; updates go in `update`, with the token.")
    place = _PLACE.search(str(error))
    if place is None:
        return QueryError(f"The {wanted} is not valid SPARQL: {error}")
    line, column = int(place[1]), int(place[2])
    return QueryError(
        f"The {wanted} is not valid SPARQL at line {line}, column {column}: {_plain(place[3])}.",
        line=line,
        column=column,
    )


def _check(text: str, wanted: str, parse: Callable[[str], object]) -> None:
    if len(text) > MAX_CHARACTERS and wanted == "query":
        raise QueryError(f"The query is longer than {MAX_CHARACTERS:,} characters.")
    found = [match.start() for match in _WORDS[wanted].finditer(text)]
    if not found:
        return
    try:
        parse(_changed(text, found))
    except SyntaxError as error:
        raise _refusal(text, error, wanted) from None


def _changed(text: str, starts: list[int]) -> str:
    """The text with the first two letters of each word changed, into letters new to the text."""
    lower = text.lower()
    pair = next(
        a + b
        for a, b in product("zyxwq", reversed(ascii_lowercase))
        if f"{a}{b}rvice" not in lower and f"{a}{b}ad" not in lower
    )
    letters = list(text)
    for start in starts:
        for offset, new in enumerate(pair):
            old = letters[start + offset]
            letters[start + offset] = new.upper() if old.isupper() else new
    return "".join(letters)


def _refusal(text: str, error: SyntaxError, wanted: str) -> QueryError:
    """It does not parse without the word: refused when the word stands as one, else wrong."""
    banned = {"SERVICE", "LOAD"} if wanted == "update" else {"SERVICE"}
    word = next((token for token in tokens(text) if token.word in banned), None)
    if word is None:
        return syntax_error(error, text, wanted=wanted)
    line = text.count("\n", 0, word.start) + 1
    column = word.start - text.rfind("\n", 0, word.start)
    detail = f"{word.word} is refused here: this server fetches nothing for a query"
    return QueryRefused(f"{detail} (line {line}, column {column}).", line=line, column=column)


def _plain(expected: str) -> str:
    """The parser's wish list without its character classes."""
    for special in _SPECIAL:
        if special in expected:
            return _SPECIAL[special]
    text = " ".join(_QUOTED.sub("", expected).replace("expected one of", "").split())
    wishes = [wish for wish in text.replace("expected", "").split(", ") if wish.strip(" |,")]
    return "expected " + ", ".join(w.strip(" |,") for w in wishes) if wishes else "unexpected text"
