"""Every rule that stands as data finds its examples and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from kg.facts.extract.people.delegations import HINT
from kg.facts.extract.rulebook import Rule, rulebook

BOOKS = (
    "commitment_types",
    "commitments",
    "delegations",
    "incidents",
    "positions",
    "seats",
    "teams",
)
RULES = [
    pytest.param(rule, id=f"{book}:{rule.id}") for book in BOOKS for rule in rulebook(book).rules
]


@pytest.mark.parametrize("rule", RULES)
def test_examples_are_found(rule: Rule) -> None:
    assert rule.examples and rule.counter_examples
    for example in rule.examples:
        assert rule.pattern.search(example), example


@pytest.mark.parametrize("rule", RULES)
def test_counter_examples_are_left_alone(rule: Rule) -> None:
    for example in rule.counter_examples:
        found = rule.pattern.search(example)
        unreal = found is not None and rule.gives.get("anchored") == "yes"
        assert found is None or unreal, example


@pytest.mark.parametrize("book", BOOKS)
def test_no_rule_hangs_on_a_long_sentence(book: str) -> None:
    text = "the sides and the <A0> wanted to " + "open the road and to " * 400
    for rule in rulebook(book).rules:
        list(rule.pattern.finditer(text))


def test_what_keeps_sentences_from_the_rules_of_teams_keeps_none_that_they_fit() -> None:
    for rule in rulebook("delegations").rules:
        assert all(HINT.search(example) for example in rule.examples), rule.id
