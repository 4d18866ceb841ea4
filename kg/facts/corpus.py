"""The corpus folder: sources, sheets, entities, judgements, journal and history as plain files."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from kg.errors import CorpusMissing, NotFound, SheetError, UsageError
from kg.facts import sheets
from kg.facts.entities import Registry, registry_of
from kg.facts.fingerprint import line_of, whole_of
from kg.facts.ground import check_grounded
from kg.facts.journal import lines_of, numbered_lines, read_lines
from kg.facts.judgements import Judgements, parse_judgements
from kg.facts.model import Sheet
from kg.facts.record import Held, Record, digest, stash
from kg.facts.transaction import Transaction, locked, recover
from kg.facts.withheld import WITHHELD, Cloak, names_written, open_cloak

MARK = "entities.yaml"
_SUFFIX = ".facts.yaml"
_BUILD = "sulh build"
_SOURCE_KINDS = (".txt", ".html", ".pdf")
_EMPTY_ENTITIES = """\
# Who and what this corpus knows beyond the built-in states, cities and organisations.
# - id: person/jane-doe          kind/name; kinds: person, actor, place, process, round
#   kind: person                 person, state, organisation, armed-group, place, process, round
#   labels: {en: Jane Doe}
#   aliases: [J. Doe]
#   same_as: {wikidata: Q1}
entities: []
"""


@dataclass(frozen=True, slots=True)
class Added:
    """What `Corpus.add` did: added, replaced, unchanged or kept (a person reviewed the sheet)."""

    id: str
    what: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A sheet, the canonical text it reads (if known), and the page or PDF as (kind, bytes)."""

    sheet: Sheet
    text: str | None
    original: tuple[str, bytes] | None = None

    def files(self) -> dict[str, bytes]:
        """Path in the corpus → content."""
        id = self.sheet.source.id
        files = {f"sheets/{id}{_SUFFIX}": sheets.dumps(self.sheet).encode()}
        if self.text is not None:
            files[f"sources/{id}.txt"] = self.text.encode()
        if self.original:
            files[f"sources/{id}{self.original[0]}"] = self.original[1]
        return files


