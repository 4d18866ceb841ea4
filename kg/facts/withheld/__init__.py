"""People at risk: their names are taken out of sheets and texts before anything else reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.facts.entities import Registry
from kg.facts.judgements import Judgements
from kg.facts.model import Sheet
from kg.facts.resolution import person_id
from kg.facts.withheld.cloak import Cloak
from kg.facts.withheld.key import read_key
from kg.facts.withheld.people import MARK as WITHHELD
from kg.facts.withheld.people import hidden_people

__all__ = ["WITHHELD", "Cloak", "names_written", "open_cloak"]


def open_cloak(
    folder: Path,
    registry: Registry,
    judged: Judgements,
    written: Callable[[], Iterable[tuple[str, str]]],
) -> Cloak | None:
    """None where nobody is withheld. `written` gives (id, name) of every person in the sheets."""
    if not any(entity.withheld for entity in registry):
        return None
    key = read_key(folder)
    people = hidden_people(registry, judged, sorted(set(written())), key)
    return Cloak(registry, people, key)


def names_written(sheet: Sheet, registry: Registry) -> Iterator[tuple[str, str]]:
    """(id, name) of the people in a sheet, as written."""
    names = {fact.person for fact in sheet.participants} | {s.speaker for s in sheet.statements}
    for name in filter(None, names):
        yield person_id(registry, name), name
