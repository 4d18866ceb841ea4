"""One corpus folder as the rest of sulh sees it: whole changes, and no name that is withheld."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.corpus.files import JUDGEMENTS, Files, Incoming, stat
from kg.corpus.fingerprint import line_of, whole_of
from kg.corpus.record import Record, digest
from kg.corpus.writing import Added, Writer
from kg.errors import CorpusMissing, SheetError, UsageError
from kg.facts.entities import MARK, Registry
from kg.facts.judgements import Judgements, parse_judgements
from kg.facts.model import Sheet
from kg.facts.withheld import WITHHELD, Cloak, open_cloak


class Corpus:
    """One corpus folder. Reading sees whole changes only; writing takes the folder's lock.

    What is read holds no name of a withheld person, ids of sources included; only `files` gives
    what the folder holds as it is.
    """

    def __init__(self, folder: Path, files: Files | None = None) -> None:
        self.folder = folder
        self.files = files or Files(folder)
        self.work = folder / ".sulh"
        self._mark = folder / MARK
        self._cloak: tuple[str, Cloak | None] | None = None

    @classmethod
    def init(cls, folder: Path) -> Corpus:
        """Make an empty corpus; an existing one stays as it is."""
        if (folder / MARK).exists():
            return cls.open(folder)
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} is a file; name a folder for the corpus.")
        corpus = cls(folder)
        corpus._writer.make()
        return corpus

    @classmethod
    def open(cls, folder: Path) -> Corpus:
        """Raises CorpusMissing. An interrupted change is finished or forgotten first."""
        if not (folder / MARK).exists():
            raise CorpusMissing(
                f"There is no corpus in {folder.absolute()}. Make one with `sulh init`, "
                "or name another with --corpus or SULH_CORPUS."
            )
        corpus = cls(folder)
        corpus._writer.recover()
        return corpus

    # reading

    @property
    def cloak(self) -> Cloak | None:
        """What hides the names of withheld people; None where nobody is withheld."""
        mark = str(stat(self._mark))
        if self._cloak == (mark, None):
            return None
        others = (str(stat(self.folder / name)) for name in (JUDGEMENTS, "sheets"))
        stamp = " ".join((mark, *others))
        if self._cloak is None or self._cloak[0] != stamp:
            cloak = self._open_cloak()
            self._cloak = stamp if cloak else mark, cloak
        return self._cloak[1]

    def _open_cloak(self) -> Cloak | None:
        if b"withheld" not in self.files.read(MARK):
            return None
        registry = self.files.registry()
        judged = Judgements(parse_judgements(self.files.judgements()), registry)
        return open_cloak(self.folder, registry, judged, self.files.names)

    @property
    def registry(self) -> Registry:
        return self.cloak.registry if self.cloak else self.files.registry()

    def ids(self) -> list[str]:
        """Ids of all sources with a sheet, in the order in which they were added."""
        return [self.shown(id) for id in self.files.ids()]

    def sheet(self, id: str) -> Sheet:
        """Raises NotFound, SheetError."""
        raw = self.raw_id(id)
        cloak = self.cloak
        if cloak is None:
            return self.files.sheet(raw)
        try:
            sheet = self.files.sheet(raw)
        except SheetError as error:
            raise SheetError(cloak.text(error.message)) from None
        return cloak.of(sheet, self.files.text(raw)).masked_sheet()

    def sheets(self) -> Iterator[Sheet]:
        """Every sheet, in the order of `ids`. Raises SheetError at the first that is not valid."""
        for id in self.ids():
            yield self.sheet(id)

    def sheet_hash(self, id: str) -> str:
        return self._sealed(self.files.sheet_path(self.raw_id(id)).read_bytes())

    def text_hash(self, id: str) -> str:
        """Empty when the corpus holds the sheet alone."""
        path = self.files.text_path(self.raw_id(id))
        return self._sealed(path.read_bytes()) if path.exists() else ""

    def _sealed(self, data: bytes) -> str:
        return self.cloak.seal(data) if self.cloak else digest(data)

    def source_text(self, id: str) -> str | None:
        """Canonical text, or None when the corpus holds the sheet alone."""
        raw = self.raw_id(id)
        text, cloak = self.files.text(raw), self.cloak
        if text is None or cloak is None:
            return text
        return cloak.of(self.files.sheet(raw), text).masked_text()

    def journal(self) -> list[dict[str, Any]]:
        return self.masked(self.files.journal())

    def recorded_until(self) -> str:
        """When the last line of the journal was written; empty without one."""
        return self.files.record().last

    def accessed(self) -> dict[str, str]:
        """Source → when what it says now came into the corpus."""
        return {self.shown(id): when for id, when in self.files.record().since.items()}

    def judgement_lines(self) -> list[dict[str, Any]]:
        return self.masked(self.files.judgements())

    def assigned_rounds(self) -> dict[tuple[str, str], str]:
        """(source, local id) → round id, as first given; what keeps ids stable."""
        given: dict[tuple[str, str], str] = {}
        for entry in self.journal():
            for local, id in entry.get("rounds", {}).items():
                given.setdefault((entry["source"], local), id)
        return given

    def content_hash(self) -> str:
        """Hash of all that the graph is built from."""
        rounds: dict[str, dict[str, str]] = {}
        for (source, local), id in self.assigned_rounds().items():
            rounds.setdefault(source, {})[local] = id
        ranks, lines = self.files.ranks(), {}
        for raw in self.files.held():
            id, files = self.shown(raw), (self.sheet_hash(raw), self.text_hash(raw))
            lines[id] = line_of(id, ranks.get(raw, 0), *files, rounds.get(id, {}))
        return whole_of(self.shared_hash(), lines)

    def shared_hash(self) -> str:
        """Hash of what bears on every source: entities and judgements."""
        whole = hashlib.sha256()
        for name in (MARK, JUDGEMENTS):
            data = self.files.read(name)
            whole.update(b"%d\n%b" % (len(data), data))
        whole.update(self.cloak.seal(b"").encode() if self.cloak else b"")
        return whole.hexdigest()

    def masked(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        cloak = self.cloak
        return [cloak.line(line) for line in lines] if cloak else lines

    def shown(self, id: str) -> str:
        return self.cloak.source(id) if self.cloak else id

    def raw_id(self, id: str) -> str:
        """The name of a source's files; ids as shown are understood too."""
        if self.cloak is None or not id.startswith(WITHHELD):
            return id
        return next((raw for raw in self.files.ids() if self.shown(raw) == id), id)

    # writing

    @property
    def _writer(self) -> Writer:
        return Writer(self.files)

    def add(
        self,
        sheet: Sheet,
        text: str | None,
        *,
        original: tuple[str, bytes] | None = None,
        by: str = "sulh add",
    ) -> Added:
        """Put a source and its sheet into the folder, or nothing.

        `original` is (".html" | ".pdf", bytes). A sheet that a person has reviewed is kept.
        Raises GroundingError when the text does not hold the evidence.
        """
        return self.add_many([Incoming(sheet, text, original)], by=by)[0]

    def add_many(self, incoming: Iterable[Incoming], *, by: str = "sulh add") -> list[Added]:
        """Put several sources into the folder in one step: all of them, or none."""
        added = self._writer.add(incoming, by)
        self._cloak = None
        return added

    def retract(self, id: str, *, why: str = "", by: str = "sulh retract") -> None:
        """Take a source out; its last sheet and text stay in history."""
        self._writer.retract(self.raw_id(id), why, by)
        self._cloak = None

    def judge(self, line: Mapping[str, Any]) -> None:
        """Append one judgement, as it stands."""
        self._writer.judge(line)
        self._cloak = None

    def note_rounds(self, rounds: Mapping[str, Mapping[str, str]]) -> None:
        """Write down the order of sources and the ids of rounds that a build gave, for good."""
        if rounds:
            self._writer.note_rounds({self.raw_id(id): given for id, given in rounds.items()})

    def notice(self, record: Record | None = None, ids: Iterable[str] | None = None) -> None:
        """Write down what came, changed or went without sulh: files edited, put in, taken out.

        A build does so, so that what it was built from can be told for ever. `record` says what is
        written down already of `ids` (raw); without them, the journal and all files are read.
        """
        record = record or self.files.record()
        among = self.files.held() | record.sources.keys() if ids is None else ids
        self._writer.notice(record, among)
