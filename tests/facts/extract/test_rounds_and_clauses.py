"""What belongs to a meeting and what to the clause beside it: days, places, helpers."""

from __future__ import annotations

from typing import Any

import pytest

from kg.terms import Modality, RoundStatus

Read = Any
TITLE = "Moldova and Ukraine on the truce"
"""Read on 12 March 2031, a Wednesday."""


def rounds(read: Read, *paragraphs: str) -> Any:
    return read(TITLE, *paragraphs, published="2031-03-12").rounds


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Delegations of Moldova and Ukraine opened a second round of talks in Oslo to end "
            "a border dispute that erupted in 2027.",
            None,
        ),
        ("Moldova and Ukraine held a second round of talks in Oslo in February 2031.", "2031-02"),
        (
            "The second round of talks between Moldova and Ukraine, which opened in Oslo on "
            "3 March, is about prisoners.",
            "2031-03-03/..",
        ),
        (
            "Oslo is hosting the 2nd Inter-Moldovan Dialogue Session since Monday 10 March, with "
            "delegations of Moldova and Ukraine.",
            "2031-03-10/..",
        ),
        (
            "Negotiators of Moldova and Ukraine ended their three-day second round of talks in "
            "Oslo on Tuesday.",
            "2031-03-09/2031-03-11",
        ),
    ],
)
def test_a_day_is_of_what_its_clause_is_about(read: Read, text: str, dates: str | None) -> None:
    found = next(r for r in rounds(read, text) if r.ordinal == 2)
    assert found.dates == dates


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Moldova and Ukraine resumed talks in Norway's capital Oslo on Monday.", "Oslo"),
        ("Moldova and Ukraine met in the southern Norwegian town of Arendal on Monday.", "Arendal"),
        ("Moldova and Ukraine held peace talks at the Vienna Palace Hotel in Oslo.", "Oslo"),
        (
            'A statement said "the delegations of Moldova and Ukraine will begin talks on 14 '
            'March in Oslo".',
            "Oslo",
        ),
    ],
)
def test_places_are_told_with_the_country_or_the_house(read: Read, text: str, place: str) -> None:
    assert [r.place for r in rounds(read, text)] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took control of the eastern Moldovan city of Balti as talks with Ukraine went on.",
        "The negotiator talked to the media in the town of Balti about the talks with Ukraine.",
    ],
)
def test_what_happens_elsewhere_is_no_place_of_talks(read: Read, text: str) -> None:
    assert "Balti" not in [r.place for r in rounds(read, text)]


def test_the_headline_takes_the_tense_of_the_report(read: Read) -> None:
    sheet = read(
        "Moldova and Ukraine in Oslo for peace talks",
        "A delegation of Moldova was expected to join that of Ukraine in Oslo ahead of fresh "
        "talks set to resume on 20 March.",
        published="2031-03-12",
    )
    assert [(r.place, r.dates, r.modality) for r in sheet.rounds] == [
        ("Oslo", "2031-03-20", Modality.PLANNED)
    ]


def test_the_lead_gives_the_day_and_the_next_sentence_the_place(read: Read) -> None:
    found = rounds(
        read,
        "Ion Munteanu, head of Moldova's panel, on Monday conducted his first talks with "
        "Ukraine's negotiators.",
        "The Oslo meeting was attended by Olha Bondar of Ukraine and facilitated by Norway.",
    )
    assert [(r.place, r.dates) for r in found] == [("Oslo", "2031-03-10")]


def test_a_promise_to_meet_again_leaves_the_helper_at_this_meeting(read: Read) -> None:
    sheet = read(
        TITLE,
        "Moldova and Ukraine met in Oslo on Monday.",
        "A Swiss observer joined the talks between the two sides, who agreed to meet again on "
        "20 March.",
        published="2031-03-12",
    )
    held = next(r for r in sheet.rounds if r.modality is Modality.ASSERTED)
    assert [(t.actor, t.round) for t in sheet.third_parties] == [("Switzerland", held.id)]


