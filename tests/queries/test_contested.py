"""Compatible values told from incompatible ones; reprints told from independent voices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.corpus import Corpus
from kg.facts import sheets
from kg.queries.contested import Given, _fit, pact_terms, post_key
from kg.queries.independence import independent
from kg.queries.registry import ask
from kg.store import MemoryStore
from kg.store.sync import sync


def given(value: str, *sources: str) -> Given:
    return Given(value, value, sources=set(sources))


@pytest.mark.parametrize(
    ("property", "a", "b", "fits"),
    [
        ("dates", "2025-10", "2025-10-18", True),
        ("dates", "2025-10-18", "2025-10-19", False),
        ("dates", "2025-10-18", "2025-10-18/2025-10-19", False),
        ("dates", "2025-10-18/..", "2025-10-18/2025-10-19", True),
        ("size", "2", "7", False),
        ("status", "under-way", "concluded", True),
        ("status", "cancelled", "concluded", False),
        ("outcome", "no-agreement", "ceasefire", False),
        ("outcome", "joint-statement", "ceasefire", True),
        ("commitment-type", "permanent", "immediate and permanent", True),
        ("commitment-type", "temporary", "permanent", False),
        ("commitment-type", "temporary", "immediate", True),
    ],
)
def test_what_can_hold_at_once(property: str, a: str, b: str, fits: bool) -> None:
    assert _fit(property, given(a, "x"), given(b, "y")) is fits
    assert _fit(property, given(b, "y"), given(a, "x")) is fits


def test_one_office_under_several_wordings() -> None:
    assert post_key("acting head of the Elbonian embassy in Qatar") == post_key(
        "acting ambassador to Qatar"
    )
    assert post_key("ambassador to Qatar") != post_key("ambassador to Norway")


def test_terms_of_a_truce() -> None:
    assert pact_terms("ceasefire", "An immediate and permanent ceasefire.") == (
        "immediate and permanent"
    )
    assert pact_terms("truce-fixed-term", "A truce of two days.") == "truce-fixed-term"


def said(source: str, quote: str, agency: str | None = None) -> dict[str, str | None]:
    return {"source": source, "quote": quote, "agency": agency}


def test_one_agency_is_one_voice_and_the_reason_is_told() -> None:
    voices = independent([said("a", "Talks ended.", "AFP"), said("b", "It is over.", "AFP")])
    assert [voice.sources for voice in voices] == [("a", "b")]
    assert "AFP" in voices[0].reason


def test_the_same_words_are_one_voice() -> None:
    words = "The two delegations met for nine hours at the lake and parted without a text"
    voices = independent([said("a", words), said("b", words + " on Monday"), said("c", "Other.")])
    assert [voice.sources for voice in voices] == [("a", "b"), ("c",)]


def test_short_words_in_common_prove_nothing() -> None:
    assert len(independent([said("a", "Talks were held."), said("b", "Talks were held.")])) == 2


BASE = "https://example.org/id/"
SHEET = """\
format: sulh-facts/1
source: {{id: {id}, title: Talks, published: {day}{more}}}
rounds:
- {{id: r, place: Oslo, dates: 2024-05-03, parties: [Ruritania, Elbonia], evidence: [in Oslo]}}
delegations:
- {{round: r, party: Elbonia, size: {size}, evidence: ["{size} from Elbonia"]}}
commitments:
- {{round: r, by: [Elbonia], type: withdrawal, deadline: {deadline}, text: it goes, evidence: [it]}}
"""


def sheet(id: str, day: str, size: int, deadline: str, corrects: str = "") -> str:
    more = f", corrects: {corrects}" if corrects else ""
    return SHEET.format(id=id, day=day, size=size, deadline=deadline, more=more)


def contests(folder: Path, *texts: str) -> dict[str, dict[str, Any]]:
    corpus, store = Corpus.init(folder), MemoryStore()
    for text in texts:
        corpus.add(sheets.loads(text), None)
    sync(corpus, store, base=BASE)
    with store.view() as view:
        return {row["property"]: row for row in ask(view, "contested", base=BASE).rows}


def test_a_source_that_corrects_itself_is_no_quarrel(tmp_path: Path) -> None:
    found = contests(
        tmp_path,
        sheet("first", "2024-05-03", 7, "2024-06"),
        sheet("second", "2024-05-04", 5, "2024-06", corrects="first"),
    )
    size = found["size"]
    assert size["verdict"] == "corrected" and not size["contested"]
    assert {v["value"]: v["correctedBy"] for v in size["values"]} == {7: ["second"], 5: []}


def test_what_others_still_say_stays_contested(tmp_path: Path) -> None:
    found = contests(
        tmp_path,
        sheet("first", "2024-05-03", 7, "2024-06"),
        sheet("second", "2024-05-04", 5, "2024-06", corrects="first"),
        sheet("third", "2024-05-05", 7, "2024-06"),
    )
    assert found["size"]["verdict"] == "incompatible"
    assert {v["value"]: v["since"] for v in found["size"]["values"]} == {
        7: "2024-05-03",
        5: "2024-05-04",
    }


def test_rival_deadlines_are_contested(tmp_path: Path) -> None:
    found = contests(
        tmp_path,
        sheet("first", "2024-05-03", 7, "2024-06-01"),
        sheet("second", "2024-05-04", 7, "2024-07-01"),
    )
    assert found["deadline"]["verdict"] == "incompatible"
