"""More ways in which news tell who is in a delegation, and who came for it instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Participant, Sheet

Read = Callable[..., Sheet]

TITLE = "Peru and Chile hold third round of peace talks in Vienna"
OPENING = "Peru and Chile held a third round of talks in Vienna on Monday, mediated by Norway."


def people(read: Read, *sentences: str) -> dict[str | None, Participant]:
    return {p.person: p for p in read(TITLE, f"{OPENING} {' '.join(sentences)}").participants}


WAYS = [
    ("Chile replaced its chief negotiator, Luis Barra, with Rosa Diaz.", "Rosa Diaz", "Chile"),
    ("Chile added two women to its team: Rosa Diaz and Ema Soto.", "Ema Soto", "Chile"),
    ("In place of Luis Barra, Chile brought in Rosa Diaz, a judge.", "Rosa Diaz", "Chile"),
    ("Luis Barra, Rosa Diaz and Tito Paz make up the Chilean team.", "Tito Paz", "Chile"),
    ("Chile's two-man team, Luis Barra and Tito Paz, flew in.", "Tito Paz", "Chile"),
    ("The Chilean side (Luis Barra, Rosa Diaz) wrote a paper.", "Rosa Diaz", "Chile"),
    ("The Chilean side – Luis Barra, Rosa Diaz and Tito Paz – was late.", "Tito Paz", "Chile"),
    ("Chile's chief negotiator at the talks is Luis Barra.", "Luis Barra", "Chile"),
    ("Chile sent Luis Barra and two ministers, Rosa Diaz and Tito Paz.", "Tito Paz", "Chile"),
    ("Luis Barra led Chile's team; now his place was taken by Ema Soto.", "Ema Soto", "Chile"),
    ("Luis Barra, who in May took over as head of Chile's team, spoke.", "Luis Barra", "Chile"),
    ("Luis Barra flew home, leaving Ema Soto in charge of Chile's team.", "Ema Soto", "Chile"),
    ("Luis Barra heads Chile's team. Rosa Diaz accompanied Barra.", "Rosa Diaz", "Chile"),
    ("Colonel Luis Barra was the Chilean representative.", "Luis Barra", "Chile"),
    ("Luis Barra – the first miner to lead Chile's delegation – smiled.", "Luis Barra", "Chile"),
    ("Luis Barra leads a Chile team that has Rosa Diaz among its members.", "Rosa Diaz", "Chile"),
    ("Ana Ruiz, Peru's minister, and Tito Paz flew in on Sunday.", "Tito Paz", "Peru"),
    ("Norway's foreign minister, Kari Lund, oversaw the talks.", "Kari Lund", "Norway"),
    ("Chile is led by a banker. New on its side are Rosa Diaz and Tito Paz.", "Tito Paz", "Chile"),
    (
        "Luis Barra heads Chile's team; with Barra are two aides. Ema Soto is among them.",
        "Ema Soto",
        "Chile",
    ),
    ("Ana Ruiz of Peru has handed over to Omar Vega.", "Omar Vega", "Peru"),
    (
        "Ana Ruiz, who heads Peru's team, had two aides with her: Omar Vega and Ada Mora.",
        "Ada Mora",
        "Peru",
    ),
    ("Ana Ruiz, who heads Peru's team, arrived with General Omar Vega.", "Omar Vega", "Peru"),
    ("Chile's team was large; its chief, Luis Barra, took the floor.", "Luis Barra", "Chile"),
    ("Chile's negotiators have just gone in, Luis Barra in front.", "Luis Barra", "Chile"),
    ("The Chile delegation's new leader is Luis Barra.", "Luis Barra", "Chile"),
    ("Chile came under Luis Barra, a judge.", "Luis Barra", "Chile"),
    ("Chile has also had two women at the table, Rosa Diaz and Ema Soto.", "Ema Soto", "Chile"),
    ("Luis Barra, a law dean, leads Chile's team.", "Luis Barra", "Chile"),
    ("Ana Ruiz and Luis Barra, foreign ministers of Peru and Chile, met.", "Luis Barra", "Chile"),
    (
        "Ana Ruiz of Peru and Luis Barra of Chile came with their experts, Ada Mora and Tito Paz.",
        "Tito Paz",
        "Chile",
    ),
    ("Barra was assisted by Rosa Diaz. Luis Barra leads the Chilean team.", "Rosa Diaz", "Chile"),
    ("Norway's Kari Lund looked in every evening.", "Kari Lund", "Norway"),
    ("Chile's head of delegation, Luis Barra, called it long.", "Luis Barra", "Chile"),
    ("Luis Barra has been the chief negotiator of Chile since May.", "Luis Barra", "Chile"),
    ("Kenya had an observer there, Ms. Ruth Sako, who took notes.", "Ruth Sako", "Kenya"),
    ("Chile's man, Luis Barra, wanted a clause.", "Luis Barra", "Chile"),
    ("Chile sent three men of the northern command under Luis Barra.", "Luis Barra", "Chile"),
    (
        "Foreign ministers Ana Ruiz of Peru and Luis Barra of Chile attended with their advisers, "
        "Ada Mora and Tito Paz.",
        "Tito Paz",
        "Chile",
    ),
    ("On Chile's behalf Luis Barra spoke for two hours.", "Luis Barra", "Chile"),
    ("On the Chilean bench Luis Barra stayed seated.", "Luis Barra", "Chile"),
    ("Luis Barra led Chile's team. Rosa Diaz and Tito Paz flanked him.", "Tito Paz", "Chile"),
    ("Luis Barra led Chile's team. Rosa Diaz sat beside Barra.", "Rosa Diaz", "Chile"),
    (
        "Luis Barra heads Chile's delegation of four, in which Rosa Diaz and Tito Paz also sit.",
        "Tito Paz",
        "Chile",
    ),
    (
        "Kari Lund of Norway opened the session beside Kenya's Ruth Sako and a Swiss diplomat, "
        "Urs Keller.",
        "Urs Keller",
        "Switzerland",
    ),
    ("Norway sent Kari Lund, and the Swiss their ambassador, Urs Keller.", "Kari Lund", "Norway"),
    ("Kenya sent Ruth Sako, and Ghana its minister, Kofi Mensah.", "Kofi Mensah", "Ghana"),
    (
        "Chile's delegation, again under Luis Barra, counts Rosa Diaz and Tito Paz.",
        "Tito Paz",
        "Chile",
    ),
    ("New in Chile's team are Rosa Diaz and Tito Paz.", "Tito Paz", "Chile"),
    ("Luis Barra leads Chile's nine, Ana Ruiz the Peruvians'.", "Luis Barra", "Chile"),
    ("Peru was spoken for by Ana Ruiz.", "Ana Ruiz", "Peru"),
    ("The Chileans were Luis Barra, who is a judge, and Rosa Diaz.", "Rosa Diaz", "Chile"),
    (
        "Ana Ruiz led Peru's team. Opposite her: Luis Barra, a judge; Rosa Diaz.",
        "Rosa Diaz",
        "Chile",
    ),
    ("Kari Lund and Odd Lie, the Norwegian envoys, sat between them.", "Kari Lund", "Norway"),
    ("Kari Lund chaired the talks.", "Kari Lund", "Norway"),
    (
        "Chile had brought the judge Rosa Diaz, General Luis Barra and Tito Paz.",
        "Tito Paz",
        "Chile",
    ),
    (
        "Chile's foreign minister, Luis Barra, and the army chief, Tito Paz, sat at the table.",
        "Tito Paz",
        "Chile",
    ),
    ("Rosa Diaz and Tito Paz took part on the Chilean side.", "Rosa Diaz", "Chile"),
    ("Ana Ruiz led for Peru; her interlocutor was General Luis Barra.", "Luis Barra", "Chile"),
    (
        "Chile's team was led by Luis Barra, and there were Rosa Diaz and Tito Paz.",
        "Tito Paz",
        "Chile",
    ),
    ("Luis Barra presides over the Chilean delegation.", "Luis Barra", "Chile"),
    ("Observers were Ruth Sako (Kenya) and Kofi Mensah (Ghana).", "Kofi Mensah", "Ghana"),
    ("Luis Barra acts for Chile.", "Luis Barra", "Chile"),
    (
        "The teams are headed by ministers: Ana Ruiz, Peru; Luis Barra, Chile.",
        "Luis Barra",
        "Chile",
    ),
    ("Generals Luis Barra and Tito Paz represented Chile.", "Luis Barra", "Chile"),
    ("Luis Barra and Tito Paz took part for Chile.", "Luis Barra", "Chile"),
    (
        "Ana Ruiz of Peru was in the hall, as was Chilean spokesman Luis Barra.",
        "Luis Barra",
        "Chile",
    ),
    (
        "Both signed in the presence of Saudi Crown Prince Omar bin Saleh.",
        "Omar bin Saleh",
        "Saudi Arabia",
    ),
    (
        "Former Ghanaian president Kofi Mensah facilitates on behalf of the African Union.",
        "Kofi Mensah",
        "African Union",
    ),
    ("For Chile, Luis Barra signed, and for Peru Ana Ruiz.", "Ana Ruiz", "Peru"),
    ("The paper bears the signature of Kenyan minister Ruth Sako.", "Ruth Sako", "Kenya"),
    ("Mossad chief Dan Levy was in the room.", "Dan Levy", "Israel"),
]


@pytest.mark.parametrize(("sentence", "person", "side"), WAYS)
def test_the_words_give_the_side(read: Read, sentence: str, person: str, side: str) -> None:
    found = people(read, sentence)
    assert person in found, sorted(map(str, found))
    assert found[person].for_ == side


def test_a_former_office_is_not_the_side(read: Read) -> None:
    found = people(
        read,
        "The talks are led by the African Union's envoy, former Ghanaian president Kofi Mensah.",
    )
    assert found["Kofi Mensah"].for_ == "African Union"
    assert "former president" in " ".join(found["Kofi Mensah"].posts)


def test_a_counterpart_counts_only_beside_somebody_at_the_table(read: Read) -> None:
    found = people(
        read, "Ana Ruiz led Peru's team.", "Her Chilean counterpart, Luis Barra, smiled."
    )
    assert found["Luis Barra"].for_ == "Chile"
    found = people(read, "A poet wept.", "Her Chilean counterpart, Luis Barra, wrote an ode.")
    assert "Luis Barra" not in found


def test_a_clause_with_while_begins_another_side(read: Read) -> None:
    found = people(
        read,
        "Chile was represented by envoy Luis Barra and General Tito Paz, while Norwegian "
        "Deputy Foreign Minister Kari Lund chaired the opening session.",
    )
    assert (found["Tito Paz"].for_, found["Kari Lund"].for_) == ("Chile", "Norway")


def test_names_that_the_model_takes_for_things_stand_in_lists(read: Read) -> None:
    found = people(
        read,
        "The Chilean team consists of G.L. Mora, Prakash Chandra Lohanu and Iyad ag Ghalu.",
        "On the Peruvian side sat Noah Musingku, Sitiveni Rabuki and a judge, Sumbu Sito Mambu.",
    )
    assert {"G.L. Mora", "Prakash Chandra Lohanu", "Iyad ag Ghalu"} <= found.keys()
    assert {"Noah Musingku", "Sitiveni Rabuki", "Sumbu Sito Mambu"} <= found.keys()


def test_a_surname_that_is_a_town_too_stays_a_name(read: Read) -> None:
    found = people(read, "The Chilean team includes Hernani Bragado, Rosa Diaz and Ema Soto.")
    assert "Hernani Bragado" in found


def test_two_delegations_are_not_one_side(read: Read) -> None:
    found = people(
        read,
        "Kari Lund of Norway welcomed the two delegations, which are led by the Chilean minister "
        "Luis Barra and by Ana Ruiz of Peru.",
    )
    assert {name: p.for_ for name, p in found.items()} == {
        "Kari Lund": "Norway",
        "Luis Barra": "Chile",
        "Ana Ruiz": "Peru",
    }


def test_the_rebels_are_the_one_party_that_is_no_state(read: Read) -> None:
    sheet = read(
        "Peace talks between Chad's government and the Reed Front open",
        "A third round of peace talks between Chad's government and the Reed Front opened in Bern "
        "on Monday. The Dune Council, the Sand Movement and the Reed Front had met in May.",
        "The rebels' secretary, Ivo Lenn, took the floor.",
    )
    assert [(p.person, p.for_) for p in sheet.participants] == [("Ivo Lenn", "Reed Front")]


def test_a_premier_and_a_president_are_not_of_one_side(read: Read) -> None:
    found = people(read, "Prime Minister Ana Ruiz of Peru and President Luis Barra co-chaired.")
    assert getattr(found.get("Luis Barra"), "for_", "Chile") == "Chile"


def test_a_side_that_no_table_knows_is_not_the_one_before(read: Read) -> None:
    found = people(
        read,
        "Chile's team is headed by Luis Barra, while the Guild's is led by its agent, Tito Paz.",
    )
    assert found["Luis Barra"].for_ == "Chile"
    assert getattr(found.get("Tito Paz"), "for_", "Guild") != "Chile"


def test_the_envoy_of_a_body_leads_for_the_body(read: Read) -> None:
    found = people(
        read, "The committee of the Chileans and the Peruvians met, led by UN envoy Kari Lund."
    )
    assert getattr(found.get("Kari Lund"), "for_", "UN") == "UN"
