"""IRIs: readable, ASCII, taken apart as they were put together, and closed to anything odd."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.iris import claim_id, digest_of, evidence_id, iri, parse, slugify

BASE = "https://w3id.org/sulh/id/"
ids = st.from_regex(
    r"(person|armed-group|round)/[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Anas Haqqani", "anas-haqqani"),
        ("Türkiye", "turkiye"),
        ("İstanbul", "istanbul"),
        ("Işık", "isik"),
        ("O’Neill", "oneill"),
        ("Øystein Þór Łukasz Đukić", "oystein-thor-lukasz-dukic"),
        ("Côte d'Ivoire", "cote-divoire"),
        ("  a -- b  ", "a-b"),
        ("Straße", "strasse"),
        ("قطر", ""),
        ("", ""),
    ],
)
def test_slugs_fold_what_latin_writes_above_and_below_its_letters(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_a_slug_is_short_ascii_and_its_own_slug(text: str) -> None:
    slug = slugify(text)
    assert len(slug) <= 80
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert slugify(slug) == slug


@given(ids)
def test_what_is_put_together_comes_apart(id: str) -> None:
    kind, slug = parse(BASE, iri(BASE, id))
    assert f"{kind}/{slug}" == id


def test_a_base_may_end_in_a_hash() -> None:
    base = "https://example.org/graph#"
    assert parse(base, iri(base, "person/jane-doe")) == ("person", "jane-doe")


@pytest.mark.parametrize(
    "id",
    [
        "",
        "person",
        "person/",
        "/jane",
        "person/jane doe",
        "person/<script>",
        "person/../../etc",
        "person/.",
        "person//jane",
        "person/jané",
        "person/jane\n",
        "Person/jane",
        'person/jane">',
    ],
)
def test_what_is_no_id_is_refused_both_ways(id: str) -> None:
    with pytest.raises(UsageError):
        iri(BASE, id)
    with pytest.raises(UsageError):
        parse(BASE, BASE + id)


def test_an_iri_of_another_graph_is_refused() -> None:
    with pytest.raises(UsageError, match="not an IRI of this graph"):
        parse(BASE, "https://example.org/person/jane-doe")


def test_claims_and_evidence_carry_their_source_in_their_ids() -> None:
    assert claim_id("herald-2031", "round", "abc") == "claim/herald-2031/round-abc"
    assert evidence_id("herald-2031", "said so") == f"evidence/herald-2031/{digest_of('said so')}"


def test_a_long_odd_id_is_refused_at_once() -> None:
    with pytest.raises(UsageError):
        iri(BASE, "person/" + "a/" * 100_000 + "!")
