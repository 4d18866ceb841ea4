"""The index brought up to its corpus: only what changed is read, resolved and described anew.

Names of a sheet depend on that sheet, the registry and the judgements. Rounds depend on all sheets
before it too: a new sheet at the end is placed by itself; where an earlier one changes what it
says of rounds, all are placed again, from the index and without a look at their files.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files

from kg.corpus import Corpus
from kg.facts.entities import MARK
from kg.facts.judgements import Judgements, parse_judgements
from kg.facts.resolution import resolve_placed
from kg.facts.rounds import Described, RoundBook, anchors, describe
from kg.triples.build import Reading, meet_all, source_key
from kg.triples.index.database import FORMAT, open_database
from kg.triples.index.mentions import Mentions
from kg.triples.index.shelf import IndexShelf, dump_rounds, load_rounds
from kg.triples.index.sources import Sources, read_files
from kg.version import __version__


@dataclass
class Change:
    """Sources whose graphs must be written or dropped, and entities described in other words.

    `before` is the hash of the corpus that the index knew, "" when it knew none.
    """

    before: str
    now: str = ""
    written: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    entities: list[str] = field(default_factory=list)


@contextmanager
def open_index(corpus: Corpus, *, base: str) -> Iterator[Index]:
    """Nobody else builds this corpus meanwhile. Raises CorpusBusy."""
    with open_database(corpus.work / "index.sqlite") as connection:
        yield Index(corpus, connection, base)


class Index:
    """What the corpus says. `refresh` first."""

    def __init__(self, corpus: Corpus, connection: sqlite3.Connection, base: str) -> None:
        self.corpus, self.base = corpus, base
        self._shared = corpus.shared_hash()
        self.registry = corpus.registry
        self.judged = Judgements(parse_judgements(corpus.judgement_lines()), self.registry)
        self.sources = Sources(connection, corpus.shown)
        self._shelf = IndexShelf(connection)
        merged = self.judged.merged()
        self.mentions = Mentions(connection, self._shelf, self.registry, merged)
        self._dirty: set[str] = set()
        self._disordered = False

    def refresh(self, *, scan: bool = True, force: bool = False) -> Change:
        """With `scan`, every file is looked at; without, those that the journal newly names."""
        noted = self._continue(force)
        if noted is None:
            noted, scan = self._begin(), True
        self.sources.set_meta("waiting", "[]")
        change = Change(self.sources.meta("hash") or "")
        here = (
            self.corpus.files.held()
            if scan
            else {id for id in noted if self.corpus.files.stamp(id)}
        )
        known = self.sources.ids() if scan else {id for id in noted if self.sources.holds(id)}
        change.dropped = known - here
        stale = {id for id in here if self._is_stale(id)} | self._judged_anew()
        for id in change.dropped:
            self._forget(id)
        change.written = self._take_all(stale - change.dropped)
        change.entities = self.mentions.describe_again(self._dirty)
        self._note(change.written, change.dropped)
        change.now = self.sources.content_hash(self._shared)
        self.sources.set_meta("hash", change.now)
        return change

    def _continue(self, force: bool) -> set[str] | None:
        """Sources that the journal newly names; None when the index must begin anew.

        Where people are withheld, one source may show which words of another must be hidden.
        """
        if force or self.corpus.cloak or self.sources.meta("head") != _head(self.corpus, self.base):
            return None
        waiting = self.sources.waiting()
        noted = self.sources.read_journal(self.corpus)
        return None if noted is None else noted | waiting

    def _begin(self) -> set[str]:
        self.sources.clear()
        self.sources.set_meta("head", _head(self.corpus, self.base))
        self._put_anchors()
        return self.sources.read_journal(self.corpus) or set()

    def _put_anchors(self) -> None:
        for id, features in anchors(self.registry):
            self._shelf.put_anchor(id, features)

    def _is_stale(self, id: str) -> bool:
        if self.sources.is_stale(self.corpus, id):
            return True
        return self.sources.rank(id) != self.sources.held_rank(id)

    def _judged_anew(self) -> set[str]:
        """Sources that speak of something which judgements now make another thing."""
        text = self.sources.meta("merged") or "{}"
        before, now = json.loads(text), self.judged.merged()
        self.sources.set_meta("merged", json.dumps(now))
        stale: set[str] = set()
        for id in before.keys() | now.keys():
            if before.get(id) != now.get(id):
                self._dirty.add(id)
                stale |= self.mentions.sources_of(before.get(id, id))
        return stale

    def _forget(self, id: str) -> None:
        rank = self.sources.held_rank(id) or 0
        self._dirty |= self.mentions.of_source(id)
        self.mentions.forget(id)
        rounds = self._shelf.forget(id)
        self._dirty |= rounds
        self._disordered |= bool(rounds) and rank < self._shelf.last_rank()
        self.sources.forget(id)

    # taking in

    def _take_all(self, stale: set[str]) -> set[str]:
        """Returns them, and those whose rounds became others because of them."""
        for id, rank in self._ordered(stale):
            self._take(id, rank)
        if self._disordered:
            moved = self._place_all_again()
            for id in sorted(moved):
                self._take(id, self.sources.held_rank(id) or 0)
            return stale | moved
        return stale

    def _ordered(self, ids: set[str]) -> list[tuple[str, int]]:
        """By rank; sources that no journal names come last, as they will be noted."""
        ranks = {id: self.sources.rank(id) for id in ids}
        new = sorted(id for id, rank in ranks.items() if rank is None)
        last = int(self.sources.meta("lines") or 0) + 1
        ranks.update((id, last + number) for number, id in enumerate(new))
        return sorted(((id, rank or 0) for id, rank in ranks.items()), key=lambda pair: pair[1])

    def _take(self, id: str, rank: int) -> None:
        files = read_files(self.corpus, id)
        sheet = self.corpus.sheet(id)
        names = resolve_placed(sheet, self.registry, {}, self.judged.canonical)
        rounds = describe(sheet, names, self.registry)
        described = dump_rounds(rounds)
        self._place(id, rank, rounds, described)
        placed = self._shelf.placed(id)
        names.rounds = {
            fact.id: self.judged.canonical(placed[fact.id])
            for fact in sheet.rounds
            if fact.id in placed
        }
        meet_all(sheet, names)
        self._dirty |= self.mentions.of_source(id) | set(placed.values())
        self.mentions.forget(id)
        self.mentions.put(id, Reading(sheet, names), rank)
        self._dirty |= self.mentions.of_source(id)
        key = source_key(files.sheet, files.text, names, self.base)
        self.sources.put(id, rank, files, key, dict(names.rounds), described)

    def _place(self, id: str, rank: int, rounds: list[Described], described: str) -> None:
        """At the end, or else where `_place_all_again` will find it."""
        before = self.sources.described(id) or "[]"
        if before == described and (not rounds or self.sources.held_rank(id) == rank):
            return
        self._dirty |= self._shelf.forget(id)
        if rank < self._shelf.last_rank():
            self._disordered = True
            return
        assigned = {(id, local): round for local, round in self.sources.assigned(id).items()}
        book = RoundBook(self.registry, assigned, self._shelf, anchored=True)
        self._shelf.put(id, rank, book.place(id, rounds), rounds)

    def _place_all_again(self) -> set[str]:
        """Sources whose rounds became others."""
        before = self._shelf.all_placed()
        book = RoundBook(self.registry, self.sources.all_assigned())
        self._shelf.clear()
        self._put_anchors()
        moved = set()
        for id, rank, described in self.sources.in_order():
            rounds = list(load_rounds(described))
            placed = book.place(id, rounds)
            self._shelf.put(id, rank, placed, rounds)
            if placed != before.get(id, {}):
                moved.add(id)
                self._dirty.update(placed.values(), before.get(id, {}).values())
        return moved

    # writing down

    def _note(self, written: set[str], dropped: set[str]) -> None:
        """In the journal: what changed without it, and rounds that had no ids."""
        new = [id for id in written if self.sources.rank(id) is None]
        self.corpus.notice(self.sources.record(written | dropped), written | dropped)
        self.sources.read_own_lines(self.corpus)
        given = {}
        for id in written:
            assigned = self.sources.assigned(id)
            placed = self._shelf.placed(id)
            fresh = {local: round for local, round in placed.items() if local not in assigned}
            if fresh:
                given[id] = dict(sorted(fresh.items()))
        self.corpus.note_rounds(given)
        self.sources.read_own_lines(self.corpus)
        for id in new:
            self.sources.move(id, self.sources.rank(id) or 0)


def _head(corpus: Corpus, base: str) -> str:
    """What bears on everything: another head, another index."""
    whole = hashlib.sha256((corpus.folder / MARK).read_bytes())
    whole.update(files("kg.facts").joinpath("registry.yaml").read_bytes())
    return f"{FORMAT} {__version__} {base} {whole.hexdigest()}"
