"""What a proposal must bear out before it is believed: more than the gate asks of the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.facts.dates import edtf_span
from kg.facts.entities import Registry, builtin_registry
from kg.facts.folding import fold
from kg.facts.model import (
    Delegation,
    Fact,
    Participant,
    Position,
    Round,
    Statement,
    ThirdParty,
)
from kg.facts.proposer.cues import fits, says
from kg.facts.proposer.numbered import Numbered, Passage, folded
from kg.facts.saidwords import number_words, same_word
from kg.facts.saying import DATES, NAMES
from kg.terms import Modality

MOST_QUOTES, LONGEST_QUOTE = 3, 600
_NATIONAL = frozenset({"parties", "actor", "party", "for_", "by", "on_behalf_of", "actors"})
_VAGUE = "a an another both pair couple twice no none nobody without never nil only alone sole"
_LIGHT = frozenset([*_VAGUE.split(), "single", "score"])
_RANKED = frozenset(["first", "second", "third", "inaugural", "opening", "maiden"])
_HEADS = ("round", "session", "meeting", "phase", "cycle", "astana", "geneva", "leg")
_CORE = frozenset({"actor", "party", "for_", "person", "by", "speaker", "according_to"})
_MARKS = re.compile("[\"“”„«»‘’']")
_YEAR = re.compile(r"\d{4}")
_NEAR = 183
_CLOSED = ("type", "kind", "action", "roles")
_ABOUT: dict[type[Fact], str] = {
    Round: "a round",
    Delegation: "a delegation",
    Participant: "a participant",
    ThirdParty: "a third party",
}
_OPTIONAL = ("formats", "outcomes")


class Strict:
    """Judges proposals about one document."""

    def __init__(self, numbered: Numbered, published: str | None) -> None:
        self._numbered = numbered
        self._published = published
        self._registry = builtin_registry()

    def reason(self, fact: Fact) -> str | None:
        """Why the fact is not believed, in two or three words; None where it is."""
        if fact.inferred:
            return "inferred"
        quotes = [folded(quote) for quote in fact.evidence]
        if len(quotes) > MOST_QUOTES or max(map(len, quotes)) > LONGEST_QUOTE:
            return "too long"
        passage = self._numbered.passage(quotes)
        if passage is None:
            return "quote not in the text"
        return self._of_values(fact, quotes, passage)

    def _of_values(self, fact: Fact, quotes: list[str], passage: Passage) -> str | None:
        core = ((field, name) for field, name in _names(fact) if _is_core(fact, field))
        if not all(self._named(field, name, quotes) for field, name in core):
            return "name not in its quote"
        if not (_numbers(fact, quotes) and self._dated(fact, quotes)):
            return "number or date not in its quote"
        if isinstance(fact, Statement):
            return None if _spoken(fact, quotes) else "no direct speech"
        if not all(says(word, quotes) for word in _terms(fact)):
            return "kind not in its quote"
        wish = isinstance(fact, Position) and fact.modality is Modality.ASSERTED
        return None if wish or fits(fact.modality, passage.text) else "not certain"

    def without_unsaid(self, fact: Fact) -> Fact:
        """Names that one can do without are taken out where the quotes do not hold them."""
        quotes = [folded(quote) for quote in fact.evidence]
        changes: dict[str, Any] = {}
        for field in NAMES:
            value = getattr(fact, field, None)
            if isinstance(value, str) and not self._named(field, value, quotes):
                changes[field] = None
            elif isinstance(value, list):
                changes[field] = [item for item in value if self._named(field, item, quotes)]
        return fact.model_copy(update=changes)

    def _named(self, field: str, name: str, quotes: list[str]) -> bool:
        wanted = fold(name)
        heard = [fold(quote) for quote in quotes]
        if any(f" {wanted} " in f" {quote} " for quote in heard):
            return True
        words = {word for quote in heard for word in quote.split()}
        return field in _NATIONAL and any(_national(wanted, w, self._registry) for w in words)

    def _dated(self, fact: Fact, quotes: list[str]) -> bool:
        """The gate has seen day and month; the year stands there, or is the nearest one."""
        for field in DATES:
            value = getattr(fact, field, None)
            years = _YEAR.findall(value or "")
            there = all(any(year in quote for quote in quotes) for year in years)
            if value and not there and not self._near(value):
                return False
        return True

    def _near(self, value: str) -> bool:
        said, now = edtf_span(value), edtf_span(self._published or "..")
        days = [day.toordinal() for day in (said.earliest, said.latest) if day]
        if not (days and now.earliest and now.latest):
            return False
        first, last = now.earliest.toordinal() - _NEAR, now.latest.toordinal() + _NEAR
        return all(first <= day <= last for day in days)


def _is_core(fact: Fact, field: str) -> bool:
    """A round without its place may be another; the rest has its own heart."""
    return field in _CORE or (field == "place" and isinstance(fact, Round))


def tidy(fact: Fact) -> Fact:
    """The fact in the text's own words: a summary is the evidence, doubtful extras are left out."""
    quotes = [folded(quote) for quote in fact.evidence]
    changes: dict[str, Any] = {"evidence": quotes}
    if hasattr(fact, "text"):
        changes["text"] = " … ".join(quotes)
    for field in _OPTIONAL:
        if hasattr(fact, field):
            changes[field] = [word for word in getattr(fact, field) if says(word.value, quotes)]
    if isinstance(fact, Round):
        changes["follows"] = None
        if fact.status and not says(fact.status.value, quotes):
            changes["status"] = None
    return fact.model_copy(update=changes)


