"""Bringing a store up to its corpus: only what changed, in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.corpus import Corpus
from kg.errors import IndexBroken
from kg.iris import iri
from kg.store.base import Store, View
from kg.terms import SULH
from kg.triples.index.quads import IndexQuads
from kg.triples.index.refresh import Change, open_index

_KEY = ox.NamedNode(f"{SULH}builtFrom")
_HASH = ox.NamedNode(f"{SULH}corpusHash")
_UNTIL = ox.NamedNode(f"{SULH}recordedUntil")
Progress = Callable[[Iterable[str], int], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Synced:
    """What a synchronisation did: graphs written and dropped, and the corpus hash now held."""

    written: tuple[str, ...]
    dropped: tuple[str, ...]
    corpus_hash: str


@dataclass
class _Work:
    """Graphs to write with their keys, graphs to drop, and ids to describe anew.

    With `keys`, what is noted of all graphs is written again, else of those that changed.
    """

    write: dict[str, str]
    drop: list[str]
    entities: list[str] = field(default_factory=list)
    keys: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """Which corpus a store holds: its hash, and when the record of it ends ("" if unknown)."""

    corpus: str
    until: str


def version_of(view: View, base: str) -> Version | None:
    """None for a store that was never built from a corpus."""
    dataset = f"<{iri(base, 'dataset')}>"
    rows = view.select(
        f"SELECT ?hash ?until WHERE {{ GRAPH <{_state(base)}> {{ {dataset} <{SULH}corpusHash> ?hash"
        f" OPTIONAL {{ {dataset} <{SULH}recordedUntil> ?until }} }} }}"
    )
    return Version(_text(rows[0]["hash"]), _text(rows[0]["until"])) if rows else None


def version_quads(now: str, until: str, *, base: str) -> list[ox.Quad]:
    """What a store notes of the corpus that it holds."""
    dataset, state = iri(base, "dataset"), _state(base)
    pairs = ((_HASH, now), (_UNTIL, until))
    return [_noted(dataset, property, value, state) for property, value in pairs if value]


def corpus_hash(view: View, base: str) -> str | None:
    """Hash of the corpus that the store holds, or None for a store that was never built."""
    dataset, property = ox.NamedNode(iri(base, "dataset")), _HASH
    rows = view.select(
        f"SELECT ?hash WHERE {{ GRAPH <{_state(base)}> {{ {dataset} {property} ?hash }} }}"
    )
    found = rows[0]["hash"] if rows else None
    return found.value if isinstance(found, ox.Literal) else None


def sync(
    corpus: Corpus,
    store: Store,
    *,
    base: str,
    force: bool = False,
    scan: bool = True,
    progress: Progress | None = None,
) -> Synced:
    """Rewrite the graphs whose sheet, text or names changed; all of them with `force`.

    Without `scan`, only the sources are looked at that the journal names since the last time:
    a file that was changed by hand is noticed by the next full look.
    """
    try:
        return _sync(corpus, store, base, force, scan, progress)
    except IndexBroken:
        return _sync(corpus, store, base, force, scan, progress)


def _sync(
    corpus: Corpus, store: Store, base: str, force: bool, scan: bool, progress: Progress | None
) -> Synced:
    with open_index(corpus, base=base) as index:
        change = index.refresh(scan=scan, force=force)
        quads = IndexQuads(index)
        with store.view() as view:
            held = corpus_hash(view, base)
            if held == change.now and not force:
                return Synced((), (), change.now)
            if held and held == change.before and not force:
                work = _changes(change, quads)
            else:
                work = _differences(_keys(view, base), quads.keys(change.now), force)
        _write(store, quads, work, change.now, progress)
        return Synced(tuple(work.write), tuple(work.drop), change.now)


def _changes(change: Change, quads: IndexQuads) -> _Work:
    """For a store that holds what the index held."""
    return _Work(
        {quads.graph_of(id): quads.key_of(id) for id in sorted(change.written)},
        [quads.graph_of(id) for id in sorted(change.dropped)],
        change.entities,
    )


def _differences(held: Mapping[str, str], wanted: dict[str, str], force: bool) -> _Work:
    write = {graph: key for graph, key in wanted.items() if force or held.get(graph) != key}
    return _Work(write, sorted(set(held) - set(wanted)), keys=wanted)


def _write(
    store: Store, quads: IndexQuads, work: _Work, now: str, progress: Progress | None
) -> None:
    """What is noted comes last: where a write breaks off, the next one sees it."""
    state, dataset = _state(quads.base), iri(quads.base, "dataset")
    keys = work.write | {quads.entities_graph: now} if work.keys is None else work.keys
    noted = {graph: [_noted(graph, _KEY, key, state)] for graph, key in keys.items()}
    noted[dataset] = version_quads(now, quads.until, base=quads.base)
    if work.keys is not None:
        whole = {state: [quad for said in noted.values() for quad in said]}
        store.write_many(_Graphs(quads, work.write, whole, progress), drop=work.drop)
        return
    noted |= {graph: [] for graph in work.drop}
    described = {quads.node(id): quads.entity(id) for id in work.entities}
    subjects = {quads.entities_graph: described, state: noted}
    graphs = _Graphs(quads, work.write, {}, progress)
    store.write_many(graphs, drop=work.drop, subjects=subjects)


class _Graphs(Mapping[str, Iterable[ox.Quad]]):
    """Quads of each graph, made when they are asked for; `last` are there already."""

    def __init__(
        self,
        quads: IndexQuads,
        names: Iterable[str],
        last: Mapping[str, list[ox.Quad]],
        progress: Progress | None,
    ) -> None:
        self._quads, self._names, self._last = quads, list(names), last
        self._shown = iter(progress(self._names, len(self._names)) if progress else ())

    def __getitem__(self, name: str) -> list[ox.Quad]:
        if name in self._last:
            return self._last[name]
        next(self._shown, None)
        return self._quads.graph(name)

    def __len__(self) -> int:
        return len(self._names) + len(self._last)

    def __iter__(self) -> Iterator[str]:
        yield from self._names
        yield from self._last


def _state(base: str) -> str:
    return iri(base, "graph/state")


def _keys(view: View, base: str) -> dict[str, str]:
    rows = view.select(
        f"SELECT ?graph ?key WHERE {{ GRAPH <{_state(base)}> {{ ?graph <{SULH}builtFrom> ?key }} }}"
    )
    return {_text(row["graph"]): _text(row["key"]) for row in rows}


def _text(term: object) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else ""


def _noted(subject: str, property: ox.NamedNode, value: str, graph: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), property, ox.Literal(value), ox.NamedNode(graph))
