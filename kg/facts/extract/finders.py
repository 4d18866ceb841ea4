"""The table of rules. A new kind of fact, or a new module of rules, is one line here.

Each finder reads a `Reading` (whose rounds are known by then) and returns facts of the kind it is
listed under. A fact points at a round by `reading.round_at(offset)`, takes its evidence from
`reading.cut`, `reading.evidence` or `reading.whole`, and lists in `inferred` the fields whose value
its evidence does not hold. Facts that break this are dropped by the gate (see gate.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kg.facts.model import Fact

if TYPE_CHECKING:
    from kg.facts.extract.text.reading import Reading

Finder = Callable[["Reading"], Sequence[Fact]]


def finders() -> tuple[tuple[str, Finder], ...]:
    """(kind, finder) in the order they run."""
    from kg.facts.extract import commitments, helping, incidents, positions, statements
    from kg.facts.extract.people import delegations, participants

    return (
        ("third_parties", helping.find),
        ("delegations", delegations.find),
        ("participants", participants.find),
        ("commitments", commitments.find),
        ("positions", positions.find),
        ("statements", statements.find),
        ("incidents", incidents.find),
    )
