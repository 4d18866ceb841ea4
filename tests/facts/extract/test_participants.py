"""Who sat at the table, for whom and in what office, in sentences made up for this test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Participant, Sheet
from kg.terms import Modality, ParticipantRole

Read = Callable[..., Sheet]

TITLE = "Peru and Chile hold third round of talks in Vienna"
OPENING = "Peru and Chile held a third round of talks in Vienna on Monday, mediated by Norway."


def people(read: Read, *sentences: str) -> dict[str, Participant]:
    sheet = read(TITLE, f"{OPENING} {' '.join(sentences)}")
    return {p.person or " ".join(p.posts): p for p in sheet.participants}


WAYS = [
    (
        "The Peruvian delegation was led by Rosa Quispe, deputy minister of mines.",
        "Peru",
        "Rosa Quispe",
    ),
    ("Peru was led by Rosa Quispe and Chile by its envoy, Luis Barra.", "Chile", "Luis Barra"),
    ("The Chilean team of nine, under General Luis Barra, stayed on.", "Chile", "Luis Barra"),
    ("For Chile: Luis Barra, the interior minister; Ana Rojas.", "Chile", "Ana Rojas"),
    ("Chile had sent its foreign minister, Luis Barra.", "Chile", "Luis Barra"),
    (
        "Rosa Quispe led the Peruvians. With her was Juan Mamani, an economist.",
        "Peru",
        "Juan Mamani",
    ),
    ("Rosa Quispe headed Peru's team; her deputy was Juan Mamani.", "Peru", "Juan Mamani"),
    ("Rosa Quispe led Peru's team. Across the table sat Luis Barra.", "Chile", "Luis Barra"),
    ("The Peruvian team of six had Rosa Quispe at its head.", "Peru", "Rosa Quispe"),
    ("Rosa Quispe signed for Peru; Luis Barra, an engineer, for Chile.", "Chile", "Luis Barra"),
    ("Norway's Kari Moen took the chair.", "Norway", "Kari Moen"),
    (
        "Norway was there too: its special envoy, Kari Moen, walked between the rooms.",
        "Norway",
        "Kari Moen",
    ),
    ("The talks were chaired by Kari Moen of Norway.", "Norway", "Kari Moen"),
]


@pytest.mark.parametrize(("sentence", "side", "person"), WAYS)
def test_a_person_is_there_for_a_side(read: Read, sentence: str, side: str, person: str) -> None:
    found = people(read, sentence)
    assert person in found, sorted(found)
    assert found[person].for_ == side


def test_heads_and_members_are_told_apart(read: Read) -> None:
    found = people(
        read,
        "The Peruvian delegation was led by Rosa Quispe, deputy minister of mines, with retired "
        "General Juan Mamani as her deputy. With them was Ana Flores, a lawyer.",
    )
    assert found["Rosa Quispe"].roles == [ParticipantRole.HEAD]
    assert found["Juan Mamani"].roles == [ParticipantRole.DEPUTY_HEAD]
    assert found["Ana Flores"].roles == [ParticipantRole.MEMBER]


def test_two_lists_in_one_order_are_told_apart(read: Read) -> None:
    found = people(
        read,
        "Bolivia and Brazil attended as observers, represented by Ambassador Inés Paz and "
        "Minister Caio Lima respectively.",
    )
    assert (found["Inés Paz"].for_, found["Caio Lima"].for_) == ("Bolivia", "Brazil")


@pytest.mark.parametrize(
    "words", ["did not travel", "stayed in Santiago", "was not well enough to come"]
)
def test_an_absent_person_is_denied(read: Read, words: str) -> None:
    found = people(read, f"Chile's energy minister, Luis Barra, {words}.")
    assert found["Luis Barra"].modality is Modality.DENIED


def test_who_only_speaks_elsewhere_was_not_there(read: Read) -> None:
    found = people(
        read, "Chile's energy minister, Luis Barra, told Radio Andes in Santiago that he was glad."
    )
    assert "Luis Barra" not in found


def test_a_relative_named_in_a_post_is_nobody_at_the_table(read: Read) -> None:
    found = people(read, "Chile was led by Luis Barra, brother of the painter Ema Barra Soto.")
    assert list(found) == ["Luis Barra"]


def test_unnamed_people_count_one_by_one(read: Read) -> None:
    found = people(
        read, "The Chilean team includes Luis Barra and a representative of the Ministry of Ports."
    )
    unnamed = [p for p in found.values() if p.person is None]
    assert [p.organisation for p in unnamed] == ["Ministry of Ports"]


POSTS = [
    (
        "Chile was led by Luis Barra, director of the Border Office.",
        "director of the Border Office",
    ),
    ("Chile was led by Luis Barra, an expert in border law.", "expert in border law"),
    ("Chile was led by its ambassador in Lima, Luis Barra.", "ambassador in Lima"),
    ("Chile was led by Luis Barra, a marine biologist.", "marine biologist"),
    ("Chile was led by Luis Barra, the former Peruvian president.", "former president"),
    (
        "The Chilean team was led by Luis Barra, chief negotiator and head of the Water Board.",
        "head of the Water Board",
    ),
    ("Chile was led by Luis Barra, chair of its Water Board.", "chair of its Water Board"),
    ("Chile was led by Luis Barra, Minister of Economic Reform.", "Minister of Economic Reform"),
]


@pytest.mark.parametrize(("sentence", "post"), POSTS)
def test_a_post_is_told_as_the_text_tells_it(read: Read, sentence: str, post: str) -> None:
    assert people(read, sentence)["Luis Barra"].posts == [post]


@pytest.mark.parametrize(
    "rank", ["Major General", "Ambassador", "H.E. Ambassador", "retired General"]
)
def test_ranks_and_courtesies_are_no_posts(read: Read, rank: str) -> None:
    assert people(read, f"Chile was led by {rank} Luis Barra.")["Luis Barra"].posts == []


def test_a_title_is_no_part_of_the_name(read: Read) -> None:
    assert people(read, "Chile was led by Senator Luis Barra Rojas.")["Luis Barra Rojas"].posts == [
        "Senator"
    ]


def test_a_month_may_be_a_first_name(read: Read) -> None:
    assert "Jan Novak" in people(read, "Norway was represented by Jan Novak, its special envoy.")


def test_an_office_told_elsewhere_goes_with_the_person(read: Read) -> None:
    found = people(
        read,
        "Chile's interior minister, Luis Barra, said in Lima that he was glad. "
        "The Chilean delegation was led by Barra.",
    )
    assert found["Luis Barra"].posts == ["interior minister"]


def test_an_envoy_for_a_country_does_not_serve_it(read: Read) -> None:
    found = people(read, "Kari Moen of Norway, the special envoy for Peru, took the chair.")
    assert found["Kari Moen"].for_ == "Norway"
