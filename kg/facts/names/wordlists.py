"""The words that names are made of, read once from `words.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.facts.names.sound import folded, skeleton


@dataclass(frozen=True)
class Words:
    """`forms`, `same_words` and `exonyms` map a spelling to the first one of its line."""

    titles: frozenset[str]
    particles: frozenset[str]
    generations: Mapping[str, str]
    common: frozenset[str]
    family_first: frozenset[str]
    forms: Mapping[str, str]
    short_for: frozenset[frozenset[str]]
    shortened: Mapping[str, str]
    title_bones: frozenset[str]
    same_words: Mapping[str, str]
    empty: frozenset[str]
    telling: frozenset[str]
    place_kinds: frozenset[str]
    telling_places: frozenset[str]
    exonyms: Mapping[str, str]
    states: Mapping[str, str]
    """Demonyms of states with names of one word, to those names."""
    bodies: Mapping[str, str]
    """Every name that the tables have for a state, a body or a movement, to the first of them."""


@cache
def words() -> Words:
    text = files("kg.facts.names").joinpath("words.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    generations = {
        word: kind for kind, line in data["generations"].items() for word in line.split()
    }
    return Words(
        titles=_set(data, "titles"),
        particles=_set(data, "particles"),
        generations=generations,
        common=_set(data, "common"),
        family_first=_set(data, "family_first"),
        forms=_first_of_line(data["forms"]),
        short_for=frozenset(pair for line in data["short_for"] for pair in _pairs(line.split())),
        shortened=_first_of_line(data["short_for"]),
        title_bones=frozenset(map(skeleton, data["titles_in_script"].split())),
        same_words=_first_of_line(data["same_words"]),
        empty=_set(data, "empty"),
        telling=_set(data, "telling"),
        place_kinds=_set(data, "place_kinds"),
        telling_places=_set(data, "telling_places"),
        exonyms=_first_of_line(data["exonyms"]),
        states=_demonyms(),
        bodies={**_column("organisations.tsv"), **_column("countries.tsv")},
    )


def _column(name: str) -> dict[str, str]:
    """Names and aliases, which stand in the second and third cell of a line."""
    table = files("kg.facts.extract.gazetteer").joinpath(name)
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    firsts = [folded(row[1]) for row in rows]
    return {
        folded(alias): first
        for row, first in zip(rows, firsts, strict=True)
        for alias in (row[1], *(row[2].split(";") if len(row) > 2 else ()))
        if alias and not _of_several(folded(alias), first, firsts)
    }


def _of_several(alias: str, own: str, firsts: list[str]) -> bool:
    """ "Congo", a word of two states' names, is no alias that tells one from the other."""
    return alias != own and any(f" {alias} " in f" {name} " for name in firsts if name != own)


def _demonyms() -> dict[str, str]:
    table = files("kg.facts.extract.gazetteer").joinpath("countries.tsv")
    found = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, cells = line.split("\t")[1], line.split("\t")[3:5]
            if " " not in name:
                every = [word for cell in cells for word in cell.split(";")]
                found.update({folded(word): folded(name) for word in every if word})
    return found


def _set(data: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(data[name].split())


def _first_of_line(lines: Iterable[str]) -> dict[str, str]:
    return {word: line.split()[0] for line in lines for word in line.split()}


def _pairs(forms: list[str]) -> Iterable[frozenset[str]]:
    return (frozenset((forms[0], other)) for other in forms[1:])
