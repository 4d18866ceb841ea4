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
    ("Rosa Quispe led for Peru and Luis Barra, a judge, for Chile.", "Chile", "Luis Barra"),
    (
        "Rosa Quispe – let out of prison last year – headed the Peruvian delegation.",
        "Peru",
        "Rosa Quispe",
    ),
    (
        "Chile's foreign minister, Luis Barra, came to Vienna with his adviser, Ana Rojas.",
        "Chile",
        "Ana Rojas",
    ),
    ("Rosa Quispe led Peru's team of six. So did Luis Barra.", "Peru", "Rosa Quispe"),
    ("Rosa Quispe of Peru met Luis Barra.", "Chile", "Luis Barra"),
    ("Rosa Quispe of Peru and Luis Barra signed a joint statement.", "Chile", "Luis Barra"),
    ("Santiago was there in force. Its team had Luis Barra at its head.", "Chile", "Luis Barra"),
    ("Chile's delegation had at its head General Luis Barra.", "Chile", "Luis Barra"),
    (
        "Rosa Quispe led the delegation of Peru; Luis Barra led that of Chile.",
        "Chile",
        "Luis Barra",
    ),
    (
        "Norway's Kari Moen came to Vienna with her deputy minister, Ana Rojas.",
        "Norway",
        "Ana Rojas",
    ),
    ("Kari Moen, a Danish judge, facilitates on Norway's behalf.", "Norway", "Kari Moen"),
    ("The spy chief, Luis Barra (Chile), took over as head.", "Chile", "Luis Barra"),
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


ROUNDS = (
    "The first round of talks between Peru and Chile was held in Quito on 3 January 2031, "
    "the second round in Oslo on 4 February 2031 and the third round in Vienna on 10 March 2031."
)


def held(read: Read, sentence: str, person: str) -> list[int | None]:
    sheet = read(TITLE, OPENING, ROUNDS, f"In Vienna, {sentence}")
    ordinals = {r.id: r.ordinal for r in sheet.rounds}
    return sorted(ordinals[p.round or ""] or 0 for p in sheet.participants if p.person == person)


SPREAD = [
    ("Luis Barra led Chile's delegation at all three rounds.", [1, 2, 3]),
    ("Chile's team was led by Luis Barra, who has led it since the second round.", [2, 3]),
    ("Chile was represented by its envoy, Luis Barra, who attended the first two rounds.", [1, 2]),
    ("Luis Barra (Rounds 1–2) led Chile's delegation.", [1, 2]),
    ("Luis Barra headed Chile's delegation in rounds two to three.", [2, 3]),
]


@pytest.mark.parametrize(("sentence", "rounds"), SPREAD)
def test_a_presence_may_be_spread_over_rounds(
    read: Read, sentence: str, rounds: list[int | None]
) -> None:
    assert held(read, sentence, "Luis Barra") == rounds


def test_every_day_of_a_round_is_one_round(read: Read) -> None:
    assert len(held(read, "Luis Barra led Chile's delegation on every day.", "Luis Barra")) == 1


def test_our_delegation_is_that_of_the_ministry_that_writes(read: Read) -> None:
    sheet = read(
        "Statement of the Ministry of Foreign Affairs of Chile",
        "The third round of our negotiations with Peru was held in Vienna on Monday.",
        "The foreign minister, Luis Barra, headed our delegation.",
    )
    assert [(p.person, p.for_) for p in sheet.participants] == [("Luis Barra", "Chile")]


def test_a_newspaper_has_no_delegation_of_its_own(read: Read) -> None:
    found = people(read, "Luis Barra headed our delegation, a reader writes.")
    assert "Luis Barra" not in found


def test_a_side_is_not_carried_over_many_paragraphs(read: Read) -> None:
    filler = "It rained in Vienna all day."
    sheet = read(
        TITLE,
        f"{OPENING} The Chilean delegation was large.",
        filler,
        filler,
        filler,
        "Among them was Rosa Quispe.",
    )
    assert not sheet.participants


def test_whoever_only_spoke_well_of_it_was_not_there(read: Read) -> None:
    found = people(read, "Luis Barra of Chile was hopeful. Chile's Luis Barra informed the press.")
    assert "Luis Barra" not in found


def test_a_place_is_nobody(read: Read) -> None:
    found = people(read, "They met in Moldo. The talks at Moldo were led by Luis Barra of Chile.")
    assert list(found) == ["Luis Barra"]


