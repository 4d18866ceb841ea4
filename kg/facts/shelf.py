"""Where the descriptions of rounds stand, filed so that the few that may match are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from typing import Protocol

from kg.facts.roundmatch import Features, filed_under, looked_up_under


class Shelf(Protocol):
    def __contains__(self, id: str) -> bool: ...

    def near(self, features: Features) -> Iterable[str]:
        """Ids of all rounds that the description may certainly mean, and few others."""
        ...

    def said(self, id: str) -> list[Features]:
        """Every description of a round, in the order in which they were learnt."""
        ...

    def learn(self, id: str, features: Features) -> None: ...


class MemoryShelf:
    def __init__(self) -> None:
        self._said: dict[str, list[Features]] = {}
        self._keys: dict[str, tuple[set[str], set[str]]] = {}
        self._filed: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)

    def __contains__(self, id: str) -> bool:
        return id in self._said

    def near(self, features: Features) -> Iterable[str]:
        found: dict[str, None] = {}
        for place in product(*looked_up_under(features)):
            found.update(self._filed.get(place, {}))
        return found

    def said(self, id: str) -> list[Features]:
        return self._said[id]

    def learn(self, id: str, features: Features) -> None:
        self._said.setdefault(id, []).append(features)
        keys, times = self._keys.setdefault(id, (set(), set()))
        new_keys, new_times = filed_under(features)
        keys.update(new_keys)
        times.update(new_times)
        for place in product(keys, times):
            self._filed[place][id] = None
