"""Which names mean one person."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.facts.extract.text.mention import Mention


@dataclass(slots=True)
class Person:
    """One person of the document, under the fullest name it uses."""

    name: str
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)

    @property
    def key(self) -> str:
        return "person:" + " ".join(self.words)


def name_words(name: str) -> tuple[str, ...]:
    from kg.facts.extract.gazetteer.lookup import fold

    plain = fold(name).lower().replace("-", " ").replace("'", "").replace('"', "").replace(".", " ")
    return tuple(w for w in plain.split() if w not in ("al", "el"))


def link_people(mentions: list[Mention]) -> tuple[list[Mention], dict[str, Person]]:
    """Each name mention with the person it means; lone words that fit nobody are dropped."""
    known = _People()
    full = [m for m in mentions if " " in m.name and m.sort != "maybe"]
    for mention in sorted(full, key=lambda m: -len(name_words(m.name))):
        known.settle(mention)
    for mention in mentions:
        if mention.sort == "sure" and " " not in mention.name:
            known.settle(mention)
    linked = []
    for mention in mentions:
        person = known.fitting(name_words(mention.name))
        if person is not None:
            linked.append(mention.shifted(key=person.key, name=person.name))
            person.mentions.append(linked[-1])
    return linked, known.people


class _People:
    """The people so far, found by any word of their names: a text may list thousands."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self._order: dict[str, int] = {}
        self._by_word: dict[str, list[str]] = {}

    def settle(self, mention: Mention) -> None:
        words = name_words(mention.name)
        if words and self.fitting(words) is None:
            person = Person(mention.text, words)
            self.people[person.key] = person
            self._order.setdefault(person.key, len(self._order))
            for word in words:
                self._by_word.setdefault(word, []).append(person.key)

    def fitting(self, words: tuple[str, ...]) -> Person | None:
        fitting = [p for p in self._sharing(words) if _fits(words, p)]
        exact = [p for p in fitting if p.words == words]
        if exact:
            return exact[0]
        if len(fitting) == 1 or (fitting and len(words) > 1):
            return fitting[0]
        return _by_surname(words, fitting)

    def _sharing(self, words: tuple[str, ...]) -> list[Person]:
        """In the order in which they were settled: names of many words first."""
        keys = {key for word in words for key in self._by_word.get(word, ())}
        return [self.people[key] for key in sorted(keys, key=self._order.__getitem__)]


def _fits(words: tuple[str, ...], person: Person) -> bool:
    own, said = set(person.words), set(words)
    return said <= own or (own <= said and len(person.words) > 1)


def _by_surname(words: tuple[str, ...], fitting: list[Person]) -> Person | None:
    last = [p for p in fitting if p.words and p.words[-1] == words[-1]] if words else []
    return last[0] if len(last) == 1 else None
