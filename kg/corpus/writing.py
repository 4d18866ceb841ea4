"""Changes to a corpus folder, each whole or not at all, each with its line in the journal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kg.corpus.files import JOURNAL, JUDGEMENTS, Files, Incoming, sheet_name
from kg.corpus.record import Held, Record, digest, stash
from kg.corpus.transaction import Transaction, locked, recover
from kg.errors import NotFound
from kg.facts.entities import MARK
from kg.facts.ground import check_grounded

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


class Writer:
    """Changes one corpus folder under its lock; ids are those of the files."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.folder = files.folder
        self.work = files.folder / ".sulh"

    def make(self) -> None:
        """Make the folder of an empty corpus; what is there already stays."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in ("sources", "sheets", "history"):
            (self.folder / name).mkdir(exist_ok=True)
        with self.change() as change:
            for name in (JUDGEMENTS, JOURNAL):
                if not (self.folder / name).exists():
                    change.write(name, b"")
            change.write(MARK, _EMPTY_ENTITIES.encode())

    def recover(self) -> None:
        """Finish or forget an interrupted change."""
        if (self.work / "transaction").exists():
            with locked(self.work):
                recover(self.folder, self.work)

    @contextmanager
    def change(self) -> Iterator[Transaction]:
        with locked(self.work):
            recover(self.folder, self.work)
            change = Transaction(self.folder, self.work)
            yield change
            change.commit()

    def add(self, incoming: Iterable[Incoming], by: str) -> list[Added]:
        with self.change() as change:
            return [self._put(change, one, by) for one in incoming]

    def _put(self, change: Transaction, incoming: Incoming, by: str) -> Added:
        sheet, text = incoming.sheet, incoming.text
        if text is not None:
            check_grounded(sheet, text)
        id = sheet.source.id
        before = self.files.sheet_hash(id)
        if before and not sheet.reviewed_by and self.files.sheet(id).reviewed_by:
            return Added(id, "kept")
        files = incoming.files()
        changed = {name: data for name, data in files.items() if not self.files.holds(name, data)}
        if not changed:
            return Added(id, "unchanged")
        self._keep_history(change, id)
        for name, content in changed.items():
            change.write(name, content)
        what = "replaced" if before else "added"
        data = files[sheet_name(id)]
        now = digest(text.encode()) if text is not None else self.files.text_hash(id)
        after = Held(digest(data), now)
        change.write(f"history/{after.sheet}.yaml", data)
        _note(change, what, id, before, after, by)
        return Added(id, what)

    def retract(self, id: str, why: str, by: str) -> None:
        with self.change() as change:
            before = self.files.sheet_hash(id)
            if before is None:
                raise NotFound(f"There is no source {id!r} in this corpus.")
            self._keep_history(change, id)
            for kind in _SOURCE_KINDS:
                if (self.folder / "sources" / f"{id}{kind}").exists():
                    change.delete(f"sources/{id}{kind}")
            change.delete(sheet_name(id))
            _note(change, "retracted", id, before, None, by, why)

    def judge(self, line: Mapping[str, Any]) -> None:
        with self.change() as change:
            change.append(JUDGEMENTS, _json_line(line))

    def note_rounds(self, rounds: Mapping[str, Mapping[str, str]]) -> None:
        line = {"at": _now(), "what": "placed", "by": _BUILD}
        lines = ({**line, "source": id, "rounds": dict(r)} for id, r in sorted(rounds.items()))
        with self.change() as change:
            change.append(JOURNAL, b"".join(map(_json_line, lines)))

    def notice(self, record: Record, ids: Iterable[str]) -> None:
        """Write down what came, changed or went without sulh among `ids`."""
        here = {id: self.files.source(id) for id in sorted(ids)}
        news = {id: held for id, held in here.items() if record.sources.get(id) != held}
        shared = self.files.shared()
        if not news and shared == (record.entities, record.judged):
            return
        with self.change() as change:
            for id, held in news.items():
                self._notice_one(change, id, record.sources.get(id), held)
            if shared != (record.entities, record.judged):
                self._note_shared(change, shared)

    def _notice_one(
        self, change: Transaction, id: str, before: Held | None, now: Held | None
    ) -> None:
        if now:
            stash(self.files.sheet_path(id), self.folder / "history")
            stash(self.files.text_path(id), self.folder / "history", linked=True)
        what = "gone" if now is None else "edited" if before else "found"
        _note(change, what, id, before.sheet if before else None, now, _BUILD)

    def _note_shared(self, change: Transaction, shared: tuple[str, tuple[int, str]]) -> None:
        entities, (count, judged) = shared
        change.write(f"history/{entities}.yaml", self.files.read(MARK))
        line = {"at": _now(), "what": "noted", "source": "", "by": _BUILD}
        line |= {"entities": entities, "judged": judged}
        change.append(JOURNAL, _json_line({**line, "judgements": count}))

    def _keep_history(self, change: Transaction, id: str) -> None:
        for path in (self.files.sheet_path(id), self.files.text_path(id)):
            if path.exists():
                data = path.read_bytes()
                change.write(f"history/{digest(data)}{path.suffix}", data)


def _note(
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
    change.append(JOURNAL, _json_line(entry))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _json_line(line: Mapping[str, Any]) -> bytes:
    return (json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n").encode()
