"""When two names are one: actors by the registry, people by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.facts.entities import Registry, builtin_registry
from kg.facts.extract.naming.definitions import definitions
from kg.facts.folding import fold, words

SameActor = Callable[[str, str], bool]

_TITLES = """
mr mrs ms miss mx dr prof professor sir dame lord lady hon rev reverend fr father sister bishop
archbishop cardinal imam sheikh sheik shaikh sayyid ayatollah mullah mawlawi maulvi mawlana he his
her excellency ambassador gen general lt lieutenant col colonel maj major brig brigadier capt
captain cdr commander adm admiral field marshal sgt sergeant chief president prime minister king
queen prince princess emir senator u daw haji hajji engineer
"""
TITLES = frozenset(_TITLES.split())


def registry_names(registry: Registry | None = None) -> SameActor:
    """Two names are one actor when they fold to one, or the registry gives them one id."""
    registry = registry or builtin_registry()
    known: dict[str, str] = {}

    def key(name: str) -> str:
        if name not in known:
            known[name] = _actor_id(registry, name)
        return known[name]

    return lambda a, b: key(a) == key(b)


def defined_names(text: str, same: SameActor) -> SameActor:
    """`same`, and the short forms that the text explains count as the names they stand for."""
    full = {fold(found.short): found.name for found in definitions(text)}

    def name(given: str) -> str:
        return full.get(fold(given), given)

    return lambda a, b: same(a, b) or same(name(a), name(b))


def _actor_id(registry: Registry, name: str) -> str:
    for form in _forms(name):
        found = registry.find("actor", form)
        if found:
            return found
    return fold(name)


def _forms(name: str) -> Iterable[str]:
    """The name, without a bracketed acronym, and without "government of"."""
    yield name
    bare = name.partition("(")[0].strip()
    yield bare
    yield fold(bare).removeprefix("government of ").removeprefix("the ")
    yield fold(bare).removesuffix(" government")


def same_place(registry: Registry, a: str, b: str) -> bool:
    if fold(a) == fold(b):
        return True
    one = registry.find("place", a)
    return one is not None and one == registry.find("place", b)


class People:
    """The people named in one article, on both sides of the comparison."""

    def __init__(self, names: Iterable[str | None]) -> None:
        self._all = {name_words(name) for name in names if name}

    def same(self, a: str, b: str) -> bool:
        """Equal words in any order, or one a surname that only the other bears here."""
        one, two = name_words(a), name_words(b)
        if set(one) == set(two):
            return True
        short, long = sorted((one, two), key=len)
        return len(short) < len(long) and long[-len(short) :] == short and self._only(short, long)

    def _only(self, surname: tuple[str, ...], bearer: tuple[str, ...]) -> bool:
        others = (name for name in self._all if len(name) > len(surname))
        return all(set(name) == set(bearer) for name in others if name[-len(surname) :] == surname)


def name_words(name: str) -> tuple[str, ...]:
    """Folded words of a person's name, titles in front left out."""
    left = list(words(name.replace("-", " ")))
    while len(left) > 1 and left[0] in TITLES:
        left.pop(0)
    return tuple(left)
