"""Sheet → quads: the source, its claims with their evidence, and the plain layer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from kg.facts.dates import edtf_span
from kg.facts.model import Fact, Participant, Reader, Sheet, Source
from kg.iris import claim_id, digest_of
from kg.triples.evidence import Quotes
from kg.triples.flatten import Names, asserted, delegation_id, flatten
from kg.triples.mapping import CLAIMS, NO_PLACE, Claim, Field, bounds
from kg.triples.nodes import (
    TRUE,
    TYPE,
    Draft,
    address,
    concept_node,
    day,
    edtf,
    integer,
    named,
    sulh,
)


def write(sheet: Sheet, names: Names, *, base: str, text: str | None = None) -> list[ox.Quad]:
    """Quads of one sheet, all in the source's graph, each once, sorted; `read` is the inverse.

    `text` is the canonical text; with it the evidence carries offsets in code points.
    """
    return _Writer(sheet, names, base, text).run()


class _Writer:
    def __init__(self, sheet: Sheet, names: Names, base: str, text: str | None) -> None:
        self._sheet, self._names, self._text = sheet, names, text
        self._source_id = sheet.source.id
        self._draft = Draft(base, f"source/{self._source_id}")
        self._source = self._draft.graph
        self._quotes = Quotes(self._draft, self._source_id, text)
        self._claims: set[str] = set()

    def run(self) -> list[ox.Quad]:
        self._write_source(self._sheet.source)
        self._write_reader(self._sheet.extracted_by)
        self._draft.say(self._source, sulh("reviewedBy"), self._sheet.reviewed_by)
        for claim in CLAIMS:
            for index, fact in enumerate(getattr(self._sheet, claim.kind)):
                self._write_claim(claim, index, fact)
        node = self._draft.node
        for subject, property, object in flatten(self._sheet, self._names):
            self._draft.add(node(subject), sulh(property), node(object))
        return self._draft.quads()

    def _write_source(self, source: Source) -> None:
        draft, node = self._draft, self._source
        for type in ("sulh:Source", "prov:Entity", "schema:NewsArticle"):
            draft.add(node, TYPE, named(type))
        for property, value in (
            ("dcterms:identifier", source.id),
            ("dcterms:title", source.title),
            ("dcterms:publisher", source.publisher),
            ("dcterms:language", source.language),
            ("sulh:agency", source.agency),
        ):
            draft.say(node, named(property), value)
        for author in source.authors:
            draft.say(node, named("schema:author"), author)
        self._write_order(node, {"authors": source.authors})
        if source.url is not None:
            draft.add(node, named("schema:url"), address(source.url))
        if source.published:
            self._write_dates(node, named("dcterms:date"), source.published, "")
        if source.corrects:
            draft.add(node, sulh("corrects"), draft.node(f"source/{source.corrects}"))
        if source.fictional:
            draft.add(node, sulh("fictional"), TRUE)
        if self._text is not None:
            digest = hashlib.sha256(self._text.encode()).hexdigest()
            draft.say(node, sulh("textHash"), digest)

    def _write_reader(self, reader: Reader | None) -> None:
        if reader is not None:
            for local, value in (
                ("extractorName", reader.name),
                ("extractorVersion", reader.version),
                ("extractorModel", reader.model),
                ("partial", reader.partial),
            ):
                self._draft.say(self._source, sulh(local), value)

    def _write_claim(self, claim: Claim, index: int, fact: Fact) -> None:
        draft, node = self._draft, self._draft.node(self._claim_id(claim, fact))
        draft.add(node, TYPE, sulh("Claim"))
        draft.add(node, TYPE, sulh(claim.type))
        draft.add(node, sulh("statedBy"), self._source)
        draft.add(node, named("prov:wasDerivedFrom"), self._source)
        draft.add(node, sulh("sheetIndex"), integer(index))
        draft.add(node, sulh("modality"), concept_node("modality", fact.modality.value))
        draft.say(node, sulh("accordingTo"), fact.according_to)
        for name in fact.inferred:
            draft.say(node, sulh("inferredField"), name)
        for field in claim.fields:
            self._write_field(node, field, fact)
        self._write_made_up(claim, node, index, fact)
        quotes = self._write_evidence(node, fact.evidence)
        lists = {"evidence": quotes, "inferred": fact.inferred, **_lists(claim, fact)}
        self._write_order(node, lists)

    def _claim_id(self, claim: Claim, fact: Fact) -> str:
        """The same whatever stands around the fact in its sheet; a twin gets a number."""
        digest = digest_of(fact.model_dump_json(by_alias=True, exclude_defaults=True))
        wanted = id = claim_id(self._source_id, claim.word, digest)
        count = 1
        while id in self._claims:
            count += 1
            id = f"{wanted}-{count}"
        self._claims.add(id)
        return id

    def _write_field(self, node: ox.NamedNode, field: Field, fact: Fact) -> None:
        value = getattr(fact, field.attribute)
        if value is None:
            return
        values = value if isinstance(value, list) else [value]
        if field.shape in ("name", "names"):
            self._write_names(node, field, values, fact)
        elif field.shape in ("text", "texts"):
            for one in values:
                self._draft.say(node, sulh(field.said), one)
        elif field.shape in ("concept", "concepts"):
            for one in values:
                self._draft.add(node, sulh(field.said), concept_node(field.link, one.value))
        elif field.shape == "number":
            self._draft.add(node, sulh(field.said), integer(value))
        elif field.shape == "date":
            self._write_dates(node, sulh(field.said), value, field.link)
        else:
            self._write_round(node, field, value)

    def _write_round(self, node: ox.NamedNode, field: Field, local: str) -> None:
        self._draft.say(node, sulh(field.said), local)
        round = self._names.rounds.get(local)
        if round:
            self._draft.add(node, sulh(field.link), self._draft.node(round))

    def _write_names(self, node: ox.NamedNode, field: Field, values: list[str], fact: Fact) -> None:
        find = self._finder(field, fact)
        for name in values:
            self._draft.say(node, sulh(field.said), name)
            id = None if field.finder == "place" and name in NO_PLACE else find(name)
            if id:
                self._draft.add(node, sulh(field.link), self._draft.node(id))

    def _finder(self, field: Field, fact: Fact) -> Callable[[str], str | None]:
        if isinstance(fact, Participant) and field.finder == "person":
            return lambda _: self._names.attendee(fact)
        find: Callable[[str], str | None] = getattr(self._names, field.finder)
        return find

    def _write_made_up(self, claim: Claim, node: ox.NamedNode, index: int, fact: Any) -> None:
        """Links to what no sheet names: commitments, delegations, the unnamed, the statement."""
        draft = self._draft
        if claim.kind == "commitments":
            draft.add(node, sulh("commitment"), draft.node(self._names.commitment(index)))
        elif claim.kind in ("participants", "delegations"):
            party = fact.for_ if claim.kind == "participants" else fact.party
            delegation = delegation_id(self._names, fact.round, party)
            if delegation:
                draft.add(node, sulh("delegation"), draft.node(delegation))
                draft.add(draft.node(delegation), TYPE, sulh("Delegation"))
            if claim.kind == "participants" and fact.person is None:
                draft.add(node, sulh("unnamed"), TRUE)
        elif claim.kind == "statements" and fact.speaker and asserted(fact):
            draft.add(draft.node(self._names.person(fact.speaker)), sulh("said"), node)

    def _write_dates(
        self, node: ox.NamedNode, property: ox.NamedNode, text: str, prefix: str
    ) -> None:
        self._draft.add(node, property, edtf(text))
        span = edtf_span(text)
        for local, value in zip(bounds(prefix), (span.earliest, span.latest), strict=True):
            if value is not None:
                self._draft.add(node, sulh(local), day(value.isoformat()))

    def _write_evidence(self, claim: ox.NamedNode, quotes: Iterable[str]) -> list[str]:
        found = [self._quotes.write(quote) for quote in quotes]
        for node, _ in found:
            self._draft.add(claim, sulh("evidence"), node)
        return [name for _, name in found]

    def _write_order(self, node: ox.NamedNode, lists: Mapping[str, list[str]]) -> None:
        """Triples have no order and no repeats: a list that needs either is written down."""
        kept = {name: values for name, values in lists.items() if values != sorted(set(values))}
        if kept:
            self._draft.say(node, sulh("order"), json.dumps(kept, ensure_ascii=False))


def _lists(claim: Claim, fact: Fact) -> dict[str, list[str]]:
    return {
        field.attribute: [str(value) for value in getattr(fact, field.attribute)]
        for field in claim.fields
        if field.shape in ("texts", "names", "concepts")
    }
