"""From a file to a source that a corpus can take: its text, its sheet, the file as it came."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.facts import sheets
from kg.facts.extractor import Extractor, extract_with_notes
from kg.facts.ground import gate
from kg.facts.model import Sheet
from kg.settings import Settings
from kg.sources.read import read_source

SHEET = ".facts.yaml"
READABLE = (".txt", ".md", ".html", ".htm", ".xhtml", ".pdf")
_KEPT_AS = {".html": ".html", ".htm": ".html", ".xhtml": ".html", ".pdf": ".pdf"}


@dataclass(frozen=True, slots=True)
class Taken:
    """One source ready for `Corpus.add`; `dropped` counts facts that the text did not bear out.

    `notes` are lines for a person, such as why the second reader had nothing to say.
    """

    sheet: Sheet
    text: str | None
    original: tuple[str, bytes] | None
    dropped: int = 0
    notes: tuple[str, ...] = ()


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files to read: folders are walked, a text beside its sheet is taken with the sheet."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if _wanted(p))
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"There is no file {path}.")
    with_sheet = {p.with_name(_stem(p)) for p in found if _is_sheet(p)}
    return [
        p for p in dict.fromkeys(found) if _is_sheet(p) or p.with_name(_stem(p)) not in with_sheet
    ]


def _wanted(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts[1:] if part not in (".", ".."))
    return path.is_file() and not hidden and (_is_sheet(path) or path.suffix.lower() in READABLE)


def _is_sheet(path: Path) -> bool:
    return path.name.endswith((SHEET, ".facts.json"))


def _stem(path: Path) -> str:
    return path.name.split(".facts.")[0] if _is_sheet(path) else path.stem


def take(
    path: Path, extractor: Callable[[], Extractor], settings: Settings, *, id: str | None = None
) -> Taken:
    """Read one file; a sheet needs no extractor. Raises SourceError, SheetError, ModelMissing."""
    if _is_sheet(path):
        return _take_sheet(path)
    document = read_source(path, id=id, settings=settings)
    read, notes = extract_with_notes(extractor(), document)
    sheet, dropped = gate(read, document.text)
    kept_as = _KEPT_AS.get(path.suffix.lower())
    original = (kept_as, path.read_bytes()) if kept_as else None
    return Taken(sheet, document.text, original, len(dropped), notes)


def _take_sheet(path: Path) -> Taken:
    sheet = sheets.load(path)
    for name in (f"{_stem(path)}.txt", f"../sources/{sheet.source.id}.txt"):
        beside = path.parent / name
        if beside.exists():
            return Taken(sheet, beside.read_text(encoding="utf-8"), None)
    return Taken(sheet, None, None)
