"""Who does it, by the order of the words: the last resort where the parse does not tell."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.facts.extract.subjects.doers import Doers
from kg.facts.extract.subjects.sides import Sides
from kg.facts.extract.subjects.words import (
    CANDIDATE,
    CLAUSE,
    COLLECTIVE,
    JOIN,
    LEAD,
    OBLIQUE,
    PRONOUN,
    UNDER_PAPER,
)
from kg.facts.extract.text.reading import Sentence

They = Callable[[Sentence, str], tuple[str, ...]]


class Nearby:
    """`they` tells who a collective word such as "both sides" means in a sentence."""

    def __init__(self, sides: Sides, they: They) -> None:
        self._sides, self._they = sides, they

    def first(self, sentence: Sentence, low: int, region: str) -> Doers | None:
        group = COLLECTIVE.search(region)
        last = next(iter([*COLLECTIVE.finditer(region)][-1:]), None)
        if (
            last is not None
            and len(region) - last.end() < 20
            and not has_name(region[last.end() :])
            and not OBLIQUE.search(region[: last.start()])
        ):
            return Doers(self._they(sentence, last.group()), low + last.start(), collective=True)
        for found in CANDIDATE.finditer(region):
            if group and group.start() < found.start():
                break
            before = region[: found.start()]
            oblique = OBLIQUE.search(before) and not UNDER_PAPER.search(before)
            if oblique or not self._may_act(region, found):
                continue
            names = self._joined(sentence, region, found)
            if names:
                return Doers(names, low + found.start())
        if group and not OBLIQUE.search(region[: group.start()]):
            return Doers(self._they(sentence, group.group()), low + group.start(), collective=True)
        return None

    def _may_act(self, region: str, found: re.Match[str]) -> bool:
        rest = region[found.end() :]
        if found["kind"] == "J":
            return bool(
                re.match(
                    r"\s(?:[a-z-]+\s){0,2}(?:side|delegation|team|government|officials|negotiators|army|forces|troops|military|ministry|representative|drones|jets|drone|generals|soldiers|authorities|contingents?|fighters|units|rebels|parliament|mission|<T)",
                    rest,
                )
            )
        if found["kind"] in "NT" or rest[:2] != "'s":
            return True
        return bool(
            re.match(
                r"'s\s(?:[\w-]+\s){0,3}(?:side|delegation|team|government|officials|negotiators|army|forces|military|ministry|leaders?|front|wing|fighters|faction|unit|militias?|battalion|men|counter-draft|proposal|draft|memorandum|paper|generals|envoys?|spokes\w+|<[TN])",
                rest,
            )
        )

    def _joined(self, sentence: Sentence, region: str, found: re.Match[str]) -> tuple[str, ...]:
        names: list[str | None] = [self._sides.of(sentence.shape.mention(found.group()))]
        rest = region[found.end() :]
        for _ in range(4):
            more = JOIN.match(rest)
            if not more:
                break
            sign = CANDIDATE.match(rest, more.end())
            if sign is None:
                break
            names.append(self._sides.of(sentence.shape.mention(sign.group())))
            rest = rest[sign.end() :]
        if names == [None] and found["kind"] == "T":
            person = re.match(r",?\s(?:[A-Z][\w.]*\s){0,3}(<N\d+>)", rest)
            if person:
                names = [self._sides.of(sentence.shape.mention(person.group(1)))]
        known = tuple(dict.fromkeys(n for n in names if n))
        parties = self._sides.parties(sentence)
        if len(names) == len(parties) == 2 and len(known) == 1 and known[0] in parties:
            return parties
        return known


def region_before(text: str, at: int) -> int:
    """Where the clause of a verb begins, after what only leads into it."""
    low = _clause(text, at)
    lead = LEAD.match(text[low:at])
    return low + lead.end() if lead and re.search(r"\w", text[low + lead.end() : at]) else low


def has_name(region: str) -> bool:
    return bool(CANDIDATE.search(region))


def _clause(text: str, at: int) -> int:
    low = 0
    for found in CLAUSE.finditer(text[:at]):
        rest = text[found.end() : at]
        if CANDIDATE.search(rest) or COLLECTIVE.search(rest) or PRONOUN.search(rest):
            low = found.end()
    return low


def verb_end(text: str) -> int:
    """Roughly where the first verb of a sentence stands."""
    lead = LEAD.match(text)
    low = lead.end() if lead else 0
    verb = re.search(
        r"\s(?:is|was|are|were|has|had|have|would|will|could|did|does|took|came|said|says|[a-z]{3,}ed|wants?|puts?|asks?)\b",
        text[low:],
    )
    return low + verb.start() if verb else len(text)
