"""The fact sheet's contract: what it takes and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError
from strategies import sheets as any_sheet

from kg.facts.model import KINDS, Sheet, facts_of

SOURCE = {"id": "gazette-2031-05-04"}
QUOTED = {"evidence": ["words"]}


def sheet(**parts: Any) -> Sheet:
    return Sheet.model_validate({"source": SOURCE, **parts})


def test_the_least_one_may_say() -> None:
    least = sheet()
    assert (least.format, facts_of(least)) == ("sulh-facts/1", [])


@pytest.mark.parametrize(
    "parts",
    [
        {"format": "sulh-facts/2"},
        {"source": {"id": "Not A Slug"}},
        {"source": {"id": "x", "published": "25 October 2025"}},
        {"source": {"id": "x", "language": "english!"}},
        {"mood": "good"},
        {"rounds": [{"id": "r"}]},
        {"rounds": [{"id": "r", "evidence": []}]},
        {"rounds": [{"id": "r", "evidence": [""]}]},
        {"rounds": [{"id": "r", "ordinal": 0, **QUOTED}]},
        {"rounds": [{"id": "r", "status": "open", **QUOTED}]},
        {"rounds": [{"id": "r", "parties": "Norland", **QUOTED}]},
        {"third_parties": [{"roles": ["host"], **QUOTED}]},
        {"third_parties": [{"actor": "Qatar", "roles": ["boss"], **QUOTED}]},
        {"delegations": [{"party": "Norland", "size": -1, **QUOTED}]},
        {"statements": [{"speaker": "Brandt", **QUOTED}]},
        {"commitments": [{"type": "ceasefire", **QUOTED}]},
        {"incidents": [{"type": "clash", "text": "x" * 20_001, **QUOTED}]},
    ],
)
def test_what_breaks_the_contract_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        sheet(**parts)


def test_dates_that_yaml_has_read_as_dates_and_numbers_are_text_again() -> None:
    import datetime

    day = datetime.date(2031, 5, 4)
    read = sheet(rounds=[{"id": "r", "dates": day, **QUOTED}, {"id": "s", "dates": 2031, **QUOTED}])
    assert [r.dates for r in read.rounds] == ["2031-05-04", "2031"]


def test_an_unnamed_participant_is_a_participant() -> None:
    unnamed = sheet(participants=[{"for": "Norland", "posts": ["colonel"], **QUOTED}])
    assert unnamed.participants[0].person is None
    assert unnamed.participants[0].for_ == "Norland"


@given(any_sheet())
def test_facts_come_in_the_order_of_the_sheet(sheet: Sheet) -> None:
    facts = facts_of(sheet)
    assert [kind for kind, _, _ in facts] == sorted((k for k, _, _ in facts), key=KINDS.index)
    assert all(getattr(sheet, kind)[index] is fact for kind, index, fact in facts)


@given(any_sheet())
def test_a_sheet_survives_json(sheet: Sheet) -> None:
    assert Sheet.model_validate_json(sheet.model_dump_json(by_alias=True)) == sheet
