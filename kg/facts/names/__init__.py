"""Whether two names may mean one person, organisation or place, and why."""

from __future__ import annotations

from kg.facts.names.blocking import NameIndex
from kg.facts.names.explained import JOIN, SUGGEST, Explained
from kg.facts.names.organisations import compare_organisations
from kg.facts.names.people import compare_people
from kg.facts.names.places import compare_places
from kg.facts.names.processes import compare_processes
from kg.facts.names.sound import readings

__all__ = ["JOIN", "SUGGEST", "Explained", "NameIndex", "compare"]

_BY_ROOM = {
    "person": compare_people,
    "actor": compare_organisations,
    "process": compare_processes,
    "place": compare_places,
}


def compare(a: str, b: str, room: str = "person") -> Explained:
    """Symmetric. `room` is person, actor, process or place.

    At `JOIN` or above the two spell one name; at `SUGGEST` or above a person should look.
    """
    one, two = sorted((a, b))
    found = [_BY_ROOM[room](x, y) for x in readings(one) for y in readings(two)]
    return max(found, key=lambda each: each.score)
