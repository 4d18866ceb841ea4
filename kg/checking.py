"""What a person should look at: sheets, quotes, names, judgements, and the shape of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.corpus import Corpus
from kg.errors import SulhError
from kg.facts.entities import Registry
from kg.facts.ground import ground
from kg.facts.judgements import Judgement, Judgements, Verdict, parse_judgements
from kg.facts.model import Sheet
from kg.facts.resolution import person_id
from kg.facts.withheld import WITHHELD, Cloak
from kg.triples.build import Plan, plan
from kg.triples.validate import validate


@dataclass(frozen=True, slots=True)
class Finding:
    where: str
    what: str
    severity: Literal["error", "warning"] = "error"


def check_corpus(corpus: Corpus, *, base: str, shacl: bool = True) -> list[Finding]:
    """All findings, sheets first. A sheet that cannot be read is one finding, not the end.

    The files are checked as they are; what is said of them holds no withheld name.
    """
    cloak, found = corpus.cloak, _checked(corpus, base, shacl=shacl)
    if cloak is None:
        return found
    if not any(one.severity == "error" for one in found):
        found += _check_spellings(corpus, cloak)
    return [Finding(_plain(cloak, one.where), cloak.text(one.what), one.severity) for one in found]


def _plain(cloak: Cloak, where: str) -> str:
    room, slash, id = where.partition("/")
    return f"{room}/{cloak.source(id)}" if slash and room == "sheets" else cloak.text(where)


def _check_spellings(corpus: Corpus, cloak: Cloak) -> Iterator[Finding]:
    """People who may be withheld ones under another spelling; nobody has judged yet."""
    judged = Judgements(parse_judgements(corpus.judgement_lines()), corpus.registry)
    advice = "may be somebody withheld, spelt in another way: give it as an alias, or judge it."
    for id in corpus.files.ids():
        for field, name in _people_in(corpus.files.sheet(id)):
            person = person_id(corpus.registry, name)
            near = None if person in corpus.registry else cloak.may_be(name)
            if near and judged.verdict(person, near) is None:
                yield Finding(f"sheets/{id}", f"{field} {advice}", "warning")


def _people_in(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """(where, name) of everyone whom the sheet names."""
    for number, one in enumerate(sheet.participants):
        if one.person:
            yield f"participants[{number}].person", one.person
    for number, said in enumerate(sheet.statements):
        if said.speaker:
            yield f"statements[{number}].speaker", said.speaker


def _checked(corpus: Corpus, base: str, *, shacl: bool) -> list[Finding]:
    found: list[Finding] = []
    for id in corpus.files.ids():
        try:
            sheet = corpus.files.sheet(id)
        except SulhError as error:
            found.append(Finding(f"sheets/{id}", error.message))
            continue
        found += _check_sheet(corpus, sheet)
    found += _stray_sources(corpus)
    found += _check_entities(corpus)
    if shacl and not any(f.severity == "error" for f in found):
        found += _check_build(corpus, base)
    return found


def _check_sheet(corpus: Corpus, sheet: Sheet) -> Iterator[Finding]:
    where = f"sheets/{sheet.source.id}"
    text = corpus.files.text(sheet.source.id)
    if text is None:
        yield Finding(where, "has no text in sources/; its quotes cannot be checked.", "warning")
        return
    for bad in ground(sheet, text):
        yield Finding(where, str(bad))


def _stray_sources(corpus: Corpus) -> Iterator[Finding]:
    known = set(corpus.files.ids())
    for path in sorted((corpus.folder / "sources").glob("*")):
        if path.stem not in known and not path.name.startswith("."):
            yield Finding(f"sources/{path.name}", "has no sheet; add it again.", "warning")


def _check_entities(corpus: Corpus) -> Iterator[Finding]:
    try:
        registry = corpus.registry
    except SulhError as error:
        yield Finding("entities.yaml", error.message)
        return
    yield from _check_judgements(corpus, registry)


def _check_judgements(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    try:
        lines = parse_judgements(corpus.judgement_lines())
    except SulhError as error:
        yield Finding("judgements.jsonl", error.message)
        return
    judged = Judgements(lines, registry)
    yield from _about_nothing(lines)
    for judgement in judged.contradictions():
        yield Finding(
            "judgements.jsonl",
            f"{judgement.a} and {judgement.b} are judged different by {judgement.by or 'someone'}, "
            "but other judgements make them one; undo one of these.",
        )


def _about_nothing(lines: list[Judgement]) -> Iterator[Finding]:
    for number, one in enumerate(lines, 1):
        where = f"judgements.jsonl:{number}"
        if one.a == one.b and WITHHELD not in one.a:
            yield Finding(where, f"judges {one.a} by itself; it says nothing.", "warning")
        elif one.a.partition("/")[0] != one.b.partition("/")[0]:
            yield Finding(where, f"{one.a} and {one.b} are of two kinds; undo it.")


def _check_build(corpus: Corpus, base: str) -> Iterator[Finding]:
    try:
        made = plan(corpus, base=base)
        quads = [quad for _, graph in made.all_quads() for quad in graph]
    except SulhError as error:
        yield Finding("build", error.message)
        return
    yield from _about_gone(made)
    for violation in validate(quads):
        yield Finding(violation.focus, f"{violation.path}: {violation.message}", "error")


def _about_gone(made: Plan) -> Iterator[Finding]:
    """The judgement is kept, and counts again when the thing comes back."""
    here = {entity.id for entity in made.corpus.registry}
    here |= {id for reading in made.readings for id in reading.resolution.raw}
    lines = parse_judgements(made.corpus.judgement_lines())
    last = {one.pair: (number, one) for number, one in enumerate(lines, 1)}
    for number, one in last.values():
        for id in one.pair if one.verdict is not Verdict.UNDONE else ():
            if id not in here:
                what = f"{id} is in no source of this corpus any more; the judgement rests."
                yield Finding(f"judgements.jsonl:{number}", what, "warning")
