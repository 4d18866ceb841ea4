"""The graph page: everything with its words, the same bytes twice, text that stays text."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest

from kg.errors import NotFound, UsageError
from kg.store.base import View
from kg.views import graph
from kg.views.layout import lanes
from kg.views.scene import Link, Node, Scene, scene_of

BASE = "https://w3id.org/sulh/id/"
ISTANBUL = "round/pakistan-afghanistan-istanbul-2025-10"
HOSTILE = "</script><img src=x onerror=alert(1)>\u2028'\"&amp;"


def hostile_scene() -> Scene:
    scene = Scene(HOSTILE)
    scene.nodes = {
        "round/x": Node("round/x", "round", HOSTILE),
        "person/y": Node("person/y", "person", HOSTILE, HOSTILE),
    }
    item = {"source": HOSTILE, "quote": HOSTILE}
    scene.links = {("person/y", "round/x"): Link("person/y", "round/x", [HOSTILE], [item])}
    return scene


def data_of(page: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: dict[str, list[dict[str, object]]] = json.loads(found[1])
    return data


def test_a_round_shows_everyone_with_the_words(example_view: View) -> None:
    data = data_of(graph.graph_page(example_view, base=BASE, focus=ISTANBUL))
    names = {node["name"] for node in data["nodes"]}
    assert {"Anas Haqqani", "Noor Rehman Nusrat", "Türkiye", "Qatar", "Istanbul"} <= names
    links = {(edge["from"], edge["to"]): edge for edge in data["edges"]}
    head = links["person/rahmatullah-mujib", ISTANBUL]
    assert head["relations"] == ["head"] and head["contested"] and head["evidence"]
    assert not links["person/anas-haqqani", ISTANBUL]["contested"]
    assert links["actor/pakistan", ISTANBUL]["relations"] == ["party to", "delegation of 2, 7"]


def test_the_same_graph_is_the_same_page(example_view: View) -> None:
    one = graph.graph_page(example_view, base=BASE, focus=ISTANBUL)
    assert one == graph.graph_page(example_view, base=BASE, focus=ISTANBUL)
    assert len(one.encode()) < 520_000


def test_nothing_is_asked_of_the_network(example_view: View) -> None:
    page = graph.graph_page(example_view, base=BASE, focus="process/pakistan-afghanistan-2025")
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)', page)
    assert "default-src &#39;none&#39;" in page


def test_hostile_names_stay_text() -> None:
    page = graph.render(hostile_scene())
    assert "<img src=x" not in page
    assert data_of(page)["nodes"][1]["name"] == HOSTILE


def test_rounds_stand_in_time_and_no_two_items_on_one_spot(example_view: View) -> None:
    scene = scene_of(example_view, base=BASE)
    placed = lanes(scene)
    assert set(placed) == set(scene.nodes) and len(set(placed.values())) == len(placed)
    rounds = sorted(
        (n for n in scene.nodes.values() if n.kind == "round"), key=lambda n: placed[n.id][0]
    )
    assert [node.date for node in rounds] == sorted(node.date for node in rounds)


def test_an_unknown_or_too_large_focus_is_refused_plainly(
    example_view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotFound, match="person/nobody"):
        scene_of(example_view, base=BASE, focus="person/nobody")
    monkeypatch.setattr("kg.views.scene.WHOLE", 10)
    with pytest.raises(UsageError, match="too many to read"):
        scene_of(example_view, base=BASE)


def test_vendored_files_are_as_published() -> None:
    folder = Path(graph.__file__).parent / "vendor"
    listed = tomllib.loads((folder / "vendor.toml").read_text("utf-8"))["file"]
    assert {entry["path"] for entry in listed} == {p.name for p in folder.glob("*.js")}
    for entry in listed:
        digest = hashlib.sha256((folder / entry["path"]).read_bytes()).hexdigest()
        assert digest == entry["sha256"]


def test_the_seams_of_pyvis_are_still_there() -> None:
    from pyvis.network import Network

    network = Network(directed=True)
    assert {"templateEnv", "path", "nodes", "edges"} <= set(vars(network))
