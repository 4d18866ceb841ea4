"""A small sheet and the Turtle it becomes, for the reference page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.facts.entities import Registry
from kg.facts.model import Sheet
from kg.facts.resolution import resolve
from kg.facts.rounds import RoundBook
from kg.iris import digest_of
from kg.terms import PREFIXES
from kg.triples.write import write

EXAMPLE_BASE = "https://w3id.org/sulh/id/"
_TEXT = (
    "Talks opened in Bergdorf on 4 May, hosted by Westmark. Norland’s team is led by Ilse Brandt."
)
_ID = "herald-2031-05-04"
_QUOTE = "Norland’s team is led by Ilse Brandt"
_SHEET = {
    "source": {"id": _ID, "publisher": "The Herald", "published": "2031-05-04"},
    "rounds": [
        {
            "id": "bergdorf",
            "place": "Bergdorf",
            "dates": "2031-05-04/..",
            "parties": ["Norland", "Sudland"],
            "evidence": ["Talks opened in Bergdorf on 4 May"],
        }
    ],
    "third_parties": [
        {
            "round": "bergdorf",
            "actor": "Westmark",
            "roles": ["host"],
            "evidence": ["hosted by Westmark"],
        }
    ],
    "participants": [
        {
            "round": "bergdorf",
            "for": "Norland",
            "person": "Ilse Brandt",
            "roles": ["head"],
            "evidence": [_QUOTE],
        }
    ],
}


def example_turtle() -> Iterator[tuple[str, str]]:
    """Title and Turtle: a round, a person there, the words that say so, the plain layer."""
    quads = _example_quads()
    for title, about in (
        ("What a source says of a round", f"claim/{_ID}/round-"),
        ("What it says of a person there", f"claim/{_ID}/participation-"),
        ("The words that say so", f"evidence/{_ID}/{digest_of(_QUOTE)}"),
    ):
        yield title, _turtle(quad for quad in quads if _subject(quad).startswith(about))
    plain = (quad for quad in quads if f"/{_ID}" not in _subject(quad))
    yield "The plain layer made from these claims", _turtle(plain)


def _example_quads() -> list[ox.Quad]:
    sheet = Sheet.model_validate(_SHEET)
    registry = Registry()
    names = resolve(sheet, registry, RoundBook(registry))
    return write(sheet, names, base=EXAMPLE_BASE, text=_TEXT)


def _subject(quad: ox.Quad) -> str:
    return str(quad.subject).strip("<>").removeprefix(EXAMPLE_BASE)


def _turtle(quads: Iterable[ox.Quad]) -> str:
    """Without the prefixes, and with IRIs relative to the base."""
    triples = [quad.triple for quad in quads]
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    lines = (data or b"").decode().replace(f"<{EXAMPLE_BASE}", "<").splitlines()
    return "\n".join(line for line in lines if not line.startswith("@prefix")).expandtabs(2)
