"""Sides that a text calls by what they are: "the army's delegation", "the rebel side"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Participant, Sheet

Read = Callable[..., Sheet]

TITLE = "Peace talks between Chad's army and the Reed Front open in Bern"
OPENING = (
    "The second round of peace talks between Chad's army and the Reed Front opened in Bern on "
    "Monday, mediated by Norway."
)


def people(read: Read, *sentences: str) -> dict[str | None, Participant]:
    return {p.person: p for p in read(TITLE, OPENING, " ".join(sentences)).participants}


@pytest.mark.parametrize(
    ("sentence", "person", "side"),
    [
        ("The army's delegation is headed by Rear Admiral Omar Duval.", "Omar Duval", "Chad"),
        ("The army team is led by Omar Duval.", "Omar Duval", "Chad"),
        ("Omar Duval, head of the army's negotiating team, left.", "Omar Duval", "Chad"),
        ("Among the army's delegates was Ruth Sako, a judge.", "Ruth Sako", "Chad"),
        ("On the rebel side, Ivo Lenn was joined by Ada Bell.", "Ada Bell", "Reed"),
        ("The rebels' chief negotiator is Ivo Lenn.", "Ivo Lenn", "Reed"),
        ("Chad's army and the rebel delegation, led by Ivo Lenn, met.", "Ivo Lenn", "Reed"),
    ],
)
def test_the_force_behind_a_team_is_its_side(
    read: Read, sentence: str, person: str, side: str
) -> None:
    found = people(read, sentence)
    assert person in found, sorted(map(str, found))
    assert side in str(found[person].for_)


def test_an_army_without_a_team_is_no_side(read: Read) -> None:
    found = people(read, "Omar Duval, who reports on the army's weapons, told us so.")
    assert "Omar Duval" not in found


def test_one_council_is_the_council(read: Read) -> None:
    sheet = read(
        "Peace talks between Chad's government and the Dune Council open in Bern",
        "A third round of peace talks between Chad's government and the Dune Council opened in "
        "Bern on Monday.",
        "For the council, Ruth Sako leads a delegation of four. With her is Ada Bell.",
    )
    assert {p.person: p.for_ for p in sheet.participants} == {
        "Ruth Sako": "Dune Council",
        "Ada Bell": "Dune Council",
    }


def test_a_people_is_its_movement(read: Read) -> None:
    sheet = read(
        "Peace talks with the Kachin open",
        "A third round of peace talks between Myanmar's junta and the Kachin Independence "
        "Organisation opened in Kunming on Monday.",
        "The Kachin side was headed by General Ora Zau Lahpai.",
    )
    assert [p.for_ for p in sheet.participants] == ["Kachin Independence Organisation"]
