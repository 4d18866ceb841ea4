"""What a graph shows: nodes and links around a round, a person, an actor or a process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.errors import NotFound, UsageError
from kg.queries.registry import ask
from kg.store.base import View

KINDS = ("third-party", "place", "process", "round", "party", "person", "commitment", "source")
MOST_NODES = 5_000
WHOLE = 150


@dataclass
class Node:
    id: str
    kind: str
    label: str
    note: str = ""
    date: str = ""


@dataclass
class Link:
    """All that joins two nodes, with the words and sources behind it."""

    source: str
    target: str
    relations: list[str] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)
    contested: bool = False


@dataclass
class Scene:
    title: str
    nodes: dict[str, Node] = field(default_factory=dict)
    links: dict[tuple[str, str], Link] = field(default_factory=dict)

    def node(self, ref: dict[str, str], kind: str, note: str = "", date: str = "") -> str:
        """The node of an entity; a third party that is also a party stays a third party."""
        known = self.nodes.get(ref["id"])
        if known is None:
            self.nodes[ref["id"]] = Node(ref["id"], kind, ref["label"], note, date)
        elif KINDS.index(kind) < KINDS.index(known.kind):
            known.kind = kind
        return ref["id"]

    def link(
        self, source: str, target: str, relation: str, row: dict[str, Any], on: str = ""
    ) -> None:
        """`on` names the property whose dispute makes this link contested."""
        link = self.links.setdefault((source, target), Link(source, target))
        if relation not in link.relations:
            link.relations.append(relation)
        link.evidence += [item for item in row["evidence"] if item not in link.evidence]
        link.contested = link.contested or on in row.get("contestedOn", ())


def scene_of(view: View, *, base: str, focus: str | None = None, depth: int = 1) -> Scene:
    """The rounds of the focus and all around them; depth 2 adds the rounds next to those.

    Without a focus, everything, if that is at most 150 nodes. Raises NotFound for an unknown
    focus, UsageError for a picture too large to read.
    """
    rounds = _rounds(view, base, focus, depth)
    title = "All rounds" if focus is None else focus
    scene = Scene(title)
    for row in ask(view, "rounds", base=base).rows:
        if row["round"]["id"] in rounds:
            _add_round(scene, row)
    _add_rest(scene, view, base, rounds)
    if focus in scene.nodes:
        scene.title = scene.nodes[focus].label
    if focus is None and len(scene.nodes) > WHOLE:
        raise UsageError(
            f"The whole corpus has {len(scene.nodes)} items, too many to read at a glance: "
            "name a round, person, actor or process."
        )
    if len(scene.nodes) > MOST_NODES:
        raise UsageError(f"{len(scene.nodes)} items are too many to draw; name a smaller focus.")
    return scene


def _rounds(view: View, base: str, focus: str | None, depth: int) -> set[str]:
    rows = ask(view, "actor-rounds", base=base).rows
    people = ask(view, "signatories", base=base).rows
    near: dict[str, set[str]] = {}
    every: set[str] = set()
    for row in ask(view, "rounds", base=base).rows:
        every.add(row["round"]["id"])
        for ref in (row["round"], *row["process"], *row["place"]):
            near.setdefault(ref["id"], set()).add(row["round"]["id"])
    for row, who in [*((r, r["actor"]) for r in rows), *((r, r["person"]) for r in people)]:
        if row["round"] and who:
            near.setdefault(who["id"], set()).add(row["round"]["id"])
    if focus is None:
        return every
    if focus not in near:
        raise NotFound(f"There is no round around {focus!r}; want an id such as person/…")
    found = near[focus]
    for _ in range(depth - 1):
        found = set().union(*(rounds for rounds in near.values() if rounds & found))
    return found


def _add_round(scene: Scene, row: dict[str, Any]) -> None:
    dates = "; ".join(row["dates"])
    round = scene.node(row["round"], "round", note=dates, date=min(row["earliest"], default=""))
    for process in row["process"]:
        scene.link(round, scene.node(process, "process"), "part of", row)
    for place in row["place"]:
        scene.link(round, scene.node(place, "place"), "held in", row, "place")
    for party in row["party"]:
        scene.link(scene.node(party, "party"), round, "party to", row)


def _add_rest(scene: Scene, view: View, base: str, rounds: set[str]) -> None:
    for row in _near(ask(view, "third-parties", base=base).rows, rounds):
        actor = scene.node(row["actor"], "third-party")
        relation = ", ".join(row["roles"]) or "third party"
        scene.link(actor, row["round"]["id"], _modal(relation, row["modality"]), row, "role")
    for row in _near(ask(view, "delegations", base=base).rows, rounds):
        party = scene.node(row["for"], "party")
        stated = ", ".join(str(size) for size in row["size"])
        relation = f"delegation of {stated}" if stated else "delegation"
        scene.link(party, row["round"]["id"], relation, row, "size")
    for row in _near(ask(view, "signatories", base=base).rows, rounds):
        person = scene.node(row["person"], "person")
        scene.link(person, row["round"]["id"], _role(row), row, "head")
        if row["for"]:
            scene.link(person, scene.node(row["for"], "party"), "for", row)
    for row in _near(ask(view, "commitments", base=base).rows, rounds):
        note = f"{row['type']}: {' '.join(row['text'])}"
        commitment = scene.node(
            {**row["commitment"], "label": row["type"].replace("-", " ")}, "commitment", note
        )
        scene.link(commitment, row["round"]["id"], row["action"], row, "commitment-type")
        for actor in row["by"]:
            scene.link(scene.node(actor, "party"), commitment, "owes", row)


def _near(rows: Iterable[dict[str, Any]], rounds: set[str]) -> Iterable[dict[str, Any]]:
    return (row for row in rows if row["round"] and row["round"]["id"] in rounds)


def _modal(relation: str, modality: list[str]) -> str:
    unsure = [word for word in modality if word != "asserted"]
    return (
        f"{relation} ({', '.join(unsure)})" if unsure and "asserted" not in modality else relation
    )


def _role(row: dict[str, Any]) -> str:
    return ", ".join(row["roles"]) or "attended"
