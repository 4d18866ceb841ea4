"""What a corpus held at a moment, as its journal tells it."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.facts.dates import check_edtf, edtf_span

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """Hashes of a source's files; `text` is None for a sheet alone."""

    sheet: str
    text: str | None


@dataclass
class Record:
    """`entities` and `judged` are None before a build first looked at those files; `judged` is the
    number of judgements and the hash of their lines."""

    sources: dict[str, Held] = field(default_factory=dict)
    entities: str | None = None
    judged: tuple[int, str] | None = None
    since: dict[str, str] = field(default_factory=dict)
    """When each source that is held took the form it has."""
    last: str = ""

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Record:
        record = cls()
        for line in lines:
            record._take(line)
        return record

    def _take(self, line: Line) -> None:
        self.last = str(line.get("at", ""))
        if line["what"] == "noted":
            self.entities = line["entities"]
            self.judged = (line["judgements"], line["judged"])
        elif line.get("after"):
            self.sources[line["source"]] = Held(line["after"], line.get("text"))
            self.since[line["source"]] = self.last
        elif "after" in line:
            self.sources.pop(line["source"], None)
            self.since.pop(line["source"], None)


def until(lines: Iterable[Line], moment: datetime.datetime) -> list[Line]:
    """The lines that stood in the journal at that moment."""
    return [line for line in lines if _time(str(line.get("at", ""))) <= moment]


def moment_of(text: str) -> datetime.datetime:
    """The last moment of a day, month or year, or the moment itself where a time is given.

    A time without a zone is UTC. Raises UsageError.
    """
    if "T" in text or " " in text.strip():
        try:
            return _zoned(datetime.datetime.fromisoformat(text.strip()))
        except ValueError:
            raise _no_date(text) from None
    try:
        day = edtf_span(check_edtf(text.strip())).latest
    except ValueError:
        day = None
    if day is None:
        raise _no_date(text)
    return datetime.datetime.combine(day, datetime.time.max, datetime.UTC)


def stash(path: Path, history: Path, *, linked: bool = False) -> None:
    """Keep the content of a file under its hash. It is not forced to the disk: there may be very
    many. `linked` is for files that nobody edits in place."""
    if not path.exists():
        return
    kept = history / f"{digest(path.read_bytes())}{path.suffix}"
    if kept.exists():
        return
    history.mkdir(exist_ok=True)
    try:
        if linked:
            os.link(path, kept)
            return
    except OSError:
        pass
    draft = kept.with_suffix(".draft")
    draft.write_bytes(path.read_bytes())
    draft.replace(kept)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _no_date(text: str) -> UsageError:
    return UsageError(f"{text!r} is no date; want 2025-11-30 or 2025-11-30T18:00:00.")


def _time(text: str) -> datetime.datetime:
    """A line without a readable time was always there."""
    try:
        return _zoned(datetime.datetime.fromisoformat(text))
    except ValueError:
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)


def _zoned(moment: datetime.datetime) -> datetime.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
