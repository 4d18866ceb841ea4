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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "They met on 28 and 29 October, on 11 November and, for an hour, on 20 November.",
            {
                (None, None, "2030-10-28/2030-10-29"),
                (None, None, "2030-11-11"),
                (None, None, "2030-11-20"),
            },
        ),
        (
            "The platform, whose rounds in May and in October 2030 Norway facilitated, is closed.",
            {(None, None, "2030-05"), (None, None, "2030-10")},
        ),
        (
            "Both are bound by the Lake Agreement of 13 December 2028, concluded in Vienna.",
            {(None, "Vienna", "2028-12-13")},
        ),
        ("Rome, at the end of January, was a meeting of officers.", {(None, "Rome", "2031-01")}),
        ("Before Oslo there was Rome, where they talked in 2029.", {(None, "Rome", "2029")}),
        (
            "In Vienna the so-called pre-dialogue ended on 3 January after five months.",
            {(None, "Vienna", "../2031-01-03")},
        ),
        ("Round 2 and rounds 5 to 7 brought little.", {(n, None, None) for n in (5, 6, 7)}),
        (
            "In February 2030 the delegations met in Vienna, a year before the war ended.",
            {(None, "Vienna", "2030-02")},
        ),
    ],
)
def test_rounds_told_in_passing_are_told_apart(
    read: Read, text: str, wanted: set[tuple[Any, ...]]
) -> None:
    assert wanted <= said(read(*LEAD, text).rounds)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry has denied that it held talks with the rebels in Vienna.",
        "Reports of a separate meeting of both in Vienna were described as baseless.",
        "No, the government has not begun talks with the rebels in Vienna, its spokesman said.",
    ],
)
def test_a_meeting_that_never_was_is_denied(read: Read, text: str) -> None:
    found = {r.place: r.modality.value for r in read(*LEAD, text).rounds}
    assert found == {"Oslo": "asserted", "Vienna": "denied"}


def test_a_planned_meeting_that_was_put_off_keeps_its_day(read: Read) -> None:
    text = "A meeting planned for 2 December last year was put off at the mediators' request."
    found = {(r.dates, r.status and r.status.value) for r in read(*LEAD, text).rounds}
    assert ("2030-12-02", "postponed") in found


def test_here_is_where_the_speaker_is_joined_from(read: Read) -> None:
    sheet = read(
        "Transcript of a briefing on the talks between Moldova and Ukraine",
        "MR. ADLER: We are joined from Vienna by the deputy envoy.",
        "MS. BRANT: The tenth meeting of the committee of Moldova and Ukraine opened here on "
        "9 March. Both delegations are present.",
    )
    assert (10, "Vienna", "2031-03-09/..") in said(sheet.rounds)


def test_a_digest_has_sides_of_its_own_under_each_heading(read: Read) -> None:
    sheet = read(
        "Peace week",
        "On the river",
        "Talks between Moldova and Ukraine were held in Vienna on 3 March. The delegations of "
        "Moldova and Ukraine met twice. Moldova and Ukraine agreed on a hotline.",
        "On the lake",
        "Talks between Armenia and Azerbaijan were held in Rome on 5 March. The delegations of "
        "Armenia and Azerbaijan met once. Armenia and Azerbaijan agreed to go on.",
    )
    found = {r.place: sorted(r.parties) for r in sheet.rounds}
    assert found == {"Vienna": ["Moldova", "Ukraine"], "Rome": ["Armenia", "Azerbaijan"]}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "Leaders of Moldova and of the Autonomous Reef Government closed a two-day session in "
            "Oslo on 9 March about a ceasefire. The Reef delegation of eleven left first, "
            "mediators said.",
            "Autonomous Reef Government",
        ),
        (
            "Talks between Moldova and the Highland Council about a ceasefire opened in Oslo on "
            "9 March, mediators said. Ten people sat in the Highland Council's delegation.",
            "Highland Council",
        ),
    ],
)
def test_a_side_that_no_table_holds_is_named_by_the_text(read: Read, text: str, party: str) -> None:
    found = read("Session closes in Oslo", text).rounds[0]
    assert sorted(found.parties) == sorted(["Moldova", party])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Contacts began in 1985. A meeting held in Vienna on 21 October of that year led "
            "nowhere.",
            {(None, "Vienna", "1985-10-21")},
        ),
        (
            "The third round was held in Rome in May 2029.[3] The fourth was held in Biel in June "
            "2029.[4]",
            {(3, "Rome", "2029-05"), (4, "Biel", "2029-06")},
        ),
        ("They met in Sovimara on 4 January.", {(None, "Sovimara", "2031-01-04")}),
        (
            "It was the fourth post-war consultation of the two.",
            {(4, "Oslo", "2031-03-04")},
        ),
    ],
)
def test_rounds_of_histories_and_small_towns(
    read: Read, text: str, wanted: set[tuple[Any, ...]]
) -> None:
    assert wanted <= said(read(*LEAD, text).rounds)


@pytest.mark.parametrize(
    "text",
    [
        "Both have negotiators in Vienna for a third round of tariff talks.",
        "Trade talks of the two enter their tenth round in Vienna.",
        "In cricket, Moldova went out in the second round.",
    ],
)
def test_rounds_of_another_kind_are_none(read: Read, text: str) -> None:
    assert {r.place for r in read(*LEAD, text).rounds} == {"Oslo"}
