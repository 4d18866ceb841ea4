"""What the importers share: a row is told as lines of text, and each fact quotes its lines."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from kg.corpus import Incoming
from kg.errors import SourceError, SulhError, UsageError
from kg.facts.model import Sheet
from kg.version import __version__

Row = Mapping[str, str]
Importer = Callable[[Row], Incoming]
_MISSING = frozenset({"", "na", "n/a", "none", "nan", "null", "-", "not available"})


@dataclass
class Told:
    """A row as readable lines, `Name: value`; only lines with a value are told."""

    title: str
    lines: list[str] = field(default_factory=list)

    def tell(self, name: str, value: str) -> str | None:
        """The line, to be quoted as evidence; None when there is no value."""
        if not value:
            return None
        line = f"{name}: {value}"
        self.lines.append(line)
        return line

    @property
    def text(self) -> str:
        return "\n".join([self.title, "", *self.lines]) + "\n"


def value(row: Row, column: str) -> str:
    """Cell with white space folded; empty for the table's ways to say nothing."""
    text = " ".join((row.get(column) or "").split())
    return "" if text.casefold() in _MISSING else text


def listed(row: Row, column: str, separators: str = ";\n") -> list[str]:
    cell = row.get(column) or ""
    for separator in separators[1:]:
        cell = cell.replace(separator, separators[0])
    parts = (" ".join(part.split()) for part in cell.split(separators[0]))
    return list(dict.fromkeys(part for part in parts if part.casefold() not in _MISSING))


def edtf(year: str, month: str = "", day: str = "") -> str | None:
    """A date of what is known; anything that is no number ends it."""
    numbers = [int(part) if part.isdigit() else 0 for part in (year, month, day)]
    if not 1000 <= numbers[0] <= 9999:
        return None
    text = f"{numbers[0]:04d}"
    for number, most in zip(numbers[1:], (12, 31), strict=True):
        if not 1 <= number <= most:
            return text
        text += f"-{number:02d}"
    return text


def make_sheet(importer: str, source: Mapping[str, object], **facts: object) -> Sheet:
    reader = {"name": f"sulh-import-{importer}", "version": __version__}
    return Sheet.model_validate({"source": source, "extracted_by": reader, **facts})


def read_table(
    path: Path, importer: Importer, needs: tuple[str, ...]
) -> Iterator[tuple[int, Incoming | SulhError]]:
    """Each row with its line number; a row that cannot be taken is an error of its own.

    Raises SourceError for a file that is no such table.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            missing = [name for name in needs if name not in (reader.fieldnames or ())]
            if missing:
                raise SourceError(f"{path.name} has no column {missing[0]!r}; is it that table?")
            for row in reader:
                yield reader.line_num, _taken(importer, row)
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path.name} is not a CSV file in UTF-8: {error}.") from None


def _taken(importer: Importer, row: Row) -> Incoming | SulhError:
    try:
        return importer(row)
    except ValidationError as error:
        first = error.errors()[0]
        return SourceError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    except SulhError as error:
        return error
