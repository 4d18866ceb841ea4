"""Who is who, as people judged it: same, different or unsure; the last word of a pair counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.errors import JudgementError
from kg.facts.entities import Registry


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Judgement:
    a: str
    b: str
    verdict: Verdict
    by: str
    at: str
    why: str = ""

    def to_line(self) -> dict[str, str]:
        """As it stands in judgements.jsonl; `parse_judgements` reads it back."""
        line = {"a": self.a, "b": self.b, "verdict": self.verdict.value, "by": self.by}
        return line | {"at": self.at} | ({"why": self.why} if self.why else {})

    @property
    def pair(self) -> tuple[str, str]:
        return (self.a, self.b) if self.a <= self.b else (self.b, self.a)


def parse_judgements(lines: Iterable[Mapping[str, Any]]) -> list[Judgement]:
    """Raises JudgementError naming the line."""
    found = []
    for number, line in enumerate(lines, 1):
        try:
            verdict = Verdict(line["verdict"])
            found.append(
                Judgement(
                    str(line["a"]),
                    str(line["b"]),
                    verdict,
                    str(line.get("by", "")),
                    str(line.get("at", "")),
                    str(line.get("why", "")),
                )
            )
        except (KeyError, ValueError, TypeError) as error:
            raise JudgementError(
                f"judgements.jsonl:{number}: want a, b and a verdict of same, different, unsure "
                f"or undone ({error})."
            ) from None
    return found


class Judgements:
    """The judgements in force. `canonical` gives the id that stands for a group of same ones."""

    def __init__(self, lines: Iterable[Judgement], registry: Registry) -> None:
        last = {judgement.pair: judgement for judgement in lines}
        self.in_force = [j for j in last.values() if j.verdict is not Verdict.UNDONE]
        self._registry = registry
        self._leader: dict[str, str] = {}
        self._group()
        self._apart = self._verdicts_between_groups()

    def canonical(self, id: str) -> str:
        return self._leader.get(id, id)

    def merged(self) -> dict[str, str]:
        """Every id that another one took the place of."""
        return {old: new for old, new in sorted(self._leader.items()) if old != new}

    def same_as(self, id: str) -> frozenset[str]:
        """All ids that stand for the same as this one, itself too."""
        leader = self.canonical(id)
        return frozenset({id, *(one for one, other in self._leader.items() if other == leader)})

    def verdict(self, a: str, b: str) -> Verdict | None:
        """The algebra: same + same = same, same + different = different."""
        one, two = self.canonical(a), self.canonical(b)
        if one == two:
            return Verdict.SAME
        return self._apart.get(frozenset((one, two)))

    def contradictions(self) -> list[Judgement]:
        """Pairs judged different that chains of same make one."""
        return [
            j
            for j in self.in_force
            if j.verdict is Verdict.DIFFERENT and self.canonical(j.a) == self.canonical(j.b)
        ]

    def _verdicts_between_groups(self) -> dict[frozenset[str], Verdict]:
        """Different outweighs unsure."""
        found: dict[frozenset[str], Verdict] = {}
        for judgement in self.in_force:
            ends = frozenset((self.canonical(judgement.a), self.canonical(judgement.b)))
            if judgement.verdict is not Verdict.SAME and found.get(ends) is not Verdict.DIFFERENT:
                found[ends] = judgement.verdict
        return found

    def _group(self) -> None:
        groups: dict[str, set[str]] = {}
        said = [(j.a, j.b) for j in self.in_force if j.verdict is Verdict.SAME]
        for a, b in (*said, *_same_elsewhere(self._registry)):
            both = groups.get(a, {a}) | groups.get(b, {b})
            groups.update(dict.fromkeys(both, both))
        for id, members in groups.items():
            self._leader[id] = min(members, key=self._rank)

    def _rank(self, id: str) -> tuple[int, int, str]:
        """Wikidata first, then what the registry knows, then the shortest and first by letter."""
        known = self._registry.get(id)
        order = 2 if known is None else 0 if "wikidata" in known.same_as else 1
        return order, len(id), id


def _same_elsewhere(registry: Registry) -> Iterator[tuple[str, str]]:
    """Pairs of one kind that carry the same id of another data set."""
    first: dict[tuple[str, str, str], str] = {}
    for entity in registry:
        for scheme, value in entity.same_as.items():
            known = first.setdefault((entity.room, scheme, value), entity.id)
            if known != entity.id:
                yield known, entity.id
