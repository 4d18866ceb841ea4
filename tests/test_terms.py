"""The closed words of a sheet and the SKOS schemes are one list, written in two places."""

from __future__ import annotations

from importlib.resources import files

import pytest
import rdflib
from rdflib.namespace import SKOS

from kg.terms import PREFIXES, SCHEMES, concept


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_has_the_words_of_the_sheet(scheme: str) -> None:
    path = files("ontology").joinpath("vocab", f"{scheme}.ttl")
    graph = rdflib.Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")
    words = {member.value for member in SCHEMES[scheme]}
    notations = {str(word) for word in graph.objects(None, SKOS.notation)}
    assert notations == words
    for word in words:
        node = rdflib.URIRef(concept(scheme, word))
        assert graph.value(node, SKOS.notation) == rdflib.Literal(word)


def test_there_is_no_scheme_without_words_in_the_sheet() -> None:
    names = {path.name for path in files("ontology").joinpath("vocab").iterdir()}
    assert names == {f"{scheme}.ttl" for scheme in SCHEMES}


def test_prefixes_are_namespaces() -> None:
    assert all(iri.endswith(("#", "/")) for iri in PREFIXES.values())
    assert len(set(PREFIXES.values())) == len(PREFIXES)
