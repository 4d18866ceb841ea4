"""How reports begin: talks to come, read-outs without a place, days of the week, short names."""

from __future__ import annotations

from typing import Any

import pytest

from kg.terms import Modality

Read = Any
TITLE = "Moldova and Ukraine on the truce"
"""Read on 12 March 2031, a Wednesday."""


def main(read: Read, *paragraphs: str) -> Any:
    return read(TITLE, *paragraphs).rounds[0]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Mediators said here on Tuesday that peace talks were held in Oslo.", None),
        (
            "The latest round of peace talks concluded two days of talks at the United "
            "Nations Office at Geneva on Tuesday.",
            "2031-03-10/2031-03-11",
        ),
        (
            "The mediators adjourned the peace talks in Oslo for 12 days. The talks that "
            "commenced on 28 February had been useful.",
            "2031-02-28",
        ),
        ("The Sunday Observer wrote of the peace talks held in Oslo.", None),
    ],
)
def test_the_day_of_the_talks_is_not_the_day_of_the_news(
    read: Read, text: str, dates: str | None
) -> None:
    assert main(read, text).dates == dates


@pytest.mark.parametrize(
    "text",
    [
        "Peace talks between Moldova and Ukraine would be held in Oslo, a mediator said.",
        "The mediator will hold peace talks in Oslo on Friday, it was announced on Wednesday.",
        "The peace talks in Oslo on Friday will discuss prisoners.",
    ],
)
def test_talks_to_come_are_planned_and_the_report_is_about_them(read: Read, text: str) -> None:
    found = main(read, text, "The delegation of Moldova is led by Ion Munteanu.")
    assert (found.place, found.modality) == ("Oslo", Modality.PLANNED)


def test_will_on_the_day_of_the_news_is_that_day(read: Read) -> None:
    text = "The mediator will hold peace talks in Oslo on Wednesday, his office said."
    assert main(read, text).dates == "2031-03-12"


def test_a_read_out_without_a_place_is_a_round(read: Read) -> None:
    found = main(
        read,
        "On March 10 Minister of Foreign Affairs of Moldova Ion Munteanu met the Foreign "
        "Minister of Ukraine Oleh Bondar to discuss the peace process.",
    )
    assert (found.place, found.dates) == (None, "2031-03-10")
    assert set(found.parties) == {"Moldova", "Ukraine"}


def test_a_city_and_its_short_name_are_one_place(read: Read) -> None:
    found = read(
        TITLE,
        "The peace talks between Moldova and Ukraine in Addis Ababa ended on Monday.",
        "Their meeting in Addis was the last, the mediators said.",
    )
    assert {r.place for r in found.rounds} == {"Addis Ababa"}


def test_where_somebody_talked_to_the_press_is_no_place_of_talks(read: Read) -> None:
    found = read(
        TITLE,
        "The chief facilitator talked to the media in Turin about the peace talks of Moldova "
        "and Ukraine, which were held in Oslo on 3 March.",
    )
    assert {r.place for r in found.rounds} == {"Oslo"}


def test_a_second_round_elsewhere_is_there(read: Read) -> None:
    found = read(
        TITLE,
        "Moldova and Ukraine open peace talks in Oslo on Wednesday, before moving to Turin next "
        "week for a second round of talks.",
    )
    assert [(r.ordinal, r.place) for r in found.rounds if r.ordinal] == [(2, "Turin")]


def test_whoever_is_wished_for_as_a_government_is_no_side(read: Read) -> None:
    found = read(
        "Peace talks",
        "A round of the Libyan political dialogue was held in Oslo on Monday. The talks are "
        "about the formation of a Government of National Accord, and about peace in Libya.",
    )
    assert found.rounds[0].parties == []


def test_an_office_and_a_role_make_a_third_party(read: Read) -> None:
    found = read(
        TITLE,
        "Moldova and Ukraine met in Oslo on Monday for peace talks. Mary Otieno, Kenya's "
        "Minister for Defence and facilitator of the dialogue, opened them.",
    )
    assert [t.actor for t in found.third_parties] == ["Kenya"]