SIZES = [
    ("The Chilean team of eleven stayed on.", "Chile", 11),
    ("Chile is represented by eight persons under Brigadier Luis Barra.", "Chile", 8),
    ("The Chileans had six in their party.", "Chile", 6),
    ("Chile was there in force. Its team of nine had Luis Barra at its head.", "Chile", 9),
    ("To his left were the Chileans, seven of them.", "Chile", 7),
    ("The delegation of Chile was headed by Luis Barra.", "Chile", None),
    ("A Chilean delegation headed by Luis Barra landed at noon.", "Chile", None),
    ("Heading a delegation of nine, Luis Barra of Chile shook hands with everybody.", "Chile", 9),
    ("For Chile, Luis Barra leads a delegation of four.", "Chile", 4),
    ("Chile's party was smaller: six.", "Chile", 6),
    ("Chile reduced its team to five.", "Chile", 5),
    ("Chile's negotiators, led by Luis Barra, are eleven.", "Chile", 11),
]
TWO_SIZES = [
    "Peru and Chile sent teams of nine and six respectively.",
    "Nine delegates came for Peru and six for Chile.",
    "The Peruvians came with nine delegates, the Chileans with six.",
    "The nine Peruvians and six Chileans shared a bus.",
]


@pytest.mark.parametrize("sentence", TWO_SIZES)
def test_two_teams_have_each_their_size(read: Read, sentence: str) -> None:
    sheet = read(TITLE, f"{OPENING} {sentence}")
    assert {(d.party, d.size) for d in sheet.delegations} == {("Peru", 9), ("Chile", 6)}


def test_each_side_is_both(read: Read) -> None:
    sheet = read(TITLE, f"{OPENING} Each side sent five people.")
    assert {d.size for d in sheet.delegations} == {5} and len(sheet.delegations) == 2


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Chile stayed away.", Modality.DENIED),
        ("Nobody represented Chile.", Modality.DENIED),
        ("Chile did not send a delegation.", Modality.DENIED),
        ("Chile will send six people to the next round in June.", Modality.PLANNED),
    ],
)
def test_teams_that_did_not_or_will_come(read: Read, sentence: str, modality: Modality) -> None:
    sheet = read(TITLE, f"{OPENING} {sentence}")
    assert [(d.party, d.modality) for d in sheet.delegations] == [("Chile", modality)]


@pytest.mark.parametrize(("sentence", "party", "size"), SIZES)
def test_a_team_has_a_side_and_a_size(
    read: Read, sentence: str, party: str, size: int | None
) -> None:
    sheet = read(TITLE, f"{OPENING} {sentence}")
    assert [(d.party, d.size) for d in sheet.delegations] == [(party, size)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Two officials of Norway looked on.",
        "The Chilean team has two demands.",
        "Chile sent two letters.",
    ],
)
def test_what_is_counted_may_be_no_team(read: Read, sentence: str) -> None:
    assert not read(TITLE, f"{OPENING} {sentence}").delegations


def test_a_team_that_stayed_away_is_denied(read: Read) -> None:
    sheet = read(TITLE, f"{OPENING} The Chilean delegation stayed away.")
    assert [d.modality for d in sheet.delegations] == [Modality.DENIED]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rosa Quispe of Peru spoke well of Luis Barra.",
        "The Coastal Assembly sent six people. Among them was Luis Barra.",
        "Peru, led by Rosa Quispe, and Costagua, led by Luis Barra, were pleased.",
    ],
)
def test_of_an_unknown_side_nothing_is_said(read: Read, sentence: str) -> None:
    assert "Luis Barra" not in people(read, sentence)


def test_a_nom_de_guerre_is_the_same_person(read: Read) -> None:
    sheet = read(
        TITLE,
        f"{OPENING} Chile was led by General Luis Barra, known as “Pablo Rojas”.",
        "On Tuesday Pablo Rojas led the Chilean delegation again.",
    )
    assert {p.person for p in sheet.participants} == {"Luis Barra"}


def test_a_block_of_signatures_names_who_signed(read: Read) -> None:
    sheet = read(
        "Joint communiqué of the Government of Peru and the Coastal Front (FC)",
        "The Government of Peru and the Coastal Front (FC) met for peace talks in Quito on 3 March "
        "2031 and agreed on a ceasefire.",
        "For the Government of Peru:",
        "Rosa Quispe, Minister of Mines",
        "General Juan Mamani",
        "For the General Command of the FC:",
        "Comandante Ana Flores",
        "The text was read to the press by Luis Barra.",
    )
    signed = {p.person: p.for_ for p in sheet.participants}
    assert set(signed) == {"Rosa Quispe", "Juan Mamani", "Ana Flores"}
    assert signed["Rosa Quispe"] == signed["Juan Mamani"] != signed["Ana Flores"]
    assert all(p.roles == [ParticipantRole.SIGNATORY] for p in sheet.participants)