def says_something(fact: Fact) -> bool:
    """A round without place, number, day or parties, a person without name or post, is nothing."""
    fields: dict[type[Fact], tuple[str, ...]] = {
        Round: ("place", "ordinal", "dates", "parties", "process"),
        Statement: ("speaker", "post", "organisation", "on_behalf_of"),
    }
    wanted = fields.get(type(fact), ())
    if hasattr(fact, "person"):
        wanted = ("person", "posts")
    return not wanted or any(getattr(fact, name) for name in wanted)


def _names(fact: Fact) -> Iterator[tuple[str, str]]:
    for field in NAMES:
        value = getattr(fact, field, None)
        if isinstance(value, str):
            yield field, value
        elif value:
            yield from ((field, item) for item in value)


def _national(name: str, word: str, registry: Registry) -> bool:
    """Pakistan in "Pakistani"; but not Niger in "Nigerian", which is of another."""
    known = registry.find("actor", name)
    if known is None or " " in name or not same_word(name, word):
        return False
    return all(registry.find("actor", word[:-n]) in (None, known) for n in (1, 2, 3))


def _numbers(fact: Fact, quotes: list[str]) -> bool:
    heard = [fold(quote) for quote in quotes]
    ordinal, size = getattr(fact, "ordinal", None), getattr(fact, "size", None)
    return (ordinal is None or _any(_ranks(ordinal), heard)) and (
        size is None or _any(number_words(size) - _LIGHT, heard)
    )


def _ranks(number: int) -> set[str]:
    """Forms that rank; a bare "seven" may count anything."""
    forms = number_words(number)
    ranks = {f for f in forms if f in _RANKED or (f.endswith(("st", "nd", "rd", "th")))}
    return ranks | {f"{head} {form}" for head in _HEADS for form in forms - _LIGHT}


def _any(forms: set[str] | frozenset[str], heard: list[str]) -> bool:
    return any(f" {form} " in f" {quote} " for form in forms for quote in heard)


def _spoken(fact: Statement, quotes: list[str]) -> bool:
    """The quote stands in one piece, with quotation marks around, in the evidence."""
    wanted = folded(fact.quote)
    bare = _MARKS.sub("", wanted)
    return any(_MARKS.search(q) and bare and bare in _MARKS.sub("", q) for q in quotes)


def _terms(fact: Fact) -> Iterator[str]:
    if type(fact) in _ABOUT and not getattr(fact, "roles", None):
        yield _ABOUT[type(fact)]
    for field in _CLOSED:
        value = getattr(fact, field, None)
        if isinstance(value, list):
            yield from (term.value for term in value)
        elif value is not None and value.value != "other":
            yield value.value
