"""Who sits for whom: what is known of sides and people while the text is read."""

from __future__ import annotations

import re

from kg.facts.extract.entries import Entry, names_from
from kg.facts.extract.participation import Presence
from kg.facts.extract.parties import side_key
from kg.facts.extract.reading import Reading, Sentence
from kg.facts.extract.teams import next_side

_FOR = re.compile(
    r"^,?\s(?:for|from|of|representing)\s(?:the\s)?(?P<s><[AP]\d+>)|^\s\((?:for\s)"
    r"?(?P<p><[AP]\d+>)\)|^,\sfor\s(?:the\s)?(?P<q><[AP]\d+>)"
)


class Seats:
    """The side last spoken of, and the side of each person met so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.side = ""
        self.sides: dict[str, str] = {}

    def learn(self, item: Presence) -> None:
        if item.entry.person is not None and item.side:
            self.sides.setdefault(item.entry.person.key, item.side)

    def side_of(self, entry: Entry, default: str = "") -> str:
        """What stands beside the name, else what is known of the person, else the default."""
        if entry.side is not None and (key := side_key(self.reading, entry.side)):
            return key
        if entry.post_key:
            return self.reading.alias.get(entry.post_key, entry.post_key)
        if entry.person is not None and entry.person.key in self.sides:
            return self.sides[entry.person.key]
        return default

    def nearest_side(self, sentence: Sentence, at: int) -> str:
        """Side of the person named last before an offset."""
        before = [e for e in names_from(sentence, 0, at) if e.end <= at + 2]
        return self.side_of(before[-1]) if before else ""

    def other(self, side: str) -> str:
        """The one other party of talks between two."""
        keys = self.reading.book.party_keys if self.reading.book else []
        return next((k for k in keys if k != side), "") if len(keys) == 2 and side in keys else ""

    def inverse_side(self, sentence: Sentence, entry: Entry, low: int, high: int, rest: str) -> str:
        named = re.match(r"^(?:the\s|for\s(?:the\s)?)?(?P<s><[AP]\d+>)", rest)
        if named:
            return side_key(self.reading, sentence.shape.mention(named["s"]))
        return next_side(self.reading, sentence, low, high) or self.side_of(entry, self.side)

    def side_after(self, sentence: Sentence, entry: Entry) -> str:
        found = _FOR.match(sentence.shape.text[entry.end :])
        if found:
            sign = found["s"] or found["p"] or found["q"]
            key = side_key(self.reading, sentence.shape.mention(sign))
            if key:
                return key
        return self.side_of(entry)

    def in_talks(self, side: str) -> bool:
        return self.reading.book is not None and side in self.reading.book.party_keys

    def helps(self, side: str) -> bool:
        return self.reading.book is not None and side in self.reading.book.third_keys

    def plausible(self, side: str) -> bool:
        """A side of the talks, or one that the text shows helping."""
        book = self.reading.book
        if book is None:
            return False
        return side in book.party_keys or side in book.third_keys
