"""Which side a name stands for, and which sides "they" are."""

from __future__ import annotations

import re

from kg.facts.extract.parties import pairs_in, side_key
from kg.facts.extract.statements.people import Profile, Profiles, profiles, side_name
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence

_REBEL = re.compile(
    r"rebel|guerrilla|insurgen|opposition|separatis|militant|paramilit|movement", re.I
)
_BAND = re.compile(r"(?:armed )?(?:group|coalition|alliance|militia|faction|front)$", re.I)
_ARMY = re.compile(r"\b(?:army|military|armed forces)\b", re.I)
_RULER = re.compile(r"government|regime|junta|authorities", re.I)
_MINISTERS = re.compile(
    r"\b(?:[Mm]inisters|[Rr]epresentatives|[Ll]eaders|[Dd]elegations|[Nn]egotiators) of (?P<a><A\d+>),?\s[^.;]{0,60}?\band (?:of )?(?P<b><A\d+>)"
    r"|(?P<c><T\d+>),\s<N\d+>,?\sand\s(?:of\s)?(?P<d><[AT]\d+>),?\s"
)
_CAPITALS = re.compile(r"\b[A-Z]")
REACH = 8


class Sides:
    """Answers for one document; looks up people once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.people: Profiles = reading.once("profiles", profiles)
        self._by_name = {p.name: p for p in self.people.by_key.values()}

    def of(self, mention: Mention) -> str | None:
        """Name of the side that a mention stands for."""
        if mention.kind is Kind.PERSON:
            return self._of_person(self.profile(mention))
        if mention.kind is Kind.POST:
            return self._of_post(mention)
        known = self._reading.names, self._reading.book.party_keys if self._reading.book else ()
        if mention.sort == "capital" and not any(mention.key in keys for keys in known):
            return mention.text
        if mention.sort == "side" and mention.key in ("", *self._keys()):
            return self.called(mention.text) or self._named(mention)
        if mention.sort == "side" and mention.key.startswith("side:"):
            return self.called(mention.text) or self._named(mention)
        return self._named(mention)

    def profile(self, mention: Mention) -> Profile | None:
        key = self.people.aliases.get(mention.key, mention.key)
        return self.people.by_key.get(key) or self._by_name.get(mention.name)

    def _of_person(self, profile: Profile | None) -> str | None:
        if profile is None:
            return None
        return side_name(self._reading, profile.side) or profile.says_for

    def _of_post(self, mention: Mention) -> str | None:
        if not mention.key:
            profile = self.people.with_post(mention.text, self._before(mention))
            if profile is not None:
                return self._of_person(profile)
        return side_name(self._reading, self._reading.alias.get(mention.key, mention.key))

    def _named(self, mention: Mention) -> str | None:
        return side_name(self._reading, side_key(self._reading, mention))

    def _keys(self) -> list[str]:
        return self._reading.book.party_keys if self._reading.book else []

    def called(self, words: str) -> str | None:
        """ "The rebels" and "the government" are the sides of that kind, where there is one of each."""
        book = self._reading.book
        if book is None or len(book.party_keys) != 2 or len(book.parties) != 2:
            return None
        short = [p for p in book.parties if p.lower().endswith(f" {words.lower()}")]
        if len(short) == 1 and words[:1].isupper():
            return short[0]
        armed = [p for p in book.parties if _ARMY.search(p)]
        if _ARMY.search(words) and len(armed) == 1:
            return armed[0]
        if len(_CAPITALS.findall(words)) > 1:
            return None
        states = [key.startswith("country:") and "/" not in key for key in book.party_keys]
        rebel = _REBEL.search(words) or _BAND.match(words)
        ruler = _RULER.search(words) or _ARMY.fullmatch(words)
        if sum(states) != 1 or not (rebel or ruler):
            return None
        return book.parties[states.index(bool(ruler))]

    @property
    def known(self) -> bool:
        """Whether the text shows who negotiates at all."""
        return bool(self._reading.book and self._reading.book.parties)

    def parties(self, sentence: Sentence) -> tuple[str, ...]:
        """The sides of the round that is spoken of."""
        book = self._reading.book
        if book is None:
            return ()
        here = book.get(self._reading.round_at(sentence.end - 1))
        names = tuple(here.parties if here and len(here.parties) > 1 else book.parties)
        return names if len(names) > 1 else self._pair_before(sentence) or names

    def _pair_before(self, sentence: Sentence) -> tuple[str, ...]:
        """Where no round has sides: the two that were last named together."""
        for index in range(sentence.index, max(-1, sentence.index - REACH), -1):
            other = self._reading.sentences[index]
            for keys, _, _, _ in pairs_in(self._reading, other):
                named = [side_name(self._reading, key) for key in keys[:2]]
                return tuple(n for n in named if n)
            met = _MINISTERS.search(other.shape.text)
            if met:
                signs = [met[g] for g in ("a", "b", "c", "d") if met[g]]
                named = [self.of(other.shape.mention(sign)) for sign in signs]
                return tuple(n for n in named if n)
        return ()

    def _before(self, mention: Mention) -> list[str]:
        return [
            m.key
            for s in self._reading.sentences
            if s.start <= mention.start
            for m in s.mentions
            if m.kind is Kind.PERSON and m.start < mention.start
        ]
