"""The files of a corpus as they stand, names of withheld people included."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.corpus.journal import lines_of, numbered_lines, read_lines
from kg.corpus.record import Held, Record, digest
from kg.errors import NotFound, SheetError
from kg.facts import sheets
from kg.facts.entities import MARK, Registry, registry_of
from kg.facts.model import Sheet
from kg.facts.withheld import names_written

JUDGEMENTS = "judgements.jsonl"
JOURNAL = "journal.jsonl"
_SUFFIX = ".facts.yaml"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A sheet, the canonical text it reads (if known), and the page or PDF as (kind, bytes)."""

    sheet: Sheet
    text: str | None
    original: tuple[str, bytes] | None = None

    def files(self) -> dict[str, bytes]:
        """Path in the corpus → content."""
        id = self.sheet.source.id
        files = {sheet_name(id): sheets.dumps(self.sheet).encode()}
        if self.text is not None:
            files[f"sources/{id}.txt"] = self.text.encode()
        if self.original:
            files[f"sources/{id}{self.original[0]}"] = self.original[1]
        return files


def sheet_name(id: str) -> str:
    return f"sheets/{id}{_SUFFIX}"


def stat(path: Path) -> str | None:
    """Changes when the file is written; None when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return f"{found.st_ino}.{found.st_size}.{found.st_mtime_ns}"


class Files:
    """Reads one corpus folder; writes nothing, hides nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._registry: tuple[str | None, Registry] | None = None

    def ids(self) -> list[str]:
        """Ids of all sources with a sheet, in the order in which they were added."""
        here, added = self.held(), self.ranks()
        return sorted(here & added.keys(), key=added.__getitem__) + sorted(here - added.keys())

    def held(self) -> set[str]:
        """The same in no order."""
        folder = self.folder / "sheets"
        if not folder.is_dir():
            return set()
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
        return {name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)}

    def ranks(self) -> dict[str, int]:
        """Id → the line of the journal that first names it."""
        ranks: dict[str, int] = {}
        for number, entry in numbered_lines(self.journal_path):
            ranks.setdefault(entry["source"], number)
        return ranks

    def sheet(self, id: str) -> Sheet:
        """Raises NotFound, SheetError."""
        path = self.sheet_path(id)
        if not path.exists():
            raise NotFound(f"There is no source {id!r} in this corpus.")
        sheet = sheets.load(path)
        if sheet.source.id != id:
            raise SheetError(
                f"says {sheet.source.id!r}, but the file is named for {id!r}",
                file=str(path),
                field="source.id",
            )
        return sheet

    def text(self, id: str) -> str | None:
        path = self.text_path(id)
        return path.read_text(encoding="utf-8") if path.exists() else None

    def sheet_hash(self, id: str) -> str | None:
        path = self.sheet_path(id)
        return digest(path.read_bytes()) if path.exists() else None

    def text_hash(self, id: str) -> str | None:
        path = self.text_path(id)
        return digest(path.read_bytes()) if path.exists() else None

    def source(self, id: str) -> Held | None:
        """Hashes of what is held of a source now."""
        sheet = self.sheet_hash(id)
        return Held(sheet, self.text_hash(id)) if sheet else None

    def stamp(self, id: str) -> str | None:
        """Changes when the sheet or the text is written; None when there is no sheet."""
        sheet = stat(self.sheet_path(id))
        return sheet and f"{sheet} {stat(self.text_path(id)) or '-'}"

    def journal(self) -> list[dict[str, Any]]:
        return read_lines(self.journal_path)

    @property
    def journal_path(self) -> Path:
        return self.folder / JOURNAL

    def record(self) -> Record:
        return Record.of(self.journal())

    def registry(self) -> Registry:
        stamp = stat(self.folder / MARK)
        if self._registry is None or self._registry[0] != stamp:
            self._registry = stamp, registry_of(self.read(MARK), MARK)
        return self._registry[1]

    def judgements(self) -> list[dict[str, Any]]:
        return lines_of(self.read(JUDGEMENTS), JUDGEMENTS)

    def shared(self) -> tuple[str, tuple[int, str]]:
        """Hash of the entities; number and hash of the judgements."""
        lines = self.read(JUDGEMENTS).splitlines(keepends=True)
        return digest(self.read(MARK)), (len(lines), digest(b"".join(lines).rstrip(b"\n")))

    def names(self) -> Iterator[tuple[str, str]]:
        """(id, name) of every person in the sheets that can be read, as written."""
        for id in self.ids():
            with suppress(SheetError):
                yield from names_written(self.sheet(id), self.registry())

    def read(self, name: str) -> bytes:
        """Empty where there is no such file."""
        path = self.folder / name
        return path.read_bytes() if path.exists() else b""

    def holds(self, name: str, data: bytes) -> bool:
        path = self.folder / name
        return path.exists() and path.read_bytes() == data

    def sheet_path(self, id: str) -> Path:
        if "/" in id or id.startswith("."):
            raise NotFound(f"{id!r} is not the id of a source.")
        return self.folder / sheet_name(id)

    def text_path(self, id: str) -> Path:
        return self.folder / "sources" / f"{id}.txt"
