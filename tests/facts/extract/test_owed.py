"""Who owes what, by which words, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts.model import Sheet

Read = Callable[..., Sheet]
TITLE = "Second round of talks between Norway and Chad closes in Oslo"
OPENING = (
    "The second round of peace talks between Norway and Chad closed in Oslo on 10 March 2031. "
    "The Norwegian delegation was led by the deputy foreign minister, Ingrid Vass."
)
BOTH = {"Norway", "Chad"}


@pytest.mark.parametrize(
    ("words", "by", "kind"),
    [
        (
            "The signatories commit themselves to hold elections within a year.",
            BOTH,
            "political-transition",
        ),
        ("Both governments renounced the use of force.", BOTH, "cessation-of-hostilities"),
        ("The accord stipulates that both armies pull back from the ice.", BOTH, "withdrawal"),
        ("The accord requires both armies to pull back from the ice.", BOTH, "withdrawal"),
        (
            "They consented to a joint commission that will look into breaches.",
            BOTH,
            "monitoring-verification",
        ),
        ("A truce for the herring was agreed between Norway and Chad.", BOTH, "ceasefire"),
        ("“We will let relief convoys pass,” Vass promised.", {"Norway"}, "humanitarian-access"),
        (
            "“We promise that no convoy will be touched,” Vass said.",
            {"Norway"},
            "humanitarian-access",
        ),
        ("Norway accepted a ceasefire of ten days.", {"Norway"}, "truce-fixed-term"),
        ("Norway promised to free twenty sailors.", {"Norway"}, "prisoner-release"),
    ],
)
def test_who_owes_what(read: Read, words: str, by: set[str], kind: str) -> None:
    (fact,) = read(TITLE, OPENING, words).commitments
    assert (set(fact.by), fact.type, fact.action) == (by, kind, "made")


def test_what_follows_a_signature_is_owed(read: Read) -> None:
    signed = "The two sides signed an agreement on Monday."
    then = "The prisoners are to be freed in April, and Norway will pull back its boats."
    found = read(TITLE, OPENING, signed, then).commitments
    assert ("prisoner-release", BOTH) in [(f.type, set(f.by)) for f in found]
    assert ("withdrawal", {"Norway"}) in [(f.type, set(f.by)) for f in found]


def test_without_a_deal_nothing_follows(read: Read) -> None:
    then = "The prisoners are to be freed in April, and the snow will melt."
    assert not read(TITLE, OPENING, then).commitments


@pytest.mark.parametrize(
    ("words", "by", "action"),
    [
        ("Chad broke it within a week.", {"Chad"}, "alleged-violated"),
        ("It was broken within a week.", BOTH, "alleged-violated"),
        ("Norway accuses Chad of breaking it.", {"Chad"}, "alleged-violated"),
        ("It expired on 4 April.", BOTH, "extended"),
    ],
)
def test_what_became_of_it(read: Read, words: str, by: set[str], action: str) -> None:
    made, fate = read(TITLE, OPENING, f"They agreed on a ceasefire. {words}").commitments
    assert (made.action, fate.type) == ("made", "ceasefire")
    assert (set(fate.by), fate.action) == (by, action)


def test_a_promise_that_is_denied_was_not_made(read: Read) -> None:
    (fact,) = read(
        TITLE, OPENING, "Norway denied that it had promised to open the bridge."
    ).commitments
    assert fact.modality == "denied"


@pytest.mark.parametrize(
    ("made", "then", "modality"),
    [
        ("Norway promised to free two sailors.", "It freed them in May.", "asserted"),
        ("Norway promised to free two sailors.", "The sailors came home in May.", "asserted"),
        ("Norway promised to pay the pensions.", "The pensions have not been paid.", "denied"),
        ("Norway undertook to let convoys pass.", "No convoy has passed.", "denied"),
        ("Norway promised to open the bridge.", "It never did.", "denied"),
        ("Norway promised to open the bridge.", "That promise has been kept.", "asserted"),
    ],
)
def test_a_promise_carried_out_or_not(read: Read, made: str, then: str, modality: str) -> None:
    promise, deed = read(TITLE, OPENING, f"{made} {then}").commitments
    assert (deed.type, deed.by) == (promise.type, promise.by)
    assert (deed.action, deed.modality) == ("fulfilled", modality)


@pytest.mark.parametrize(
    "then",
    [
        "Chad freed nine sailors of its own.",
        "The sailors are to be freed in May.",
        "If the sailors are freed, the talks go on.",
        "The talks, which opened in Oslo, were about sailors.",
    ],
)
def test_somebody_else_s_deed_keeps_no_promise(read: Read, then: str) -> None:
    found = read(TITLE, OPENING, f"Norway promised to free two sailors. {then}").commitments
    assert [f for f in found if f.action == "fulfilled"] == []


def test_a_thing_agreed_before_and_not_done(read: Read) -> None:
    words = "The withdrawal agreed in March did not take place."
    made, fate = read(TITLE, OPENING, words).commitments
    assert (made.type, made.action) == ("withdrawal", "made")
    assert (fate.action, fate.modality) == ("fulfilled", "denied")


def test_a_truce_between_others_is_theirs(read: Read) -> None:
    words = "A truce of May 2030 between Brazil and Bolivia lasted eleven days."
    (fact,) = read(TITLE, OPENING, words).commitments
    assert set(fact.by) == {"Brazil", "Bolivia"}


def test_shots_laid_to_a_side_that_had_promised_quiet(read: Read) -> None:
    words = (
        "They agreed on a ceasefire. On 2 April, according to N'Djamena, Norwegian soldiers threw "
        "grenades near Senja. A Norwegian army spokesman, Colonel Odd Lie, denied this."
    )
    _, alleged, denied = read(TITLE, OPENING, words).commitments
    assert (alleged.by, alleged.action) == (["Norway"], "alleged-violated")
    assert (denied.by, denied.action) == (["Norway"], "denied-violation")


def test_commanders_of_both_who_meet_somewhere(read: Read) -> None:
    words = "Norwegian and Chadian commanders meeting at Senja agreed to stop shooting."
    (fact,) = read(TITLE, OPENING, words).commitments
    assert (set(fact.by), fact.type) == (BOTH, "ceasefire")


@pytest.mark.parametrize(
    "words",
    [
        "Both sides accused each other on Sunday of violating the ceasefire of March 2031.",
        "Norway and Chad traded accusations on Sunday that each had broken the ceasefire.",
        "The two sides blamed each other for violations of the ceasefire.",
    ],
)
def test_each_lays_it_to_the_other(read: Read, words: str) -> None:
    found = read(TITLE, OPENING, words).commitments
    told = {(f.according_to, *f.by) for f in found if f.action == "alleged-violated"}
    assert told == {("Norway", "Chad"), ("Chad", "Norway")}


@pytest.mark.parametrize(
    "words",
    [
        "The agreement has three points: a ceasefire, the return of prisoners and a hotline.",
        "The three points of the agreement are a ceasefire, the return of prisoners and a hotline.",
        "They agreed on three things: a ceasefire, the return of prisoners and a hotline.",
    ],
)
def test_points_that_are_counted(read: Read, words: str) -> None:
    found = read(TITLE, OPENING, words).commitments
    assert [f.type for f in found] == ["ceasefire", "prisoner-release", "information-sharing"]
    assert all(set(f.by) == BOTH for f in found)


@pytest.mark.parametrize(
    ("words", "owed"),
    [
        (
            "Under the deal Norway frees nine prisoners and Chad lifts its embargo.",
            [({"Norway"}, "prisoner-release"), ({"Chad"}, "sanctions-relief")],
        ),
        ("By point three Norway pays the pensions of the widows.", [({"Norway"}, "other")]),
        (
            "They signed a code of conduct under which both armies stay in barracks.",
            [(BOTH, "cessation-of-hostilities")],
        ),
    ],
)
def test_what_a_paper_says_in_the_present(
    read: Read, words: str, owed: list[tuple[set[str], str]]
) -> None:
    found = read(TITLE, OPENING, words).commitments
    assert [(set(f.by), f.type) for f in found] == owed


def test_the_present_without_a_paper_owes_nothing(read: Read) -> None:
    assert not read(TITLE, OPENING, "Norway pays the pensions of the widows.").commitments


def test_it_provides_for(read: Read) -> None:
    words = (
        "The two sides signed an accord. It provides for a ceasefire and the release of prisoners."
    )
    found = read(TITLE, OPENING, words).commitments
    assert {"ceasefire", "prisoner-release"} <= {str(f.type) for f in found}
