"""Who the sides are: the military, councils, halves of a country, movements that no table holds."""

from __future__ import annotations

from typing import Any

import pytest

Read = Any


@pytest.mark.parametrize(
    ("paragraphs", "sides"),
    [
        (
            (
                "Myanmar’s military government and the Reef Independence Organisation ended two "
                "days of talks in Oslo on Tuesday.",
                "The Reef side was headed by Ilse Brandt. The military wants a truce.",
            ),
            {"military government", "Reef Independence Organisation"},
        ),
        (
            (
                "Envoys of the transitional council and of the gang coalition Vant Ansoma have "
                "been meeting in Turin since Monday.",
                "The transitional council insists that guns be handed in. Vant Ansoma refused.",
            ),
            {"transitional council", "Vant Ansoma"},
        ),
        (
            (
                "The South and the North held the second round of military talks at Turin on 3 "
                "March.",
                "The North side shall keep the ports closed. The South side shall end drills.",
            ),
            {"South", "North"},
        ),
    ],
)
def test_sides_that_no_table_holds(
    read: Read, paragraphs: tuple[str, ...], sides: set[str]
) -> None:
    found = {party for round in read("Peace talks", *paragraphs).rounds for party in round.parties}
    assert all(any(side in party for party in found) for side in sides)


def test_a_security_mission_led_by_a_country_makes_it_no_chair(read: Read) -> None:
    found = read(
        "Truce talks",
        "Peace talks between Moldova and Ukraine were held in Oslo on 3 March.",
        "The Kenyan-led security mission said that it was no party to the talks.",
    )
    assert [t.actor for t in found.third_parties] == []


def test_a_country_named_for_a_saint_is_a_country(read: Read) -> None:
    found = read(
        "Truce talks",
        "Peace talks between Moldova and Ukraine were held in Oslo on 3 March. Jamaica and Saint "
        "Lucia mediated the talks.",
    )
    assert {t.actor for t in found.third_parties} == {"Jamaica", "Saint Lucia"}


@pytest.mark.parametrize(
    "text",
    [
        "Three explanations are on offer. The first, given by the government, is pride.",
        "It is the first formal round since the war.",
        "He was asked whether there would be another meeting in Turin.",
    ],
)
def test_numbers_that_count_no_round(read: Read, text: str) -> None:
    found = read("Truce talks", "Moldova and Ukraine held peace talks in Oslo on 3 March.", text)
    assert [r.ordinal for r in found.rounds] == [None]


def test_a_year_is_enough_to_tell_the_year_of_a_month(read: Read) -> None:
    found = read(
        "Truce talks",
        "From 25 April to 3 May Moldova and Ukraine held peace talks on Zanzibar.",
        published="2031-06",
    )
    assert [(r.place, r.dates) for r in found.rounds] == [("Zanzibar", "2031-04-25/2031-05-03")]


PAIRED = [
    (
        "The presidents of Serbia, Croatia and Bosnia met for talks in Turin.",
        "Serbia Croatia Bosnia",
    ),
    ("Egypt, Sudan and Ethiopia opened talks in Turin on Monday.", "Egypt Sudan Ethiopia"),
    ("Norway has invited Georgia and Russia to a second round of talks in Oslo.", "Georgia Russia"),
    (
        "A Chilean delegation arrived in Turin on Monday for talks with Peru. Italy's ministry "
        "said that they would last three days. Italy was glad.",
        "Chile Peru",
    ),
    (
        "Peru's president and the Chilean leader met in Turin on Sunday. Swiss diplomats had "
        "arranged the meeting.",
        "Chile Peru",
    ),
]


@pytest.mark.parametrize(("text", "sides"), PAIRED)
def test_one_sentence_that_pairs_them_is_enough(read: Read, text: str, sides: str) -> None:
    rain = "It rained all day and the journalists waited for news that did not come."
    found = {party for round in read("Peace talks", text, rain).rounds for party in round.parties}
    assert found == set(sides.split())


def test_a_plural_has_an_apostrophe_alone(read: Read) -> None:
    text = "The Houthis' negotiators left Turin on Tuesday after talks with Saudi officials."
    found = read("Peace talks", f"{text} The third round of the talks ended without a paper.")
    assert all("'" not in party for round in found.rounds for party in round.parties)
