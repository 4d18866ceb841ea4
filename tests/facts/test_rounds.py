"""Rounds of several sources become one round when they certainly are, and stay apart otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.entities import Entity, Registry, builtin_registry
from kg.facts.model import Sheet
from kg.facts.resolution import resolve
from kg.facts.roundmatch import Features, compare_rounds, filed_under
from kg.facts.rounds import RoundBook
from kg.facts.shelf import MemoryShelf

ISTANBUL = {
    "id": "r",
    "place": "Istanbul",
    "dates": "2025-10-25/2025-10-30",
    "parties": ["Pakistan", "Afghanistan"],
    "evidence": ["x"],
}


def rounds_of(*rounds_by_source: list[dict[str, object]], registry: Registry | None = None):
    registry = registry or Registry()
    book = RoundBook(registry)
    ids = []
    for number, rounds in enumerate(rounds_by_source):
        sheet = Sheet.model_validate({"source": {"id": f"s{number}"}, "rounds": rounds})
        ids.append(resolve(sheet, registry, book).rounds)
    return ids


def test_a_day_within_the_dates_at_the_same_place_is_the_same_round() -> None:
    one, two = rounds_of([ISTANBUL], [{**ISTANBUL, "id": "x", "dates": "2025-10-26", "ordinal": 2}])
    assert one["r"] == two["x"] == "round/pakistan-afghanistan-istanbul-2025-10"


def test_rival_numbering_keeps_a_round_together() -> None:
    one, two = rounds_of([{**ISTANBUL, "ordinal": 2}], [{**ISTANBUL, "ordinal": 1}])
    assert one == two


def test_other_dates_or_places_are_other_rounds() -> None:
    one, two, three = rounds_of(
        [ISTANBUL],
        [{**ISTANBUL, "dates": "2025-11-06/2025-11-07"}],
        [{**ISTANBUL, "place": "Ankara"}],
    )
    assert len({one["r"], two["r"], three["r"]}) == 3


def test_an_open_end_does_not_reach_for_ever() -> None:
    one, two, three = rounds_of(
        [{**ISTANBUL, "dates": "2025-10-25/.."}],
        [{**ISTANBUL, "dates": "2025-10-28"}],
        [{**ISTANBUL, "dates": "2026-03-01"}],
    )
    assert one == two != three


def test_a_country_and_a_city_in_it_do_not_contradict() -> None:
    builtin = builtin_registry()
    one, two = rounds_of(
        [{**ISTANBUL, "place": "Riyadh"}], [{**ISTANBUL, "place": "Saudi Arabia"}], registry=builtin
    )
    assert one == two


def test_place_and_parties_alone_do_not_join() -> None:
    one, two = rounds_of([ISTANBUL], [{**ISTANBUL, "dates": None}])
    assert one["r"] != two["r"]


def test_an_unknown_year_matches_by_month_and_day() -> None:
    one, two = rounds_of([ISTANBUL], [{**ISTANBUL, "dates": "XXXX-10-25"}])
    assert one == two


def test_two_rounds_of_one_source_never_become_one() -> None:
    (ids,) = rounds_of([ISTANBUL, {**ISTANBUL, "id": "again"}])
    assert len(set(ids.values())) == 2


def test_the_registry_is_an_anchor() -> None:
    anchor = Entity(
        id="round/istanbul-second",
        kind="round",
        place="Istanbul",
        dates="2025-10-25/2025-10-30",
        parties=("Pakistan", "Afghanistan"),
    )
    (ids,) = rounds_of([ISTANBUL], registry=Registry([anchor]))
    assert ids["r"] == "round/istanbul-second"


def test_an_id_once_given_stays_when_its_first_source_goes() -> None:
    registry = Registry()
    book = RoundBook(registry, {("s1", "x"): "round/kept"})
    sheet = Sheet.model_validate({"source": {"id": "s1"}, "rounds": [{**ISTANBUL, "id": "x"}]})
    assert resolve(sheet, registry, book).rounds == {"x": "round/kept"}


@pytest.mark.parametrize(
    ("a", "b", "certain"),
    [
        (Features(place="p", dates="2025-10"), Features(place="p", dates="2025-10-25"), True),
        (Features(place="p", ordinal=2), Features(place="p", ordinal=2), False),
        (Features(dates="2025"), Features(dates="2025"), False),
        (
            Features(place="p", ordinal=2, parties=frozenset({"a", "b"})),
            Features(place="p", ordinal=2, parties=frozenset({"a"})),
            True,
        ),
    ],
)
def test_what_makes_a_match_certain(a: Features, b: Features, certain: bool) -> None:
    assert compare_rounds(a, b).certain is certain
    assert compare_rounds(b, a).certain is certain


_DATES = (
    None,
    *("2025", "2025-10", "2025-10-18", "2025-10-18/..", "../2025-11-02", "XXXX-10-18", "2024-11"),
    *("2025-10-30/2025-11-02", "2019/2025", "202X", "2025-24", "XXXX-10-18/2025-11-01"),
)
_FEATURES = st.builds(
    Features,
    place=st.sampled_from([None, "place/doha", "place/qatar"]),
    country=st.sampled_from([None, "qatar"]),
    dates=st.sampled_from(_DATES),
    ordinal=st.sampled_from([None, 1, 2]),
    parties=st.frozensets(st.sampled_from(["actor/a", "actor/b", "actor/c"])),
    process=st.sampled_from([None, "process/p", "process/q"]),
)


@given(st.lists(st.tuples(st.sampled_from("xyz"), _FEATURES)), _FEATURES)
def test_every_round_that_a_description_certainly_means_is_found_near_it(
    learnt: list[tuple[str, Features]], wanted: Features
) -> None:
    """All rounds of a key were compared once; the shelf hands out only those that may match."""
    shelf = MemoryShelf()
    for id, features in learnt:
        shelf.learn(id, features)
    ids = {id for id, _ in learnt}
    certain = {
        id for id in ids if any(compare_rounds(wanted, said).certain for said in shelf.said(id))
    }
    shares_a_key = {id for id in ids if any(_keys(wanted) & _keys(said) for said in shelf.said(id))}
    assert certain & shares_a_key <= set(shelf.near(wanted))


def _keys(features: Features) -> set[str]:
    return set(filed_under(features)[0])
