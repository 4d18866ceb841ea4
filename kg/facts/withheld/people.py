"""Whose names are withheld, and by which words they are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.facts.entities import Entity
from kg.facts.names.wordlists import words
from kg.facts.withheld.key import digest
from kg.facts.withheld.pieces import folded, pieces, spellings

MARK = "name-withheld-"
_PARTICLES = frozenset(("ال", "بن", "ابن", "بنت", "the"))
_USUAL = """
a an and are as at be but by can do for from go had has have he her him his how i if in is it its
may me more my no not now of off on one or our out over own say says she so some than that the their
them then there they this to too two up us was we were what when who will with would yes you your
april august march june july sunday monday friday
"""
WORDS = frozenset(_USUAL.split())
"""Words so common that they are a name only with a capital."""
_HASHED = re.compile(r"name-[0-9a-f]{10}")


@dataclass(frozen=True)
class Hidden:
    """One withheld person. `parts` are folded words of all forms of the name; `families` those
    that stand last, `whole` single words that are a name by themselves, `joined` names run
    together, `beside` particles and titles that only count next to a part."""

    id: str
    ids: frozenset[str]
    parts: frozenset[str]
    families: frozenset[str]
    whole: frozenset[str]
    joined: frozenset[str]
    beside: frozenset[str]
    initials: frozenset[str]

    @property
    def label(self) -> str:
        return "Name withheld " + self.id.removeprefix(f"person/{MARK}")

    def bears(self, name: str) -> bool:
        """Whether a person's name as written may be this one's: made of its words, or around them.

        A title says nothing; initials must be the right ones.
        """
        said = name_words(name)
        known = [word for word in said if self._known(word)]
        if "".join(said) in self.joined or any(word in self.whole for word in said):
            return True
        telling = [word for word in known if len(word) > 1]
        if len(set(telling)) >= 2:
            return True
        return bool(telling) and len(known) == len(said)

    def _known(self, word: str) -> bool:
        if len(word) == 1:
            return word in self.initials
        return any(one in self.parts for one in spellings(word))


def hidden_people(
    entities: Iterable[Entity],
    same: Callable[[str], frozenset[str]],
    written: Callable[[], Iterable[tuple[str, str]]],
    key: bytes,
) -> list[Hidden]:
    """`same` gives all ids judged to be one person; `written` every (id, name) of the sheets, read
    only where an id does not tell its name."""
    by_id = {entity.id: entity for entity in entities}
    found: list[Hidden] = []
    for entity in sorted((e for e in by_id.values() if e.withheld), key=lambda e: e.id):
        ids = same(entity.id) | same(f"person/{MARK}{digest(key, entity.id)}")
        if not any(ids & other.ids for other in found):
            names = [name for id in sorted(ids) for name in _names(id, by_id, written)]
            found.append(_hidden(entity, ids, names, key))
    return found


def _names(
    id: str,
    by_id: dict[str, Entity],
    written: Callable[[], Iterable[tuple[str, str]]],
) -> Iterator[str]:
    """The id itself tells a name where it was made from one."""
    slug = id.partition("/")[2]
    known = list(by_id[id].names()) if id in by_id else []
    yield from known
    if _HASHED.fullmatch(slug):
        yield from (name for other, name in written() if other == id)
    elif not slug.startswith(MARK):
        words = {word for name in known for word in name_words(name)}
        if not known or words & set(slug.split("-")):
            yield slug.replace("-", " ")


def _hidden(entity: Entity, ids: frozenset[str], names: list[str], key: bytes) -> Hidden:
    forms = [form for name in names if (form := name_words(name))]
    parts = {one for form in forms for word in form for one in spellings(word) if len(one) > 1}
    for name in names:
        cut = {piece.word for piece in pieces(name)}
        parts |= {word for word in cut if len(word) > 2 and not is_filler(word)}
    several = [long for form in forms if (long := [w for w in form if len(w) > 1])]
    every = {word for name in names for part in name.split() if (word := folded(part))}
    return Hidden(
        id=f"person/{MARK}{digest(key, entity.id)}",
        ids=ids,
        parts=frozenset(parts),
        families=frozenset(one for f in several if len(f) > 1 for one in spellings(f[-1])),
        whole=frozenset(one for f in several if len(f) == 1 for one in spellings(f[0])),
        joined=frozenset(_joined(several)),
        beside=frozenset(every - parts),
        initials=frozenset(word[0] for form in forms for word in form),
    )


def _joined(forms: Iterable[list[str]]) -> Iterator[str]:
    """How names are run together in addresses: ivanpetrov, petrovivan, ipetrov."""
    for form in forms:
        if len(form) > 1:
            yield "".join(form)
            yield form[0] + form[-1]
            yield form[-1] + form[0]
            if len(form[-1]) > 3:
                yield form[0][0] + form[-1]


def name_words(name: str) -> list[str]:
    """Folded words without the titles before them and the particles between; `Jong-un` and
    `O'Brien` are one word."""
    said = [word for part in re.split(r"[\s_,]+", name) if (word := folded(part))]
    while len(said) > 1 and said[0] in words().titles:
        said = said[1:]
    last = len(said) - 1
    return [word for number, word in enumerate(said) if number == last or not _is_particle(word)]


def is_filler(word: str) -> bool:
    """What may stand between the words of a name without being one of them."""
    return _is_particle(word) or word in words().titles


def _is_particle(word: str) -> bool:
    return word in _PARTICLES or word in words().particles
