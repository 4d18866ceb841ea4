"""Who sits for whom by the syntax of one sentence, whatever the names are."""

from __future__ import annotations

import pytest

from kg.facts.model import Participant
from kg.terms import Modality
from tests.facts.extract.conftest import Read

OPENING = (
    "TUNIS — The second round of peace talks between the government of Sudan and the Justice and "
    "Equality Movement (JEM) opened in Tunis on Monday."
)
STATE, MOVEMENT = "government of Sudan", "Justice and Equality Movement"


def seated(read: Read, *sentences: str) -> dict[str, Participant]:
    sheet = read("Second round of talks opens in Tunis", OPENING, *sentences)
    return {p.person: p for p in sheet.participants if p.person}


SEATS = [
    ("JEM delegation chief Idris Bashar was late.", "Idris Bashar", MOVEMENT, "head"),
    (
        "The head of JEM delegation Idris Bashar told the press it was short.",
        "Idris Bashar",
        MOVEMENT,
        "head",
    ),
    (
        "Idris Bashar, the head of JEM's negotiating team, was late.",
        "Idris Bashar",
        MOVEMENT,
        "head",
    ),
    (
        "Amin Omar, leader of the government team, told reporters it was short.",
        "Amin Omar",
        STATE,
        "head",
    ),
    (
        "Amin Omar, who leads the government delegation, told reporters it was short.",
        "Amin Omar",
        STATE,
        "head",
    ),
    ("Government chief negotiator Amin Omar was late.", "Amin Omar", STATE, "chief-negotiator"),
    (
        "A member of the JEM delegation, Idris Bashar, was late.",
        "Idris Bashar",
        MOVEMENT,
        "member",
    ),
    (
        "Present were Amin Omar representing the government and Idris Bashar representing JEM.",
        "Idris Bashar",
        MOVEMENT,
        "member",
    ),
    (
        "Attendees from JEM included Musa Haroun, Idris Bashar and Col. Karim Tola.",
        "Karim Tola",
        MOVEMENT,
        "member",
    ),
    (
        "Members from JEM who joined the session included Musa Haroun and Idris Bashar.",
        "Musa Haroun",
        MOVEMENT,
        "member",
    ),
    (
        "Those attending from the government side included Amin Omar, the state minister, and "
        "Osman Nur, the intelligence chief.",
        "Osman Nur",
        STATE,
        "member",
    ),
    (
        "The document was signed by Amin Omar and Idris Bashar on behalf of the government "
        "and JEM, respectively.",
        "Idris Bashar",
        MOVEMENT,
        "signatory",
    ),
    (
        "Khartoum sent Amin Omar, head of the peace office, as chief delegate, while JEM sent "
        "Idris Bashar, its secretary for politics, as chief negotiator.",
        "Amin Omar",
        STATE,
        "head",
    ),
    (
        "Khartoum sent Amin Omar, head of the peace office, as chief delegate, while JEM sent "
        "Idris Bashar, its secretary for politics, as chief negotiator.",
        "Idris Bashar",
        MOVEMENT,
        "chief-negotiator",
    ),
    (
        "Two delegations, headed by Amin Omar for the government and Idris Bashar for JEM, sat.",
        "Idris Bashar",
        MOVEMENT,
        "head",
    ),
    (
        "The delegations are led by Amin Omar (government) and Idris Bashar (JEM).",
        "Amin Omar",
        STATE,
        "head",
    ),
    ("JEM named Idris Bashar to lead its team.", "Idris Bashar", MOVEMENT, "head"),
    ("JEM picked Idris Bashar as head of its delegation.", "Idris Bashar", MOVEMENT, "head"),
    ("Idris Bashar was chosen to head the JEM delegation.", "Idris Bashar", MOVEMENT, "head"),
    ("On the JEM side, Idris Bashar led the talks.", "Idris Bashar", MOVEMENT, "head"),
    (
        "Idris Bashar arrived at the head of a nine-member JEM delegation.",
        "Idris Bashar",
        MOVEMENT,
        "head",
    ),
    ("Led by Idris Bashar, the JEM delegation came on Sunday.", "Idris Bashar", MOVEMENT, "head"),
    ("Idris Bashar, representing JEM, thanked the hosts.", "Idris Bashar", MOVEMENT, "member"),
    (
        "Chief negotiators Amin Omar of the government and Idris Bashar of JEM met alone.",
        "Amin Omar",
        STATE,
        "chief-negotiator",
    ),
    ("Among the JEM delegates are Karim Tola and Salwa Adam.", "Salwa Adam", MOVEMENT, "member"),
    ("JEM delegates Karim Tola and Salwa Adam left the hall.", "Salwa Adam", MOVEMENT, "member"),
    (
        "A team under General Karim Tola of JEM met the state minister, Amin Omar.",
        "Karim Tola",
        MOVEMENT,
        "head",
    ),
    ("JEM peace panel chair Idris Bashar was late.", "Idris Bashar", MOVEMENT, "head"),
    (
        "The agreement was signed on behalf of the government by Lt Gen Amin Omar 'Abu Kef', the "
        "deputy chairman.",
        "Amin Omar",
        STATE,
        "signatory",
    ),
    (
        "The government panel headed by Amin Omar and JEM panel chairman Idris Bashar signed it.",
        "Idris Bashar",
        MOVEMENT,
        "head",
    ),
    (
        "The session was attended by Amin Omar, panel member Osman Nur and secretary Salwa Adam "
        "for the government and Idris Bashar and panel member Karim Tola for JEM.",
        "Osman Nur",
        STATE,
        "member",
    ),
    (
        "Idris Bashar, aka “Jazeera”, speaking for the JEM delegation, thanked the hosts.",
        "Idris Bashar",
        MOVEMENT,
        "spokesperson",
    ),
    (
        "Idris Bashar and Amin Omar, who lead the delegations of JEM and the government, met.",
        "Amin Omar",
        STATE,
        "head",
    ),
    (
        "Idris Bashar has replaced Musa Haroun as head of the JEM delegation.",
        "Idris Bashar",
        MOVEMENT,
        "head",
    ),
    (
        "Idris Bashar took over from Musa Haroun as JEM's chief negotiator.",
        "Idris Bashar",
        MOVEMENT,
        "chief-negotiator",
    ),
    (
        "JEM has put Idris Bashar in charge of its team.",
        "Idris Bashar",
        MOVEMENT,
        "head",
    ),
    (
        "Signed for JEM: Idris Bashar, secretary.",
        "Idris Bashar",
        MOVEMENT,
        "signatory",
    ),
    (
        "Amin Omar (for the government) and Idris Bashar (for JEM) signed the text in Tunis.",
        "Amin Omar",
        STATE,
        "signatory",
    ),
    (
        "JEM is represented in the security committee by Col. Karim Tola.",
        "Karim Tola",
        MOVEMENT,
        "member",
    ),
    (
        "Ms. Salwa Adam, the only woman in the JEM delegation, was late.",
        "Salwa Adam",
        MOVEMENT,
        "member",
    ),
    (
        "Salwa Adam, one of JEM's negotiators, was late.",
        "Salwa Adam",
        MOVEMENT,
        "member",
    ),
    (
        "Salwa Adam, a lawyer advising the JEM delegation, was late.",
        "Salwa Adam",
        MOVEMENT,
        "adviser",
    ),
]