def test_a_headline_and_the_report_under_it_speak_of_one_round(read: Read) -> None:
    found = read(
        "Norway hosts Moldova peace talks in Oslo",
        "Envoys of Moldova and Ukraine met in Oslo on 10-11 March and agreed to resume formal "
        "talks in April.",
        "The talks in April will take place in Turin.",
    )
    assert {(r.place, r.dates, r.modality) for r in found.rounds} == {
        ("Oslo", "2031-03-10/2031-03-11", Modality.ASSERTED),
        ("Turin", "2031-04", Modality.PLANNED),
    }


@pytest.mark.parametrize(
    ("text", "place", "dates"),
    [
        ("The two-day peace talks in Oslo ended on Saturday.", "Oslo", "2031-03-07/2031-03-08"),
        ("Peace talks were held in Oslo last weekend.", "Oslo", "2031-03-08/2031-03-09"),
        ("Peace talks are likely to be held in Oslo next week.", "Oslo", "2031-03-17/2031-03-23"),
    ],
)
def test_days_and_weekends(read: Read, text: str, place: str, dates: str) -> None:
    found = main(read, text)
    assert (found.place, found.dates) == (place, dates)


@pytest.mark.parametrize(
    "text",
    [
        "A press briefing on the peace talks will be held via video link on Friday.",
        "OSLO, 12 March—The mediators spoke of peace.",
        "The two sides want an end to hostilities in Turin.",
    ],
)
def test_what_is_no_round(read: Read, text: str) -> None:
    assert not [r for r in read(TITLE, text).rounds if r.place or r.dates]


def test_the_neighbours_of_a_country_at_war_help_in_many_ways(read: Read) -> None:
    found = read(
        TITLE,
        "Kenya has invited Moldova and Ukraine to peace talks in Oslo on Friday. The UN, Turkey "
        "and the regional bloc, the African Union, have observer status at the talks, with the "
        "accompanying governments of Chile and Peru.",
    )
    roles = {third.actor: {role.value for role in third.roles} for third in found.third_parties}
    assert {"Kenya", "Turkey", "Chile", "Peru"} <= roles.keys()
    assert roles["Kenya"] == {"convener"}
    assert "observer" in roles["Turkey"]
    assert roles["Chile"] == {"accompanying"}


def test_whoever_backs_a_government_does_not_back_the_talks(read: Read) -> None:
    found = read(
        TITLE,
        "Peace talks between the Kenya-backed government of Moldova and Ukraine were held in Oslo.",
    )
    assert [t.actor for t in found.third_parties] == []


def test_beginning_and_end_of_a_round_stand_in_two_sentences(read: Read) -> None:
    found = read(
        TITLE,
        "Moldova and Ukraine will conclude the first round of peace talks on Thursday. The talks "
        "are being held on the outskirts of Norway's capital Oslo.",
        "Talks began Feb. 7, and the two sides will resume them on May 3.",
    )
    assert said(found)[0] == (1, "Oslo", "2031-02-07/2031-03-13")


def said(sheet: Any) -> list[tuple[int | None, str | None, str | None]]:
    return [(r.ordinal, r.place, r.dates) for r in sheet.rounds]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "OSLO, 12 March (IRIN) - The final session of the peace talks will be held in Turin, "
            "Italy, on 1 and 2 April, a mediator said.",
            (None, "Turin", "2031-04-01/2031-04-02"),
        ),
        (
            "OSLO, March 12 (Agency) -- Envoys of Moldova and Ukraine met in Turin on Tuesday for "
            "peace talks.",
            (None, "Turin", "2031-03-11"),
        ),
        (
            "The peace conference reconvened on Tuesday at the Château Marcel Rossi in Turin.",
            (None, "Turin", "2031-03-11"),
        ),
        (
            "They held a second meeting in Turin on 1 March, discussing the summit planned for "
            "June.",
            (2, "Turin", "2031-03-01"),
        ),
        (
            "The dialogue was officially opened in Turin on 1 March, a statement from the "
            "Norwegian capital, Oslo, says.",
            (None, "Turin", "2031-03-01/.."),
        ),
    ],
)
def test_where_it_was_written_is_not_where_they_met(
    read: Read, text: str, wanted: tuple[int | None, str | None, str | None]
) -> None:
    assert said(read("Peace talks of Moldova and Ukraine", text)) == [wanted]


