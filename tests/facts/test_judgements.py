"""Judgements: the last word counts, same is transitive, different survives merging, undo undoes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import JudgementError
from kg.facts.entities import Entity, Registry
from kg.facts.judgements import Judgement, Judgements, Verdict, parse_judgements

IDS = [f"person/{letter}" for letter in "abcde"]


def said(a: str, b: str, verdict: str) -> Judgement:
    return Judgement(f"person/{a}", f"person/{b}", Verdict(verdict), "editor", "2025-11-01")


def test_same_is_transitive_and_the_external_id_leads() -> None:
    registry = Registry([Entity(id="person/c", kind="person", same_as={"wikidata": "Q1"})])
    judged = Judgements([said("a", "b", "same"), said("b", "c", "same")], registry)
    assert {judged.canonical(f"person/{x}") for x in "abc"} == {"person/c"}
    assert judged.merged() == {"person/a": "person/c", "person/b": "person/c"}


def test_same_and_different_make_different() -> None:
    judged = Judgements([said("a", "b", "same"), said("b", "c", "different")], Registry())
    assert judged.verdict("person/a", "person/c") is Verdict.DIFFERENT


def test_undo_is_one_more_line() -> None:
    judged = Judgements([said("a", "b", "same"), said("b", "a", "undone")], Registry())
    assert judged.canonical("person/b") == "person/b"
    assert judged.verdict("person/a", "person/b") is None


def test_a_contradiction_is_found() -> None:
    lines = [said("a", "b", "same"), said("b", "c", "same"), said("a", "c", "different")]
    assert [j.pair for j in Judgements(lines, Registry()).contradictions()] == [
        ("person/a", "person/c")
    ]


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=8))
def test_canonical_ids_do_not_depend_on_the_order(pairs: list[tuple[str, str]]) -> None:
    lines = [Judgement(a, b, Verdict.SAME, "", "") for a, b in pairs]
    one, two = Judgements(lines, Registry()), Judgements(lines[::-1], Registry())
    for id in IDS:
        assert one.canonical(id) == two.canonical(id)
        assert one.canonical(one.canonical(id)) == one.canonical(id)


@pytest.mark.parametrize("line", [{}, {"a": "x", "b": "y", "verdict": "maybe"}, {"a": "x"}])
def test_a_broken_line_is_named(line: dict[str, str]) -> None:
    with pytest.raises(JudgementError, match=r"judgements\.jsonl:1"):
        parse_judgements([line])
