"""Which names are worth comparing: those filed under a key in common, not all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from kg.facts.names.bynames import known_as
from kg.facts.names.organisations import in_tables, organisation_name
from kg.facts.names.people import PersonName, person_name
from kg.facts.names.places import place_name
from kg.facts.names.processes import own_words
from kg.facts.names.sound import readings, skeleton, spelling
from kg.facts.names.wordlists import words

CROWD = 1_000
"""A key under which more ids are filed tells nothing; rarer keys find the pair."""


@dataclass(frozen=True, slots=True)
class Keys:
    """`filed`: where a name stands. `sought`: where the names that may mean the same stand."""

    filed: frozenset[str]
    sought: frozenset[str]


@lru_cache(maxsize=65_536)
def keys_of(name: str, room: str) -> Keys:
    every = [_BY_ROOM[room](reading) for reading in readings(name)]
    return Keys(
        frozenset().union(*(keys.filed for keys in every)),
        frozenset().union(*(keys.sought for keys in every)),
    )


def _person_keys(name: str) -> Keys:
    parsed = person_name(name)
    bones = [_bones(token) for token in parsed.tokens if token]
    if not bones:
        return Keys(frozenset(), frozenset())
    if len(bones) == 1:
        own = {f"alone {bones[0]}", *_whole(parsed), *_bynames(name)}
        return Keys(frozenset(own), frozenset(own | {f"part {bones[0]}"}))
    both = {" ".join(sorted(pair)) for pair in combinations(bones, 2)}
    both |= set(_by_initial(parsed.tokens, bones))
    both |= {f"whole {_bones(parsed.joined)}", *_whole(parsed), *_bynames(name)}
    return Keys(
        frozenset(both | {f"part {one}" for one in bones}),
        frozenset(both | {f"alone {one}" for one in bones}),
    )


def _whole(parsed: PersonName) -> set[str]:
    return {f"whole {_bones(parsed.whole)}"}


def _bynames(name: str) -> set[str]:
    return {f"byname {number}" for number in known_as(name)}


def _by_initial(tokens: tuple[str, ...], bones: list[str]) -> Iterator[str]:
    """J. Smith beside John Smith; and two words of which one is spelt beyond recognition."""
    ends = {0, len(bones) - 1}
    for at, bone in enumerate(bones):
        for other in ends - {at}:
            if len(tokens[at]) > 1:
                yield f"{bone} {_sound(spelling(tokens[other])[:1])}."


def _sound(letter: str) -> str:
    """A Turkish c is a j."""
    return "j" if letter == "c" else letter


def _organisation_keys(name: str) -> Keys:
    found = _by_words(name)
    known = in_tables(name)
    if not known:
        return found
    own = frozenset({f"known {known}"})
    return Keys(found.filed | own, found.sought | own)


def _by_words(name: str) -> Keys:
    parsed = organisation_name(name)
    if parsed.acronym and not parsed.words:
        shorter = {parsed.acronym[:at] + parsed.acronym[at + 1 :] for at in range(1, 6)}
        own = {f"acronym {parsed.acronym}", f"word {skeleton(parsed.acronym)}"}
        less = {one for one in shorter if len(one) > 1}
        return Keys(
            frozenset(own | {f"nearly {one}" for one in less}),
            frozenset(own | {f"acronym {one}" for one in less}),
        )
    made = {f"acronym {one}" for one in parsed.initials}
    made |= {f"acronym {parsed.acronym}"} if parsed.acronym else set()
    found = _worded(parsed.words, words().empty, made)
    return Keys(found.filed, found.sought | {f"nearly {one}" for one in parsed.initials})


def _place_keys(name: str) -> Keys:
    parsed = place_name(name)
    joined = "".join(parsed.words)
    known = words().exonyms.get(joined, joined)
    return _worded(parsed.words, frozenset(), {f"word {skeleton(known)}"})


def _worded(tokens: Iterable[str], empty: frozenset[str], made: set[str]) -> Keys:
    full = [word for word in tokens if word not in empty] or list(tokens)
    exonyms, states = words().exonyms, words().states
    bones = sorted({skeleton(states.get(word, exonyms.get(word, word))) for word in full})
    pairs = {" ".join(pair) for pair in combinations(bones, 2)}
    alone = {f"word {bone}" for bone in bones}
    every = frozenset(pairs | made | alone)
    return Keys(every, every)


def _bones(token: str) -> str:
    form = words().forms.get(token, token)
    return skeleton(words().shortened.get(form, form))


_BY_ROOM: dict[str, Callable[[str], Keys]] = {
    "person": _person_keys,
    "actor": _organisation_keys,
    "process": lambda name: _organisation_keys(own_words(name)),
    "place": _place_keys,
}


@dataclass
class NameIndex:
    """Ids by their names; `near` finds the few whose names are worth comparing."""

    _filed: dict[tuple[str, str], dict[str, None]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def add(self, id: str, name: str) -> None:
        room = id.partition("/")[0]
        for key in keys_of(name, room).filed:
            self._filed[room, key][id] = None

    def near(self, room: str, name: str) -> set[str]:
        found: set[str] = set()
        for key in keys_of(name, room).sought:
            ids = self._filed.get((room, key))
            if ids and len(ids) <= CROWD:
                found.update(ids)
        return found
