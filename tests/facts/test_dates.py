"""EDTF: what is read, the days it allows, and when two expressions can mean one day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.dates import check_edtf, edtf_span, overlap

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-10-25", date(2025, 10, 25), date(2025, 10, 25)),
        ("2025-10", date(2025, 10, 1), date(2025, 10, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("2025-10-25?", date(2025, 10, 25), date(2025, 10, 25)),
        ("2025-10-XX", date(2025, 10, 1), date(2025, 10, 31)),
        ("2025-24", date(2025, 12, 1), date(2026, 2, 28)),
        ("2025-10-25/2025-10-30", date(2025, 10, 25), date(2025, 10, 30)),
        ("2025-10-25/..", date(2025, 10, 25), None),
        ("../2025-10-30", None, date(2025, 10, 30)),
        ("XXXX-10-18", None, None),
    ],
)
def test_the_days_an_expression_allows(
    text: str, earliest: date | None, latest: date | None
) -> None:
    assert check_edtf(text) == text
    span = edtf_span(text)
    assert (span.earliest, span.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "../..",
        "25 October",
        "2025-13",
        "2025-02-30",
        "2025-10-25/2025-10-20",
        "0000",
        "2025/2026/2027",
        "2025-1-1",
        "2025-10-25T10:00",
        "XXXX-02-30",
        "2025-10-25 ",
        "2025\n",
        "٢٠٢٥",
    ],
)
def test_what_is_no_date_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check_edtf(text)


@given(days, days)
def test_days_overlap_only_with_themselves(a: date, b: date) -> None:
    assert overlap(a.isoformat(), b.isoformat()) == (a == b)


@given(days, st.integers(0, 400), days)
def test_a_day_overlaps_the_interval_it_lies_in(start: date, length: int, day: date) -> None:
    end = start + timedelta(days=length)
    interval = f"{start.isoformat()}/{end.isoformat()}"
    assert overlap(interval, day.isoformat()) == (start <= day <= end)
    assert overlap(day.isoformat(), interval) == overlap(interval, day.isoformat())
    assert overlap(f"{start.isoformat()}/..", day.isoformat()) == (day >= start)


def test_an_unknown_year_compares_month_and_day() -> None:
    assert overlap("XXXX-10-18", "2025-10-18")
    assert overlap("2025-10", "XXXX-10-18")
    assert not overlap("XXXX-10-18", "2025-11")
    assert overlap("XXXX-10-18", "XXXX-10")


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        check_edtf(text)
    except ValueError:
        return
    span = edtf_span(text)
    assert not (span.earliest and span.latest and span.earliest > span.latest)
