"""Rows → networkx graphs, with the rounds, times and words behind each edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.queries.registry import ask
from kg.store.base import View

KINDS = ("people", "third-parties", "rounds")


@dataclass(frozen=True, slots=True)
class Central:
    """One node with its figures and the rounds behind them."""

    id: str
    label: str
    degree: int
    betweenness: float
    rounds: list[str]


def network_of(view: View, kind: str, *, base: str) -> nx.Graph[str]:
    """people: who attended together; third-parties: who worked together; rounds: who × which.

    Nodes are ids with `label` and `kind`; edges carry `rounds`, `dates` and `evidence`.
    """
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is no network; there are {', '.join(KINDS)}.")
    dates = {row["round"]["id"]: row["dates"] for row in ask(view, "rounds", base=base).rows}
    if kind == "people":
        return _together(ask(view, "signatories", base=base).rows, "person", dates)
    rows = ask(view, "third-parties", base=base).rows
    asserted = [row for row in rows if "asserted" in row["modality"]]
    if kind == "third-parties":
        return _together(asserted, "actor", dates)
    return _bipartite(ask(view, "actor-rounds", base=base).rows, dates)


def _together(
    rows: Iterable[dict[str, Any]], who: str, dates: dict[str, list[str]]
) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    by_round: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        if row["round"] and row[who]:
            _add_node(graph, row[who])
            by_round.setdefault(row["round"]["id"], {})[row[who]["id"]] = row
    for round, present in sorted(by_round.items()):
        for a, b in combinations(sorted(present), 2):
            evidence = [*present[a]["evidence"], *present[b]["evidence"]]
            _add_edge(graph, a, b, present[a]["round"], dates.get(round, []), evidence)
    return graph


def _bipartite(rows: Iterable[dict[str, Any]], dates: dict[str, list[str]]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for row in rows:
        round, actor = row["round"], row["actor"]
        if round and actor and "asserted" in row["modality"]:
            _add_node(graph, actor)
            _add_node(graph, round)
            _add_edge(
                graph, actor["id"], round["id"], round, dates.get(round["id"], []), row["evidence"]
            )
            graph.edges[actor["id"], round["id"]]["roles"] = [*row["as"], *row["role"]]
    return graph


def _add_node(graph: nx.Graph[str], entity: dict[str, str]) -> None:
    graph.add_node(entity["id"], label=entity["label"], kind=entity["id"].partition("/")[0])


def _add_edge(
    graph: nx.Graph[str],
    a: str,
    b: str,
    round: dict[str, str],
    dates: list[str],
    evidence: list[dict[str, Any]],
) -> None:
    if not graph.has_edge(a, b):
        graph.add_edge(a, b, rounds=[], dates=[], evidence=[])
    edge = graph.edges[a, b]
    edge["rounds"].append(round["label"])
    edge["dates"] += [date for date in dates if date not in edge["dates"]]
    edge["evidence"] += [item for item in evidence if item not in edge["evidence"]]


def central(graph: nx.Graph[str]) -> list[Central]:
    """Degree and betweenness of every node, the highest betweenness first."""
    between = nx.betweenness_centrality(graph)
    found = [
        Central(
            node,
            graph.nodes[node]["label"],
            int(graph.degree[node]),
            round(between[node], 6),
            sorted({r for _, _, edge in graph.edges(node, data=True) for r in edge["rounds"]}),
        )
        for node in graph
    ]
    return sorted(found, key=lambda one: (-one.betweenness, -one.degree, one.label))


def write_graphml(graph: nx.Graph[str], path: Path) -> None:
    """GraphML with rounds, dates and evidence as text, so that any program reads it."""
    flat: nx.Graph[str] = nx.Graph()
    for node, data in graph.nodes(data=True):
        flat.add_node(node, **data)
    for a, b, data in graph.edges(data=True):
        flat.add_edge(a, b, **{name: _text(value) for name, value in sorted(data.items())})
    nx.write_graphml(flat, path, encoding="utf-8")


def to_json(graph: nx.Graph[str]) -> dict[str, Any]:
    """{nodes: [...], edges: [...]} with everything the graph holds."""
    return {
        "nodes": [{"id": node, **data} for node, data in graph.nodes(data=True)],
        "edges": [{"source": a, "target": b, **data} for a, b, data in graph.edges(data=True)],
    }


def _text(values: list[Any]) -> str:
    parts = [f"“{v['quote']}” ({v['source']})" if isinstance(v, dict) else str(v) for v in values]
    return " | ".join(parts)
