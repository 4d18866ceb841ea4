"""A corpus as it was: sheets, texts, entities and judgements of an earlier moment, read-only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.corpus import Corpus
from kg.corpus.files import JUDGEMENTS, Files
from kg.corpus.record import Record, digest, moment_of, until
from kg.corpus.writing import Writer
from kg.errors import CorpusError, NotFound, UsageError
from kg.facts.entities import MARK, Registry, registry_of
from kg.facts.withheld import Cloak


def as_of(corpus: Corpus, date: str, *, notice: bool = True) -> Past:
    """The corpus as it was on that day (its last moment) or at that time.

    What is withheld now is withheld then too. With `notice`, what was changed by hand is written
    down first. Raises UsageError for what is no date, NotFound for a time before the record begins.
    """
    if notice:
        corpus.notice()
    moment = moment_of(date)
    lines = corpus.files.journal()
    known = until(lines, moment)
    if lines and not known:
        raise NotFound(
            f"Nothing was in this corpus on {date}; its record begins on {lines[0]['at']}."
        )
    return Past(corpus, [dict(line) for line in known])


class Past(Corpus):
    """Read as any corpus; a change raises UsageError."""

    def __init__(self, present: Corpus, lines: list[dict[str, Any]]) -> None:
        super().__init__(present.folder, _FilesThen(present.files, lines))
        self._present = present
        self._past_cloak: Cloak | None = None

    @property
    def cloak(self) -> Cloak | None:
        now = self._present.cloak
        if now is not None and self._past_cloak is None:
            self._past_cloak = now.over(self.files.registry())
        return self._past_cloak

    def notice(self, record: Record | None = None, ids: Iterable[str] | None = None) -> None:
        """The past is on record already."""

    @property
    def _writer(self) -> Writer:
        raise UsageError("The past cannot be changed.")


class _FilesThen(Files):
    def __init__(self, present: Files, lines: list[dict[str, Any]]) -> None:
        super().__init__(present.folder)
        self._journal_lines = lines
        self._record = Record.of(lines)
        first = (line["entities"] for line in present.journal() if line["what"] == "noted")
        self._entities = self._record.entities or next(first, None)
        self._known: Registry | None = None

    def journal(self) -> list[dict[str, Any]]:
        return self._journal_lines

    def held(self) -> set[str]:
        return set(self._record.sources)

    def ranks(self) -> dict[str, int]:
        ranks: dict[str, int] = {}
        for number, line in enumerate(self._journal_lines, 1):
            ranks.setdefault(line["source"], number)
        return ranks

    def registry(self) -> Registry:
        if self._known is None:
            self._known = registry_of(self._entities_then(), MARK)
        return self._known

    def read(self, name: str) -> bytes:
        if name == MARK:
            return self._entities_then()
        data = super().read(name)
        return self._judgements_then(data) if name == JUDGEMENTS else data

    def _entities_then(self) -> bytes:
        data = super().read(MARK)
        if self._entities is None or digest(data) == self._entities:
            return data
        return self._kept(f"{self._entities}.yaml", MARK).read_bytes()

    def _judgements_then(self, data: bytes) -> bytes:
        if self._record.judged is None:
            return b""
        count, hash = self._record.judged
        found = b"".join(data.splitlines(keepends=True)[:count])
        if digest(found.rstrip(b"\n")) != hash:
            raise CorpusError(
                f"judgements.jsonl was changed in its first {count} lines since; judgements are "
                "undone by one more line, never by taking one out. Put those lines back."
            )
        return found

    def sheet_path(self, id: str) -> Path:
        path = super().sheet_path(id)
        held = self._record.sources.get(id)
        if held is None:
            raise NotFound(f"There was no source {id!r} in this corpus then.")
        if path.exists() and digest(path.read_bytes()) == held.sheet:
            return path
        return self._kept(f"{held.sheet}.yaml", f"the sheet of {id}")

    def text_path(self, id: str) -> Path:
        path = super().text_path(id)
        held = self._record.sources.get(id)
        if held is None or held.text is None:
            return self.folder / "history" / "none.txt"
        if path.exists() and digest(path.read_bytes()) == held.text:
            return path
        return self._kept(f"{held.text}.txt", f"the text of {id}")

    def _kept(self, name: str, what: str) -> Path:
        path = self.folder / "history" / name
        if not path.exists():
            raise CorpusError(f"history/{name} is missing: {what} as it was then cannot be told.")
        return path