def test_labels_stand_for_the_last_team(read: Read) -> None:
    found = people(
        read,
        "The Chilean team came. Head of the delegation: Luis Barra. His deputy: Ana Rojas.",
    )
    assert found["Luis Barra"].roles == [ParticipantRole.HEAD]
    assert found["Ana Rojas"].roles == [ParticipantRole.DEPUTY_HEAD]


OFFICERS = [
    ("A Danish deputy minister opened the session.", ["Denmark"]),
    ("They shook hands under the eye of Norway's president.", ["Norway"]),
    ("The Chilean team was led by the minister of mines.", ["Chile"]),
    ("The Chilean team was led by the minister of mines, Luis Barra.", []),
    ("Chile's minister of mines, Luis Barra, came. The Chilean minister attended too.", []),
]


@pytest.mark.parametrize(("sentence", "sides"), OFFICERS)
def test_an_office_alone_may_be_at_the_table(read: Read, sentence: str, sides: list[str]) -> None:
    sheet = read(TITLE, f"{OPENING} {sentence}")
    assert [p.for_ for p in sheet.participants if p.person is None] == sides


def test_an_office_told_of_one_round_is_not_carried_to_another(read: Read) -> None:
    sheet = read(
        TITLE,
        f"{OPENING} Chile was led by its interior minister, Luis Barra.",
        "The first round was held in Quito on 3 January 2029. There Barra led the Chilean team.",
    )
    places = {r.id: r.place for r in sheet.rounds}
    posts = {places[p.round or ""]: p.posts for p in sheet.participants}
    assert posts == {"Vienna": ["interior minister"], "Quito": []}


def test_today_is_at_this_table(read: Read) -> None:
    sheet = read(
        TITLE,
        f"{OPENING} Chile came with six people.",
        "In 2019 another process began in Quito, with talks there in May 2019. Luis Barra, who was "
        "a messenger in those years, today sits on Chile's own bench. With him is Ana Rojas.",
    )
    places = {r.id: r.place for r in sheet.rounds}
    assert {p.person: places[p.round or ""] for p in sheet.participants} == {
        "Luis Barra": "Vienna",
        "Ana Rojas": "Vienna",
    }


def test_one_plural_is_the_office_of_both(read: Read) -> None:
    found = people(read, "The spy chiefs, Rosa Quispe (Peru) and Luis Barra (Chile), attended.")
    assert found["Rosa Quispe"].posts == found["Luis Barra"].posts == ["spy chief"]


def test_an_office_stands_before_a_rank(read: Read) -> None:
    found = people(read, "Norway was represented by its special envoy, Ambassador Kari Moen.")
    assert found["Kari Moen"].posts == ["special envoy"]


@pytest.mark.parametrize(
    ("text", "who", "side"),
    [
        ("Chile's Luis Barra held the folder while the ministers read.", "Luis Barra", "Chile"),
        ("Luis Barra signed for the former; for the latter, Ana Ruiz.", "Luis Barra", "Peru"),
        ("Luis Barra signed for the former; for the latter, Ana Ruiz.", "Ana Ruiz", "Chile"),
        ("Ana Ruiz led the Peruvian panel, Luis Barra that of Chile.", "Luis Barra", "Chile"),
        ("The Chilean team, six strong, is under Luis Barra.", "Luis Barra", "Chile"),
        ("Luis Barra, Chile's premier, refused to sign.", "Luis Barra", "Chile"),
        ("Norway's facilitator, Kari Lund, was brief.", "Kari Lund", "Norway"),
    ],
)
def test_more_ways_to_be_there(read: Read, text: str, who: str, side: str) -> None:
    before = "Envoys of Peru and of Chile were at work early."
    assert people(read, before, text)[who].for_ == side


@pytest.mark.parametrize(
    "text",
    [
        "Missing on Chile's side: Luis Barra, who was ill.",
        "Not invited: Chile's minister, Luis Barra.",
        "The Chileans met them in the absence of Luis Barra, Chile's minister.",
    ],
)
def test_who_was_missed_is_told_as_absent(read: Read, text: str) -> None:
    assert people(read, text)["Luis Barra"].modality is Modality.DENIED


def test_a_head_told_in_half_a_sentence(read: Read) -> None:
    found = people(
        read,
        "The Peruvian delegation, of six, was headed by Ana Ruiz; the Chilean, of four, by Luis "
        "Barra.",
    )
    assert {name: one.for_ for name, one in found.items()} == {
        "Ana Ruiz": "Peru",
        "Luis Barra": "Chile",
    }
