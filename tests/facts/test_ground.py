"""The gate: quotes must stand in the text, values in their quotes, or be marked, or go."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import sheets as any_sheet

from kg.errors import GroundingError
from kg.facts.ground import Fault, check_grounded, gate, ground, locate, mark
from kg.facts.model import Sheet
from kg.facts.sheets import load

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "extraction"
TEXT = """Second round opens in Bergdorf

The second round of talks between Norland and the Southern Front opened in Bergdorf on 4 May 2031.
The Turkish foreign ministry hosts the talks. Norland's five-member delegation is led by Foreign
Minister Ilse Brandt. Justice ministers Omar Said and Tomas Lind are there as ad-
visers. “We have come,” Brandt said, “to listen and to sign.” They leave on Friday.
"""


def sheet(published: str | None = "2031-05-04", **facts: list[dict[str, Any]]) -> Sheet:
    source = {"id": "gazette", "published": published}
    return Sheet.model_validate({"source": source, **facts})


def faults(**facts: list[dict[str, Any]]) -> list[tuple[str, Fault]]:
    return [(f.field, f.fault) for f in ground(sheet(**facts), TEXT)]


LED = {"evidence": ["led by Foreign Minister Ilse Brandt"]}


def test_a_quote_may_be_broken_otherwise_but_not_worded_otherwise() -> None:
    round = {"id": "r", "evidence": ["led by Foreign\n\n  Minister Ilse Brandt"]}
    assert faults(rounds=[round]) == []
    for wrong in ("led by Foreign Minister, Ilse Brandt", "Led by", "foreign minister"):
        assert faults(rounds=[{"id": "r", "evidence": ["Norland", wrong]}]) == [
            ("evidence[1]", Fault.QUOTE)
        ]


def test_the_offsets_are_those_of_the_text_as_given() -> None:
    span = locate(TEXT, "is led by Foreign Minister Ilse")
    assert span is not None
    assert TEXT[span[0] : span[1]] == "is led by Foreign\nMinister Ilse"
    assert locate(TEXT, "Foreign Office") is None
    assert locate(TEXT, " \n ") is None
    assert locate("", "x") is None


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("participants", {"person": "Mickey Mouse"}),
        ("participants", {"person": "Omar Brandt"}),
        ("participants", {"person": "Ilse Brandt", "for": "Qatar"}),
        ("participants", {"person": "Ilse Brandt", "posts": ["Prime Minister"]}),
        ("participants", {"person": "Ilse Brandt", "organisation": "Treasury"}),
        ("third_parties", {"actor": "Qatar"}),
        ("delegations", {"party": "Norland", "size": 7}),
        ("rounds", {"id": "r", "place": "Oslo"}),
        ("rounds", {"id": "r", "ordinal": 3}),
        ("rounds", {"id": "r", "dates": "2028-05-04"}),
        ("rounds", {"id": "r", "venue": "Hotel Krone"}),
        ("rounds", {"id": "r", "parties": ["Norland", "Westland"]}),
        ("statements", {"quote": "to listen and to leave"}),
        ("positions", {"by": "Westland", "kind": "demand", "text": "x"}),
        ("commitments", {"by": ["Westland"], "type": "ceasefire", "text": "x"}),
    ],
)
def test_a_real_quote_is_no_licence_for_a_value(kind: str, fact: dict[str, Any]) -> None:
    found = faults(**{kind: [{**fact, **LED}]})
    assert [fault for _, fault in found] == [Fault.VALUE]
    field = found[0][0].partition("[")[0]
    assert faults(**{kind: [{**fact, **LED, "inferred": [field]}]}) == []


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("participants", {"person": "Ilse Brandt", "posts": ["Foreign Minister"]}),
        (
            "participants",
            {"person": "Omar Said", "posts": ["justice minister"], "roles": ["adviser"]},
        ),
        ("third_parties", {"actor": "Turkey", "roles": ["host"]}),
        ("delegations", {"party": "Norland", "size": 5}),
        ("rounds", {"id": "r", "ordinal": 2, "place": "Bergdorf", "dates": "2031-05-04/.."}),
        ("rounds", {"id": "r", "dates": "2031-05-09"}),
        ("rounds", {"id": "r", "place": "undisclosed"}),
        ("statements", {"speaker": "Brandt", "quote": "We have come to listen and to sign"}),
    ],
)
def test_a_text_says_things_in_many_forms(kind: str, fact: dict[str, Any]) -> None:
    assert faults(**{kind: [{**fact, "evidence": [TEXT]}]}) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (2, "2nd"),
        (5, "five-member"),
        (6, "Round VI"),
        (21, "twenty-first"),
        (38, "38th"),
        (40, "fortieth"),
        (119, "a hundred and nineteenth time"),
        (345, "three hundred and forty-fifth"),
    ],
)
def test_numbers_in_words_and_digits(number: int, words: str) -> None:
    fact = {"id": "r", "ordinal": number, "evidence": [words]}
    assert ground(sheet(rounds=[fact]), f"It was {words}.") == []


def test_what_stands_elsewhere_is_marked_inferred_not_refused() -> None:
    fact = {"id": "r", "place": "Bergdorf", "ordinal": 2, "parties": ["Norland"], **LED}
    marked = mark(sheet(rounds=[fact]), TEXT)
    assert marked.rounds[0].inferred == ["ordinal", "parties", "place"]
    assert mark(marked, TEXT) == marked


def test_the_error_names_the_field_and_says_what_to_do() -> None:
    bad = sheet(participants=[{"person": "Mickey Mouse", **LED}, {"person": "X", **LED}])
    with pytest.raises(GroundingError) as caught:
        check_grounded(bad, TEXT)
    assert caught.value.message == (
        "gazette: participants[0].person: the text does not say 'Mickey Mouse'; correct it, "
        "or add 'person' to inferred (and 1 more)"
    )
    check_grounded(sheet(participants=[{"person": "Ilse Brandt", **LED}]), TEXT)


def test_the_gate_takes_out_what_it_can_and_drops_what_it_must() -> None:
    given_ = sheet(
        rounds=[
            {"id": "a", "place": "Oslo", "parties": ["Norland", "Westland"], **LED},
            {"id": "b", "evidence": ["never said"]},
        ],
        participants=[
            {"round": "b", "person": "Ilse Brandt", "posts": ["Queen", "Minister"], **LED},
            {"round": "a", "person": "Mickey Mouse", **LED},
        ],
    )
    left, dropped = gate(given_, TEXT)
    assert [r.id for r in left.rounds] == ["a"]
    assert (left.rounds[0].place, left.rounds[0].parties) == (None, ["Norland"])
    assert [p.person for p in left.participants] == ["Ilse Brandt"]
    assert (left.participants[0].round, left.participants[0].posts) == (None, ["Minister"])
    assert {f.field for f in dropped} == {
        "place",
        "parties[1]",
        "evidence[0]",
        "posts[0]",
        "person",
    }


@given(any_sheet(), st.text())
def test_what_passes_the_gate_is_grounded_and_passes_again(any: Sheet, text: str) -> None:
    left, dropped = gate(any, text)
    assert ground(left, text) == []
    assert gate(left, text) == (left, [])
    assert bool(dropped) == bool(ground(any, text))
    for kind in ("rounds", "participants", "statements"):
        assert len(getattr(left, kind)) <= len(getattr(any, kind))


@given(st.text(), st.data())
def test_any_stretch_of_a_text_is_found_however_its_lines_break(text: str, data: Any) -> None:
    start = data.draw(st.integers(0, len(text)))
    stretch = text[start : data.draw(st.integers(start, len(text)))]
    span = locate(text, re.sub(r"\s+", data.draw(st.sampled_from([" ", "\n", "\t \r\n"])), stretch))
    if not stretch.strip():
        assert span is None
        return
    assert span is not None
    assert text[span[0] : span[1]].split() == stretch.split()
    assert not text[span[0]].isspace()
    assert not text[span[1] - 1].isspace()


def test_a_thousand_facts_on_a_long_text_take_no_time() -> None:
    text = TEXT * 1000
    facts = [{"person": "Ilse Brandt", **LED}] * 1000
    start = time.perf_counter()
    assert ground(sheet(participants=facts), text) == []
    assert time.perf_counter() - start < 5


def check_gold(folder: Path) -> list[Sheet]:
    sheets = []
    for path in sorted(folder.glob("*.facts.yaml")):
        text = path.with_name(path.name.replace(".facts.yaml", ".txt")).read_text("utf-8")
        check_grounded(load(path), text)
        sheets.append(load(path))
    return sheets


def test_the_gold_sheets_are_grounded(dev_corpus: Path) -> None:
    check_gold(dev_corpus)


@pytest.mark.parametrize("folder", ["practice", "practice/phrases", "held-out", "held-out/phrases"])
def test_invented_articles_have_grounded_sheets_that_say_so(folder: str) -> None:
    sheets = check_gold(BENCHMARK / folder)
    assert sheets or folder == "held-out"
    assert all(sheet.source.fictional for sheet in sheets)
    assert len({sheet.source.id for sheet in sheets}) == len(sheets)
