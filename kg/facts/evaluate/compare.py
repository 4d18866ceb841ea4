"""When a found fact is the gold one (its key), and which other parts of it are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from rapidfuzz import fuzz

from kg.facts.dates import overlap
from kg.facts.evaluate.names import People, SameActor
from kg.facts.folding import fold, words
from kg.facts.model import (
    Commitment,
    Delegation,
    Fact,
    Incident,
    Participant,
    Position,
    Round,
    Statement,
    ThirdParty,
)
from kg.terms import ParticipantRole

QUOTE_ALIKE = 80.0
POST_ALIKE = 0.6
_NOT_ALNUM = re.compile(r"[\W_]+")

Parts = Mapping[str, float | None]
"""Share that is right, by part; None where neither side states it."""


@dataclass(frozen=True, slots=True)
class Names:
    """All that comparing names in one article needs. `rounds` maps found local ids to gold's."""

    actor: SameActor
    place: SameActor
    people: People
    rounds: Mapping[str, str]
    text: str

    def round(self, gold: str | None, found: str | None) -> bool:
        return gold == (self.rounds.get(found) if found else None)

    def who(self, a: str | None, b: str | None) -> bool:
        """The same actor, or the same person where a person acts."""
        if a is None or b is None:
            return a is b
        return self.actor(a, b) or self.people.same(a, b)

    def all(self, gold: Sequence[str], found: Sequence[str]) -> bool:
        return set_f1(gold, found, self.who) == 1.0

    def overlap(self, gold: Fact, found: Fact) -> bool:
        """Whether the two facts stand, at least in part, on the same words of the text."""
        spans = [spot for quote in found.evidence for spot in self._spots(quote)]
        return any(
            start < other_end and other < end
            for quote in gold.evidence
            for start, end in self._spots(quote)
            for other, other_end in spans
        )

    def _spots(self, quote: str) -> list[tuple[int, int]]:
        """Where a quote stands in the text, both without punctuation and line-break hyphens."""
        bare = squeeze(quote)
        if not bare:
            return []
        return [(m.start(), m.end()) for m in re.finditer(re.escape(bare), self.text)]


def squeeze(text: str) -> str:
    return _NOT_ALNUM.sub("", text).casefold()


def set_f1(gold: Sequence[str], found: Sequence[str], same: Callable[[str, str], bool]) -> float:
    if not gold and not found:
        return 1.0
    left = list(found)
    shared = 0
    for name in gold:
        match = next((other for other in left if same(name, other)), None)
        if match is not None:
            left.remove(match)
            shared += 1
    return 2 * shared / (len(gold) + len(found))


def token_f1(gold: str, found: str) -> float:
    return set_f1(words(gold), words(found), lambda a, b: a == b)


# keys


def third_party_key(gold: ThirdParty, found: ThirdParty, names: Names) -> bool:
    return names.round(gold.round, found.round) and names.who(gold.actor, found.actor)


def delegation_key(gold: Delegation, found: Delegation, names: Names) -> bool:
    return names.round(gold.round, found.round) and names.who(gold.party, found.party)


def participant_key(gold: Participant, found: Participant, names: Names) -> bool:
    if not names.round(gold.round, found.round) or not names.who(gold.for_, found.for_):
        return False
    if gold.person is None or found.person is None:
        return gold.person is found.person and _posts_alike(gold.posts, found.posts)
    return names.people.same(gold.person, found.person)


def commitment_key(gold: Commitment, found: Commitment, names: Names) -> bool:
    same_kind = gold.type == found.type and gold.action == found.action
    return same_kind and names.all(gold.by, found.by)


def position_key(gold: Position, found: Position, names: Names) -> bool:
    same_kind = gold.kind == found.kind
    return same_kind and names.who(gold.by, found.by) and names.overlap(gold, found)


def statement_key(gold: Statement, found: Statement, names: Names) -> bool:
    if gold.speaker is None or found.speaker is None:
        same = gold.speaker is found.speaker
    else:
        same = names.people.same(gold.speaker, found.speaker)
    return same and fuzz.ratio(fold(gold.quote), fold(found.quote)) >= QUOTE_ALIKE


def incident_key(gold: Incident, found: Incident, names: Names) -> bool:
    return gold.type == found.type and names.overlap(gold, found)


# parts


def round_parts(gold: Round, found: Round, names: Names) -> Parts:
    return {
        "place": _name(gold.place, found.place, names.place),
        "ordinal": _equal(gold.ordinal, found.ordinal),
        "dates": _equal(gold.dates, found.dates),
        "status": _equal(gold.status, found.status),
        "parties": _names(gold.parties, found.parties, names.who),
    }


def third_party_parts(gold: ThirdParty, found: ThirdParty, _: Names) -> Parts:
    if not gold.roles and not found.roles:
        return {"role": None}
    return {"role": float(bool(set(gold.roles) & set(found.roles)))}


def delegation_parts(gold: Delegation, found: Delegation, _: Names) -> Parts:
    return {"size": _equal(gold.size, found.size)}


