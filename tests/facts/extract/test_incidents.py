"""What happened around the talks, not what is feared, forbidden or asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet
from kg.terms import IncidentType

Read = Callable[..., Sheet]
TITLE = "Third round of talks between Norway and Chad opens in Oslo"
OPENING = "The third round of peace talks between Norway and Chad opened in Oslo on 10 March 2031."


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (
            "At least nine people were killed in air strikes on Faya on 8 March.",
            IncidentType.AIRSTRIKE,
        ),
        ("Missiles hit the port of Bergen on 8 March.", IncidentType.ATTACK),
        ("There was another ambush on 8 March near Bergen.", IncidentType.ATTACK),
        ("The meeting followed days of deadly clashes along the border.", IncidentType.CLASH),
        ("The two border crossings remain shut for the ninth day.", IncidentType.BORDER_CLOSURE),
        ("Norway accused Chad of shelling a village near Faya.", IncidentType.ATTACK),
        ("Fighting erupted on 8 March around the lake.", IncidentType.CLASH),
        ("Chadian forces launched a new offensive near Bergen.", IncidentType.ATTACK),
        ("On 8 March forty detainees were released in Bergen.", IncidentType.PRISONER_RELEASE),
        ("Norway imposed sanctions on two generals.", IncidentType.SANCTION),
    ],
)
def test_incidents(read: Read, sentence: str, kind: IncidentType) -> None:
    found = read(TITLE, OPENING, sentence).incidents
    assert [i.type for i in found] == [kind]
    assert all(quote in sentence for quote in found[0].evidence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks are meant to end the fighting in Faya.",
        "Chad must stop attacks on the port of Bergen.",
        "Norway and Chad agreed to prevent clashes near Faya.",
        "Were there air strikes on Faya on 8 March?",
        "The war in Faya has killed nearly 10,000 people.",
        "Chad gave Norway a day or risk an escalation of fighting in Faya.",
        "Norway spoke of allegations of a coup in Faya.",
    ],
)
def test_no_incident(read: Read, sentence: str) -> None:
    assert not read(TITLE, OPENING, sentence).incidents