def test_a_paper_signed_elsewhere_is_told_in_passing(read: Read) -> None:
    sheet = read(
        TITLE,
        "Moldova and Ukraine met in Oslo on Monday to review the agreement signed in Vienna on "
        "2 February. Norway and Sweden observed the meeting.",
        published="2031-03-12",
    )
    oslo = next(r for r in sheet.rounds if r.place == "Oslo")
    assert {t.round for t in sheet.third_parties} == {oslo.id}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Talks resumed under the facilitation of Dr Arne Lindqvist.", "Arne Lindqvist"),
        ("Norway's foreign minister says he is mediating the talks.", "Norway"),
        ("Arne Lindqvist, Norway's minister and facilitator of the talks, spoke.", "Norway"),
    ],
)
def test_whose_help_it_is(read: Read, text: str, actor: str) -> None:
    sheet = read(TITLE, "Moldova and Ukraine met in Oslo on Monday.", text)
    assert [t.actor for t in sheet.third_parties] == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "The office of the facilitator of the dialogue between Moldova and Ukraine gave no date.",
        "The teams, in talks between Moldova and Ukraine, accompanied by aides, gave no date.",
    ],
)
def test_those_between_whom_it_is_do_not_help(read: Read, text: str) -> None:
    sheet = read(TITLE, "Moldova and Ukraine met in Oslo on Monday.", text)
    assert sheet.third_parties == []


def test_talks_in_progress_are_under_way(read: Read) -> None:
    found = rounds(read, "A meeting of Moldova and Ukraine is in progress in Oslo, Oslo said.")
    assert found[0].status is RoundStatus.UNDER_WAY


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("10 March 2031: Third session of talks (Norway). The sides argued.", None, "Norway"),
        ("Moldova and Ukraine began talks in the Norway capital Oslo on Monday.", "Oslo", None),
        (
            "Negotiators in the talks of Moldova and Ukraine agreed in Oslo to free men.",
            "Oslo",
            None,
        ),
    ],
)
def test_places_told_in_brackets_or_by_what_was_agreed_there(
    read: Read, text: str, place: str | None, country: str | None
) -> None:
    found = rounds(read, text)[0]
    assert (found.place, found.country) == (place, country)


def test_a_number_of_rounds_is_no_round(read: Read) -> None:
    found = rounds(
        read,
        "Moldova and Ukraine resumed talks in Oslo on Monday.",
        "They had held nine rounds of talks in Oslo, but those were called off.",
    )
    assert [(r.dates, r.status) for r in found] == [("2031-03-10/..", RoundStatus.UNDER_WAY)]


def test_sides_behind_offices(read: Read) -> None:
    found = rounds(
        read,
        "Consultations were held in Oslo between Foreign Minister of Moldova Ion Munteanu and "
        "Acting Foreign Minister of Ukraine Oleh Bondar on 10 March.",
    )
    assert set(found[0].parties) == {"Moldova", "Ukraine"}


def test_where_a_report_is_written_from_helps_nobody(read: Read) -> None:
    sheet = read(
        TITLE,
        "MADRID, March 11 (Agency) — Norway is mediating the talks between Moldova and Ukraine "
        "in Oslo.",
        published="2031-03-12",
    )
    assert [t.actor for t in sheet.third_parties] == ["Norway"]


def test_the_mediating_body_is_the_one_named_after_it(read: Read) -> None:
    sheet = read(
        TITLE,
        "Moldova and Ukraine met in Oslo on Monday.",
        "They thanked the mediating body, the African Union.",
    )
    assert [(t.actor, [str(r) for r in t.roles]) for t in sheet.third_parties] == [
        ("African Union", ["mediator"])
    ]


def test_the_round_before_is_not_where_they_met_after_it(read: Read) -> None:
    found = rounds(
        read,
        "Negotiators of Moldova and Ukraine met in Oslo on 10 March after the sixth round of "
        "talks failed.",
    )
    assert [(r.place, r.ordinal) for r in found] == [("Oslo", None), (None, 6)]
