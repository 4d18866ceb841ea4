"""What a graph holds, for catalogues and for query tools: DCAT and VoID."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import UsageError
from kg.exports.render import render
from kg.settings import Settings
from kg.store.base import View
from kg.store.sync import corpus_hash
from kg.terms import PREFIXES, SULH
from kg.version import __version__

RDF, VOID, DCTERMS, DCAT, XSD = (PREFIXES[n] for n in ("rdf", "void", "dcterms", "dcat", "xsd"))
SPDX = "http://spdx.org/rdf/terms#"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_MEDIA_TYPES = {
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv",
}
_PERIOD = f"""
PREFIX sulh: <{SULH}>
SELECT (MIN(?from) AS ?start) (MAX(?to) AS ?end) {{
  ?claim a sulh:RoundClaim ; sulh:earliest ?from ; sulh:latest ?to
}}"""
_CLASSES = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c"
_PROPERTIES = f"""
SELECT ?p (COUNT(*) AS ?n) {{
  GRAPH ?g {{ ?s ?p ?o }}
  FILTER (?p NOT IN (<{SULH}builtFrom>, <{SULH}corpusHash>, <{SULH}recordedUntil>))
}} GROUP BY ?p"""
_GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


@dataclass(frozen=True, slots=True)
class About:
    """What only its keeper can say of a corpus. An empty licence or publisher states none."""

    title: str
    licence: str = ""
    publisher: str = ""

    @classmethod
    def of(cls, settings: Settings) -> About:
        """Raises UsageError for a licence that is not an IRI."""
        try:
            ox.NamedNode(settings.licence or SULH)
        except ValueError:
            raise UsageError(f"SULH_LICENCE={settings.licence!r} is not an IRI.") from None
        return cls(settings.title, settings.licence, settings.publisher)


def description(view: View, files: Mapping[str, bytes], *, base: str, about: About) -> bytes:
    """Turtle, sorted: the dataset `{base}dataset` and one distribution a file."""
    dataset = f"{base}dataset"
    triples = {*dataset_triples(view, dataset, base=base, about=about)}
    for name, data in files.items():
        triples |= set(_distribution(dataset, name, data))
    return render(triples, "text/turtle")


def dataset_triples(view: View, dataset: str, *, base: str, about: About) -> Iterator[ox.Triple]:
    """DCAT and VoID: title, licence, period, version, citation, counts, classes, properties."""
    yield link(dataset, RDF + "type", VOID + "Dataset")
    yield link(dataset, RDF + "type", DCAT + "Dataset")
    yield link(dataset, VOID + "vocabulary", SULH)
    yield text(dataset, VOID + "uriSpace", base)
    yield text(dataset, DCTERMS + "title", about.title)
    yield text(dataset, PREFIXES["schema"] + "softwareVersion", __version__)
    if about.licence:
        yield link(dataset, DCTERMS + "license", about.licence)
    if about.publisher:
        yield text(dataset, PREFIXES["schema"] + "publisher", about.publisher)
    yield from _version(view, dataset, base, about)
    yield from _period(view, dataset)
    yield from _counts(view, dataset)


def graph_counts(view: View) -> dict[str, int]:
    """Named graph → number of triples."""
    return {_value(row["g"]): int(_value(row["n"])) for row in view.select(_GRAPHS)}


def _version(view: View, dataset: str, base: str, about: About) -> Iterator[ox.Triple]:
    version = corpus_hash(view, base)
    if version is None:
        return
    by = f"{about.publisher}: " if about.publisher else ""
    cited = f"{by}{about.title}. Corpus {version}. <{dataset}>"
    yield text(dataset, DCAT + "version", version)
    yield text(dataset, DCTERMS + "bibliographicCitation", cited)


def _period(view: View, dataset: str) -> Iterator[ox.Triple]:
    row = view.select(_PERIOD)[0]
    start, end = row["start"], row["end"]
    if start is None or end is None:
        return
    period = f"{dataset}/period"
    yield link(dataset, DCTERMS + "temporal", period)
    yield link(period, RDF + "type", DCTERMS + "PeriodOfTime")
    yield ox.Triple(ox.NamedNode(period), ox.NamedNode(DCAT + "startDate"), start)
    yield ox.Triple(ox.NamedNode(period), ox.NamedNode(DCAT + "endDate"), end)


def _counts(view: View, dataset: str) -> Iterator[ox.Triple]:
    classes = {_value(row["c"]): int(_value(row["n"])) for row in view.select(_CLASSES)}
    properties = {_value(row["p"]): int(_value(row["n"])) for row in view.select(_PROPERTIES)}
    yield number(dataset, VOID + "triples", sum(properties.values()))
    yield number(dataset, VOID + "classes", len(classes))
    yield number(dataset, VOID + "properties", len(properties))
    yield from _partitions(dataset, "class", classes, VOID + "entities")
    yield from _partitions(dataset, "property", properties, VOID + "triples")


def _partitions(
    dataset: str, word: str, counts: Mapping[str, int], counted: str
) -> Iterator[ox.Triple]:
    for iri, count in counts.items():
        node = f"{dataset}/{word}-{hashlib.sha256(iri.encode()).hexdigest()[:16]}"
        yield link(dataset, f"{VOID}{word}Partition", node)
        yield link(node, VOID + word, iri)
        yield number(node, counted, count)


def _distribution(dataset: str, name: str, data: bytes) -> Iterator[ox.Triple]:
    node, checksum = f"{dataset}/{name}", f"{dataset}/{name}-checksum"
    kind = _MEDIA_TYPES[f".{name.rpartition('.')[2]}"]
    yield link(dataset, DCAT + "distribution", node)
    yield link(node, RDF + "type", DCAT + "Distribution")
    yield text(node, DCTERMS + "title", name)
    yield link(node, DCAT + "mediaType", _MEDIA + kind)
    yield number(node, DCAT + "byteSize", len(data), "nonNegativeInteger")
    yield link(node, SPDX + "checksum", checksum)
    yield link(checksum, SPDX + "algorithm", SPDX + "checksumAlgorithm_sha256")
    hash = ox.Literal(hashlib.sha256(data).hexdigest(), datatype=ox.NamedNode(XSD + "hexBinary"))
    yield ox.Triple(ox.NamedNode(checksum), ox.NamedNode(SPDX + "checksumValue"), hash)


def link(subject: str, predicate: str, object: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(object))


def text(subject: str, predicate: str, words: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(words))


def number(subject: str, predicate: str, value: int, datatype: str = "integer") -> ox.Triple:
    literal = ox.Literal(str(value), datatype=ox.NamedNode(XSD + datatype))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)


def _value(term: object) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal, ox.BlankNode)) else ""
