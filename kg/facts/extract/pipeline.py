"""The extractor: language, topic, reading, rounds, the other rules, the gate, a sheet."""

from __future__ import annotations

from time import monotonic
from typing import Any

from kg.errors import UnsupportedLanguage
from kg.facts.extract.finders import finders
from kg.facts.extract.gate import Gate
from kg.facts.extract.gazetteer import load_gazetteer
from kg.facts.extract.rounds.builder import read_rounds
from kg.facts.extract.rounds.outcomes import with_outcomes
from kg.facts.extract.text.model import load_model
from kg.facts.extract.text.parsing import Parser
from kg.facts.extract.text.printed import as_printed
from kg.facts.extract.text.reading import OutOfTime, Reading
from kg.facts.extract.text.standins import sides_left
from kg.facts.extract.topic import off_topic
from kg.facts.model import Fact, Reader, Sheet, Source
from kg.settings import Settings
from kg.sources.document import Document
from kg.sources.hyphens import rejoin

NAME = "sulh-rules"
VERSION = "1"
LATE = "time limit reached in the rules for"
NOTHING = "nothing found: no round of talks, no helper and no promise was recognised in the text"


class RulesExtractor:
    """Reads English. One instance serves many documents; it keeps nothing between them."""

    def __init__(self, settings: Settings) -> None:
        model = load_model(settings.model)
        gazetteer = load_gazetteer()
        acronyms = frozenset(p for p in gazetteer.phrases if p.isupper() and " " not in p)
        self._parser = Parser(model, gazetteer, acronyms)
        self._seconds = settings.document_seconds
        self._model = model.label

    def extract(self, document: Document) -> Sheet:
        _check_language(document)
        deadline = monotonic() + self._seconds
        reason = off_topic(document)
        if reason:
            return self._sheet(document, {}, reason)
        joined = rejoin(document)
        try:
            reading, partial = self._parser.read(joined.document, deadline)
            facts, late = _facts(reading)
        except OutOfTime:
            return self._sheet(document, {}, f"{LATE} the rounds")
        nothing = None if any(facts.values()) else NOTHING
        return self._sheet(document, as_printed(facts, joined), partial or late or nothing)

    def _sheet(self, document: Document, facts: dict[str, list[Any]], partial: str | None) -> Sheet:
        reader = Reader(name=NAME, version=VERSION, model=self._model, partial=partial)
        sheet = Sheet(source=_source(document), extracted_by=reader)
        return sheet.model_copy(update=facts)


def _facts(reading: Reading) -> tuple[dict[str, list[Any]], str | None]:
    reading.book = read_rounds(reading)
    reading.alias |= sides_left(reading.alias, reading.book.party_keys)
    gate = Gate(reading.text, reading.book.rounds)
    facts: dict[str, list[Fact]] = {"rounds": [r for r in reading.book.rounds if gate.passes(r)]}
    gate = Gate(reading.text, facts["rounds"])  # type: ignore[arg-type]
    for kind, find in finders():
        try:
            facts.setdefault(kind, []).extend(fact for fact in find(reading) if gate.passes(fact))
        except OutOfTime:
            return facts, f"{LATE} {kind}"
    facts["rounds"] = with_outcomes(reading, facts["rounds"], facts["commitments"])  # type: ignore[arg-type,assignment]
    return facts, None


def _check_language(document: Document) -> None:
    language = (document.metadata.language or "en").split("-")[0].lower()
    if language != "en":
        raise UnsupportedLanguage(
            f"{document.id}: the text is in {language!r}; only English is read. "
            "A sheet written by hand works for any language."
        )


def _source(document: Document) -> Source:
    about = document.metadata
    return Source(
        id=document.id,
        url=about.url,
        title=about.title,
        publisher=about.publisher,
        authors=list(about.authors),
        published=about.published,
        language=about.language or "en",
        agency=about.agency,
        corrects=None,
    )
