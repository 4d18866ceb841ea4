"""Precision and recall of name matching on labelled pairs; time of one source among many.

python benchmarks/names/run.py [--errors] [--freeze] [--crowd 100000]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.facts.names import NameIndex, compare
from kg.matching import Known, Matcher, Mention

HERE = Path(__file__).parent
BASELINE = HERE / "baseline.json"


@dataclass(frozen=True)
class Pair:
    room: str
    a: str
    b: str
    same: bool
    what: str


@dataclass(frozen=True)
class Outcome:
    pair: Pair
    score: float
    reasons: tuple[str, ...]
    joined: bool
    suggested: bool


def pairs(name: str = "pairs.tsv") -> list[Pair]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Pair(r["room"], r["a"], r["b"], r["same"] == "yes", r["what"]) for r in rows]


def outcome(pair: Pair) -> Outcome:
    """A pair counts as found only when the index finds it too, from either side."""
    found = compare(pair.a, pair.b, pair.room)
    met = _meet(pair.room, pair.a, pair.b) and _meet(pair.room, pair.b, pair.a)
    return Outcome(pair, found.score, found.reasons, found.certain and met, found.likely and met)


def _meet(room: str, filed: str, sought: str) -> bool:
    index = NameIndex()
    index.add(f"{room}/filed", filed)
    return bool(index.near(room, sought))


def figures(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """By room and for all: precision of what joins, recall of joined and of joined or suggested."""
    by_room: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_room[one.pair.room].append(one)
        by_room["all"].append(one)
    return {room: _figures(ones) for room, ones in sorted(by_room.items())}


def _figures(ones: Sequence[Outcome]) -> dict[str, float]:
    same = [one for one in ones if one.pair.same]
    joined = [one for one in ones if one.joined]
    suggested = [one for one in ones if one.suggested]
    return {
        "pairs": len(ones),
        "join precision": _share(sum(o.pair.same for o in joined), len(joined)),
        "join recall": _share(sum(o.joined for o in same), len(same)),
        "suggest precision": _share(sum(o.pair.same for o in suggested), len(suggested)),
        "suggest recall": _share(sum(o.suggested for o in same), len(same)),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def pairs_a_second(known: Sequence[Pair]) -> float:
    """Names parsed for the first time in this process are part of it: the caches are cleared."""
    from kg.facts.names.blocking import keys_of
    from kg.facts.names.people import person_name
    from kg.facts.names.tokens import likeness

    runs = []
    for _ in range(5):
        for cache in (keys_of, person_name, likeness):
            cache.cache_clear()
        start = time.perf_counter()
        for pair in known:
            compare(pair.a, pair.b, pair.room)
        runs.append(len(known) / (time.perf_counter() - start))
    return statistics.median(runs)


def crowd(size: int, seed: int = 7) -> list[Known]:
    """Invented people: as many given names, fathers and families as a region has."""
    chance = random.Random(seed)
    names = [_invented(chance) for _ in range(size)]
    return [Known(f"person/p{at}", name, [name]) for at, name in enumerate(names)]


GIVEN = [
    "Mohammed",
    "Ahmed",
    "Ali",
    "Hassan",
    "Omar",
    "Yusuf",
    "Ibrahim",
    "Khalid",
    "Abdullah",
    "Karim",
    "Juan",
    "Maria",
    "Jose",
    "Luis",
    "Carlos",
    "Anna",
    "Ivan",
    "Sergei",
    "Olga",
    "Peter",
    "John",
    "Mary",
    "David",
    "Daniel",
    "Samuel",
    "Wei",
    "Min",
    "Aung",
    "Thein",
    "Abiy",
    "Tesfaye",
    "Bekele",
]
SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "di",
    "do",
    "fa",
    "ga",
    "go",
    "ha",
    "ja",
    "ka",
    "ke",
    "ko",
    "la",
    "le",
    "lo",
    "ma",
    "me",
    "mo",
    "na",
    "ne",
    "ni",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "wa",
    "ya",
    "za",
    "zi",
    "sha",
    "cha",
]


def _invented(chance: random.Random) -> str:
    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))).title()

    given = chance.choice(GIVEN) if chance.random() < 0.5 else word()
    return " ".join([given, *(word() for _ in range(chance.choice((1, 1, 2))))])


def match_one_source(size: int) -> tuple[float, float]:
    """(seconds to file everything, median seconds to match a source of twenty people)."""
    known = crowd(size)
    start = time.perf_counter()
    matcher = Matcher(known)
    filed = time.perf_counter() - start
    runs = []
    for run in range(5):
        people = crowd(20, seed=100 + run)
        new = [_new(one, at) for at, one in enumerate(people)]
        start = time.perf_counter()
        for one in new:
            matcher.suggestions(one)
        runs.append(time.perf_counter() - start)
    return filed, statistics.median(runs)


def _new(one: Known, at: int) -> Known:
    return Known(f"person/new{at}", one.label, one.names, mentions=[Mention(one.label, "new", "")])


def report(outcomes: Sequence[Outcome]) -> Iterable[str]:
    yield f"{'':8} pairs  joins: P     R      joins or suggests: P     R"
    for room, row in figures(outcomes).items():
        yield (
            f"{room:8} {row['pairs']:5}  {row['join precision']:8.3f} {row['join recall']:6.3f}"
            f"  {row['suggest precision']:19.3f} {row['suggest recall']:6.3f}"
        )


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--errors", action="store_true", help="print the pairs that go wrong")
    wanted.add_argument("--of", default="pairs.tsv", help="a set: held-out.tsv, held-out-2.tsv")
    wanted.add_argument("--freeze", action="store_true", help="write baseline.json anew")
    wanted.add_argument("--crowd", type=int, default=0, help="time a source among so many people")
    given = wanted.parse_args()
    outcomes = [outcome(pair) for pair in pairs(given.of)]
    lines = list(report(outcomes))
    if given.errors:
        lines += [
            f"{'missed' if o.pair.same else 'wrong '} {o.score:.2f} {o.pair.a} | {o.pair.b}"
            f" ({o.pair.what}): {'; '.join(o.reasons)}"
            for o in outcomes
            if (o.pair.same and not o.suggested) or (not o.pair.same and o.suggested)
        ]
    lines.append(f"{pairs_a_second([o.pair for o in outcomes]):.0f} pairs a second")
    if given.crowd:
        filed, took = match_one_source(given.crowd)
        lines.append(f"{given.crowd} people filed in {filed:.1f} s; a source of 20: {took:.3f} s")
    sys.stdout.write("\n".join(lines) + "\n")
    if given.freeze:
        BASELINE.write_text(json.dumps(figures(outcomes), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
