"""The gate: evidence must stand in the text, and each value in its evidence, or be marked inferred.

A value is *said* when it stands in the fact's own evidence. It is *inferred* when it stands
elsewhere in the text, as the side a "he" belongs to does; `mark` writes that into the sheet. It is
ungrounded when the text does not hold it at all and nobody marked it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.errors import GroundingError
from kg.facts.model import Fact, Sheet, facts_of
from kg.facts.saying import Said, standing
from kg.facts.textindex import TextIndex

_CORE = {
    "third_parties": {"actor"},
    "delegations": {"party"},
    "participants": {"person", "for"},
    "commitments": {"by"},
    "positions": {"by"},
    "statements": {"speaker", "quote"},
}
"""Fields without which a fact says nothing; a fact with one of them ungrounded goes whole."""


class Fault(StrEnum):
    QUOTE = "quote"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """A quote that the text does not hold, or a value that neither quote nor text says."""

    kind: str
    index: int
    field: str
    value: str
    fault: Fault

    def __str__(self) -> str:
        where = f"{self.kind}[{self.index}].{self.field}"
        shown = repr(self.value if len(self.value) <= 80 else self.value[:79] + "…")
        if self.fault is Fault.QUOTE:
            return f"{where}: the text does not hold {shown}; quote it exactly"
        advice = f"correct it, or add {self._field!r} to inferred"
        return f"{where}: the text does not say {shown}; {advice}"

    @property
    def _field(self) -> str:
        return self.field.partition("[")[0]


def locate(text: str, evidence: str) -> tuple[int, int] | None:
    """Where evidence stands in a text, white space folded; offsets are code points of `text`."""
    return TextIndex(text).locate(evidence)


def ground(sheet: Sheet, text: str) -> list[Ungrounded]:
    """Everything that the text does not bear out, in the order of the sheet."""
    index = TextIndex(text)
    return [
        fault
        for kind, number, fact in facts_of(sheet)
        for fault in _faults(kind, number, fact, index, sheet)
    ]


def check_grounded(sheet: Sheet, text: str) -> None:
    """Raises GroundingError with the first fault and the number of the others."""
    faults = ground(sheet, text)
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        first = faults[0]
        field, _, message = str(first).partition(": ")
        raise GroundingError(message + more, file=sheet.source.id, field=field)


def mark(sheet: Sheet, text: str) -> Sheet:
    """The sheet with every value that does not stand in its own evidence marked inferred."""
    index = TextIndex(text)
    changed: dict[str, list[Fact]] = {}
    for kind, number, fact in facts_of(sheet):
        found = sorted(_inferred(fact, index, sheet) - set(fact.inferred))
        if found:
            facts = changed.setdefault(kind, list(getattr(sheet, kind)))
            facts[number] = fact.model_copy(update={"inferred": [*fact.inferred, *found]})
    return sheet.model_copy(update=changed) if changed else sheet


def gate(sheet: Sheet, text: str) -> tuple[Sheet, list[Ungrounded]]:
    """The sheet without what is ungrounded, and what that was.

    A value one can do without is taken out of its fact; otherwise the fact goes. Facts that pointed
    at a round that went stay, and point at none. What is left is marked (see `mark`).
    """
    index = TextIndex(text)
    dropped: list[Ungrounded] = []
    kept: dict[str, list[Fact]] = {}
    for kind, number, fact in facts_of(sheet):
        faults = list(_faults(kind, number, fact, index, sheet))
        dropped += faults
        left = _without(kind, fact, faults)
        if left is not None:
            kept.setdefault(kind, []).append(left)
    if not dropped:
        return mark(sheet, text), []
    emptied = {kind: kept.get(kind, []) for kind, _, _ in facts_of(sheet)}
    return mark(_without_dangling(sheet.model_copy(update=emptied)), text), dropped


def _faults(
    kind: str, number: int, fact: Fact, index: TextIndex, sheet: Sheet
) -> Iterator[Ungrounded]:
    for place, quote in enumerate(fact.evidence):
        if index.locate(quote) is None:
            yield Ungrounded(kind, number, f"evidence[{place}]", quote, Fault.QUOTE)
    for said in standing(fact, index, sheet):
        if said.nowhere and said.name not in fact.inferred:
            yield Ungrounded(kind, number, said.field, said.value, Fault.VALUE)


def _inferred(fact: Fact, index: TextIndex, sheet: Sheet) -> set[str]:
    return {said.name for said in standing(fact, index, sheet) if not said.in_evidence}


def _without(kind: str, fact: Fact, faults: list[Ungrounded]) -> Fact | None:
    if any(f.fault is Fault.QUOTE or Said.name_of(f.field) in _CORE.get(kind, ()) for f in faults):
        return None
    changes: dict[str, Any] = {}
    for fault in faults:
        name = Said.attribute(fault.field)
        value = changes.get(name, getattr(fact, name))
        is_list = isinstance(value, list)
        changes[name] = [v for v in value if str(v) != fault.value] if is_list else None
    return fact.model_copy(update=changes) if changes else fact


def _without_dangling(sheet: Sheet) -> Sheet:
    ids = {round.id for round in sheet.rounds}
    changed: dict[str, list[Fact]] = {}
    for kind, number, fact in facts_of(sheet):
        gone = {
            field: None
            for field in ("round", "about", "follows")
            if getattr(fact, field, None) not in (None, *ids)
        }
        if gone:
            facts = changed.setdefault(kind, list(getattr(sheet, kind)))
            facts[number] = fact.model_copy(update=gone)
    return sheet.model_copy(update=changed) if changed else sheet