def test_a_building_is_in_its_town(read: Read) -> None:
    found = main(
        read,
        "Moldova and Ukraine held the second round of peace talks at Tongil on the northern side "
        "of Turin on 3 March.",
    )
    assert (found.ordinal, found.place) == (2, "Turin")


def test_a_round_that_should_be_is_not_the_one_that_was(read: Read) -> None:
    found = read(
        "The Turin talks and what could follow",
        "Two rounds of peace talks between Moldova and Ukraine failed. A third round should be "
        "prepared in smaller steps.",
        "They met in Turin in February.",
    )
    assert all(r.modality is not Modality.ASSERTED for r in found.rounds if r.ordinal == 3)


def test_the_building_is_the_venue(read: Read) -> None:
    found = main(
        read, "Moldova and Ukraine met at the Phoenicia Hotel in Turin on Tuesday for peace talks."
    )
    assert (found.place, found.venue) == ("Turin", "Phoenicia Hotel")


@pytest.mark.parametrize(
    "text",
    [
        "A new round of peace talks between Moldova and Ukraine took place in Oslo on Monday.",
        "Moldova and Ukraine held another round of peace talks in Oslo on Monday.",
        "Envoys of Moldova and Ukraine met in Oslo on Monday for a further round of peace talks.",
        "Fresh peace talks between Moldova and Ukraine opened on Monday on the island of Corfu.",
    ],
)
def test_a_new_round_that_took_place_is_no_plan(read: Read, text: str) -> None:
    found = main(read, text)
    assert found.modality is Modality.ASSERTED
    assert found.dates and "2031-03-10" in found.dates


@pytest.mark.parametrize(
    "text",
    [
        "Moldova and Ukraine agreed to hold a new round of peace talks in Oslo.",
        "The sides met in Bern on Monday and want another round of peace talks in Oslo on 3 April.",
    ],
)
def test_a_new_round_that_is_only_wished_is_a_plan(read: Read, text: str) -> None:
    later = [r for r in read(TITLE, text).rounds if r.place == "Oslo"]
    assert all(r.modality is not Modality.ASSERTED for r in later)


def test_two_meetings_in_one_sentence_keep_each_its_tense(read: Read) -> None:
    found = read(
        "Peru and Chile: what we know of the war",
        "Peru and Chile met in Lima on Monday and will meet again in Vienna in June.",
        published="2024-05-22",
    ).rounds
    told = {(r.place, r.dates, r.modality) for r in found}
    assert told == {
        ("Lima", "2024-05-20", Modality.ASSERTED),
        ("Vienna", "2024-06", Modality.PLANNED),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The third round of talks between Peru and Chile opens in Vienna on Monday.",
        "The Vienna talks between Peru and Chile resume on Monday after three weeks.",
        "Peru and Chile will meet again in Vienna on Monday.",
    ],
)
def test_the_present_tense_before_a_day_is_the_day_to_come(read: Read, text: str) -> None:
    found = read("Peru and Chile at war", text, published="2024-05-22").rounds
    assert [(r.place, r.dates, r.modality) for r in found] == [
        ("Vienna", "2024-05-27", Modality.PLANNED)
    ]


def test_a_conference_centre_is_no_conference(read: Read) -> None:
    found = read(
        "Peace talks: third round ends",
        "The panel today closed, in Oslo, the third round of talks between Peru and Chile. The "
        "round, which opened on 14 May, was held at the Lakeside Conference Centre.",
        published="2024-05-22",
    ).rounds
    assert [round.place for round in found] == ["Oslo"]


def test_the_place_at_the_head_of_an_entry_is_a_place(read: Read) -> None:
    found = read(
        "The peace talks between Peru and Chile: a chronology",
        "This list gives the rounds of the talks between Peru and Chile.",
        "[31 October 1998, Krems. Peru and Chile meet in a monastery. No joint text.]",
    ).rounds
    assert ("Krems", "1998-10-31") in [(round.place, round.dates) for round in found]


def test_meeting_again_in_the_present_is_no_plan(read: Read) -> None:
    found = read(
        "Live: Peru and Chile meet again for peace talks in Oslo",
        "The negotiators of Peru and Chile sat down in Oslo this morning. The truce holds.",
        published="2024-05-22",
    ).rounds
    assert [round.modality for round in found] == [Modality.ASSERTED]
