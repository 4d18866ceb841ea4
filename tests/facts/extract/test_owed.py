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
