"""The reader against event summaries that others coded by hand: third parties, people, place.

python benchmarks/extraction/mend.py TABLE.csv [--errors N]

The table (MEND, one event a row) stays where it is; without it nothing is measured. The coders
had more than the summary before them and count whoever met a party as a third party, so what a
summary does not name is left out of recall, and recall stays a lower bound.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.facts.entities import builtin_registry
from kg.facts.evaluate.names import registry_names, same_place
from kg.facts.extract import open_extractor
from kg.facts.extract.gazetteer import Gazetteer, load_gazetteer
from kg.facts.folding import fold
from kg.facts.model import Sheet
from kg.facts.names import SUGGEST, compare
from kg.settings import Settings
from kg.sources.read import read_source

UNKNOWN = frozenset(["", "unknown", "none", "virtual", "n/a"])

Same = Callable[[str, str], bool]


@dataclass
class Tally:
    coded: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def add(self, coded: list[str], found: list[str], allowed: list[str], same: Same) -> None:
        """`allowed` are right answers too, but not finding them is no miss."""
        missed = [c for c in coded if not any(same(c, f) for f in found)]
        extra = [f for f in found if not any(same(f, a) for a in [*coded, *allowed])]
        self.coded += len(coded)
        self.found += len(found)
        self.right += len(found) - len(extra)
        self.missed += missed
        self.extra += extra

    def row(self, kind: str) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = 1 - len(self.missed) / self.coded if self.coded else 0.0
        return f"{kind:14}{self.coded:7}{self.found:7}{precision:9.2f}{recall:9.2f}"


class Forms:
    """How a text may write an actor: name, alias, adjective, people, capital."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for phrase, entry in gazetteer.phrases.items():
            self._by_key[entry.key].add(fold(phrase))
        self._gazetteer = gazetteer

    def named(self, actor: str, text: str) -> bool:
        entry = self._gazetteer.get(actor)
        forms = {fold(actor), *(self._by_key[entry.key] if entry else ())}
        return any(f" {form} " in text for form in forms)


def measure(rows: Iterable[dict[str, str]]) -> tuple[dict[str, Tally], Counter[str]]:
    reader, forms = open_extractor(Settings.from_environment()), Forms(load_gazetteer())
    registry = builtin_registry()
    actor = registry_names(registry)
    tallies = {kind: Tally() for kind in ("third parties", "people", "place")}
    count: Counter[str] = Counter()
    for row in rows:
        text = row["Summary"]
        if not text.strip():
            continue
        sheet = reader.extract(read_source(text.encode(), id="event"))
        count["off topic" if sheet.extracted_by.partial else "read"] += 1
        if sheet.extracted_by.partial:
            continue
        plain = f" {fold(text)} "
        helpers = _split(row["third_party"], row["groupings_mechanisms"])
        people = _split(row["individual_med_named"], row["local_indiv_group"])
        places = _split(row["med_location - MULTISELECT"])
        tallies["third parties"].add(
            [h for h in _split(row["third_party"]) if forms.named(h, plain)],
            _helpers(sheet),
            [*helpers, *people],
            lambda a, b: actor(a, b) or _same_person(a, b),
        )
        tallies["people"].add(
            [p for p in people if _surname(p, plain)], _people(sheet), [], _same_person
        )
        tallies["place"].add(
            [p for p in places if f" {fold(p)} " in plain],
            _places(sheet),
            [],
            lambda a, b: same_place(registry, a, b),
        )
    return tallies, count


def _split(*cells: str) -> list[str]:
    parts = (part.strip() for cell in cells for part in cell.split(";"))
    return list(dict.fromkeys(p for p in parts if p.casefold() not in UNKNOWN))


def _surname(person: str, text: str) -> bool:
    return f" {fold(person).split()[-1]} " in text


def _same_person(a: str, b: str) -> bool:
    return compare(a, b).score >= SUGGEST


def _helpers(sheet: Sheet) -> list[str]:
    return list(dict.fromkeys(t.actor for t in sheet.third_parties))


def _people(sheet: Sheet) -> list[str]:
    return list(dict.fromkeys(p.person for p in sheet.participants if p.person))


def _places(sheet: Sheet) -> list[str]:
    return list(dict.fromkeys(r.place for r in sheet.rounds if r.place))


def _report(tallies: dict[str, Tally], count: Counter[str], errors: int) -> Iterator[str]:
    yield f"{count['read']} summaries read, {count['off topic']} taken for off topic"
    yield f"{'':14}{'coded':>7}{'found':>7}{'P':>9}{'R':>9}"
    for kind, tally in tallies.items():
        yield tally.row(kind)
        for what, names in (("missed", tally.missed), ("extra", tally.extra)):
            common = Counter(names).most_common(errors)
            if common:
                yield f"  {what}: " + ", ".join(f"{name} {times}" for name, times in common)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("table", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="the N most common")
    given = parser.parse_args()
    if not given.table.exists():
        sys.stderr.write(f"{given.table} is not here: nothing measured\n")
        return 0
    with given.table.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        tallies, count = measure(csv.DictReader(file))
    sys.stdout.write("\n".join(_report(tallies, count, given.errors)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
