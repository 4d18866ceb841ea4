"""The reference page is what the ontology says today, as Markdown and as HTML."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.terms import PREFIXES, SCHEMES
from kg.triples.example import EXAMPLE_BASE, example_turtle
from kg.triples.reference import html, markdown

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "ontology.md"


def test_the_page_in_docs_is_what_the_ontology_says() -> None:
    command = "python -m kg.triples.reference docs/reference/ontology.md"
    assert PAGE.read_text(encoding="utf-8") == markdown(), f"run {command}"


@pytest.mark.slow
def test_the_command_writes_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    subprocess.run([sys.executable, "-m", "kg.triples.reference", str(page)], check=True)
    assert page.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")


def test_every_concept_is_on_the_page() -> None:
    page = markdown()
    for scheme, words in SCHEMES.items():
        assert f"### `voc:{scheme}`" in page
        assert all(f"| `{word.value}` |" in page for word in words)


def test_every_table_has_as_many_cells_in_each_row() -> None:
    rows = [line for line in markdown().splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {3, 4}


def test_examples_are_turtle() -> None:
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    for title, turtle in example_turtle():
        text = f"@base <{EXAMPLE_BASE}> .\n{head}{turtle}"
        assert list(ox.parse(text, format=ox.RdfFormat.TURTLE)), title


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.targets.append(value or "")
            elif name == "href":
                self.links.add((value or "").removeprefix("#"))


def test_each_term_has_one_anchor_and_every_link_arrives() -> None:
    page = Links()
    page.feed(html())
    assert len(page.targets) == len(set(page.targets))
    assert {"Round", "round", "attended", "mediated", "voc-mediation-role"} <= set(page.targets)
    assert page.links <= set(page.targets)