def participant_parts(gold: Participant, found: Participant, names: Names) -> Parts:
    head = ParticipantRole.HEAD
    stated = gold.posts or found.posts
    return {
        "head or not": float((head in gold.roles) == (head in found.roles)),
        "post": float(_posts_alike(gold.posts, found.posts)) if stated else None,
        "organisation": _name(gold.organisation, found.organisation, names.actor),
    }


def commitment_parts(gold: Commitment, found: Commitment, names: Names) -> Parts:
    stated = gold.round or found.round
    return {
        "round": float(names.round(gold.round, found.round)) if stated else None,
        "deadline": _equal(gold.deadline, found.deadline),
    }


def statement_parts(gold: Statement, found: Statement, names: Names) -> Parts:
    return {
        "on_behalf_of": _name(gold.on_behalf_of, found.on_behalf_of, names.who),
        "place": _name(gold.place, found.place, names.place),
    }


def incident_parts(gold: Incident, found: Incident, names: Names) -> Parts:
    return {
        "dates": _equal(gold.dates, found.dates),
        "places": _names(gold.places, found.places, names.place),
    }


def no_parts(_gold: Fact, _found: Fact, _names: Names) -> Parts:
    return {}


Key = Callable[[Any, Any, Names], bool]
Rate = Callable[[Any, Any, Names], Parts]

KEYS: dict[str, Key] = {
    "third_parties": third_party_key,
    "delegations": delegation_key,
    "participants": participant_key,
    "commitments": commitment_key,
    "positions": position_key,
    "statements": statement_key,
    "incidents": incident_key,
}
PARTS: dict[str, Rate] = {
    "rounds": round_parts,
    "third_parties": third_party_parts,
    "delegations": delegation_parts,
    "participants": participant_parts,
    "commitments": commitment_parts,
    "positions": no_parts,
    "statements": statement_parts,
    "incidents": incident_parts,
}


# rounds


def agreement(gold: Round, found: Round, names: Names) -> int | None:
    """On how many of place, ordinal, dates and parties two rounds agree; None: not the same."""
    checks: list[tuple[Any, Any, Callable[[Any, Any], bool]]] = [
        (gold.place, found.place, names.place),
        (gold.ordinal, found.ordinal, lambda a, b: bool(a == b)),
        (gold.dates, found.dates, overlap),
    ]
    both = [same(a, b) for a, b, same in checks if a is not None and b is not None]
    if not all(both):
        return None
    agreed = len(both) + bool(gold.parties and names.all(gold.parties, found.parties))
    stated = sum(value is not None for value, _, _ in checks) + bool(gold.parties)
    if stated == 0:
        return 0 if names.overlap(gold, found) else None
    return agreed if agreed >= min(2, stated) else None


# one to one


def pair(
    gold: Sequence[Fact], found: Sequence[Fact], weigh: Callable[[Fact, Fact], float | None]
) -> list[tuple[int, int]]:
    """Greedy, best first, one to one; `weigh` gives None where two facts are not the same."""
    weighed = (
        (weight, g, f)
        for g, one in enumerate(gold)
        for f, other in enumerate(found)
        if (weight := weigh(one, other)) is not None
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, f in sorted(weighed, key=lambda w: (-w[0], w[1], w[2])):
        if g not in pairs and f not in taken:
            pairs[g] = f
            taken.add(f)
    return sorted(pairs.items())


def weigh_round(gold: Fact, found: Fact, names: Names) -> float | None:
    one, other = cast(Round, gold), cast(Round, found)
    agreed = agreement(one, other, names)
    if agreed is None:
        return None
    parties = set_f1(one.parties, other.parties, names.who)
    return agreed + parties / 4 + (one.modality == other.modality) / 4 + _exact(one, other) / 4


def weigh_fact(kind: str, gold: Fact, found: Fact, names: Names) -> float | None:
    if not KEYS[kind](gold, found, names):
        return None
    right = sum(part or 0.0 for part in PARTS[kind](gold, found, names).values())
    return right + (gold.modality == found.modality) + 0.5 * names.overlap(gold, found)


def _exact(gold: Round, found: Round) -> bool:
    return gold.dates is not None and gold.dates == found.dates


def _equal(gold: object, found: object) -> float | None:
    return None if gold is None and found is None else float(gold == found)


def _name(gold: str | None, found: str | None, same: Callable[[str, str], bool]) -> float | None:
    if gold is None and found is None:
        return None
    return float(gold is not None and found is not None and same(gold, found))


def _names(
    gold: Sequence[str], found: Sequence[str], same: Callable[[str, str], bool]
) -> float | None:
    return set_f1(gold, found, same) if gold or found else None


def _posts_alike(gold: Sequence[str], found: Sequence[str]) -> bool:
    if not gold and not found:
        return True
    if any(token_f1(a, b) >= POST_ALIKE for a in gold for b in found):
        return True
    return token_f1(" ".join(gold), " ".join(found)) >= POST_ALIKE
