"""The ontology: every term declared, labelled and explained; nothing used that is not declared."""

from __future__ import annotations

import re
from importlib.resources import files

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.terms import PREFIXES, SCHEMES, SULH, VOCAB, concept
from kg.triples.mapping import CLAIMS, SAID_ROLE, bounds
from kg.triples.ontology import ontology_files, ontology_quads

DECLARED = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
)
CONCEPTS = [concept(scheme, word.value) for scheme, words in SCHEMES.items() for word in words]


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in ontology_files():
        graph.parse(data=path.read_bytes(), format="turtle")
    return graph


def declared(graph: rdflib.Graph) -> set[rdflib.term.Node]:
    return {term for kind in DECLARED for term in graph.subjects(RDF.type, kind)}


def ours(text: str) -> set[str]:
    return set(re.findall(r"\bsulh:([A-Za-z]+)", text))


def read(*parts: str) -> str:
    return files("ontology").joinpath(*parts).read_text(encoding="utf-8")


def test_every_term_has_one_label_and_one_comment_in_english(ontology: rdflib.Graph) -> None:
    for term in declared(ontology):
        for property in (RDFS.label, RDFS.comment):
            (text,) = ontology.objects(term, property)
            assert isinstance(text, rdflib.Literal)
            assert text.language == "en" and str(text).strip(), term


def test_every_term_that_is_used_is_declared(ontology: rdflib.Graph) -> None:
    known = {str(term).removeprefix(SULH) for term in declared(ontology)}
    assert ours(read("sulh.ttl")) <= known
    assert ours(read("shapes.ttl")) <= known
    assert ours(read("context.jsonld")) <= known


def test_every_term_that_is_written_is_declared(ontology: rdflib.Graph) -> None:
    known = {str(term).removeprefix(SULH) for term in declared(ontology)}
    fields = [field for claim in CLAIMS for field in claim.fields]
    used = {claim.type for claim in CLAIMS} | {field.said for field in fields}
    used |= {field.link for field in fields if field.shape in ("name", "names", "round")}
    used |= {word for field in fields if field.shape == "date" for word in bounds(field.link)}
    assert used | set(SAID_ROLE.values()) <= known


def test_each_role_has_its_property_and_each_is_narrower_than_third_party(
    ontology: rdflib.Graph,
) -> None:
    third, role_of = rdflib.URIRef(f"{SULH}thirdPartyAt"), rdflib.URIRef(f"{SULH}whenRole")
    for role, name in SAID_ROLE.items():
        property = rdflib.URIRef(SULH + name)
        assert (property, RDFS.subPropertyOf, third) in ontology
        assert ontology.value(property, role_of) == rdflib.URIRef(concept("mediation-role", role))


def test_values_come_from_schemes_that_exist(ontology: rdflib.Graph) -> None:
    for scheme in ontology.objects(None, rdflib.URIRef(f"{SULH}valuesFrom")):
        assert str(scheme).removeprefix(VOCAB) in SCHEMES


def test_a_delegation_is_not_that_of_prov(ontology: rdflib.Graph) -> None:
    ours, theirs = (
        rdflib.URIRef(f"{SULH}Delegation"),
        rdflib.URIRef(f"{PREFIXES['prov']}Delegation"),
    )
    assert (ours, OWL.disjointWith, theirs) in ontology


@pytest.mark.parametrize("prefix", ["prov", "org", "schema", "sem", "oa", "skos", "dcterms"])
def test_the_ontology_is_mapped_to(prefix: str, ontology: rdflib.Graph) -> None:
    mapped = {
        str(o)
        for p in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, RDFS.range)
        for o in ontology.objects(None, p)
    }
    assert any(iri.startswith(PREFIXES[prefix]) for iri in mapped)


@pytest.mark.parametrize("iri", CONCEPTS)
def test_a_concept_has_a_label_a_language_and_one_line_that_defines_it(
    iri: str, ontology: rdflib.Graph
) -> None:
    node = rdflib.URIRef(iri)
    languages = [o.language for o in ontology.objects(node, SKOS.prefLabel)]  # type: ignore
    (definition,) = ontology.objects(node, SKOS.definition)
    assert "en" in languages and len(languages) == len(set(languages)) > 1
    assert set(languages) <= {"en", "ar", "es", "fa", "fr", "ru", "tr", "ur"}
    assert "\n" not in definition and str(definition).endswith(".")


def test_labels_are_in_the_script_of_their_language(ontology: rdflib.Graph) -> None:
    scripts = {"ar": "[\u0600-\u06ff]", "fa": "[\u0600-\u06ff]", "ur": "[\u0600-\u06ff]"}
    for label in ontology.objects(None, SKOS.prefLabel):
        assert isinstance(label, rdflib.Literal)
        script = scripts.get(
            label.language or "", "[\u0400-\u04ff]" if label.language == "ru" else "[a-z]"
        )
        assert re.search(script, str(label), re.IGNORECASE), label


def test_the_graph_of_the_ontology_has_no_blank_node_and_is_the_same_every_time() -> None:
    quads = ontology_quads()
    assert quads == ontology_quads() == sorted(set(quads), key=str)
    terms = [term for quad in quads for term in (quad.subject, quad.object)]
    assert not any(isinstance(term, ox.BlankNode) for term in terms)


def test_nothing_of_the_files_is_lost_in_the_graph(ontology: rdflib.Graph) -> None:
    assert len(ontology_quads()) == len(ontology)
