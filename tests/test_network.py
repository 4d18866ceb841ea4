"""Networks: who met whom, with the rounds behind each figure, and GraphML that others can read."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.network import central, network_of, write_graphml
from kg.store.base import View

BASE = "https://w3id.org/sulh/id/"


def test_people_who_attended_together(example_view: View) -> None:
    graph = network_of(example_view, "people", base=BASE)
    edge = graph.edges["person/anas-haqqani", "person/suhail-shaheen"]
    assert sorted(edge["rounds"]) == ["Istanbul, November 2025", "Istanbul, October 2025"]
    assert edge["evidence"] and any(date.startswith("2025-10") for date in edge["dates"])
    assert not graph.has_edge("person/khawaja-muhammad-asif", "person/anas-haqqani")


def test_third_parties_who_worked_together(example_view: View) -> None:
    graph = network_of(example_view, "third-parties", base=BASE)
    assert (
        graph.edges["actor/qatar", "actor/turkiye"]["rounds"]
        == [
            "Doha, October 2025",
            "Istanbul, October 2025",
        ]
        or "Doha, October 2025" in graph.edges["actor/qatar", "actor/turkiye"]["rounds"]
    )
    figures = {one.id: one for one in central(graph)}
    assert figures["actor/turkiye"].degree == graph.degree["actor/turkiye"]
    assert "Doha, October 2025" in figures["actor/turkiye"].rounds


def test_figures_are_those_of_networkx(example_view: View) -> None:
    graph = network_of(example_view, "rounds", base=BASE)
    expected = nx.betweenness_centrality(graph)
    for one in central(graph):
        assert one.betweenness == pytest.approx(expected[one.id], abs=1e-6)


def test_graphml_keeps_everything(example_view: View, tmp_path: Path) -> None:
    graph = network_of(example_view, "people", base=BASE)
    write_graphml(graph, tmp_path / "people.graphml")
    again = nx.read_graphml(tmp_path / "people.graphml")
    assert set(again) == set(graph)
    assert {frozenset(edge) for edge in again.edges} == {frozenset(edge) for edge in graph.edges}
    assert all(data["evidence"] and data["rounds"] for _, _, data in again.edges(data=True))


def test_another_kind_is_refused(example_view: View) -> None:
    with pytest.raises(UsageError, match="people, third-parties, rounds"):
        network_of(example_view, "ships", base=BASE)
