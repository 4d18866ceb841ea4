"""Sheet → quads: the source, its claims with their evidence, and the plain layer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import pyoxigraph as ox

from kg.facts.dates import edtf_span
from kg.facts.ground import locate
from kg.facts.model import Fact, Reader, Sheet, Source
from kg.iris import claim_id, digest_of, evidence_id, iri
from kg.triples.flatten import delegation_id, flatten
from kg.triples.mapping import CLAIMS, EDTF, Claim, Field, bounds
from kg.triples.nodes import TRUE, TYPE, concept_node, day, integer, named, node, sulh

_CONTEXT = 32


class Resolution(Protocol):
    """Who is who for one sheet: names as written → ids."""

    rounds: Mapping[str, str]

    def person(self, name: str) -> str: ...
    def actor(self, name: str) -> str: ...
    def place(self, name: str) -> str: ...
    def process(self, name: str | None) -> str | None: ...
    def commitment(self, index: int) -> str: ...


def write(sheet: Sheet, names: Resolution, *, base: str, text: str | None = None) -> list[ox.Quad]:
    """Quads of one sheet, all in the source's graph, without duplicates, in a fixed order.

    `text` is the canonical text; with it the evidence carries offsets in code points.
    """
    return _Writer(sheet, names, base, text).run()


class _Writer:
    def __init__(self, sheet: Sheet, names: Resolution, base: str, text: str | None) -> None:
        self._sheet, self._names, self._base, self._text = sheet, names, base, text
        self._source_id = sheet.source.id
        self._source = node(iri(base, f"source/{self._source_id}"))
        self._quads: dict[ox.Quad, None] = {}
        self._evidence: dict[str, ox.NamedNode] = {}
        self._claims: set[str] = set()

    def run(self) -> list[ox.Quad]:
        self._write_source(self._sheet.source)
        if self._sheet.extracted_by:
            self._write_reader(self._sheet.extracted_by)
        if self._sheet.reviewed_by:
            self._say(self._source, "reviewedBy", self._sheet.reviewed_by)
        for claim in CLAIMS:
            for index, fact in enumerate(getattr(self._sheet, claim.kind)):
                self._write_claim(claim, index, fact)
        for subject, property, object in flatten(self._sheet, self._names):
            self._add(self._node(subject), sulh(property), self._node(object))
        return list(self._quads)

    def _add(self, subject: ox.NamedNode, property: ox.NamedNode, object: ox.Term) -> None:
        self._quads[ox.Quad(subject, property, object, self._source)] = None

    def _say(self, subject: ox.NamedNode, local: str, text: str) -> None:
        self._add(subject, sulh(local), ox.Literal(text))

    def _node(self, id: str) -> ox.NamedNode:
        return node(iri(self._base, id))

    def _write_source(self, source: Source) -> None:
        for type in ("sulh:Source", "prov:Entity", "schema:NewsArticle"):
            self._add(self._source, TYPE, named(type))
        for property, value in (
            ("dcterms:identifier", source.id),
            ("schema:url", source.url),
            ("dcterms:title", source.title),
            ("dcterms:publisher", source.publisher),
            ("dcterms:language", source.language),
            ("sulh:agency", source.agency),
        ):
            if value is not None:
                self._add(self._source, named(property), ox.Literal(value))
        for author in source.authors:
            self._add(self._source, named("schema:author"), ox.Literal(author))
        self._order(self._source, {"authors": source.authors})
        if source.published:
            self._date(self._source, named("dcterms:date"), source.published, "")
        if source.corrects:
            self._add(self._source, sulh("corrects"), self._node(f"source/{source.corrects}"))
        if source.fictional:
            self._add(self._source, sulh("fictional"), TRUE)
        if self._text is not None:
            self._say(self._source, "textHash", digest_of(self._text))

    def _write_reader(self, reader: Reader) -> None:
        for local, value in (
            ("extractorName", reader.name),
            ("extractorVersion", reader.version),
            ("extractorModel", reader.model),
            ("partial", reader.partial),
        ):
            if value is not None:
                self._say(self._source, local, value)

    def _write_claim(self, claim: Claim, index: int, fact: Fact) -> None:
        subject = self._claim_node(claim, fact)
        self._add(subject, TYPE, sulh("Claim"))
        self._add(subject, TYPE, sulh(claim.type))
        self._add(subject, sulh("statedBy"), self._source)
        self._add(subject, named("prov:wasDerivedFrom"), self._source)
        self._add(subject, sulh("sheetIndex"), integer(index))
        self._add(subject, sulh("modality"), concept_node("modality", fact.modality.value))
        if fact.according_to:
            self._say(subject, "accordingTo", fact.according_to)
        for name in fact.inferred:
            self._say(subject, "inferredField", name)
        for field in claim.fields:
            self._write_field(subject, field, getattr(fact, field.attribute))
        self._write_special(claim, subject, index, fact)
        hashes = [self._write_evidence(subject, quote) for quote in fact.evidence]
        self._order(subject, {"evidence": hashes, "inferred": fact.inferred, **_lists(claim, fact)})

    def _claim_node(self, claim: Claim, fact: Fact) -> ox.NamedNode:
        digest = digest_of(json.dumps(fact.model_dump(mode="json", by_alias=True), sort_keys=True))
        id, count = claim_id(self._source_id, claim.word, digest), 1
        while id in self._claims:
            count += 1
            id = claim_id(self._source_id, claim.word, f"{digest}-{count}")
        self._claims.add(id)
        return self._node(id)

    def _write_field(self, subject: ox.NamedNode, field: Field, value: Any) -> None:
        if value is None:
            return
        values = value if isinstance(value, list) else [value]
        if field.shape in ("text", "texts"):
            for one in values:
                self._say(subject, field.said, one)
        elif field.shape == "number":
            self._add(subject, sulh(field.said), integer(value))
        elif field.shape == "date":
            self._date(subject, sulh(field.said), value, field.link)
        elif field.shape in ("concept", "concepts"):
            for one in values:
                self._add(subject, sulh(field.said), concept_node(field.link, one.value))
        elif field.shape == "round":
            self._say(subject, field.said, value)
            if value in self._names.rounds:
                self._add(subject, sulh(field.link), self._node(self._names.rounds[value]))
        else:
            self._write_names(subject, field, values)

    def _write_names(self, subject: ox.NamedNode, field: Field, values: list[str]) -> None:
        find: Callable[[str], str | None] = getattr(self._names, field.finder)
        for name in values:
            self._say(subject, field.said, name)
            id = find(name)
            if id:
                self._add(subject, sulh(field.link), self._node(id))

    def _write_special(self, claim: Claim, subject: ox.NamedNode, index: int, fact: Any) -> None:
        if claim.kind == "commitments":
            self._add(subject, sulh("commitment"), self._node(self._names.commitment(index)))
        elif claim.kind in ("participants", "delegations"):
            party = fact.for_ if claim.kind == "participants" else fact.party
            delegation = delegation_id(self._names, fact.round, party)
            if delegation:
                self._add(subject, sulh("delegation"), self._node(delegation))
                self._add(self._node(delegation), TYPE, sulh("Delegation"))
            if claim.kind == "participants" and fact.person is None:
                self._add(subject, sulh("unnamed"), TRUE)

    def _date(self, subject: ox.NamedNode, property: ox.NamedNode, text: str, prefix: str) -> None:
        self._add(subject, property, ox.Literal(text, datatype=node(EDTF)))
        span = edtf_span(text)
        for local, value in zip(bounds(prefix), (span.earliest, span.latest), strict=True):
            if value is not None:
                self._add(subject, sulh(local), day(value.isoformat()))

    def _write_evidence(self, claim: ox.NamedNode, quote: str) -> str:
        if quote not in self._evidence:
            self._evidence[quote] = self._evidence_node(quote)
        evidence = self._evidence[quote]
        self._add(claim, sulh("evidence"), evidence)
        return evidence.value.rpartition("/")[2]

    def _evidence_node(self, quote: str) -> ox.NamedNode:
        id = evidence_id(self._source_id, quote)
        evidence, words = self._node(id), self._node(f"{id}#quote")
        self._add(evidence, TYPE, named("oa:SpecificResource"))
        self._add(evidence, named("oa:hasSource"), self._source)
        self._add(evidence, named("oa:hasSelector"), words)
        self._add(words, TYPE, named("oa:TextQuoteSelector"))
        self._add(words, named("oa:exact"), ox.Literal(quote))
        span = locate(self._text, quote) if self._text is not None else None
        if span and self._text is not None:
            self._write_place(id, evidence, words, span, self._text)
        return evidence

    def _write_place(
        self,
        id: str,
        evidence: ox.NamedNode,
        words: ox.NamedNode,
        span: tuple[int, int],
        text: str,
    ) -> None:
        start, end = span
        place = self._node(f"{id}#position")
        self._add(words, named("oa:prefix"), ox.Literal(text[max(0, start - _CONTEXT) : start]))
        self._add(words, named("oa:suffix"), ox.Literal(text[end : end + _CONTEXT]))
        self._add(evidence, named("oa:hasSelector"), place)
        self._add(place, TYPE, named("oa:TextPositionSelector"))
        self._add(place, named("oa:start"), integer(start))
        self._add(place, named("oa:end"), integer(end))

    def _order(self, subject: ox.NamedNode, lists: Mapping[str, list[str]]) -> None:
        """Triples have no order and no repeats: a list that needs either is written down."""
        kept = {name: values for name, values in lists.items() if values != sorted(set(values))}
        if kept:
            self._say(subject, "order", json.dumps(kept, ensure_ascii=False, sort_keys=True))


def _lists(claim: Claim, fact: Fact) -> dict[str, list[str]]:
    return {
        field.attribute: [str(value) for value in getattr(fact, field.attribute)]
        for field in claim.fields
        if field.shape in ("texts", "names", "concepts")
    }