@pytest.mark.parametrize(("sentence", "person", "side", "role"), SEATS)
def test_the_words_seat_a_person(
    read: Read, sentence: str, person: str, side: str, role: str
) -> None:
    found = seated(read, sentence)
    assert person in found, sorted(found)
    assert found[person].for_ == side
    assert role in [r.value for r in found[person].roles]


@pytest.mark.parametrize(
    "sentence",
    [
        "Idris Bashar, a member of the Sudanese parliament, praised the talks.",
        "The head of the JEM office in Paris, Idris Bashar, praised the talks.",
        "Idris Bashar once led the JEM attack on Omdurman.",
        "JEM named Idris Bashar to lead its army.",
        "Sudan's transitional government, led by Prime Minister Idris Bashar, wants peace.",
        "Idris Bashar, a former head of the JEM delegation, praised the talks.",
    ],
)
def test_other_offices_seat_nobody(read: Read, sentence: str) -> None:
    assert "Idris Bashar" not in seated(read, sentence)


def test_offices_after_names_stay_with_their_names(read: Read) -> None:
    found = seated(
        read,
        "The government team is made up of Amin Omar (PhD), Minister of State, Osman Nur, Director "
        "General of the Intelligence Service, Ambassador Hassan Gaafar, Adviser of President Omar "
        "Tahir, and Dr. Salwa Adam, Deputy Governor of Blue Nile.",
    )
    assert {name: p.posts for name, p in found.items()} == {
        "Amin Omar": ["Minister of State"],
        "Osman Nur": ["Director General of the Intelligence Service"],
        "Hassan Gaafar": ["Adviser of President Omar Tahir"],
        "Salwa Adam": ["Deputy Governor of Blue Nile"],
    }


