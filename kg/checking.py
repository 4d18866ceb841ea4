"""What a person should look at: sheets, quotes, names, judgements, and the shape of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.errors import SulhError
from kg.facts.corpus import Corpus
from kg.facts.ground import ground
from kg.facts.judgements import Judgements, parse_judgements
from kg.facts.model import Sheet
from kg.triples.build import plan
from kg.triples.validate import validate


@dataclass(frozen=True, slots=True)
class Finding:
    where: str
    what: str
    severity: Literal["error", "warning"] = "error"


def check_corpus(corpus: Corpus, *, base: str, shacl: bool = True) -> list[Finding]:
    """All findings, sheets first. A sheet that cannot be read is one finding, not the end."""
    found: list[Finding] = []
    for id in corpus.ids():
        try:
            sheet = corpus.sheet(id)
        except SulhError as error:
            found.append(Finding(f"sheets/{id}", error.message))
            continue
        found += _check_sheet(corpus, sheet)
    found += _stray_sources(corpus)
    found += _check_judgements(corpus)
    if shacl and not any(f.severity == "error" for f in found):
        found += _check_shapes(corpus, base)
    return found


def _check_sheet(corpus: Corpus, sheet: Sheet) -> Iterator[Finding]:
    where = f"sheets/{sheet.source.id}"
    text = corpus.source_text(sheet.source.id)
    if text is None:
        yield Finding(where, "has no text in sources/; its quotes cannot be checked.", "warning")
        return
    for bad in ground(sheet, text):
        yield Finding(where, str(bad))


def _stray_sources(corpus: Corpus) -> Iterator[Finding]:
    known = set(corpus.ids())
    for path in sorted((corpus.folder / "sources").glob("*")):
        if path.stem not in known and not path.name.startswith("."):
            yield Finding(f"sources/{path.name}", "has no sheet; add it again.", "warning")


def _check_judgements(corpus: Corpus) -> Iterator[Finding]:
    try:
        lines = parse_judgements(corpus.judgement_lines())
        judged = Judgements(lines, corpus.registry)
    except SulhError as error:
        yield Finding("judgements.jsonl", error.message)
        return
    for judgement in judged.contradictions():
        yield Finding(
            "judgements.jsonl",
            f"{judgement.a} and {judgement.b} are judged different by {judgement.by or 'someone'}, "
            "but other judgements make them one; undo one of these.",
        )


def _check_shapes(corpus: Corpus, base: str) -> Iterator[Finding]:
    try:
        quads = [quad for _, graph in plan(corpus, base=base).all_quads() for quad in graph]
    except SulhError as error:
        yield Finding("build", error.message)
        return
    for violation in validate(quads):
        yield Finding(violation.focus, f"{violation.path}: {violation.message}", "error")
