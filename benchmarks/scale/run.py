"""Build, load and ask, beside other stores, in one run: `python benchmarks/scale/run.py`.

Everything is invented (`synthetic.py`); nothing is sent anywhere. The table goes to stdout.
"""

from __future__ import annotations

import argparse
import http.client
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox
from crowd import crowd
from peers import RdflibEndpoint, free_port, installed, running, size_mb, timed
from steps import add_one
from synthetic import make_corpus

from kg.store import DirectoryStore

STEPS = str(Path(__file__).with_name("steps.py"))
QUADS_A_SOURCE = 300
PREFIX = (
    "PREFIX sulh: <https://w3id.org/sulh/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
QUERIES = {
    "who attended a round": "SELECT ?source ?person ?for ?post WHERE { GRAPH ?source { "
    "?claim sulh:round <{round}> ; a sulh:Participation ; sulh:person ?person ; "
    "sulh:onBehalfOf ?for ; sulh:post ?post } }",
    "rounds of a person": "SELECT DISTINCT ?round WHERE { <{person}> sulh:attended ?round }",
    "who met whom": "SELECT ?other (COUNT(DISTINCT ?round) AS ?n) WHERE { "
    "<{person}> sulh:attended ?round . ?other sulh:attended ?round } GROUP BY ?other",
    "third parties of a round": "SELECT ?source ?actor ?role WHERE { GRAPH ?source { "
    "?claim sulh:round <{round}> ; a sulh:Mediation ; sulh:actor ?actor ; sulh:role ?role } }",
    "commitments of a round, with quotes": "SELECT ?text ?quote WHERE { "
    "?claim sulh:round <{round}> ; a sulh:CommitmentEvent ; sulh:text ?text ; "
    "sulh:evidence/oa:hasSelector/oa:exact ?quote }",
    "where a person is named": "SELECT ?s ?p WHERE { ?s ?p <{person}> }",
    "names with a word in them": "SELECT ?s ?label WHERE { ?s rdfs:label ?label "
    'FILTER CONTAINS(?label, "Corvo") } LIMIT 50',
    "posts that sources differ on": "SELECT ?person (COUNT(DISTINCT ?post) AS ?n) WHERE { "
    "?claim sulh:person ?person ; sulh:post ?post } GROUP BY ?person "
    "HAVING (COUNT(DISTINCT ?post) > 1)",
}
WHOLE = "posts that sources differ on"
CHEAP = "rounds of a person"
RUNAWAY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a"
DEADLINE = 2.0
REST = {
    "GET /rounds/{id}, first": "/api/rounds/{slug}",
    "GET /rounds/{id}, again": "/api/rounds/{slug}",
    "GET /rounds?place=, again": "/api/rounds?place=doha&limit=20",
}


@dataclass
class Figures:
    """Rows of the table: what was measured → who → value."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)

    def put(self, what: str, who: str, value: str) -> None:
        self.rows.setdefault(what, {})[who] = value

    def table(self, size: int) -> str:
        who = list(dict.fromkeys(name for row in self.rows.values() for name in row))
        lines = [f"| {size:,} quads | " + " | ".join(who) + " |", "|---" * (len(who) + 1) + "|"]
        for what, row in self.rows.items():
            cells = " | ".join(row.get(name, "") for name in who)
            lines.append(f"| {what} | {cells} |")
        return "\n".join(lines)


class Client:
    """One connection that is kept open."""

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url)
        host, port = self._address.hostname or "", self._address.port
        self._connection = http.client.HTTPConnection(host, port, timeout=120)

    def get(self, path: str, status: int = 200) -> float:
        """Seconds until the whole answer is read. Raises RuntimeError at another status."""
        accept = {"Accept": "application/sparql-results+json, application/json"}
        started = time.perf_counter()
        self._connection.request("GET", path, headers=accept)
        answer = self._connection.getresponse()
        body = answer.read()
        seconds = time.perf_counter() - started
        if answer.status != status:
            raise RuntimeError(f"{path[:80]}: {answer.status} {body[:200]!r}")
        return seconds

    def ask(self, query: str, status: int = 200) -> float:
        return self.get(f"{self._address.path}?{urlencode({'query': query})}", status)


def spoken(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{statistics.median(ordered) * 1e3:.2f} / {p95 * 1e3:.2f} ms"


@dataclass
class Things:
    """What the queries ask about: other things in each pass, the same for everybody."""

    rounds: list[str]
    people: list[str]

    @classmethod
    def of(cls, store: DirectoryStore) -> Things:
        return cls(*([*_named(store, kind)] for kind in ("Round", "Person")))

    def each(self, times: int) -> Iterator[dict[str, str]]:
        chance = random.Random(times)
        for _ in range(times):
            yield {"round": chance.choice(self.rounds), "person": chance.choice(self.people)}


def _named(store: DirectoryStore, kind: str) -> list[str]:
    with store.view() as view:
        found = view.select(f"{PREFIX} SELECT DISTINCT ?x {{ ?x a sulh:{kind} }}")
    return sorted(row["x"].value for row in found if isinstance(row["x"], ox.NamedNode))


def ask_all(figures: Figures, who: str, ask: Callable[[str], float], things: Things) -> None:
    for name, text in QUERIES.items():
        times = 3 if name == WHOLE else 60
        queries = [
            f"{_filled(text, values)}\n# {at}" for at, values in enumerate(things.each(times))
        ]
        for at in range(2):
            ask(f"{queries[at]} first")
        figures.put(f"{name}, p50 / p95", who, spoken([ask(query) for query in queries]))


def crowd_all(figures: Figures, who: str, url: str, things: Things) -> None:
    """Sixteen clients on each question; then a cheap one beside a client of the heavy one."""
    for name, text in QUERIES.items():
        queries = [_filled(text, values) for values in things.each(60)]
        figures.put(f"16 clients: {name}", who, str(crowd(url, queries)))
        figures.put(f"the same queries again: {name}", who, str(crowd(url, queries, anew=False)))
    heavy = [_filled(QUERIES[WHOLE], {})]
    cheap = [_filled(QUERIES[CHEAP], values) for values in things.each(60)]
    with ThreadPoolExecutor(1) as beside:
        asking = beside.submit(crowd, url, heavy, 1, 5.0)
        time.sleep(1)
        figures.put(f"{CHEAP}, beside a heavy client", who, str(crowd(url, cheap, 1)))
        asking.result()


def under_writes(figures: Figures, folder: Path, url: str, things: Things, number: int) -> None:
    """While articles are added one after the other by another process."""
    command = [sys.executable, STEPS, "add_many", str(folder), str(number)]
    queries = [_filled(QUERIES[CHEAP], values) for values in things.each(60)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as adding:
        assert adding.stdout is not None
        adding.stdout.readline()
        figures.put(f"16 clients: {CHEAP}, under writes", "sulh", str(crowd(url, queries)))
        adding.kill()


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return PREFIX + text


def measure(size: int, work: Path, with_rdflib: bool) -> str:
    figures, folder, data = Figures(), work / "corpus", work / "graph.nq"
    count = size // QUADS_A_SOURCE
    make_corpus(folder, count)
    seconds, peak = timed([sys.executable, STEPS, "build", str(folder)])
    figures.put("build from sheets", "sulh", f"{seconds:.1f} s, {peak:.0f} MB")
    timed([sys.executable, STEPS, "dump", str(folder), str(data)])
    _load(figures, work, data)
    added = add_one(str(folder), list(range(count + 50, count + 57)))
    figures.put("add one article, p50 / p95", "sulh", spoken(added))
    store = DirectoryStore(folder / ".sulh" / "store")
    things = Things.of(store)
    _serve(figures, folder, things, count + 100)
    for peer in installed():
        _peer(figures, peer, work, data, things)
    if with_rdflib:
        _rdflib(figures, data, things)
        if RdflibEndpoint.is_installed():
            _peer(figures, RdflibEndpoint, work, data, things)
    return figures.table(size)


def _load(figures: Figures, work: Path, data: Path) -> None:
    place = str(work / "loaded")
    seconds, peak = timed([sys.executable, STEPS, "load", str(data), place])
    figures.put("load the same quads", "sulh", f"{seconds:.1f} s, {peak:.0f} MB")
    figures.put("store", "sulh", f"{size_mb(Path(place)):.0f} MB")


def _serve(figures: Figures, folder: Path, things: Things, number: int) -> None:
    port, floor = free_port(), free_port()
    serve = ["-c", "from kg.cli import main; main()", "serve", "--port", str(port)]
    with running([sys.executable, *serve], port, SULH_CORPUS=str(folder)):
        client = Client(f"http://127.0.0.1:{port}/sparql")
        client.ask("ASK {}")
        ask_all(figures, "sulh", client.ask, things)
        for name, path in REST.items():
            paths = [path.replace("{slug}", r.rpartition("/")[2]) for r in things.rounds[:60]]
            if "first" not in name:
                [client.get(one) for one in paths]
            figures.put(f"{name}, p50 / p95", "sulh", spoken([client.get(p) for p in paths]))
        url = f"http://127.0.0.1:{port}/sparql"
        crowd_all(figures, "sulh", url, things)
        under_writes(figures, folder, url, things, number)
    _overshoot(figures, folder, serve, port)
    command = ["-m", "uvicorn", "--factory", "steps:constant", "--log-level", "warning"]
    command += ["--app-dir", str(Path(STEPS).parent), "--port", str(floor)]
    with running([sys.executable, *command], floor):
        client = Client(f"http://127.0.0.1:{floor}/")
        found = [client.get(f"/constant/{number}") for number in range(300)]
        figures.put("FastAPI returning a constant, p50 / p95", "sulh", spoken(found[100:]))


def _overshoot(figures: Figures, folder: Path, serve: list[str], port: int) -> None:
    """How long after its deadline a query that would take for ever is answered with an error."""
    limits = {"SULH_QUERY_SECONDS": str(DEADLINE), "SULH_QUERY_MEGABYTES": "8000"}
    with running([sys.executable, *serve], port, SULH_CORPUS=str(folder), **limits):
        client = Client(f"http://127.0.0.1:{port}/sparql")
        client.ask("ASK {}")
        found = [client.ask(f"{RUNAWAY} # {at}", 504) - DEADLINE for at in range(10)]
        figures.put("over its deadline, p50 / p95", "sulh", spoken(found))


def _peer(
    figures: Figures, make: Callable[..., object], work: Path, data: Path, things: Things
) -> None:
    folder = work / make.__name__  # type: ignore[attr-defined]
    folder.mkdir()
    peer = make(folder)
    seconds, peak = peer.load(data)  # type: ignore[attr-defined]
    with peer.serving() as url:  # type: ignore[attr-defined]
        name = peer.name  # type: ignore[attr-defined]
        figures.put("load the same quads", name, f"{seconds:.1f} s, {peak:.0f} MB")
        figures.put("store", name, f"{size_mb(folder):.0f} MB")
        ask_all(figures, name, Client(url).ask, things)
        crowd_all(figures, name, url, things)


def _rdflib(figures: Figures, data: Path, things: Things) -> None:
    """In its own process for the memory, then in this one for the answers, without HTTP."""
    import rdflib

    command = [sys.executable, STEPS, "load_rdflib", str(data)]
    seconds, peak = timed(command)
    figures.put("load the same quads", "rdflib, in memory", f"{seconds:.1f} s, {peak:.0f} MB")
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data, format="nquads")

    def ask(query: str) -> float:
        started = time.perf_counter()
        list(graph.query(query))
        return time.perf_counter() - started

    ask_all(figures, "rdflib, in memory", ask, things)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quads", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--rdflib-up-to", type=int, default=200_000, metavar="QUADS")
    arguments = parser.parse_args()
    for size in arguments.quads:
        with TemporaryDirectory() as work:
            print(measure(size, Path(work), size <= arguments.rdflib_up_to), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
