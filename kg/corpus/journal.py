"""Files of JSON lines to which the corpus only appends, read whole or on from a bookmark."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import CorpusError

_TAIL = 4096


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far a file was read; `tail` is the hash of the last bytes before that."""

    offset: int = 0
    lines: int = 0
    tail: str = ""


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Raises CorpusError naming the line that is not JSON."""
    return [entry for _, entry in numbered_lines(path)]


def lines_of(data: bytes, name: str) -> list[dict[str, Any]]:
    return [entry for _, entry in _parsed(data, 0, name)]


def numbered_lines(path: Path) -> list[tuple[int, dict[str, Any]]]:
    return list(_parsed(path.read_bytes(), 0, path.name)) if path.exists() else []


def read_on(path: Path, mark: Bookmark) -> tuple[list[tuple[int, dict[str, Any]]], Bookmark] | None:
    """New lines with their numbers; None when what was read before is no longer there."""
    if not path.exists():
        return None if mark.offset else ([], mark)
    with path.open("rb") as file:
        start = max(0, mark.offset - _TAIL)
        file.seek(start)
        data = file.read()
    before, new = data[: mark.offset - start], data[mark.offset - start :]
    if len(before) < mark.offset - start or (mark.offset and _hash(before) != mark.tail):
        return None
    lines = mark.lines + new.count(b"\n") + (not new.endswith(b"\n") and bool(new))
    found = list(_parsed(new, mark.lines, path.name))
    return found, Bookmark(start + len(data), lines, _hash(data[-_TAIL:]))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _parsed(data: bytes, before: int, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(data.decode("utf-8").split("\n"), before + 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError:
                raise CorpusError(f"{name}:{number} is not a line of JSON; mend it.") from None
