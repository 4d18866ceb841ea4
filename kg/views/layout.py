"""Lanes: a row for each kind, rounds from left to right in time, the rest near their own."""

from __future__ import annotations

from collections import defaultdict
from math import ceil

from kg.views.scene import KINDS, Node, Scene

Position = tuple[float, float]
CELL = 150.0
_LINE = 62.0
_LANE = 44.0
_BOX = 168.0
_MOST_ACROSS = 9
_LEAST_ACROSS = 5
_ASIDE = {"third-party": -0.35, "place": 0.3, "process": 0.08, "commitment": 0.2, "source": -0.2}
"""Where a lone node stands, as a part of the width, so that no link runs through another node."""


def lanes(scene: Scene) -> dict[str, Position]:
    """Positions in pixels; the same scene gives the same picture."""
    rows = {kind: [n for n in scene.nodes.values() if n.kind == kind] for kind in KINDS}
    rounds = sorted(rows["round"], key=lambda node: (node.date or "9999", node.label, node.id))
    width = _width(rows, len(rounds))
    neighbours = _neighbours(scene)
    across = {n.id: _spread(i, len(rounds), width) for i, n in enumerate(rounds)}
    placed: dict[str, Position] = {}
    y = 0.0
    for kind in KINDS:
        if not rows[kind]:
            continue
        if kind == "round":
            y = _place_rounds(placed, rounds, width, y)
        else:
            row = rows[kind]
            row.sort(key=lambda n: (_centre(n.id, neighbours, across), n.label, n.id))
            y = _place(placed, row, width, y, _ASIDE.get(kind, 0.0))
        across.update({node.id: placed[node.id][0] for node in rows[kind]})
        y += _LINE + _LANE
    return placed


def _width(rows: dict[str, list[Node]], rounds: int) -> float:
    """Wide enough for the fullest lane, as far as a screen is; more rounds need more."""
    fullest = max((len(row) for row in rows.values()), default=1)
    lanes_width = CELL * min(max(fullest, _LEAST_ACROSS), _MOST_ACROSS)
    return max(lanes_width, rounds * _BOX / 3)


def _neighbours(scene: Scene) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for source, target in scene.links:
        found[source].append(target)
        found[target].append(source)
    return found


def _place_rounds(placed: dict[str, Position], rounds: list[Node], width: float, y: float) -> float:
    """One time axis; where boxes would touch, neighbours stand lower. Returns the last y."""
    levels = min(max(ceil(_BOX / (width / len(rounds))), 1), len(rounds), 4)
    for index, node in enumerate(rounds):
        low = (index % levels) * _LINE * 0.85
        placed[node.id] = (_spread(index, len(rounds), width), round(y + low, 1))
    return y + (levels - 1) * _LINE * 0.85


def _place(
    placed: dict[str, Position], row: list[Node], width: float, y: float, alone: float
) -> float:
    """Columns from left to right, each filled downwards, odd lines half a step aside."""
    most = max(int(width / CELL), 1)
    lines = ceil(len(row) / most)
    columns = ceil(len(row) / lines)
    step = width / columns
    for index, node in enumerate(row):
        column, line = divmod(index, lines)
        aside = (line % 2 - 0.5) * step * 0.4 if lines > 1 else 0.0
        x = alone * width if len(row) == 1 else _spread(column, columns, width) + aside
        placed[node.id] = (round(x, 1), round(y + line * _LINE, 1))
    return y + (lines - 1) * _LINE


def _spread(index: int, count: int, width: float) -> float:
    return round(width * (index + 0.5) / count - width / 2, 1)


def _centre(id: str, neighbours: dict[str, list[str]], across: dict[str, float]) -> float:
    known = [across[other] for other in neighbours[id] if other in across]
    return round(sum(known) / len(known), 3) if known else 0.0
