"""Two people of one name at one table, told apart by the posts that one quote gives them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.facts.folding import fold, words
from kg.facts.model import Participant, Sheet

Seat = tuple[str | None, str | None, str]
"""Round, side and name, as the sheet writes them."""


def namesakes(sheet: Sheet) -> frozenset[Seat]:
    """Seats that more than one person takes: one quote says the name twice, with other posts."""
    seats: dict[Seat, list[Participant]] = {}
    for fact in sheet.participants:
        if fact.person and fact.posts:
            seats.setdefault(seat(fact), []).append(fact)
    return frozenset(
        taken
        for taken, facts in seats.items()
        if any(_two(one, two) for one, two in combinations(facts, 2))
    )


def seat(fact: Participant) -> Seat:
    return fact.round, fact.for_, fold(fact.person or "")


def _two(one: Participant, two: Participant) -> bool:
    return not _posts(one) & _posts(two) and any(_says_twice(q, one) for q in _shared(one, two))


def _posts(fact: Participant) -> set[str]:
    return {word for post in fact.posts for word in words(post)} - {"of", "the", "for", "and"}


def _shared(one: Participant, two: Participant) -> Iterator[str]:
    return (quote for quote in one.evidence if quote in two.evidence)


def _says_twice(quote: str, fact: Participant) -> bool:
    return f" {fold(quote)} ".count(f" {fold(fact.person or '')} ") > 1
