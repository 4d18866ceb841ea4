"""The ontology's reference page, made from the ontology and from nothing else.

`python -m kg.triples.reference docs/reference/ontology.md` writes it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS

from kg.terms import PREFIXES, SCHEMES, SULH, VOCAB
from kg.triples.example import EXAMPLE_BASE, example_turtle
from kg.triples.ontology import ontology_files, ontology_folder

_TERM = re.compile(r"(?<![`\w])((?:sulh|prov|oa|org|sem|skos|dcterms|schema|edtf):[A-Za-z]+)")
_PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)


def markdown() -> str:
    """The page as it lies in docs/reference/ontology.md."""
    return "\n".join(_Page().lines()) + "\n"


def html() -> str:
    """The page as an HTML fragment; sulh:Round has the anchor Round, voc:modality voc-modality."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(markdown())
    anchors = _set_anchors(tokens)
    for token in tokens:
        for child in token.children or ():
            _link(child, anchors)
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return rendered


def _set_anchors(tokens: list[Token]) -> dict[str, str]:
    """Term → anchor. Terms are defined where they first head a section or a row."""
    anchors: dict[str, str] = {}
    for before, opening, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        first_cell = opening.type == "td_open" and before.type == "tr_open"
        term = re.fullmatch(r"`((?:sulh|voc):[\w-]+)`", inline.content)
        if term and term[1] not in anchors and (first_cell or opening.type == "heading_open"):
            anchors[term[1]] = term[1].removeprefix("sulh:").replace(":", "-")
            opening.attrSet("id", anchors[term[1]])
    return anchors


def _link(token: Token, anchors: dict[str, str]) -> None:
    if token.type == "code_inline" and token.content in anchors:
        token.type = "html_inline"
        token.content = f'<a href="#{anchors[token.content]}"><code>{token.content}</code></a>'