def test_the_leader_of_a_movement_need_not_lead_its_team(read: Read) -> None:
    found = seated(read, "JEM leader Khalil Bilal met the state minister, Amin Omar.")
    assert found["Khalil Bilal"].posts == ["JEM leader"]
    assert found["Khalil Bilal"].roles == []


def test_a_list_ends_where_a_source_is_named(read: Read) -> None:
    found = seated(
        read,
        "The JEM delegation included three women, according to Marie Lind, a spokeswoman for the "
        "Lake Centre.",
    )
    assert "Marie Lind" not in found


def speakers(read: Read, *sentences: str) -> dict[str, str | None]:
    sheet = read("Second round of talks opens in Tunis", OPENING, *sentences)
    return {s.speaker or "": s.on_behalf_of for s in sheet.statements}


def test_abbreviated_states_and_bodies_are_known(read: Read) -> None:
    found = speakers(
        read,
        "“We will stay for as long as they need us,” U.N. Special Envoy Jan Kubin said.",
        "“They have never been so close,” said U.S. Secretary of State Anna Bellweather.",
    )
    assert found == {"Jan Kubin": "U.N.", "Anna Bellweather": "U.S."}


def test_a_surname_may_be_a_town(read: Read) -> None:
    found = speakers(
        read,
        "The government’s chief negotiator, Silvio Bello III, came late.",
        "Bello said that they had met in Bello before. “It rained on us there too,” he said.",
    )
    assert list(found) == ["Silvio Bello III"]


def test_what_a_ministry_is_for_is_no_name(read: Read) -> None:
    found = seated(
        read,
        "The government delegation was led by Minister of Justice and Human Rights Anwar Salim, "
        "Coordinating Minister for Political, Legal and Security Affairs Widod Salam and State "
        "Minister of Communications and Information Sofyan Jalal.",
    )
    assert found["Anwar Salim"].posts == ["Minister of Justice and Human Rights"]


def test_the_leader_of_its_rebels_does_not_serve_the_state(read: Read) -> None:
    found = speakers(
        read,
        "“We went home with nothing,” said Idris Bashar, the leader of a Chadian rebel group.",
    )
    assert found == {"Idris Bashar": None}


def test_a_surname_may_be_the_name_of_a_thing(read: Read) -> None:
    found = speakers(
        read, "“We have agreed on nothing so far,” said Anwar Ramadan, spokesman of JEM."
    )
    assert found == {"Anwar Ramadan": MOVEMENT}


def test_posts_may_all_come_first(read: Read) -> None:
    found = seated(
        read,
        "The government delegation comprised Minister of Cabinet Affairs, Amin Omar, Minister of "
        "Justice, Osman Nur, and Minister of Energy and Mining, Salwa Adam.",
    )
    assert {name: p.posts for name, p in found.items()} == {
        "Amin Omar": ["Minister of Cabinet Affairs"],
        "Osman Nur": ["Minister of Justice"],
        "Salwa Adam": ["Minister of Energy and Mining"],
    }


def test_a_rank_ends_the_office_before_it(read: Read) -> None:
    found = seated(read, "The government team was led by Minister of Defence General Osman Nur.")
    assert found["Osman Nur"].posts == ["Minister of Defence"]


