"""The interactive graph: pyvis behind our own template; one file that asks the network nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.store.base import View
from kg.views.layout import lanes
from kg.views.scene import KINDS, Link, Node, Scene, scene_of

LIBRARY = "vis-network-10.1.5.min.js"
STYLES: dict[str, dict[str, str]] = {
    "third-party": {"shape": "triangle", "color": "#009E73", "glyph": "▲", "name": "third party"},
    "place": {"shape": "hexagon", "color": "#56B4E9", "glyph": "⬢", "name": "place"},
    "process": {"shape": "star", "color": "#1a1a1a", "glyph": "★", "name": "process"},
    "round": {"shape": "box", "color": "#0072B2", "glyph": "▬", "name": "round"},
    "party": {"shape": "square", "color": "#D55E00", "glyph": "■", "name": "party"},
    "person": {"shape": "dot", "color": "#E69F00", "glyph": "●", "name": "person"},
    "commitment": {"shape": "diamond", "color": "#CC79A7", "glyph": "◆", "name": "commitment"},
    "source": {"shape": "dot", "color": "#757575", "glyph": "○", "name": "source"},
}
"""Okabe–Ito colours; every kind has a shape of its own as well."""


def graph_page(view: View, *, base: str, focus: str | None = None, depth: int = 1) -> str:
    """A whole HTML page. `focus` is an id or the slug of a round; see `scene_of` for its errors."""
    if focus is not None and "/" not in focus:
        focus = f"round/{focus}"
    return render(scene_of(view, base=base, focus=focus, depth=depth), focus)


def render(scene: Scene, focus: str | None = None) -> str:
    """The page of a scene; the same scene gives the same bytes."""
    from pyvis.network import Network

    network = Network(directed=True, notebook=False)
    network.templateEnv = Environment(
        loader=PackageLoader("kg.views"), autoescape=True, undefined=StrictUndefined
    )
    network.path = "graph.html"
    positions = lanes(scene)
    network.nodes = [_node(node, positions[node.id]) for node in scene.nodes.values()]
    network.edges = [_edge(number, link) for number, link in enumerate(scene.links.values())]
    network.toggle_physics(False)
    script, style = _read("templates/graph.js"), _read("templates/graph.css")
    library = files("kg.views").joinpath("vendor", LIBRARY).read_text(encoding="utf-8")
    network.templateEnv.globals.update(
        title=scene.title,
        data=_data(network.nodes, network.edges, focus),
        kinds=_legend(scene),
        links=_table(scene),
        script=script,
        style=style,
        library=library,
        policy=_policy(library, script, style),
    )
    page: str = network.generate_html()
    return page


def _node(node: Node, position: tuple[float, float]) -> dict[str, Any]:
    look = STYLES[node.kind]
    return {
        "id": node.id,
        "label": _wrapped(node.label),
        "name": node.label,
        "kind": node.kind,
        "note": node.note,
        "shape": look["shape"],
        "color": look["color"],
        "x": position[0],
        "y": position[1],
    }


def _edge(number: int, link: Link) -> dict[str, Any]:
    return {
        "id": number,
        "from": link.source,
        "to": link.target,
        "relations": link.relations,
        "contested": link.contested,
        "dashes": link.contested,
        "evidence": [{"source": item["source"], "quote": item["quote"]} for item in link.evidence],
    }


def _wrapped(label: str, width: int = 18) -> str:
    lines, line = [], ""
    for word in label.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    kept = [*lines, line][:3]
    return "\n".join(kept) + ("…" if len([*lines, line]) > 3 else "")


def _data(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], focus: str | None) -> str:
    """JSON that no text can leave: what HTML or JavaScript would read is escaped."""
    text = json.dumps({"nodes": nodes, "edges": edges, "focus": focus}, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _legend(scene: Scene) -> list[dict[str, Any]]:
    counts = {kind: sum(n.kind == kind for n in scene.nodes.values()) for kind in KINDS}
    return [{"kind": k, "count": counts[k], **STYLES[k]} for k in KINDS if counts[k]]


def _table(scene: Scene) -> list[dict[str, Any]]:
    rows = []
    for link in scene.links.values():
        rows.append(
            {
                "source": scene.nodes[link.source].label,
                "relation": "; ".join(link.relations),
                "target": scene.nodes[link.target].label,
                "contested": link.contested,
                "evidence": link.evidence,
            }
        )
    return sorted(rows, key=lambda row: (row["source"], row["target"], row["relation"]))


def _policy(library: str, script: str, style: str) -> str:
    scripts = " ".join(_hash(text) for text in (library, script))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return files("kg.views").joinpath(name).read_text(encoding="utf-8")
