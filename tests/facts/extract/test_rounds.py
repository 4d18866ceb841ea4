"""Which rounds a text speaks of: with number, with place and day, or only by pointing back."""

from __future__ import annotations

from typing import Any

import pytest

from kg.facts.model import Round

Read = Any
LEAD = (
    "Elbonia and Ruritania talk about prisoners",
    "Negotiators from Moldova and Ukraine met in Oslo on 4 March for talks about prisoners and a "
    "ceasefire, mediators said.",
)


def said(rounds: list[Round]) -> set[tuple[int | None, str | None, str | None]]:
    return {(r.ordinal, r.place, r.dates) for r in rounds}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The third round was in Vienna in January, and the fourth, on 7 and 8 February, in "
            "Berlin.",
            {(3, "Vienna", "2031-01"), (4, "Berlin", "2031-02-07/2031-02-08")},
        ),
        (
            "Earlier rounds were held in Vienna (May 2029), Rome (June 2029) and Biel (May 2030).",
            {(None, "Vienna", "2029-05"), (None, "Rome", "2029-06"), (None, "Biel", "2030-05")},
        ),
        (
            "The delegations met for the first time since Rome in June 2029.",
            {(None, "Rome", "2029-06")},
        ),
        (
            "The delegations met in Vienna on 3 January, on 20 January and on 11 February.",
            {
                (None, "Vienna", "2031-01-03"),
                (None, "Vienna", "2031-01-20"),
                (None, "Vienna", "2031-02-11"),
            },
        ),
        (
            "Two technical sessions were held online, in May 2030.",
            {(None, "virtual", "2030-05")},
        ),
        (
            "At Geneva the two governments had promised to go on. The sixty-first round opened "
            "there in the spring of 2030.",
            {(61, "Geneva", "2030-03/2030-05")},
        ),
    ],
)
def test_every_round_of_a_sentence_is_told_apart(
    read: Read, text: str, wanted: set[tuple[Any, ...]]
) -> None:
    assert wanted <= said(read(*LEAD, text).rounds)


def test_a_chronicle_has_its_date_in_a_sentence_of_its_own(read: Read) -> None:
    sheet = read(
        "The peace talks between the government and the rebels, a chronicle",
        "1998",
        "20–29 July. Arusha II. Rules of procedure for the negotiations; the mediator opens.",
        "12 October. Libreville. The president meets the rebels’ envoy in secret for peace talks.",
    )
    assert {(2, "Arusha", "1998-07-20/1998-07-29"), (None, "Libreville", "1998-10-12")} <= said(
        sheet.rounds
    )


def test_what_is_recalled_does_not_take_the_report_over(read: Read) -> None:
    sheet = read(
        *LEAD,
        "Recalling the truces agreed in Rome on 10 October and in Paris on 17 October, the "
        "mediators urged both delegations to go on. Qatar is the mediator.",
    )
    oslo = next(r.id for r in sheet.rounds if r.place == "Oslo")
    assert {third.round for third in sheet.third_parties if third.actor == "Qatar"} <= {oslo}


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb in Vienna on 5 January killed twelve people.",
        "The minister had held a rally in Vienna in January.",
        "Two committees were set up. The second, on prisoners, is chaired by a priest.",
    ],
)
def test_other_events_are_no_rounds(read: Read, text: str) -> None:
    assert said(read(*LEAD, text).rounds) == {(None, "Oslo", "2031-03-04")}
