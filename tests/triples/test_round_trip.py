"""read(write(sheet)) == sheet, whatever the sheet holds and wherever its quads have been."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import sheets as any_sheet
from written import BASE, quads_of, sheet_of

from kg.errors import SheetError
from kg.facts.model import Sheet
from kg.facts.sheets import load
from kg.triples.read import read

ODD = [
    " \t\r\n ",
    "  two  spaces ",
    "\x01\x0b\x85\u2028\u2029",
    "\ufeff\ufffe\uffff",
    "e\u0301 é",
    "\u202eقطر\u202c",
    "𝔘🕊",
    "\"'\\ \\u0041 <b>&amp;",
    "01",
    "1.0e3",
    "true",
    "2025-10-25",
    'x"@en',
    'x"^^<http://www.w3.org/2001/XMLSchema#integer>',
]
odd = st.lists(st.sampled_from(ODD), min_size=1, max_size=4)


@given(any_sheet())
@settings(max_examples=150)
def test_a_sheet_comes_back_from_its_quads(sheet: Sheet) -> None:
    assert read(quads_of(sheet, "some text"), base=BASE) == sheet


@given(any_sheet())
@settings(max_examples=40)
def test_a_sheet_comes_back_from_a_store(sheet: Sheet) -> None:
    store = ox.Store()
    store.extend(quads_of(sheet))
    assert read(store, base=BASE) == sheet


@given(any_sheet())
@settings(max_examples=40)
def test_a_sheet_comes_back_from_a_file(sheet: Sheet) -> None:
    data = ox.serialize(quads_of(sheet), format=ox.RdfFormat.N_QUADS)
    assert data is not None
    assert read(ox.parse(data, format=ox.RdfFormat.N_QUADS), base=BASE) == sheet


@given(odd, odd, odd)
def test_odd_characters_order_and_repeats_stay(a: list[str], b: list[str], c: list[str]) -> None:
    incident = {"type": "other", "places": a, "actors": b, "text": a[0], "evidence": c}
    commitment = {"type": "other", "by": c, "text": b[0], "evidence": a, "inferred": b}
    person = {"person": a[0], "posts": b, "for": c[0], "evidence": b, "according_to": a[-1]}
    sheet = sheet_of(
        source={"id": "herald", "authors": a, "title": b[0], "url": c[0]},
        incidents=[incident, incident],
        commitments=[commitment],
        participants=[person, person],
        statements=[{"quote": b[0], "speaker": a[0], "evidence": c}],
    )
    data = ox.serialize(quads_of(sheet), format=ox.RdfFormat.N_QUADS)
    assert data is not None
    assert read(ox.parse(data, format=ox.RdfFormat.N_QUADS), base=BASE) == sheet


def test_dates_keep_the_form_in_which_they_were_written() -> None:
    for dates in ("2025-10", "2025-21", "19XX", "2025-10-25~", "2025-10-25/..", "XXXX-10-18"):
        sheet = sheet_of(rounds=[{"id": "a", "dates": dates, "evidence": ["x"]}])
        assert read(quads_of(sheet), base=BASE).rounds[0].dates == dates


def test_a_fact_that_points_at_no_round_comes_back_too() -> None:
    sheet = sheet_of(delegations=[{"round": "nowhere", "party": "Norland", "evidence": ["x"]}])
    assert read(quads_of(sheet), base=BASE) == sheet


def test_the_practice_sheets_come_back(dev_corpus: Path) -> None:
    paths = sorted(dev_corpus.glob("*.facts.yaml"))
    assert paths
    for path in paths:
        sheet = load(path)
        assert read(quads_of(sheet), base=BASE) == sheet, path.name


def test_other_triples_in_the_graph_do_no_harm() -> None:
    sheet = sheet_of()
    odd = ox.Quad(ox.NamedNode(f"{BASE}person/x"), ox.NamedNode("x:y"), ox.BlankNode())
    assert (
        read(
            [*quads_of(sheet), odd, ox.Quad(ox.BlankNode(), ox.NamedNode("x:y"), odd.subject)],
            base=BASE,
        )
        == sheet
    )


def test_two_sources_are_no_sheet() -> None:
    other = sheet_of(source={"id": "gazette"})
    with pytest.raises(SheetError, match="one source, not of 2"):
        read([*quads_of(sheet_of()), *quads_of(other)], base=BASE)
    with pytest.raises(SheetError, match="one source, not of 0"):
        read([], base=BASE)


@pytest.mark.parametrize(
    ("gone", "names"),
    [
        ("oa#exact", "not exactly one quote"),
        ("ontology#modality", None),
        ("ontology#localId", "rounds.0.id"),
        ("ontology#evidence", "rounds.0.evidence"),
    ],
)
def test_a_graph_that_lost_triples_is_refused_in_words(gone: str, names: str | None) -> None:
    left = [quad for quad in quads_of(sheet_of()) if not quad.predicate.value.endswith(gone)]
    if names is None:
        assert read(left, base=BASE) == sheet_of()
    else:
        with pytest.raises(SheetError, match=names):
            read(left, base=BASE)


@pytest.mark.parametrize("order", ["{", "[1]", '{"parties": 3}', '{"evidence": ["gone"]}'])
def test_a_graph_with_a_broken_order_is_refused(order: str) -> None:
    sheet = sheet_of(rounds=[{"id": "a", "parties": ["Z", "A"], "evidence": ["y", "x"]}])
    quads = [
        ox.Quad(q.subject, q.predicate, ox.Literal(order), q.graph_name)
        if q.predicate.value.endswith("#order")
        else q
        for q in quads_of(sheet)
    ]
    with pytest.raises(SheetError):
        read(quads, base=BASE)
