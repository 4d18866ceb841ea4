"""Whose names are withheld, and by which words they are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.facts.entities import Entity, Registry
from kg.facts.judgements import Judgements, Verdict
from kg.facts.names import NameIndex, compare
from kg.facts.names.wordlists import words
from kg.facts.withheld.key import digest
from kg.facts.withheld.pieces import folded, pieces, spellings

MARK = "name-withheld-"
SAME_NAME = 0.9
"""From this likeness on two names are taken for one: rather hide too much."""
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
    names: tuple[str, ...]
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


Written = Sequence[tuple[str, str]]
"""(id, name) of every person in the sheets, as written."""


def hidden_people(
    registry: Registry, judged: Judgements, written: Written, key: bytes
) -> list[Hidden]:
    """Known by all names of all ids judged to be theirs, and by all spellings of those names, but
    those of people whom somebody judged different or described as another."""
    found: list[Hidden] = []
    for entity in sorted((e for e in registry if e.withheld), key=lambda e: e.id):
        opaque = f"person/{MARK}{digest(key, entity.id)}"
        ids = judged.same_as(entity.id) | judged.same_as(opaque)
        if not any(ids & other.ids for other in found):
            told = [(id, f"person/{MARK}{digest(key, id)}", name) for id, name in written]
            names = [name for id in sorted(ids) for name in _names(id, registry, written)]
            names += [name for _, shown, name in told if shown in ids]
            free = [
                (id, name)
                for id, shown, name in told
                if id not in ids and id not in registry and not _apart(judged, (id, shown), ids)
            ]
            names += _spellings_of(names, free)
            found.append(_hidden(entity, ids, names, key))
    return found


def _apart(judged: Judgements, these: Iterable[str], ids: Iterable[str]) -> bool:
    return any(judged.verdict(a, b) is Verdict.DIFFERENT for a in these for b in ids)


def _names(id: str, registry: Registry, written: Written) -> Iterator[str]:
    """The id itself tells a name where it was made from one."""
    slug, entity = id.partition("/")[2], registry.get(id)
    known = list(entity.names()) if entity else []
    yield from known
    if _HASHED.fullmatch(slug):
        yield from (name for other, name in written if other == id)
    elif not slug.startswith(MARK):
        words = {word for name in known for word in name_words(name)}
        if not known or words & set(slug.split("-")):
            yield slug.replace("-", " ")


def _spellings_of(names: list[str], written: Written) -> Iterator[str]:
    """Names in the sheets that are one of these, spelt in another way."""
    index = NameIndex()
    for name in names:
        index.add("person/x", name)
    for _, name in written:
        near = len(name_words(name)) > 1 and index.near("person", name)
        if near and any(compare(name, one).score >= SAME_NAME for one in names):
            yield name


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
        names=tuple(dict.fromkeys(names)),
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
