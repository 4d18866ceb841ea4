"""Adds to the rules' sheet what it does not hold yet; what the rules found stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kg.facts.dates import overlap
from kg.facts.entities import builtin_registry
from kg.facts.evaluate.compare import KEYS, Names, squeeze, weigh_round
from kg.facts.evaluate.names import People, registry_names, same_place
from kg.facts.model import KINDS, Fact, Round, Sheet, facts_of

_POINTERS = ("round", "about")


class Merger:
    """`sheet` grows by what `add` is given; `known` counts what was there already."""

    def __init__(self, sheet: Sheet, text: str, people: Iterable[str | None] = ()) -> None:
        registry = builtin_registry()
        names = [*people, *_people(sheet)]
        self._facts: dict[str, list[Any]] = {kind: list(getattr(sheet, kind)) for kind in KINDS}
        self._names = Names(
            registry_names(registry),
            lambda a, b: same_place(registry, a, b),
            People(names),
            {round.id: round.id for round in sheet.rounds},
            squeeze(text),
        )
        self._sheet = sheet
        self._rounds: dict[str, str] = {}
        self.added = self.known = 0

    @property
    def sheet(self) -> Sheet:
        return self._sheet.model_copy(update=self._facts)

    def knows(self, found: Round) -> bool:
        """Whether it is one of the rules' rounds; facts may point at it, whatever else it says."""
        rounds = self._sheet.rounds
        same = next((r for r in rounds if weigh_round(r, found, self._names) is not None), None)
        if same is None or found.id in self._rounds:
            return False
        self._rounds[found.id] = same.id
        self.known += 1
        return True

    def add_round(self, found: Round) -> None:
        """A round that may be one of those known is taken for it."""
        same = next((r for r in self._facts["rounds"] if self._same_round(r, found)), None)
        if same is not None:
            self._rounds[found.id] = same.id
            self.known += 1
            return
        id = self._free_id()
        self._rounds[found.id] = id
        self._names = _with_round(self._names, id)
        self._facts["rounds"].append(found.model_copy(update={"id": id}))
        self.added += 1

    def add(self, kind: str, found: Fact) -> bool:
        """False where the fact points at a round that was not believed."""
        changes = {}
        for field in _POINTERS:
            target = getattr(found, field, None)
            if target is not None and target not in self._rounds:
                return False
            if target is not None:
                changes[field] = self._rounds[target]
        fact = found.model_copy(update=changes)
        if any(self._same(kind, one, fact) for one in self._facts[kind]):
            self.known += 1
        else:
            self._facts[kind].append(fact)
            self.added += 1
        return True

    def _same(self, kind: str, known: Fact, found: Fact) -> bool:
        """By the key of evaluation; what the newcomer leaves open cannot tell them apart."""
        left_open = {
            field: getattr(known, field)
            for field in ("round", "for_")
            if hasattr(found, field) and getattr(found, field) is None
        }
        return KEYS[kind](known, found.model_copy(update=left_open), self._names)

    def _same_round(self, known: Round, found: Round) -> bool:
        if weigh_round(known, found, self._names) is not None:
            return True
        checks: list[tuple[Any, Any, Callable[[Any, Any], bool]]] = [
            (known.place, found.place, self._names.place),
            (known.ordinal, found.ordinal, lambda a, b: bool(a == b)),
            (known.dates, found.dates, overlap),
        ]
        told = [same(a, b) for a, b, same in checks if a is not None and b is not None]
        return all(told) and (bool(told) or self._names.overlap(known, found))

    def _free_id(self) -> str:
        taken = {round.id for round in self._facts["rounds"]}
        number = 1
        while f"second-reader-{number}" in taken:
            number += 1
        return f"second-reader-{number}"


def _with_round(names: Names, id: str) -> Names:
    rounds = {**names.rounds, id: id}
    return Names(names.actor, names.place, names.people, rounds, names.text)


def _people(sheet: Sheet) -> list[str]:
    found = (
        getattr(fact, field, None)
        for _, _, fact in facts_of(sheet)
        for field in ("person", "speaker")
    )
    return [name for name in found if name]
