"""Accept headers as clients send them, and as nobody should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiate import choose
from api.problems import Problem

OFFERED = ("text/turtle", "application/ld+json", "text/html")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("text/html;level=1", "text/html"),
        ("text/*;q=0.5, application/ld+json;q=0.6", "application/ld+json"),
        ("text/html;q=0.5, text/turtle;q=0.5", "text/turtle"),
        ("*/*;q=0.1, text/html;q=0.1", "text/html"),
        ("*/*, text/turtle;q=0", "application/ld+json"),
        ("text/turtle;q=0.001, text/html;q=nonsense", "text/turtle"),
        (",,;, text/html", "text/html"),
        ("application/json, */*;q=0.01", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_choice(accept: str | None, chosen: str) -> None:
    assert choose(accept, OFFERED) == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "nonsense", "*/html", ";;;"])
def test_nothing_will_do(accept: str) -> None:
    with pytest.raises(Problem) as raised:
        choose(accept, OFFERED)
    assert raised.value.status_code == 406
    assert raised.value.extra["available"] == list(OFFERED)


@given(st.text(max_size=100))
def test_any_header_is_a_choice_or_a_406(accept: str) -> None:
    try:
        assert choose(accept, OFFERED) in OFFERED
    except Problem as problem:
        assert problem.status_code == 406
