"""JSON-LD: with the published context a claim is plain JSON, and means the same triples."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
import rdflib
from rdflib.compare import to_isomorphic
from rdflib.namespace import OWL, RDF, RDFS, XSD

from kg.facts.entities import Registry
from kg.facts.model import Sheet
from kg.facts.resolution import resolve
from kg.facts.rounds import RoundBook
from kg.terms import PREFIXES, SULH
from kg.triples.write import write

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
BASE = "https://w3id.org/sulh/id/"
TEXT = "Ilse Brandt, a judge, leads Norland’s team in Bergdorf."
SHEET = {
    "source": {
        "id": "herald",
        "url": "https://example.org/story",
        "published": "2031-05",
        "authors": ["A. Writer"],
        "fictional": True,
    },
    "rounds": [{"id": "b", "ordinal": 2, "dates": "2031-05-04/..", "evidence": ["in Bergdorf"]}],
    "participants": [
        {
            "round": "b",
            "for": "Norland",
            "person": "Ilse Brandt",
            "posts": ["judge"],
            "roles": ["head"],
            "evidence": ["Ilse Brandt, a judge, leads Norland’s team"],
        }
    ],
    "commitments": [{"type": "other", "text": "t", "deadline": "2031", "evidence": ["Bergdorf"]}],
}


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    text = files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found


def graph() -> rdflib.Graph:
    sheet = Sheet.model_validate(SHEET)
    names = resolve(sheet, Registry(), RoundBook(Registry()))
    lines = [f"{quad.triple} ." for quad in write(sheet, names, base=BASE, text=TEXT)]
    return rdflib.Graph().parse(data="\n".join(lines), format="nt")


def compact(triples: rdflib.Graph, context: dict[str, Any]) -> Any:
    return json.loads(triples.serialize(format="json-ld", context=context, auto_compact=False))


def expand(document: Any, context: dict[str, Any]) -> rdflib.Graph:
    body = {**document, "@context": context}
    return rdflib.Graph().parse(data=json.dumps(body), format="json-ld")


def test_a_sheet_goes_through_json_ld_unchanged(context: dict[str, Any]) -> None:
    before = graph()
    after = expand(compact(before, context), context)
    assert to_isomorphic(after) == to_isomorphic(before)


def test_a_claim_written_by_hand_is_the_claim(context: dict[str, Any]) -> None:
    before = graph()
    (claim,) = before.subjects(RDF.type, rdflib.URIRef(f"{SULH}Participation"))
    (evidence,) = before.objects(claim, rdflib.URIRef(f"{SULH}evidence"))
    round = f"{BASE}round/herald-2031-05"
    document = {
        "id": str(claim),
        "type": ["Claim", "Participation"],
        "statedBy": f"{BASE}source/herald",
        "wasDerivedFrom": f"{BASE}source/herald",
        "sheetIndex": 0,
        "modality": "voc:modality/asserted",
        "localRound": "b",
        "round": round,
        "person": f"{BASE}person/ilse-brandt",
        "personName": "Ilse Brandt",
        "onBehalfOf": f"{BASE}actor/norland",
        "onBehalfOfName": "Norland",
        "delegation": f"{BASE}delegation/herald-2031-05/norland",
        "post": "judge",
        "role": "voc:participant-role/head",
        "evidence": str(evidence),
    }
    wanted = rdflib.Graph()
    for triple in before.triples((claim, None, None)):
        wanted.add(triple)
    assert set(expand(document, context)) == set(wanted)


def test_a_claim_is_compact(context: dict[str, Any]) -> None:
    nodes = compact(graph(), context)["@graph"]
    (claim,) = (node for node in nodes if "Participation" in node.get("type", ()))
    assert claim["personName"] == "Ilse Brandt"
    assert claim["person"] == f"{BASE}person/ilse-brandt"
    assert not [key for key in claim if ":" in key]


def test_every_term_of_the_ontology_is_in_the_context(context: dict[str, Any]) -> None:
    ontology = files("ontology").joinpath("sulh.ttl").read_bytes()
    declared = rdflib.Graph().parse(data=ontology, format="turtle")
    for term in declared.subjects(RDF.type, OWL.Class):
        if str(term).startswith(SULH):
            assert context[str(term).removeprefix(SULH)] == f"sulh:{str(term).removeprefix(SULH)}"
    for term in declared.subjects(RDF.type, OWL.ObjectProperty):
        name = str(term).removeprefix(SULH)
        assert context[name] == {"@id": f"sulh:{name}", "@type": "@id"}
    for term in declared.subjects(RDF.type, OWL.DatatypeProperty):
        name, range = str(term).removeprefix(SULH), declared.value(term, RDFS.range)
        kind = None if range == XSD.string else _short(str(range))
        plain = f"sulh:{name}"
        assert context[name] == ({"@id": plain, "@type": kind} if kind else plain)


def test_prefixes_are_those_of_the_project(context: dict[str, Any]) -> None:
    assert {prefix: context[prefix] for prefix in PREFIXES} == PREFIXES


def _short(iri: str) -> str:
    prefix = next(name for name, namespace in PREFIXES.items() if iri.startswith(namespace))
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"
