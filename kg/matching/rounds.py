"""Rounds of different sources that may be one: same place and parties, nothing against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg.facts.model import Round, Sheet
from kg.facts.roundmatch import Features, Match, compare_rounds, refuted
from kg.facts.rounds import features_of
from kg.matching.known import Known, Mention
from kg.matching.suggestion import Suggestion
from kg.triples.build import Plan

SCORES = {2: 0.72, 3: 0.82, 4: 0.88, 5: 0.9}
CROWD = 200


class Rounds:
    """Every round of a corpus with each source's description of it."""

    def __init__(self, plan: Plan) -> None:
        labels = {entity.id: entity.label for entity in plan.entities}
        self.known: dict[str, Known] = {}
        self._said: dict[str, list[Features]] = defaultdict(list)
        for reading in plan.readings:
            for fact in reading.sheet.rounds:
                id = reading.resolution.rounds[fact.id]
                label = labels.get(id, id)
                known = self.known.setdefault(id, Known(id, label, [label]))
                known.mentions.append(_mention(reading.sheet, fact))
                self._said[id].append(features_of(fact, reading.resolution))

    def suggestions(self) -> Iterator[Suggestion]:
        for a, b in sorted(self._pairs()):
            one, two = self.known[a], self.known[b]
            if one.sources & two.sources:
                continue
            matches = [compare_rounds(x, y) for x in self._said[a] for y in self._said[b]]
            best = max(matches, key=lambda match: (match.likely, len(match.agree)))
            if best.likely and not refuted(matches):
                yield Suggestion(one, two, SCORES[len(best.agree)], _reasons(best))

    def _pairs(self) -> set[tuple[str, str]]:
        """Those that some source puts in one place with the same parties or process."""
        filed: dict[tuple[str, str], set[str]] = defaultdict(set)
        for id, said in self._said.items():
            for one in said:
                for other in (*one.parties, one.process):
                    if one.place and other:
                        filed[one.place, other].add(id)
        return {
            pair
            for ids in filed.values()
            if len(ids) <= CROWD
            for pair in combinations(sorted(ids), 2)
        }


def _mention(sheet: Sheet, fact: Round) -> Mention:
    when = fact.dates or "no date"
    name = ", ".join(part for part in (fact.place or fact.country, when) if part)
    return Mention(name, sheet.source.id, fact.evidence[0])


def _reasons(match: Match) -> tuple[str, ...]:
    return tuple(f"the same {what}" for what in match.agree)
