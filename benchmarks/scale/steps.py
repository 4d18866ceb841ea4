"""Steps that `run.py` measures in processes of their own: `python steps.py STEP ARGUMENTS`."""

from __future__ import annotations

import os
import sys
import time
from itertools import count, groupby
from pathlib import Path

import pyoxigraph as ox
from fastapi import FastAPI

from kg.corpus import Corpus
from kg.store import DirectoryStore
from kg.store.sync import sync

BASE = "https://w3id.org/sulh/id/"
NQ = ox.RdfFormat.N_QUADS


def constant() -> FastAPI:
    """What the framework itself costs: a route that returns a constant."""
    app = FastAPI()

    @app.get("/constant/{id}")
    async def answer(id: str) -> dict[str, str]:
        return {"id": id}

    return app


def rdflib_endpoint() -> FastAPI:
    import rdflib
    from rdflib_endpoint import SparqlEndpoint

    graph = rdflib.Dataset(default_union=True)
    graph.parse(os.environ["BENCHMARK_DATA"], format="nquads")
    app: FastAPI = SparqlEndpoint(graph=graph, path="/sparql")
    return app


def build(folder: str) -> None:
    store = DirectoryStore(Path(folder, ".sulh", "store"))
    sync(Corpus.open(Path(folder)), store, base=BASE)


def load(data: str, folder: str) -> None:
    """A dump into a store of ours, graph by graph."""
    quads = ox.parse(path=data, format=NQ)
    parts = groupby(quads, key=lambda quad: quad.graph_name)
    graphs = {name.value: list(group) for name, group in parts}
    DirectoryStore(Path(folder)).write_many(graphs)


def load_rdflib(data: str) -> None:
    import rdflib

    rdflib.Dataset(default_union=True).parse(data, format="nquads")


def dump(folder: str, data: str) -> None:
    """In order of graphs, so that a load reads one after the other."""
    store = DirectoryStore(Path(folder, ".sulh", "store"))
    with store.view() as view, Path(data).open("wb") as file:
        for graph in view.graphs():
            ox.serialize(view.quads(graph), file, format=NQ)


def add_one(folder: str, numbers: list[int]) -> list[float]:
    """Seconds from a sheet in hand to a graph that has it, for several articles."""
    from synthetic import make_source

    store, found = DirectoryStore(Path(folder, ".sulh", "store")), []
    for number in numbers:
        sheet, text = make_source(number)
        started = time.perf_counter()
        corpus = Corpus.open(Path(folder))
        corpus.add(sheet, text)
        sync(corpus, store, base=BASE, scan=False)
        found.append(time.perf_counter() - started)
    return found


def add_many(folder: str, first: str) -> None:
    """One article after the other, until it is ended."""
    for number in count(int(first)):
        add_one(folder, [number])
        print(number, flush=True)


if __name__ == "__main__":
    STEPS = {step.__name__: step for step in (build, load, load_rdflib, dump, add_many)}
    STEPS[sys.argv[1]](*sys.argv[2:])
