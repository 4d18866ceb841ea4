"""Which values a fact holds, and where the text says each: in its evidence, elsewhere, nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.facts.dates import edtf_span
from kg.facts.folding import fold
from kg.facts.model import Fact, Sheet
from kg.facts.saidwords import MONTHS, RELATIVE, ROLE_STEMS, has_stem, number_words
from kg.facts.textindex import TextIndex, Words

NAMES = (
    "process", "place", "country", "venue", "parties", "actor", "party", "for_", "person", "posts",
    "organisation", "by", "speaker", "post", "on_behalf_of", "places", "actors", "according_to",
)  # fmt: skip
NUMBERS = ("ordinal", "size")
DATES = ("dates", "deadline")
_PEOPLE = frozenset({"person", "speaker"})
_SPECIAL = frozenset({"virtual", "undisclosed"})
_SMALL_WORDS = "the of and a an in at on for to de la el al bin ibn van von der da do s"
_SMALL = frozenset(_SMALL_WORDS.split())
_YEARS_NEAR = 2
_PIECES = 4
_INTERRUPTION = 40
_YEAR = re.compile(r"(?<![\d-])\d{4}")
_PART = re.compile(r"(?:\d{4}|XXXX)-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Said:
    """A value of a fact; `field` as in the sheet, with its place in a list."""

    field: str
    value: str
    in_evidence: bool
    nowhere: bool

    @property
    def name(self) -> str:
        return self.name_of(self.field)

    @staticmethod
    def name_of(field: str) -> str:
        return field.partition("[")[0]

    @staticmethod
    def attribute(field: str) -> str:
        name = field.partition("[")[0]
        return "for_" if name == "for" else name


def standing(fact: Fact, index: TextIndex, sheet: Sheet) -> Iterator[Said]:
    """Every value of the fact that a text can say, with where it does."""
    evidence = Words(" \n ".join(fact.evidence))
    text = index.words
    yield from _names(fact, evidence, text)
    for name in NUMBERS:
        number = getattr(fact, name, None)
        if number is not None:
            yield _said(name, str(number), evidence, text, _number(number))
    for name in DATES:
        value = getattr(fact, name, None)
        if value is not None:
            yield _date(name, value, evidence, text, sheet.source.published)
    for place, role in enumerate(getattr(fact, "roles", ())):
        said = has_stem(evidence.text, ROLE_STEMS[role.value])
        yield Said(f"roles[{place}]", role.value, said, nowhere=False)
    quote = getattr(fact, "quote", None)
    if quote is not None:
        yield _said("quote", quote, evidence, text, lambda words: _holds_quote(words, quote))


def _names(fact: Fact, evidence: Words, text: Words) -> Iterator[Said]:
    for attribute in NAMES:
        value = getattr(fact, attribute, None)
        name = attribute.removesuffix("_")
        if isinstance(value, str) and value not in _SPECIAL:
            says = _person(value) if attribute in _PEOPLE else _name(value)
            yield _said(name, value, evidence, text, says)
        elif isinstance(value, list):
            for place, item in enumerate(value):
                yield _said(f"{name}[{place}]", item, evidence, text, _name(item))


def _said(
    field: str, value: str, evidence: Words, text: Words, says: Callable[[Words], bool]
) -> Said:
    in_evidence = says(evidence)
    return Said(field, value, in_evidence, nowhere=not in_evidence and not says(text))


def _name(name: str) -> Callable[[Words], bool]:
    """Every word of the name that carries meaning is there, whatever its ending."""
    words = fold(name.replace("-", " ")).split()
    telling = [word for word in words if word not in _SMALL] or words
    return lambda said: all(said.holds(word) for word in telling)


def _person(name: str) -> Callable[[Words], bool]:
    """The words of the name stand together: two people's halves make no third person."""
    phrase = fold(name)
    return lambda said: said.holds_phrase(phrase)


def _number(number: int) -> Callable[[Words], bool]:
    forms = number_words(number)
    return lambda said: any(said.holds_phrase(form) for form in forms)


def _holds_quote(said: Words, quote: str) -> bool:
    """The quote stands in one piece, or in a few with attributions between them."""
    wanted = Words(quote).text.split()
    if not wanted or said.holds_phrase(" ".join(wanted)):
        return bool(wanted)
    words = said.text.split()
    return any(
        _runs_on(words, start, wanted)
        for start, word in enumerate(words)
        if word == wanted[0] and words[start + 1 : start + 2] == wanted[1:2]
    )


def _runs_on(words: list[str], at: int, wanted: list[str]) -> bool:
    """Whether `wanted` follows from `at`, with few and short interruptions."""
    pieces = 1
    for number, word in enumerate(wanted):
        if words[at : at + 1] != [word]:
            pieces += 1
            following = wanted[number : number + 2]
            ahead = range(at, min(at + _INTERRUPTION, len(words)))
            at = next((k for k in ahead if words[k : k + len(following)] == following), -1)
            if at < 0 or pieces > _PIECES or len(following) < 2:
                return False
        at += 1
    return True


def _date(field: str, value: str, evidence: Words, text: Words, published: str | None) -> Said:
    in_evidence = _date_words(evidence, value)
    somewhere = bool(text.all & RELATIVE) or _date_words(text, value)
    known_year = _years_fit(text, value, published)
    return Said(field, value, in_evidence, nowhere=not (somewhere and known_year))


def _date_words(said: Words, value: str) -> bool:
    """Month and day, or the year where that is all, are in the words."""
    parts = _PART.findall(value)
    if not parts:
        return all(year in said.all for year in _YEAR.findall(value)) and bool(_YEAR.search(value))
    return all(_month_and_day(said, int(month), day) for month, day in parts)


def _month_and_day(said: Words, month: int, day: str) -> bool:
    if not 1 <= month <= 12:
        return bool(said.all & RELATIVE)
    has_month = bool(said.all & (MONTHS[month - 1] | {f"{month:02}", str(month)}))
    has_day = not day or bool(said.all & ({day} | number_words(int(day))))
    return has_month and has_day


def _years_fit(text: Words, value: str, published: str | None) -> bool:
    """Each year is in the text, or near the day of publication."""
    near = edtf_span(published).earliest if published else None
    return all(
        year in text.all or (near is not None and abs(int(year) - near.year) <= _YEARS_NEAR)
        for year in _YEAR.findall(value)
    )
