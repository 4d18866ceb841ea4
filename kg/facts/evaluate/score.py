"""Scoring an extractor against gold sheets: counts by kind, errors, grounding, speed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import SulhError, UsageError
from kg.facts import sheets
from kg.facts.entities import builtin_registry
from kg.facts.evaluate.compare import PARTS, Names, pair, squeeze, weigh_fact, weigh_round
from kg.facts.evaluate.names import (
    People,
    SameActor,
    defined_names,
    registry_names,
    same_place,
)
from kg.facts.extractor import Extractor
from kg.facts.ground import locate
from kg.facts.model import KINDS, Fact, Sheet, facts_of
from kg.settings import Settings
from kg.sources.document import Document
from kg.sources.read import read_source

HEADLINE = ("rounds", "third_parties", "participants", "commitments", "statements")
GOLD = ".facts.yaml"


@dataclass(slots=True)
class Part:
    """A part of a correct fact: how much of it was right, over how many that state it."""

    right: float = 0.0
    of: int = 0

    @property
    def share(self) -> float | None:
        return self.right / self.of if self.of else None


@dataclass(slots=True)
class Tally:
    """Counts of one kind of fact."""

    gold: int = 0
    found: int = 0
    correct: int = 0
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def precision(self) -> float | None:
        return self.correct / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.correct / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """None where there is nothing of the kind, neither to find nor found."""
        both = self.gold + self.found
        return 2 * self.correct / both if both else None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A miss, a false alarm, or a wrong part of a correct fact."""

    article: str
    kind: str
    what: str
    fact: str
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    mistakes: list[Mistake] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    articles: int = 0
    seconds: float = 0.0
    grounded: int = 0
    found: int = 0

    @property
    def micro(self) -> float:
        gold = sum(tally.gold for tally in self.kinds.values())
        found = sum(tally.found for tally in self.kinds.values())
        correct = sum(tally.correct for tally in self.kinds.values())
        return 2 * correct / (gold + found) if gold + found else 1.0

    @property
    def macro(self) -> float:
        """The headline."""
        figures = [f1 for kind in HEADLINE if (f1 := self.kinds[kind].f1) is not None]
        return sum(figures) / len(figures) if figures else 1.0

    @property
    def precision(self) -> float:
        correct = sum(tally.correct for tally in self.kinds.values())
        return correct / self.found if self.found else 1.0

    @property
    def grounding(self) -> float:
        return self.grounded / self.found if self.found else 1.0

    @property
    def speed(self) -> float:
        """Articles a second, reading the file included, loading the model not."""
        return self.articles / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Example:
    """An article with its gold sheet."""

    name: str
    path: Path
    gold: Sheet


def examples(folder: Path, *, html: bool = False) -> list[Example]:
    """Articles beside gold sheets; with `html` the pages, where there are any."""
    found = [
        Example(name, path, sheets.load(sheet))
        for sheet in sorted(folder.glob(f"*{GOLD}"))
        if (name := sheet.name.removesuffix(GOLD))
        and (path := _article(folder, name, html)) is not None
    ]
    if not found:
        wanted = "NAME.html" if html else "NAME.txt"
        raise UsageError(f"{folder} holds no {wanted} with a NAME{GOLD} beside it.")
    return found


def _article(folder: Path, name: str, html: bool) -> Path | None:
    """With `html` only pages; without, the text, and the page where there is no text."""
    kinds = (".html",) if html else (".txt", ".html")
    return next((p for kind in kinds if (p := folder / f"{name}{kind}").exists()), None)


def evaluate(
    folder: Path,
    extractor: Extractor,
    *,
    html: bool = False,
    told: bool = True,
    same_actor: SameActor | None = None,
    settings: Settings | None = None,
) -> Report:
    """Run the extractor over every article and compare. One that fails counts as an empty sheet.

    With `told`, a file that does not say when and where it appeared is told so from the gold
    sheet's `source`: gold dates are resolved against it, and whoever adds an article knows it.
    """
    report = Report()
    scorer = Scorer(report, same_actor)
    for example in examples(folder, html=html):
        document, found = _read(example, extractor, settings, report, told)
        scorer.add(example.name, example.gold, found, document.text if document else "")
    return report


