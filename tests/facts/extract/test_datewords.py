from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.dates import check_edtf
from kg.facts.extract.datewords import Clock, find_dates

TODAY = date(2031, 3, 12)  # a Wednesday


def dates(text: str, *, future: bool = False, today: date | None = TODAY) -> list[str]:
    found = find_dates(text, 0, Clock(today, future))
    return [m.when.edtf for m in found if m.when is not None]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on March 4-5", "2031-03-04/2031-03-05"),
        ("on 4 and 5 March", "2031-03-04/2031-03-05"),
        ("from 25 February to 3 March", "2031-02-25/2031-03-03"),
        ("28 December 2030–2 January 2031", "2031-01-02"),
        ("on Monday", "2031-03-10"),
        ("yesterday", "2031-03-11"),
        ("last month", "2031-02"),
        ("in December", "2030-12"),
        ("in October 2029", "2029-10"),
        ("March 29, 2022", "2022-03-29"),
        ("on 2031-01-09", "2031-01-09"),
        ("in 2027 and 2028", "2027/2028"),
        ("on the fourteenth of December", "2030-12-14"),
        ("on 14 October last year", "2030-10-14"),
        ("in October–November 2029", "2029-10/2029-11"),
        ("in the autumn of 2029", "2029-09/2029-11"),
        ("last winter", "2030-12/2031-02"),
        ("in the second quarter of 2031", "2031-04/2031-06"),
        ("on Tuesday of last week", "2031-03-04"),
        ("on Sunday and Monday", "2031-03-09/2031-03-10"),
        ("three days ago", "2031-03-09"),
        ("on 18 January and again on the 25th", "2031-01-25"),
        ("on 18 January; three days later", "2031-01-21"),
        ("in May 2029, and then in Rome that July", "2029-07"),
    ],
)
def test_a_date_is_resolved_against_the_day_of_publication(text: str, edtf: str) -> None:
    assert edtf in dates(text)


def test_a_weekday_to_come_lies_ahead() -> None:
    assert dates("on Friday", future=True) == ["2031-03-14"]
    assert dates("on Friday") == ["2031-03-07"]


def test_an_unknown_year_stays_unknown() -> None:
    assert dates("on October 18-19", today=None) == ["XXXX-10-18/XXXX-10-19"]
    assert dates("on Monday", today=None) == []


@pytest.mark.parametrize(
    "text",
    ["for the 14th consecutive day", "a 48-hour truce", "in the last three to four days", "7/2"],
)
def test_counts_and_spans_are_not_dates(text: str) -> None:
    assert dates(text) == []


@given(st.text(max_size=300), st.booleans())
def test_whatever_is_found_is_edtf_and_stands_where_it_says(text: str, future: bool) -> None:
    for mention in find_dates(text, 7, Clock(TODAY, future)):
        assert mention.when is not None
        check_edtf(mention.when.edtf)
        assert text[mention.start - 7 : mention.end - 7] == mention.text
