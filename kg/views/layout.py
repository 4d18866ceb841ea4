"""Lanes: a row for each kind, rounds from left to right in time, the rest near their own."""

from __future__ import annotations

from collections import defaultdict

from kg.views.scene import KINDS, Scene

Position = tuple[float, float]
_ROW = 150.0
_STEP = 150.0
_MOST_IN_ROW = 14
_STAGGER = 56.0


def lanes(scene: Scene) -> dict[str, Position]:
    """Positions in pixels; the same scene gives the same picture."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for source, target in scene.links:
        neighbours[source].append(target)
        neighbours[target].append(source)
    rows = {kind: [n for n in scene.nodes.values() if n.kind == kind] for kind in KINDS}
    rounds = sorted(rows["round"], key=lambda node: (node.date or "9999", node.label, node.id))
    width = max(len(rounds) - 1, min(max(len(row) for row in rows.values()), _MOST_IN_ROW) - 1, 1)
    across = {n.id: _spread(i, len(rounds), width * _STEP) for i, n in enumerate(rounds)}
    placed: dict[str, Position] = {}
    y = 0.0
    for kind in KINDS:
        row = rounds if kind == "round" else rows[kind]
        if not row:
            continue
        if kind != "round":
            row.sort(key=lambda n: (_centre(n.id, neighbours, across), n.label, n.id))
        y = _place(placed, [node.id for node in row], width * _STEP, y)
        across.update({node.id: placed[node.id][0] for node in row})
        y += _ROW
    return placed


def _place(placed: dict[str, Position], ids: list[str], width: float, y: float) -> float:
    """Fill as many lines as needed; within a line every second one stands lower. Returns last y."""
    lines = [ids[i : i + _MOST_IN_ROW] for i in range(0, len(ids), _MOST_IN_ROW)]
    for number, line in enumerate(lines):
        top = y + number * (_STAGGER * 2.2)
        for index, id in enumerate(line):
            low = _STAGGER if index % 2 and len(line) > 6 else 0.0
            placed[id] = (round(_spread(index, len(line), width), 1), round(top + low, 1))
    return y + (len(lines) - 1) * _STAGGER * 2.2 + (_STAGGER if len(lines[0]) > 6 else 0.0)


def _spread(index: int, count: int, width: float) -> float:
    return width * (index + 0.5) / count - width / 2


def _centre(id: str, neighbours: dict[str, list[str]], across: dict[str, float]) -> float:
    known = [across[other] for other in neighbours[id] if other in across]
    return round(sum(known) / len(known), 3) if known else 0.0
