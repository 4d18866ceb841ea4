"""One promise told of in several rounds: same kind, same debtors, much the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz.fuzz import token_set_ratio

from kg.facts.model import Commitment, Sheet
from kg.facts.resolution import Resolution
from kg.matching.known import Known, Mention
from kg.matching.suggestion import Suggestion
from kg.triples.build import Plan

ALIKE = 70.0
"""Per cent of words in common, by the shorter text."""
CROWD = 200


def commitment_suggestions(plan: Plan) -> Iterator[Suggestion]:
    groups: dict[tuple[str, ...], dict[str, Known]] = defaultdict(dict)
    for reading in plan.readings:
        for index, fact in enumerate(reading.sheet.commitments):
            id = reading.resolution.commitment(index)
            by = sorted({reading.resolution.actor(name) for name in fact.by})
            known = groups[fact.type.value, *by].setdefault(id, Known(id, fact.text, []))
            known.names = list(dict.fromkeys((*known.names, fact.text)))
            known.mentions.append(_mention(reading.sheet, reading.resolution, fact))
    for key in sorted(groups):
        if len(groups[key]) <= CROWD:
            yield from _among(groups[key])


def _among(group: dict[str, Known]) -> Iterator[Suggestion]:
    for a, b in combinations(sorted(group), 2):
        one, two = group[a], group[b]
        alike = max(token_set_ratio(x, y) for x in one.names for y in two.names)
        if alike >= ALIKE:
            why = ("the same kind of promise", "by the same", f"{alike:.0f} % of the words")
            yield Suggestion(one, two, round(0.5 + alike / 250, 3), why)


def _mention(sheet: Sheet, names: Resolution, fact: Commitment) -> Mention:
    round = names.rounds.get(fact.round or "")
    return Mention(fact.text, sheet.source.id, fact.evidence[0], round)
