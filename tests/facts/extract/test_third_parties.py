"""Third parties: who is found in what words, and who is left out."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.terms import MediationRole as R
from tests.facts.extract.conftest import Read

TITLE = "Second round of talks between Armenia and Azerbaijan opens in Tbilisi"
OPENING = (
    "The ceasefire on the border held while negotiators of the two governments were in session. "
    "The second round of talks between Armenia and Azerbaijan opened in Tbilisi on 3 March 2031."
)

FOUND = [
    ("Georgia hosts the talks.", {"Georgia": R.HOST}),
    ("The talks are mediated by Oman.", {"Oman": R.MEDIATOR}),
    ("The round is being facilitated jointly by Qatar and Kenya.", {"Kenya": R.FACILITATOR}),
    ("Oman's envoy, who chaired the session, left early.", {"Oman": R.CHAIR}),
    ("Omani officials carried drafts between two floors.", {"Oman": R.MESSAGE_CARRIER}),
    ("Norway, which has mediated since 2019, says nothing.", {"Norway": R.MEDIATOR}),
    ("Norway and Chile sit in as observers.", {"Norway": R.OBSERVER, "Chile": R.OBSERVER}),
    ("It meets with Cuba and Norway as guarantors.", {"Cuba": R.GUARANTOR, "Norway": R.GUARANTOR}),
    ("Kazakhstan was offering its good offices.", {"Kazakhstan": R.GOOD_OFFICES}),
    ("Algeria leads the mediation and chairs the meeting.", {"Algeria": R.MEDIATOR}),
    ("Switzerland lent the house for the talks.", {"Switzerland": R.HOST}),
    ("Japan took the chair.", {"Japan": R.CHAIR}),
    ("Ruth Amadi facilitated the session for the United Nations.", {"UN": R.FACILITATOR}),
    ("Norway has had the honour of hosting the meeting.", {"Norway": R.HOST}),
    ("The Rowan Peace Trust mediated.", {"Rowan Peace Trust": R.MEDIATOR}),
    (
        "Norway's Kari Moen, whose country has mediated since 2019, kept silent.",
        {"Norway": R.MEDIATOR},
    ),
    (
        "The African Union is present, and the bloc mediates the dialogue.",
        {"African Union": R.MEDIATOR},
    ),
    ("They met under the auspices of the Secretary-General.", {"United Nations": R.CONVENER}),
    ("The sides thanked Oman for its hospitality.", {"Oman": R.HOST}),
    ("Malawi offered the seat of the meeting and provided a villa.", {"Malawi": R.HOST}),
]

PIECES = [
    "Kenya",
    "the",
    "mediators",
    "both",
    "of",
    "them",
    "Norway's",
    "envoy,",
    "who",
    "chaired",
    "which",
    "as",
    "mediator",
    "in",
    "the",
    "chair",
    "and",
    "Oman",
    "(Qatar,",
    "Egypt)",
    "the",
    "last",
    "of",
    "these",
    "acting",
    "as",
    "observers:",
    "the",
    "UN,",
    "hosting",
    "by",
    "Swiss",
    "officials",
    "had",
    "been",
    "named",
    "go-betweens",
    "with",
    "its",
    "good",
    "offices",
    "on",
    "behalf",
    "of",
    "the",
    "African",
    "Union",
]

GROUPS = [
    ("Three bodies chair the talks: the EU, the UN and the OSCE.", ["EU", "UN", "OSCE"], R.CHAIR),
    ("Observers: Jordan, Iraq and — for once — Lebanon.", ["Jordan", "Lebanon"], R.OBSERVER),
    ("It met with its guarantor states Chile and Cuba.", ["Chile", "Cuba"], R.GUARANTOR),
    (
        "The co-chairs of the group (Ivo Popa of Romania and Lea Roux of France) were there.",
        ["Romania", "France"],
        R.CHAIR,
    ),
    (
        "The mediators, Kari Moen for Norway and Father Dunne for the Carter Center, were calm.",
        ["Norway", "Carter Center"],
        R.MEDIATOR,
    ),
    (
        "The International Contact Group, which observes, was represented by Japan and Kenya.",
        ["International Contact Group", "Japan", "Kenya"],
        R.OBSERVER,
    ),
]

NOBODY = [
    "Norway offered to mediate.",
    "Norway was asked to host the next talks.",
    "Both sides rejected mediation by Norway.",
    "If Norway mediated, nothing would change.",
    "Norway hosts many refugees.",
    "Norway facilitated the exchange of prisoners.",
    "There was no Norwegian mediator.",
    "Armenia says that there are two observers.",
    "Abdul Noor, chairman of Sudan's council, gave an interview.",
    "Norway did not attend the session.",
    "In June 2019 Norway mediated.",
    "There are rumours that Norway would mediate.",
    "They agreed on the admission of observers from Norway.",
    "Norwegian military observers will watch over it.",
    "Norway, which chairs the African Union this year, kept silent.",
    "Both want a Norwegian-led and owned dialogue.",
    "The parties decided to invite Norway to join as a guarantor.",
    "Norway remains available to facilitate a solution.",
    "The Norway mediation has no rules, they say.",
    "The current OSCE chair, Abdul Noor, wrote a letter.",
    "Among the countries under consideration for hosting is Norway.",
]


@pytest.mark.parametrize(("words", "wanted"), FOUND)
def test_helpers_are_found_with_their_roles(read: Read, words: str, wanted: dict[str, R]) -> None:
    sheet = read(TITLE, OPENING, words)
    roles = {fact.actor: fact.roles for fact in sheet.third_parties}
    names = {"UN": "United Nations"}
    for actor, role in wanted.items():
        assert role in roles.get(names.get(actor, actor), []), sheet.third_parties


@pytest.mark.parametrize("words", NOBODY)
def test_offers_wishes_and_other_business_are_no_help(read: Read, words: str) -> None:
    assert not read(TITLE, OPENING, words).third_parties


def test_one_observer_is_the_last_of_those_named(read: Read) -> None:
    sheet = read(TITLE, OPENING, "They came with Japan, Kenya and Norway as an observer.")
    assert [fact.actor for fact in sheet.third_parties] == ["Norway"]


def test_the_sides_are_not_their_own_helpers(read: Read) -> None:
    sheet = read(TITLE, OPENING, "Armenian mediators and Oman's envoy chaired the session.")
    assert "Armenia" not in {fact.actor for fact in sheet.third_parties}


def test_a_former_president_acts_for_himself(read: Read) -> None:
    sheet = read(TITLE, OPENING, "Ado Bekele, the former president of Kenya, mediates.")
    assert [fact.actor for fact in sheet.third_parties] == ["Ado Bekele"]


def test_an_envoy_to_a_land_does_not_act_for_it(read: Read) -> None:
    sheet = read(TITLE, OPENING, "Joan Wells, the US envoy for Syria, was in the chair.")
    assert "Syria" not in {fact.actor for fact in sheet.third_parties}


@pytest.mark.parametrize(("words", "actors", "role"), GROUPS)
def test_everyone_of_a_list_is_found(read: Read, words: str, actors: list[str], role: R) -> None:
    roles = {fact.actor: fact.roles for fact in read(TITLE, OPENING, words).third_parties}
    for actor in actors:
        assert role in roles.get(actor, []), roles


def test_who_was_only_there_has_no_role(read: Read) -> None:
    sheet = read(TITLE, OPENING, "Kenya and Malawi attended the session.")
    assert {fact.actor: fact.roles for fact in sheet.third_parties} == {"Kenya": [], "Malawi": []}


def test_what_holds_for_every_round_is_said_of_each(read: Read) -> None:
    first = "The first round was held in Baku on 5 January 2031."
    sheet = read(TITLE, OPENING, first, "In every round Norway carried papers between the rooms.")
    helped = {fact.round for fact in sheet.third_parties if fact.actor == "Norway"}
    assert len(helped) == len(sheet.rounds) == 2


def test_rounds_told_by_their_numbers_are_those(read: Read) -> None:
    first = "The first round was held in Baku on 5 January 2031."
    third = "The third round will be held in Yerevan on 9 May 2031."
    sheet = read(TITLE, OPENING, first, third, "Kari Moen of Norway chaired rounds one to two.")
    numbers = {r.id: r.ordinal for r in sheet.rounds}
    helped = {numbers[fact.round] for fact in sheet.third_parties if fact.round}
    assert helped == {1, 2}


def test_a_clause_with_another_year_speaks_of_the_round_of_that_year(read: Read) -> None:
    earlier = "The first round was held in Baku in October 2029."
    sheet = read(TITLE, earlier, OPENING, "Oman was host in 2029, Chile is host now.")
    years = {r.id: (r.dates or "")[:4] for r in sheet.rounds}
    assert {(f.actor, years[f.round or ""]) for f in sheet.third_parties} >= {("Oman", "2029")}
    assert ("Oman", "2031") not in {(f.actor, years[f.round or ""]) for f in sheet.third_parties}


def test_the_host_of_another_place_hosts_no_talks_here(read: Read) -> None:
    words = "The ministers came straight from Bern, where Switzerland was host."
    assert not read(TITLE, OPENING, words).third_parties


def test_those_in_whose_company_a_paper_is_signed_are_its_witnesses(read: Read) -> None:
    words = "The two ministers signed the truce in Tbilisi, with Oman and Kenya as witnesses."
    actors = {f.actor: f.roles for f in read(TITLE, OPENING, words).third_parties}
    assert actors == {"Oman": [R.WITNESS], "Kenya": [R.WITNESS]}


def test_their_helper_is_none_of_them(read: Read) -> None:
    words = (
        "The text was agreed on by the Coast Liberation Front, their Malaysian facilitator said."
    )
    actors = {fact.actor for fact in read(TITLE, OPENING, words).third_parties}
    assert "Coast Liberation Front" not in actors


def test_a_short_name_belongs_to_the_last_of_two_bodies(read: Read) -> None:
    words = "Kenya and the Intergovernmental Authority on Development (IGAD) facilitate the talks."
    actors = {fact.actor for fact in read(TITLE, OPENING, words).third_parties}
    assert actors == {"Kenya", "Intergovernmental Authority on Development"}


def test_a_list_summed_up_beside_it_is_read_to_its_end(read: Read) -> None:
    words = (
        "The EU and the African Union, both of them guarantors, signed; Kenya, the last, chaired."
    )
    actors = {fact.actor for fact in read(TITLE, OPENING, words).third_parties}
    assert {"EU", "African Union"} <= actors


@given(st.lists(st.sampled_from(PIECES), min_size=3, max_size=25))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_order_of_words_breaks_the_reader(read: Read, pieces: list[str]) -> None:
    sheet = read(TITLE, OPENING, " ".join(pieces) + ".")
    assert all(fact.evidence for fact in sheet.third_parties)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Norway drafted the text.", "Norway"),
        ("The session was opened by Norway's envoy, Kari Lund.", "Norway"),
        ("Norway sits in the middle.", "Norway"),
        ("Norway, which finances the process, was there too.", "Norway"),
        ("Norway is steering the talks.", "Norway"),
        ("Norway had invited both.", "Norway"),
        ("Norway is represented by its envoy, Kari Lund.", "Norway"),
    ],
)
def test_more_ways_to_help(read: Read, text: str, actor: str) -> None:
    lead = "The third round of talks between Peru and Chile was held in Vienna on Monday."
    found = read("Peace talks", f"{lead} {text}").third_parties
    assert [t.actor for t in found] == [actor]


def test_who_is_thanked_for_hosting_is_the_host_and_nobody_else(read: Read) -> None:
    text = "Peru and Chile thanked Norway for hosting the third round of talks in Oslo on Monday."
    found = read("Peace talks between Peru and Chile", text).third_parties
    assert {(fact.actor, tuple(fact.roles)) for fact in found} == {("Norway", (R.HOST,))}


def test_guarantees_are_held_by_guarantors(read: Read) -> None:
    text = (
        "Under the guarantee of Brazil and Ghana, Peru and Chile resumed talks in Lima on Monday."
    )
    found = read("Peace talks between Peru and Chile", text).third_parties
    assert {fact.actor for fact in found} == {"Brazil", "Ghana"}


def test_who_supports_the_effort_is_a_supporter(read: Read) -> None:
    text = "Peru and Chile opened talks in Oslo on Monday. Ghana and Kenya support the effort."
    found = read("Peace talks between Peru and Chile", text).third_parties
    assert {(fact.actor, tuple(fact.roles)) for fact in found} == {
        ("Ghana", (R.SUPPORTER,)),
        ("Kenya", (R.SUPPORTER,)),
    }
