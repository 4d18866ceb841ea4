"""Bringing a store up to its corpus: only the graphs that changed, in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.facts.corpus import Corpus
from kg.iris import iri
from kg.store.base import Store, View
from kg.terms import SULH
from kg.triples.build import Plan, plan

_KEY = ox.NamedNode(f"{SULH}builtFrom")
_HASH = ox.NamedNode(f"{SULH}corpusHash")
Progress = Callable[[Iterable[str], int], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Synced:
    """What a synchronisation did: graphs written and dropped, and the corpus hash now held."""

    written: tuple[str, ...]
    dropped: tuple[str, ...]
    corpus_hash: str


def corpus_hash(view: View, base: str) -> str | None:
    """Hash of the corpus that the store holds, or None for a store that was never built."""
    rows = view.select(
        f"SELECT ?hash WHERE {{ GRAPH <{_state(base)}> {{ ?d <{SULH}corpusHash> ?hash }} }}"
    )
    found = rows[0]["hash"] if rows else None
    return found.value if isinstance(found, ox.Literal) else None


def sync(
    corpus: Corpus,
    store: Store,
    *,
    base: str,
    force: bool = False,
    progress: Progress | None = None,
) -> Synced:
    """Rewrite the graphs whose sheet, text or names changed; all of them with `force`."""
    now = corpus.content_hash()
    with store.view() as view:
        held = {} if force else _keys(view, base)
        if not force and corpus_hash(view, base) == now:
            return Synced((), (), now)
    made = plan(corpus, base=base)
    corpus.note_rounds(made.given)
    wanted = made.graphs()
    changed = [graph for graph, key in wanted.items() if held.get(graph) != key]
    gone = sorted(set(held) - set(wanted))
    now = corpus.content_hash()
    graphs = {graph: made.quads(graph) for graph in _shown(changed, progress)}
    graphs[_state(base)] = list(_state_quads(made, wanted, now))
    store.write_many(graphs, drop=gone)
    return Synced(tuple(changed), tuple(gone), now)


def _shown(graphs: list[str], progress: Progress | None) -> Iterable[str]:
    return progress(graphs, len(graphs)) if progress else graphs


def _state(base: str) -> str:
    return iri(base, "graph/state")


def _keys(view: View, base: str) -> dict[str, str]:
    rows = view.select(
        f"SELECT ?graph ?key WHERE {{ GRAPH <{_state(base)}> {{ ?graph <{SULH}builtFrom> ?key }} }}"
    )
    return {_text(row["graph"]): _text(row["key"]) for row in rows}


def _text(term: object) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else ""


def _state_quads(made: Plan, wanted: dict[str, str], now: str) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(_state(made.base))
    yield ox.Quad(ox.NamedNode(iri(made.base, "dataset")), _HASH, ox.Literal(now), graph)
    for name, key in sorted(wanted.items()):
        yield ox.Quad(ox.NamedNode(name), _KEY, ox.Literal(key), graph)
