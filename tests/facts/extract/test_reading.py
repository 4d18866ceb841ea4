"""Whole articles, short and invented, read from end to end."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from kg.errors import UnsupportedLanguage
from kg.facts.extractor import Extractor
from kg.facts.model import Sheet, facts_of
from kg.sources.document import Document
from kg.terms import MediationRole, Modality, ParticipantRole, RoundStatus

Read = Callable[..., Sheet]

GENEVA = (
    "Third round of Moldova-Ukraine border talks opens in Geneva",
    "The third round of talks between Moldova and Ukraine, mediated by Switzerland, opened in "
    "Geneva on Monday.",
    "It follows the second round, hosted by Austria in Vienna on January 14-15.",
    "The Moldovan delegation is led by Deputy Foreign Minister Ion Rusnac and includes Vera "
    "Codreanu, the border police chief, and a representative from the Ministry of Justice.",
    "Ukraine's nine-member delegation is headed by Oksana Drach, the security council secretary.",
    "The two sides will not say how long the ceasefire on the river will hold.",
)


def grounded(sheet: Sheet, text: str) -> bool:
    folded = " ".join(text.split())
    return all(" ".join(q.split()) in folded for _, _, f in facts_of(sheet) for q in f.evidence)


@pytest.fixture(scope="module")
def geneva(read: Read) -> Sheet:
    return read(*GENEVA)


def test_rounds_have_number_place_and_day(geneva: Sheet) -> None:
    rounds = {r.ordinal: r for r in geneva.rounds}
    assert rounds[3].place == "Geneva"
    assert rounds[3].dates == "2031-03-10/.."
    assert rounds[3].status is RoundStatus.UNDER_WAY
    assert set(rounds[3].parties) == {"Moldova", "Ukraine"}
    assert rounds[2].place == "Vienna"
    assert rounds[2].dates == "2031-01-14/2031-01-15"
    assert rounds[3].follows == rounds[2].id


def test_third_parties_stay_with_their_round(geneva: Sheet) -> None:
    third, second = (next(r.id for r in geneva.rounds if r.ordinal == n) for n in (3, 2))
    found = {(t.round, t.actor): t.roles for t in geneva.third_parties}
    assert found == {
        (third, "Switzerland"): [MediationRole.MEDIATOR],
        (second, "Austria"): [MediationRole.HOST],
    }


def test_people_have_side_post_and_place_in_the_team(geneva: Sheet) -> None:
    people = {p.person: p for p in geneva.participants}
    assert people["Ion Rusnac"].roles == [ParticipantRole.HEAD]
    assert people["Ion Rusnac"].posts == ["Deputy Foreign Minister"]
    assert people["Vera Codreanu"].for_ == "Moldova"
    assert people["Oksana Drach"].roles == [ParticipantRole.HEAD]
    assert people[None].posts == ["representative from the Ministry of Justice"]


def test_the_size_of_a_team_is_read(geneva: Sheet) -> None:
    assert {(d.party, d.size) for d in geneva.delegations} >= {("Ukraine", 9)}


def test_every_quote_stands_in_the_text(geneva: Sheet) -> None:
    assert grounded(geneva, "\n".join(GENEVA))
    assert geneva.extracted_by is not None
    assert geneva.extracted_by.name == "sulh-rules"
    assert geneva.extracted_by.model


def test_the_year_is_not_guessed(read: Read) -> None:
    sheet = read(*GENEVA, published=None)
    assert {r.dates for r in sheet.rounds if r.ordinal == 2} == {"XXXX-01-14/XXXX-01-15"}


def test_what_is_only_planned_is_not_said_to_have_happened(read: Read) -> None:
    sheet = read(
        "Envoys agree on a date",
        "Negotiators from Chad and Sudan said a fourth round of peace talks will be held in Tunis "
        "on March 20, after the third round of talks in Cairo ended without a deal last month.",
    )
    planned = next(r for r in sheet.rounds if r.ordinal == 4)
    assert planned.modality in (Modality.PLANNED, Modality.HYPOTHETICAL)
    assert planned.dates == "2031-03-20"


def test_a_leader_denied_is_no_leader(read: Read) -> None:
    sheet = read(
        "Peace talks in Oslo",
        "Delegations from Nepal and Bhutan met in Oslo on Monday for peace talks.",
        "The Nepali delegation is not led by Ram Thapa, the ministry said.",
    )
    assert not [p for p in sheet.participants if p.person == "Ram Thapa"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "Second round in Istanbul",
            "The top seed reached the second round of the Istanbul Open tennis tournament on "
            "Monday and will meet the champion in the quarter-finals.",
        ),
        (
            "Airlines resume merger talks",
            "Shareholders were told a third round of merger talks between the two airlines opened "
            "in Geneva, after a takeover offer from investors failed last year.",
        ),
        (
            "Startup closes round",
            "The startup closed a second funding round of 40 million led by venture capital "
            "investors in Berlin.",
        ),
        (
            "Making Quiet: The Inside Story",
            "The memoirs of a mediator, now in paperback, tell of the peace talks in Oslo. Envoys, "
            "rebels and ministers quarrel on every page of the book.",
            "Publisher: Harbour Press. ISBN: 1-23456. 208 pp. Books are sent the same day.",
        ),
        (
            "Mediating peace: a course in Geneva",
            "From 19 to 24 May the centre held a training course on peace talks and ceasefires. "
            "Participants from ten countries and their trainers met envoys who mediated in Sudan.",
            "In a simulation of two days, armed groups and governments negotiated a truce.",
        ),
        (
            "The Peace of the Islands",
            "The Spartans sent heralds to Athens, and in the winter envoys of both sides met in "
            "Corinth for peace talks. The Athenians agreed to a truce of one year.",
        ),
        (
            "Doha Round back on track",
            "Delegations of the World Trade Organization met in Geneva for a second round of trade "
            "talks. Foreign ministers agreed to cut tariffs, the trade commissioner said.",
        ),
        (
            "The long truce, a walkthrough",
            "This quest opens when both sides of the civil war agree to peace talks in the High "
            "Hall. Players ask the envoy to host them; with level 9 the dragons may mediate.",
        ),
    ],
)
def test_other_rounds_give_an_empty_sheet_that_says_why(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    sheet = read(*paragraphs)
    assert not facts_of(sheet)
    assert sheet.extracted_by is not None
    assert "off topic" in (sheet.extracted_by.partial or "")


def test_a_text_in_which_nothing_is_found_says_so(read: Read) -> None:
    sheet = read(
        "The meaning of peace",
        "Every war ends one day, and diplomats and envoys have thought about mediation for long.",
    )
    assert not facts_of(sheet)
    assert sheet.extracted_by is not None
    assert "nothing found" in (sheet.extracted_by.partial or "")


def test_no_name_goes_on_from_one_line_to_the_next(read: Read) -> None:
    sheet = read(
        "Talks resume, Two Hosts Named",
        "The Free River Army (FRA) and the government of Nepal met in Oslo on Monday.",
    )
    assert all("\n" not in party for r in sheet.rounds for party in r.parties)


def test_who_helps_or_sits_at_no_round_is_left_out(read: Read) -> None:
    sheet = read(
        "Norway and the war",
        "Norway is a mediator in wars. Its envoy Kari Moen has seen many ceasefires fail.",
    )
    assert not sheet.third_parties
    assert not sheet.participants


def test_a_delegation_goes_home_for_orders_and_not_to_talks(read: Read) -> None:
    sheet = read(
        "Truce talks go on",
        "Peace talks between Nepal and Bhutan resumed in Oslo on Monday, 10 March.",
        "Work had stopped when the Nepali delegation went to Pokhara for consultations.",
    )
    assert [r.place for r in sheet.rounds] == ["Oslo"]


def test_a_title_before_a_name_is_a_post(read: Read) -> None:
    sheet = read(
        "Second round of truce talks in Oslo",
        "The second round of truce talks between Nepal and Bhutan opened in Oslo on Monday.",
        "The Nepali delegation is led by Special Representative Ram Thapa.",
        "The Bhutanese delegation is led by First Vice-President Dorji Wangdi.",
    )
    told = {p.person: p.posts for p in sheet.participants}
    assert told["Ram Thapa"] == ["Special Representative"]
    assert told["Dorji Wangdi"] == ["First Vice-President"]


def test_another_language_is_refused_and_not_read_as_empty(
    extractor: Extractor, make: Callable[..., Document]
) -> None:
    with pytest.raises(UnsupportedLanguage):
        extractor.extract(make("Friedensgespräche in Genf", language="de"))


def test_the_same_text_gives_the_same_sheet(read: Read) -> None:
    assert read(*GENEVA) == read(*GENEVA)


@pytest.mark.parametrize(
    "noise",
    [
        "(" * 3000,
        "peace talks ceasefire delegation envoy war " * 200,
        "A, B and C, " * 800,
        "“" * 500 + "ceasefire talks peace war envoy" + "”" * 500,
        "led by " * 900,
        "<A1> <N2> <T3> led by <N9> peace talks ceasefire war delegation",
        "Pakistan-" * 700,
        "the the the of of of Minister of " * 300,
    ],
)
def test_hostile_text_ends_soon_and_stays_grounded(read: Read, noise: str) -> None:
    start = process_time()
    paragraphs = ("Peace talks between A and B", noise, "The ceasefire talks went on. War. Envoy.")
    sheet = read(*paragraphs)
    assert process_time() - start < 20
    assert grounded(sheet, " ".join(paragraphs))


def test_an_office_with_initials_and_a_wish_without_words_do_not_stop_the_reading(
    read: Read,
) -> None:
    sheet = read(
        "Special Representative of the Secretary General (SRSG) in Maritan, Hanna Brodal, today "
        "ended her visit to Chad. In Khartoum, SRSG Brodal was received by the President of the "
        "Transitional Council of Sudan. SRSG Brodal met with the foreign minister. They discussed "
        "the withdrawal of foreign forces and the ceasefire talks. SRSG Brodal met the delegation.",
        "Coast Front 19 Jan agreed that the mechanism would organise negotiations on governance "
        "as well as a review of the Geneva Peace Agreement, which Hill chieftains rejected.",
    )
    assert any(p.person == "Hanna Brodal" for p in sheet.participants)


def test_a_brief_of_two_lines_on_a_conflict_is_read(read: Read) -> None:
    sheet = read(
        "The first round of talks between Moldova and Ukraine, hosted by Austria, opened in Vienna "
        "on 4 May 2024, after the envoy's visit."
    )
    assert sheet.extracted_by.partial is None
    assert [t.actor for t in sheet.third_parties] == ["Austria"]
