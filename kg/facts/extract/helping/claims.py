"""All that a text says of helpers, by words in order and by grammar."""

from __future__ import annotations

from kg.facts.extract.helping.claim import Claim
from kg.facts.extract.helping.clauses import clause_claims
from kg.facts.extract.helping.groups import group_claims, members
from kg.facts.extract.helping.patterns import pattern_claims
from kg.facts.extract.text.reading import Reading
from kg.terms import MediationRole

_SURE = frozenset(
    {
        MediationRole.MEDIATOR,
        MediationRole.FACILITATOR,
        MediationRole.GUARANTOR,
        MediationRole.CHAIR,
        MediationRole.CONVENER,
        MediationRole.GOOD_OFFICES,
        MediationRole.OBSERVER,
        MediationRole.ACCOMPANYING,
        MediationRole.SUPPORTER,
    }
)


def claims(reading: Reading) -> list[Claim]:
    """In the order of the text."""
    return reading.once("helping", _claims)


def _claims(reading: Reading) -> list[Claim]:
    found = [*pattern_claims(reading), *clause_claims(reading), *group_claims(reading)]
    found += members(reading, found)
    return sorted(found, key=lambda c: (c.at, c.start, c.key))


def third_keys(reading: Reading) -> frozenset[str]:
    """Keys that the text shows helping at least once, hosts left aside."""
    return frozenset(c.key for c in claims(reading) if _SURE & set(c.roles))
