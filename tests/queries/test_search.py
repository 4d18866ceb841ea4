"""Search finds an entity by any of its names."""

from __future__ import annotations

import pytest

from kg.queries.search import SearchIndex
from kg.store.base import View


@pytest.fixture(scope="module")
def index(example_view: View) -> SearchIndex:
    return SearchIndex(example_view)


@pytest.mark.parametrize("text", ["Turkey", "türkiye", "TURKIYE", "Турция", "ترکیہ"])
def test_one_state_by_many_names(index: SearchIndex, text: str) -> None:
    assert "actor/turkiye" in [found.id for found in index.find(text)]


def test_words_are_beginnings_in_any_order(index: SearchIndex) -> None:
    assert index.find("haqq an")[0].id == "person/anas-haqqani"
    assert index.find("istanb")[0].kind == "round"
    assert [f.kind for f in index.find("istanbul", kind="place")] == ["place"]
    assert index.find("") == [] and index.find("zzz") == []