class _Page:
    def __init__(self) -> None:
        self._graph = rdflib.Graph()
        for path in ontology_files():
            self._graph.parse(data=path.read_bytes(), format="turtle")
        shapes = ontology_folder().joinpath("shapes.ttl").read_bytes()
        self._shapes = rdflib.Graph().parse(data=shapes, format="turtle")

    def lines(self) -> Iterator[str]:
        ontology = rdflib.URIRef(SULH.rstrip("#"))
        yield f"# {self._text(ontology, DCTERMS.title)}"
        yield ""
        yield self._comment(ontology)
        yield ""
        yield "This page is made from `ontology/`: `python -m kg.triples.reference FILE`."
        yield from self._namespaces()
        yield from self._examples()
        yield from self._classes()
        yield from self._properties()
        yield from self._schemes()
        yield from self._rules()

    def _namespaces(self) -> Iterator[str]:
        yield from ("", "## Namespaces", "")
        rows = ((f"`{prefix}:`", f"`{iri}`") for prefix, iri in sorted(PREFIXES.items()))
        yield from _table(("prefix", "namespace"), rows)

    def _examples(self) -> Iterator[str]:
        yield from ("", "## Examples", "")
        yield f"Prefixes as above; IRIs are relative to `{EXAMPLE_BASE}`."
        for title, turtle in example_turtle():
            yield from ("", f"{title}:", "", "```turtle", *turtle.splitlines(), "```")

    def _classes(self) -> Iterator[str]:
        yield from ("", "## Classes")
        for term in self._declared(OWL.Class):
            yield from ("", f"### {_short(term)}", "", self._comment(term), "")
            yield from self._relations(term)
            own = self._list(self._with_domain(term))
            if own:
                yield f"- properties: {own}"

    def _relations(self, term: rdflib.URIRef) -> Iterator[str]:
        for word, property in (
            ("is a", RDFS.subClassOf),
            ("close to", SKOS.closeMatch),
            ("never a", OWL.disjointWith),
        ):
            found = self._list(self._iris(term, property))
            if found:
                yield f"- {word}: {found}"

    def _properties(self) -> Iterator[str]:
        yield from ("", "## Properties", "")
        yield "Values of properties marked *contestable* can differ from source to source."
        declared = [term for kind in _PROPERTY_KINDS for term in self._declared(kind)]
        plain = {term for term in declared if self._has(term, "whenAsserted")}
        for title, terms in self._by_domain(set(declared) - plain):
            yield from ("", f"### {title}", "", *self._property_table(terms))
        yield from ("", "### The plain layer", "")
        yield self._comment(rdflib.URIRef(f"{SULH}whenAsserted"))
        yield from ("", *self._property_table(plain))
        yield from ("", "### Annotations", "")
        yield from self._property_table(self._declared(OWL.AnnotationProperty))

    def _by_domain(self, terms: set[rdflib.URIRef]) -> Iterator[tuple[str, list[rdflib.URIRef]]]:
        for domain in self._declared(OWL.Class):
            found = sorted(terms & set(self._with_domain(domain)))
            if found:
                yield f"Of {self._text(domain, RDFS.label)}", found
        yield "Of several classes", sorted(t for t in terms if not self._iris(t, RDFS.domain))

    def _property_table(self, terms: Iterable[rdflib.URIRef]) -> Iterator[str]:
        rows = ((_short(t), self._meaning(t), self._values(t)) for t in sorted(terms))
        yield from _table(("property", "what it says", "value"), rows)

    def _meaning(self, term: rdflib.URIRef) -> str:
        parts = [self._comment(term)]
        if self._has(term, "contestable"):
            parts.append("*Contestable.*")
        for word, property in (
            ("Narrower than", RDFS.subPropertyOf),
            ("Close to", SKOS.closeMatch),
        ):
            found = self._list(self._iris(term, property))
            if found:
                parts.append(f"{word} {found}.")
        return " ".join(parts)

    def _values(self, term: rdflib.URIRef) -> str:
        """The range; of the plain layer, whose triples stand alone, from what to what."""
        schemes = self._iris(term, rdflib.URIRef(f"{SULH}valuesFrom"))
        values = self._list(schemes or self._iris(term, RDFS.range))
        if not self._has(term, "whenAsserted"):
            return values
        return f"{self._list(self._iris(term, RDFS.domain)) or 'any'} → {values or 'any'}"

    def _schemes(self) -> Iterator[str]:
        yield from ("", "## Concept schemes", "")
        yield f"The IRI of a concept is `{VOCAB}`, the scheme, `/` and the word."
        for name, words in SCHEMES.items():
            scheme = rdflib.URIRef(VOCAB + name)
            yield from ("", f"### `voc:{name}`", "", self._comment(scheme), "")
            rows = (self._concept(rdflib.URIRef(f"{scheme}/{word.value}")) for word in words)
            yield from _table(("word", "meaning", "in other languages"), rows)

    def _concept(self, concept: rdflib.URIRef) -> tuple[str, str, str]:
        labels = {
            label.language: str(label)
            for label in self._graph.objects(concept, SKOS.prefLabel)
            if isinstance(label, rdflib.Literal) and label.language != "en"
        }
        others = " · ".join(f"{label} ({tag})" for tag, label in sorted(labels.items()))
        word = f"`{self._text(concept, SKOS.notation)}`"
        return word, self._text(concept, SKOS.definition), others

    def _rules(self) -> Iterator[str]:
        yield from ("", "## Rules", "")
        yield "What `sulh check` asks of a graph (`ontology/shapes.ttl`)."
        for shape in sorted(self._shapes.subjects(RDF.type, SH.NodeShape), key=str):
            rules = sorted(self._shape_rules(shape))
            yield from ("", f"### Rules: {self._shapes.value(shape, RDFS.label)}", "")
            yield from (_marked(str(self._shapes.value(shape, RDFS.comment))), "")
            yield from _table(("property", "rule"), rules)

    def _shape_rules(self, shape: rdflib.term.Node) -> Iterator[tuple[str, str]]:
        for rule in self._shapes.objects(shape, SH.property):
            path, message = (self._shapes.value(rule, part) for part in (SH.path, SH.message))
            yield _short(str(path)), str(message)
        for message in self._shapes.objects(shape, SH.message):
            yield "itself", str(message)

    def _declared(self, kind: rdflib.URIRef) -> list[rdflib.URIRef]:
        return sorted(
            term
            for term in self._graph.subjects(RDF.type, kind)
            if isinstance(term, rdflib.URIRef) and term.startswith(SULH)
        )

    def _with_domain(self, term: rdflib.URIRef) -> list[rdflib.URIRef]:
        found = self._graph.subjects(RDFS.domain, term)
        return sorted(node for node in found if isinstance(node, rdflib.URIRef))

    def _iris(self, term: rdflib.URIRef, property: rdflib.URIRef) -> list[rdflib.URIRef]:
        found = self._graph.objects(term, property)
        return sorted(node for node in found if isinstance(node, rdflib.URIRef))

    def _has(self, term: rdflib.URIRef, mark: str) -> bool:
        return (term, rdflib.URIRef(SULH + mark), rdflib.Literal(True)) in self._graph

    def _text(self, term: rdflib.URIRef, property: rdflib.URIRef) -> str:
        return str(self._graph.value(term, property) or "")

    def _comment(self, term: rdflib.URIRef) -> str:
        return _marked(self._text(term, RDFS.comment))

    def _list(self, terms: Iterable[rdflib.URIRef]) -> str:
        return ", ".join(_short(term) for term in terms)


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"`{prefix}:{iri.removeprefix(namespace)}`"
    return f"`{iri}`"


def _marked(text: str) -> str:
    return _TERM.sub(r"`\1`", text)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(markdown(), encoding="utf-8")