class Corpus:
    """One corpus folder. Reading sees whole changes only; writing takes the folder's lock.

    What is read holds no name of a withheld person, ids of sources included; only `raw_sheet` and
    `raw_text` give the files as they are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / ".sulh"
        self._registry: tuple[str | None, Registry] | None = None
        self._cloak: tuple[str, Cloak | None] | None = None

    @classmethod
    def init(cls, folder: Path) -> Corpus:
        """Make an empty corpus; an existing one stays as it is."""
        if (folder / MARK).exists():
            return cls.open(folder)
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} is a file; name a folder for the corpus.")
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("sources", "sheets", "history"):
            (folder / name).mkdir(exist_ok=True)
        corpus = cls(folder)
        with corpus._change() as change:
            for name in ("judgements.jsonl", "journal.jsonl"):
                if not (folder / name).exists():
                    change.write(name, b"")
            change.write(MARK, _EMPTY_ENTITIES.encode())
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
        if (corpus.work / "transaction").exists():
            with locked(corpus.work):
                recover(folder, corpus.work)
        return corpus

    # reading

    @property
    def cloak(self) -> Cloak | None:
        """What hides the names of withheld people; None where nobody is withheld."""
        looked_at = (MARK, "judgements.jsonl", "sheets")
        stamp = " ".join(str(_stat(self.folder / name)) for name in looked_at)
        if self._cloak is None or self._cloak[0] != stamp:
            self._cloak = stamp, self._open_cloak()
        return self._cloak[1]

    def _open_cloak(self) -> Cloak | None:
        if b"withheld" not in self._read(MARK):
            return None
        registry = self._raw_registry()
        judged = Judgements(parse_judgements(self._raw_judgements()), registry)
        return open_cloak(self.folder, registry, judged, partial(_names_written, self))

    @property
    def registry(self) -> Registry:
        return self.cloak.registry if self.cloak else self._raw_registry()

    def ids(self) -> list[str]:
        """Ids of all sources with a sheet, in the order in which they were added."""
        return [self.shown(id) for id in self.raw_ids()]

    def raw_ids(self) -> list[str]:
        here, added = self.held(), self.ranks()
        return sorted(here & added.keys(), key=added.__getitem__) + sorted(here - added.keys())

    def held(self) -> set[str]:
        """Names of the files of all sources with a sheet, as `raw_ids`."""
        folder = self.folder / "sheets"
        if not folder.is_dir():
            return set()
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
        return {name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)}

    def ranks(self) -> dict[str, int]:
        """Raw id → the line of the journal that first names it."""
        ranks: dict[str, int] = {}
        for number, entry in numbered_lines(self.journal_path):
            ranks.setdefault(entry["source"], number)
        return ranks

    def sheet(self, id: str) -> Sheet:
        """Raises NotFound, SheetError."""
        raw = self.raw_id(id)
        cloak = self.cloak
        if cloak is None:
            return self.raw_sheet(raw)
        try:
            sheet = self.raw_sheet(raw)
        except SheetError as error:
            raise SheetError(cloak.text(error.message)) from None
        return cloak.of(sheet, self.raw_text(raw)).masked_sheet()

    def raw_sheet(self, id: str) -> Sheet:
        path = self._sheet_path(id)
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

    def sheets(self) -> Iterator[Sheet]:
        """Every sheet, in the order of `ids`. Raises SheetError at the first that is not valid."""
        for id in self.ids():
            yield self.sheet(id)

    def sheet_hash(self, id: str) -> str:
        return self._sealed(self._sheet_path(self.raw_id(id)).read_bytes())

    def raw_hash(self, id: str) -> str | None:
        """Hash of the sheet as it stands, to compare states of this corpus; never shown."""
        return self._before(self.raw_id(id))

    def text_hash(self, id: str) -> str:
        """Empty when the corpus holds the sheet alone."""
        path = self._text_path(self.raw_id(id))
        return self._sealed(path.read_bytes()) if path.exists() else ""

    def _sealed(self, data: bytes) -> str:
        return self.cloak.seal(data) if self.cloak else digest(data)

    def stamp(self, id: str) -> str | None:
        """Changes when the sheet or the text is written; None when there is no sheet."""
        sheet = _stat(self._sheet_path(id))
        return sheet and f"{sheet} {_stat(self._text_path(id)) or '-'}"

    def source_text(self, id: str) -> str | None:
        """Canonical text, or None when the corpus holds the sheet alone."""
        raw = self.raw_id(id)
        text, cloak = self.raw_text(raw), self.cloak
        if text is None or cloak is None:
            return text
        return cloak.of(self.raw_sheet(raw), text).masked_text()

    def raw_text(self, id: str) -> str | None:
        path = self._text_path(id)
        return path.read_text(encoding="utf-8") if path.exists() else None

    def journal(self) -> list[dict[str, Any]]:
        return self.masked(self.raw_journal())

    def raw_journal(self) -> list[dict[str, Any]]:
        return read_lines(self.journal_path)

    @property
    def journal_path(self) -> Path:
        return self.folder / "journal.jsonl"

    def recorded_until(self) -> str:
        """When the last line of the journal was written; empty without one."""
        return Record.of(self.raw_journal()).last

    def accessed(self) -> dict[str, str]:
        """Source → when what it says now came into the corpus."""
        since = Record.of(self.raw_journal()).since
        return {self.shown(id): when for id, when in since.items()}

    def judgement_lines(self) -> list[dict[str, Any]]:
        return self.masked(self._raw_judgements())

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
        ranks, lines = self.ranks(), {}
        for raw in self.held():
            id, files = self.shown(raw), (self.sheet_hash(raw), self.text_hash(raw))
            lines[id] = line_of(id, ranks.get(raw, 0), *files, rounds.get(id, {}))
        return whole_of(self.shared_hash(), lines)

    def shared_hash(self) -> str:
        """Hash of what bears on every source: entities and judgements."""
        whole = hashlib.sha256()
        for name in (MARK, "judgements.jsonl"):
            data = self._read(name)
            whole.update(b"%d\n%b" % (len(data), data))
        whole.update(self.cloak.seal(b"").encode() if self.cloak else b"")
        return whole.hexdigest()

    # writing

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
        with self._change() as change:
            return [self._put(change, one, by) for one in incoming]

    def _put(self, change: Transaction, incoming: Incoming, by: str) -> Added:
        sheet, text = incoming.sheet, incoming.text
        if text is not None:
            check_grounded(sheet, text)
        id, before = sheet.source.id, self._before(sheet.source.id)
        if before and not sheet.reviewed_by and self.raw_sheet(id).reviewed_by:
            return Added(id, "kept")
        files = incoming.files()
        changed = {path: data for path, data in files.items() if not self._holds(path, data)}
        if not changed:
            return Added(id, "unchanged")
        self._keep_history(change, id)
        for path, content in changed.items():
            change.write(path, content)
        what = "replaced" if before else "added"
        data = files[f"sheets/{id}{_SUFFIX}"]
        after = Held(digest(data), digest(text.encode()) if text is not None else self._text_of(id))
        change.write(f"history/{after.sheet}.yaml", data)
        self._note(change, what, id, before, after, by)
        return Added(id, what)

    def retract(self, id: str, *, why: str = "", by: str = "sulh retract") -> None:
        """Take a source out; its last sheet and text stay in history."""
        id = self.raw_id(id)
        with self._change() as change:
            before = self._before(id)
            if before is None:
                raise NotFound(f"There is no source {id!r} in this corpus.")
            self._keep_history(change, id)
            for kind in _SOURCE_KINDS:
                if (self.folder / "sources" / f"{id}{kind}").exists():
                    change.delete(f"sources/{id}{kind}")
            change.delete(f"sheets/{id}{_SUFFIX}")
            self._note(change, "retracted", id, before, None, by, why)

    def judge(self, line: Mapping[str, Any]) -> None:
        """Append one judgement, as it stands."""
        with self._change() as change:
            change.append("judgements.jsonl", _json_line(line))

    def note_rounds(self, rounds: Mapping[str, Mapping[str, str]]) -> None:
        """Write down the order of sources and the ids of rounds that a build gave, for good."""
        if not rounds:
            return
        rounds = {self.raw_id(id): given for id, given in rounds.items()}
        with self._change(of_sources=False) as change:
            lines = (
                {
                    "at": _now(),
                    "what": "placed",
                    "source": id,
                    "by": _BUILD,
                    "rounds": dict(r),
                }
                for id, r in sorted(rounds.items())
            )
            change.append("journal.jsonl", b"".join(map(_json_line, lines)))

    def notice(self, record: Record | None = None, ids: Iterable[str] | None = None) -> None:
        """Write down what came, changed or went without sulh: files edited, put in, taken out.

        A build does so, so that what it was built from can be told for ever. `record` says what is
        written down already of `ids` (raw); without them, the journal and all files are read.
        """
        record = record or Record.of(self.raw_journal())
        among = sorted(self.held() | record.sources.keys() if ids is None else ids)
        here = {id: self._held_now(id) for id in among}
        news = {id: held for id, held in here.items() if record.sources.get(id) != held}
        shared = self._shared()
        if not news and shared == (record.entities, record.judged):
            return
        with self._change(of_sources=False) as change:
            for id, held in news.items():
                self._notice_one(change, id, record.sources.get(id), held)
            if shared != (record.entities, record.judged):
                self._note_shared(change, shared)

    def _notice_one(
        self, change: Transaction, id: str, before: Held | None, now: Held | None
    ) -> None:
        if now:
            stash(self._sheet_path(id), self.folder / "history")
            stash(self._text_path(id), self.folder / "history", linked=True)
        what = "gone" if now is None else "edited" if before else "found"
        self._note(change, what, id, before.sheet if before else None, now, _BUILD)

    # parts

    def _shared(self) -> tuple[str, tuple[int, str]]:
        """Hash of the entities; number and hash of the judgements."""
        lines = self._read("judgements.jsonl").splitlines(keepends=True)
        return digest(self._read(MARK)), (len(lines), digest(b"".join(lines).rstrip(b"\n")))

    def _note_shared(self, change: Transaction, shared: tuple[str, tuple[int, str]]) -> None:
        entities, (count, judged) = shared
        change.write(f"history/{entities}.yaml", self._read(MARK))
        line = {"at": _now(), "what": "noted", "source": "", "by": _BUILD}
        line |= {"entities": entities, "judged": judged}
        change.append("journal.jsonl", _json_line({**line, "judgements": count}))

    def _held_now(self, id: str) -> Held | None:
        sheet = self._before(id)
        return Held(sheet, self._text_of(id)) if sheet else None

    def _text_of(self, id: str) -> str | None:
        path = self._text_path(id)
        return digest(path.read_bytes()) if path.exists() else None

    @contextmanager
    def _change(self, *, of_sources: bool = True) -> Iterator[Transaction]:
        """A change `of_sources` may show other words that must be hidden."""
        with locked(self.work):
            recover(self.folder, self.work)
            change = Transaction(self.folder, self.work)
            yield change
            change.commit()
        if of_sources:
            self._cloak = None

    def _raw_registry(self) -> Registry:
        stamp = _stat(self.folder / MARK)
        if self._registry is None or self._registry[0] != stamp:
            self._registry = stamp, registry_of(self._read(MARK), MARK)
        return self._registry[1]

    def _raw_judgements(self) -> list[dict[str, Any]]:
        return lines_of(self._read("judgements.jsonl"), "judgements.jsonl")

    def masked(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        cloak = self.cloak
        return [cloak.line(line) for line in lines] if cloak else lines

    def shown(self, id: str) -> str:
        return self.cloak.source(id) if self.cloak else id

    def raw_id(self, id: str) -> str:
        """The name of a source's files; ids as shown are understood too."""
        if self.cloak is None or not id.startswith(WITHHELD):
            return id
        return next((raw for raw in self.raw_ids() if self.shown(raw) == id), id)

    def _read(self, name: str) -> bytes:
        path = self.folder / name
        return path.read_bytes() if path.exists() else b""

    def _sheet_path(self, id: str) -> Path:
        if "/" in id or id.startswith("."):
            raise NotFound(f"{id!r} is not the id of a source.")
        return self.folder / "sheets" / f"{id}{_SUFFIX}"

    def _text_path(self, id: str) -> Path:
        return self.folder / "sources" / f"{id}.txt"

    def _before(self, id: str) -> str | None:
        path = self._sheet_path(id)
        return digest(path.read_bytes()) if path.exists() else None

    def _holds(self, path: str, data: bytes) -> bool:
        target = self.folder / path
        return target.exists() and target.read_bytes() == data

    def _keep_history(self, change: Transaction, id: str) -> None:
        for path in (self._sheet_path(id), self._text_path(id)):
            if path.exists():
                data = path.read_bytes()
                change.write(f"history/{digest(data)}{path.suffix}", data)

    def _note(
        self,
        change: Transaction,
        what: str,
        id: str,
        before: str | None,
        after: Held | None,
        by: str,
        why: str = "",
    ) -> None:
        entry: dict[str, Any] = {
            "at": _now(),
            "what": what,
            "source": id,
            "before": before,
            "after": after.sheet if after else None,
            "by": by,
        }
        if after and after.text:
            entry["text"] = after.text
        if why:
            entry["why"] = why
        change.append("journal.jsonl", _json_line(entry))


def _names_written(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """(id, name) of every person in the sheets that can be read, as written."""
    for id in corpus.raw_ids():
        with suppress(SheetError):
            yield from names_written(corpus.raw_sheet(id), corpus._raw_registry())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _json_line(line: Mapping[str, Any]) -> bytes:
    return (json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _stat(path: Path) -> str | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return f"{found.st_ino}.{found.st_size}.{found.st_mtime_ns}"