def _read(
    example: Example,
    extractor: Extractor,
    settings: Settings | None,
    report: Report,
    told: bool,
) -> tuple[Document | None, Sheet]:
    empty = Sheet(source=example.gold.source)
    document = None
    report.articles += 1
    start = time.perf_counter()
    try:
        document = read_source(example.path, settings=settings)
        document = _told(document, example.gold) if told else document
        return document, extractor.extract(document)
    except SulhError as error:
        report.failures.append((example.name, error.message))
        return document, empty
    finally:
        report.seconds += time.perf_counter() - start


def _told(document: Document, gold: Sheet) -> Document:
    about, source = document.metadata, gold.source
    metadata = replace(
        about,
        url=about.url or source.url,
        publisher=about.publisher or source.publisher,
        published=about.published or source.published,
    )
    return replace(document, metadata=metadata)


class Scorer:
    """Adds up, article by article."""

    def __init__(self, report: Report, same_actor: SameActor | None = None) -> None:
        self._report = report
        self._registry = builtin_registry()
        self._actor = same_actor or registry_names(self._registry)

    def add(self, article: str, gold: Sheet, found: Sheet, text: str) -> None:
        names = self._names(gold, found, text)
        rounds = pair(gold.rounds, found.rounds, lambda g, f: weigh_round(g, f, names))
        aligned = {found.rounds[f].id: gold.rounds[g].id for g, f in rounds}
        names = Names(names.actor, names.place, names.people, aligned, names.text)
        for kind in KINDS:
            self._add_kind(article, kind, gold, found, names, rounds)
        self._ground(article, found, text)

    def _names(self, gold: Sheet, found: Sheet, text: str) -> Names:
        people = People([*_people(gold), *_people(found)])
        return Names(
            defined_names(text, self._actor),
            lambda a, b: same_place(self._registry, a, b),
            people,
            {},
            squeeze(text),
        )

    def _add_kind(
        self,
        article: str,
        kind: str,
        gold: Sheet,
        found: Sheet,
        names: Names,
        rounds: list[tuple[int, int]],
    ) -> None:
        wanted, given = _facts(gold, kind), _facts(found, kind)
        pairs = (
            rounds
            if kind == "rounds"
            else pair(wanted, given, lambda g, f: weigh_fact(kind, g, f, names))
        )
        tally = self._report.kinds[kind]
        tally.gold += len(wanted)
        tally.found += len(given)
        tally.correct += len(pairs)
        for g, f in pairs:
            self._rate(article, kind, wanted[g], given[f], names)
        matched_gold, matched_found = {g for g, _ in pairs}, {f for _, f in pairs}
        self._note(article, kind, "miss", _rest(wanted, matched_gold))
        self._note(article, kind, "false alarm", _rest(given, matched_found))

    def _rate(self, article: str, kind: str, gold: Fact, found: Fact, names: Names) -> None:
        tally = self._report.kinds[kind]
        for part, share in PARTS[kind](gold, found, names).items():
            counted = tally.parts.setdefault(part, Part())
            if share is None:
                continue
            counted.right += share
            counted.of += 1
            if share < 1.0:
                fact = f"{summary(found)} INSTEAD OF {summary(gold)}"
                mistake = Mistake(article, kind, f"wrong {part}", fact, tuple(found.evidence))
                self._report.mistakes.append(mistake)

    def _note(self, article: str, kind: str, what: str, facts: Iterable[Fact]) -> None:
        self._report.mistakes += [
            Mistake(article, kind, what, summary(fact), tuple(fact.evidence)) for fact in facts
        ]

    def _ground(self, article: str, found: Sheet, text: str) -> None:
        for kind, _, fact in facts_of(found):
            self._report.found += 1
            if all(locate(text, quote) for quote in fact.evidence):
                self._report.grounded += 1
            else:
                self._note(article, kind, "not grounded", [fact])


def _people(sheet: Sheet) -> Iterator[str | None]:
    yield from (fact.person for fact in sheet.participants)
    yield from (fact.speaker for fact in sheet.statements)


def _facts(sheet: Sheet, kind: str) -> list[Fact]:
    facts: list[Fact] = getattr(sheet, kind)
    return facts


def _rest(facts: list[Fact], matched: set[int]) -> list[Fact]:
    return [fact for index, fact in enumerate(facts) if index not in matched]


def summary(fact: Fact) -> str:
    """One line: the fields that say something, without the evidence."""
    fields = fact.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    fields.pop("evidence", None)
    fields.pop("inferred", None)
    return ", ".join(f"{name}={_shown(value)}" for name, value in fields.items())


def _shown(value: object) -> str:
    return "+".join(str(v) for v in value) if isinstance(value, list) else str(value)