def test_what_two_signed_is_no_speech_of_one(read: Read) -> None:
    found = speakers(
        read,
        "A joint statement signed by Amin Omar and Idris Bashar said the meeting “ended with a "
        "firm promise to go on”.",
    )
    assert "Idris Bashar" not in found


@pytest.mark.parametrize(
    ("sentence", "size"),
    [
        ("JEM on Monday announced its 21-member delegation for the talks.", 21),
        ("The JEM team came early. The negotiating team consists of nine members.", 9),
    ],
)
def test_how_many_a_side_sends(read: Read, sentence: str, size: int) -> None:
    sheet = read("Second round of talks opens in Tunis", OPENING, sentence)
    assert [d.size for d in sheet.delegations if d.party == MOVEMENT] == [size]


def test_lines_after_a_colon_are_a_list_with_or_without_bullets(read: Read) -> None:
    found = seated(
        read,
        "Other members of the government delegation include:",
        "Amin Omar – Deputy Foreign Minister",
        "Osman Nur – Head of the Budget Office",
        "The JEM delegation will include:",
        "Idris Bashar – secretary for politics",
        "The names were on a board in the lobby.",
    )
    assert {name: p.for_ for name, p in found.items()} == {
        "Amin Omar": STATE,
        "Osman Nur": STATE,
        "Idris Bashar": MOVEMENT,
    }
    assert found["Osman Nur"].posts == ["Head of the Budget Office"]


def test_its_delegation_is_that_of_whoever_names_it(read: Read) -> None:
    found = seated(
        read,
        "The JEM team came on Sunday. Sudan approved its delegation the same night. It includes "
        "Deputy Minister Amin Omar and General Osman Nur.",
    )
    assert {p.for_ for p in found.values()} == {STATE}


def test_the_head_and_the_rest_in_one_sentence(read: Read) -> None:
    found = seated(
        read,
        "The JEM delegation led by Mr. Idris Bashar included Mr. Musa Haroun and Ms. Salwa Adam.",
    )
    assert {name: [r.value for r in p.roles] for name, p in found.items()} == {
        "Idris Bashar": ["head"],
        "Musa Haroun": ["member"],
        "Salwa Adam": ["member"],
    }


def test_two_chief_negotiators_in_order(read: Read) -> None:
    found = seated(
        read, "The chief negotiators of Sudan and JEM, Amin Omar and Idris Bashar, met alone."
    )
    assert [r.value for r in found["Amin Omar"].roles] == ["chief-negotiator"]
    assert found["Idris Bashar"].for_ == MOVEMENT
    assert found["Idris Bashar"].posts == []


@pytest.mark.parametrize(
    ("sentence", "person", "actor"),
    [
        (
            "The mediator, Thabo Kgosi of the African Union, adjourned the session.",
            "Thabo Kgosi",
            "African Union",
        ),
        ("Also in attendance was Tunisian Foreign Minister Nabil Amri.", "Nabil Amri", "Tunisia"),
        ("Thabo Kgosi mediated on behalf of the African Union.", "Thabo Kgosi", "African Union"),
    ],
)
def test_those_who_help_are_there_too(read: Read, sentence: str, person: str, actor: str) -> None:
    found = seated(read, sentence)
    assert found[person].for_ == actor
    assert found[person].roles == []


def test_who_will_not_lead_is_denied(read: Read) -> None:
    found = seated(read, "Idris Bashar will not lead the JEM delegation.")
    assert found["Idris Bashar"].modality is Modality.DENIED


def test_a_side_with_its_short_name_and_who_came_for_it(read: Read) -> None:
    found = seated(
        read, "For the Justice and Equality Movement, JEM, General Idris Bashar came to Tunis."
    )
    assert found["Idris Bashar"].for_ == MOVEMENT


def test_who_chairs_a_committee_leads_no_side(read: Read) -> None:
    found = seated(read, "Kenya's General (rtd) Julius Karan chaired the security group in Tunis.")
    assert "head" not in [r.value for p in found.values() for r in p.roles]


def test_the_groups_chairman_is_a_chairman(read: Read) -> None:
    found = seated(read, "The JEM side was headed by the group's vice-chairman, Idris Bashar.")
    assert found["Idris Bashar"].posts == ["vice-chairman"]
