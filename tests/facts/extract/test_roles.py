from __future__ import annotations

import pytest

from kg.facts.extract.helping.roles import CUE, ROLE_RULES, RoleRule, roles_in
from kg.terms import MediationRole


@pytest.mark.parametrize("rule", ROLE_RULES, ids=lambda rule: rule.id)
def test_each_rule_reads_its_examples_and_not_its_counter_examples(rule: RoleRule) -> None:
    for text in rule.examples:
        match = rule.pattern.search(text)
        assert match, text
        assert roles_in(match["what"]), text
    for text in rule.counters:
        assert not rule.pattern.search(text), text


def test_a_host_is_not_a_mediator() -> None:
    assert roles_in("hosted") == [MediationRole.HOST]
    assert MediationRole.MEDIATOR in roles_in("mediated")


@pytest.mark.parametrize("rule", ROLE_RULES, ids=lambda rule: rule.id)
def test_no_example_is_passed_over_for_want_of_a_cue(rule: RoleRule) -> None:
    assert all(CUE.search(example) for example in rule.examples)
