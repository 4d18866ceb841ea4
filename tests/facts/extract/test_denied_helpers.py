"""Helpers that the text says were none are told as denied, with the words that say so."""

from __future__ import annotations

from typing import Any

import pytest

from kg.facts.extract.helping.denied import RULES
from kg.terms import MediationRole, Modality

Read = Any
LEAD = "The third round of talks between Peru and Chile was held in Vienna on Monday."


@pytest.mark.parametrize(("text", "rule"), [(e, r) for r in RULES for e in r[2]])
def test_a_rule_matches_its_examples(text: str, rule: Any) -> None:
    assert rule[1].search(text)


@pytest.mark.parametrize(("text", "rule"), [(e, r) for r in RULES for e in r[3]])
def test_a_rule_leaves_its_counter_examples(text: str, rule: Any) -> None:
    assert not rule[1].search(text)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Norwegians, contrary to rumour, have sent no observer.", "Norway"),
        ("Neither Oslo nor Bern has sent anybody.", "Switzerland"),
        ("Norway, absent from the table, said nothing.", "Norway"),
        ("Norway and Ghana, named by some papers, had nothing to do with it.", "Ghana"),
        ("Reports that diplomats of Norway had been present are false.", "Norway"),
        ("No Norwegian mediator was there.", "Norway"),
    ],
)
def test_who_did_not_help_is_denied(read: Read, text: str, actor: str) -> None:
    found = {t.actor: t for t in read("Peace talks", f"{LEAD} {text}").third_parties}
    assert found[actor].modality is Modality.DENIED
    assert found[actor].evidence[0] in text


def test_the_role_that_is_denied_is_told(read: Read) -> None:
    text = f"{LEAD} Norway is not a mediator and has not been asked."
    (found,) = read("Peace talks", text).third_parties
    assert (found.roles, found.modality) == ([MediationRole.MEDIATOR], Modality.DENIED)


def test_a_side_that_stayed_away_is_no_helper(read: Read) -> None:
    text = f"{LEAD} On Tuesday Chile was not in the room."
    assert read("Peace talks", text).third_parties == []


def test_whoever_held_an_office_serves_it_no_more(read: Read) -> None:
    text = (
        f"{LEAD} Between them sat the former president of Norway, Kari Lund, who had mediated the "
        "first two."
    )
    assert [t.actor for t in read("Peace talks", text).third_parties] == ["Kari Lund"]
