"""Names of processes: what is left when "peace", "talks" and the like are set aside."""

from __future__ import annotations

from kg.facts.folding import words as words_of
from kg.facts.names.explained import Explained
from kg.facts.names.organisations import compare_organisations
from kg.facts.names.sound import latin
from kg.facts.resolution import GENERIC


def compare_processes(a: str, b: str) -> Explained:
    one, two = own_words(a), own_words(b)
    if sorted(one.split()) == sorted(two.split()):
        return Explained(0.96 if one == two else 0.9, ("the same telling words",))
    return compare_organisations(one, two)


def own_words(name: str) -> str:
    every = words_of(latin(name))
    return " ".join(word for word in every if word not in GENERIC) or " ".join(every)
