"""Comparing names: symmetric, sure of what it joins, with reasons; never worse than it was."""

from __future__ import annotations

import importlib.util
import json
import sys
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.names import JOIN, SUGGEST, NameIndex, compare
from kg.facts.names.bynames import known_as

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "names"
NAMES = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30
)
ROOMS = st.sampled_from(["person", "actor", "place", "process"])


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("names_benchmark", BENCHMARK / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_no_figure_falls_below_the_frozen_baseline(benchmark: ModuleType) -> None:
    now = benchmark.figures([benchmark.outcome(pair) for pair in benchmark.pairs()])
    frozen = json.loads((BENCHMARK / "baseline.json").read_text("utf-8"))
    for room, figures in frozen.items():
        for name, value in figures.items():
            assert now[room][name] >= value, (room, name)


@given(NAMES, NAMES, ROOMS)
def test_any_two_texts_compare_alike_both_ways(a: str, b: str, room: str) -> None:
    found = compare(a, b, room)
    assert found == compare(b, a, room)
    assert 0 <= found.score <= 1 and found.reasons


@given(st.lists(st.sampled_from("abcdefghij klm"), min_size=3, max_size=20).map("".join), ROOMS)
def test_a_name_is_sure_to_be_itself(name: str, room: str) -> None:
    if len(name.strip()) > 2:
        assert compare(name, name, room).score >= JOIN
        index = NameIndex()
        index.add(f"{room}/x", name)
        assert index.near(room, name) == {f"{room}/x"}


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("Wahid Yaqoob", "Waheed Yaqub", "yaqoob and yaqub are one name"),
        ("Abd al-Karim Nouri", "Abdulkarim Nuri", "sound alike"),
        ("Іван Петренко", "Ivan Petrenko", "the same words"),
        ("Petrenko", "Ivan Petrenko", "the surname alone"),
        ("P. Ivanko", "Petro Ivanko", "petro shortened"),
    ],
)
def test_a_likely_pair_says_why(a: str, b: str, why: str) -> None:
    found = compare(a, b)
    assert found.score >= SUGGEST and why in "; ".join(found.reasons)


@pytest.mark.parametrize(
    ("a", "b", "room"),
    [
        ("Ivan Petrenko Jr.", "Ivan Petrenko Sr.", "person"),
        ("Khan", "Ivan Khan", "person"),
        ("North Elbonia", "South Elbonia", "actor"),
        ("Elbonian Liberation Front", "Elbonian Liberation Army", "actor"),
        ("Port Lucky, Elbonia", "Port Lucky, Ruritania", "place"),
    ],
)
def test_a_telling_word_keeps_two_apart(a: str, b: str, room: str) -> None:
    assert compare(a, b, room).score < SUGGEST


def test_what_is_no_name_is_nothing(benchmark: ModuleType) -> None:
    assert compare("…", "!?").score == 0.0
    assert len({(p.room, *sorted((p.a, p.b))) for p in benchmark.pairs()}) == len(benchmark.pairs())


@pytest.mark.parametrize(
    ("one", "two"),
    [("Burma", "Myanmar"), ("NATO", "North Atlantic Treaty Organization"), ("EZLN", "Zapatistas")],
)
def test_names_that_the_tables_have_for_one_body_join(one: str, two: str) -> None:
    assert compare(one, two, "actor").certain


@pytest.mark.parametrize(
    ("one", "two"),
    [("Congo", "Democratic Republic of the Congo"), ("North Korea", "South Korea")],
)
def test_a_word_of_two_states_names_joins_neither(one: str, two: str) -> None:
    assert not compare(one, two, "actor").certain


def test_a_first_name_cut_short_is_suggested() -> None:
    found = compare("Nizam Karimi", "Nizamuddin Karimi", "person")
    assert found.likely and not found.certain
    assert not compare("Abdul Karimi", "Abdulrahman Karimi", "person").certain


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("General Mohamed Hamdan Dagalo", "Hemedti"),
        ("Xanana Gusmão", "José Alexandre Gusmao"),
        ("Timochenko", "Rodrigo Londoño Echeverri"),
    ],
)
def test_a_name_of_war_is_suggested_and_never_joined(one: str, two: str) -> None:
    found = compare(one, two)
    assert found.likely and not found.certain and "bynames" in found.reasons[0]
    index = NameIndex()
    index.add("person/a", one)
    assert index.near("person", two) == {"person/a"}


def test_the_list_of_bynames_names_nobody_twice() -> None:
    text = files("kg.facts.names").joinpath("bynames.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines and all(len(set(map(known_as, line.split(";")))) == 1 for line in lines)
    assert all(len(known_as(line.split(";")[0])) == 1 for line in lines)


@pytest.mark.parametrize(
    ("one", "two", "room"),
    [
        ("Soči", "Sochi", "place"),
        ("Aleksandar Vučić", "Aleksandar Vucic", "person"),
        ("Šešelj", "Sheshelj", "person"),
        ("Th. Muivah", "Thuingaleng Muivah", "person"),
    ],
)
def test_letters_with_marks_are_read_both_ways(one: str, two: str, room: str) -> None:
    assert compare(one, two, room).likely
    assert not compare("Th. Muivah", "Rh. Raising").likely
