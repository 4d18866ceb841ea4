"""The side that a text speaks of: the one named last, the one across the table, "its team"."""

from __future__ import annotations

import re

from kg.facts.extract.parties import side_key
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.teams import clause_start, last_side
from kg.facts.extract.text.house import house
from kg.facts.extract.text.reading import Reading, Sentence

_PAIR = re.compile(
    r"(?P<a><[AJP]\d+>),?\sand\s(?:the\s)?(?P<b><[AJP]\d+>)(?=\s(?:were|attended|took part|sent|had|"
    r"are|sat)\b)[^.;<]{0,80}\b(?:by|through|sent)\s$"
)
_THE_TEAM = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]|[Hh]is|[Hh]er)\s(?:new\s|own\s|whole\s|smaller\s|larger\s|\d[\w-]*\s|"
    r"\w+-(?:member|strong|person)\s){0,2}(?:delegation|team|panel|party|group)\b|^\W{0,3}(?:It|They)\b|"
    r"\bwhich\b"
)
_UNKNOWN_SENDER = re.compile(
    r"\b[Tt]he\s(?:[A-Z][a-z]+\s){1,3}(?:has\s|had\s|have\s)?(?:sends?|sent|fielded|brought|brings)\b"
)
"""Somebody whom no table knows: the side before is not theirs."""
_ITS_TEAM = re.compile(r"\W{0,3}(?:Its|Their)\s")
_SIDE_SIGN = re.compile(r"<[AJP]\d+>")
_LOCATIVE = re.compile(
    r"\b(?:in|at|to|near|into|outside|via|across|visit\w*|embassy of|ambassador to)\s(?:the\s)?$",
    re.I,
)


class Spoken:
    """The side last spoken of, and the side of each person met so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.side = ""
        self._marked = ""
        self._block = 0
        self.sides: dict[str, str] = {}
        self.heads: list[str] = []

    def learn(self, item: Presence) -> None:
        if item.entry.person is not None and item.side:
            self.sides.setdefault(item.entry.person.key, item.side)
        if item.side:
            self.side = item.side
            if "head" in item.roles:
                self.heads = [*(h for h in self.heads if h != item.side), item.side]

    def begin(self, sentence: Sentence) -> None:
        """A side is spoken of until the paragraph after the one that named it."""
        if _UNKNOWN_SENDER.search(sentence.shape.text):
            self.side = self._marked = ""
        if self.side != self._marked:
            self._marked, self._block = self.side, sentence.block
        if sentence.block > self._block + 1:
            self.side = self._marked = ""

    def told(self, sentence: Sentence, side: str) -> bool:
        return any(side_key(self.reading, m) == side or m.key == side for m in sentence.mentions)

    @property
    def ours(self) -> str:
        """The side that "our delegation" is: that of the house which writes, if it sits there."""
        return house(self.reading) if self.plausible(house(self.reading)) else ""

    def team_side(self, sentence: Sentence, low: int, at: int) -> str:
        """Whose team is spoken of at an offset: "its", "their", or simply "the delegation"."""
        if key := last_side(self.reading, sentence, low, at):
            return key
        return self.before_it(sentence, 0) if _ITS_TEAM.match(sentence.shape.text) else self.side

    def pair_before(self, sentence: Sentence, start: int, low: int) -> list[str]:
        """ "A and B took part, through …": the two sides that came before a list, in their order."""
        found = _PAIR.search(sentence.shape.text[:low], max(0, start - 60))
        if not found or _LOCATIVE.search(sentence.shape.text[: found.start()]):
            return []
        signs = (found["a"], found["b"])
        keys = [side_key(self.reading, sentence.shape.mention(sign)) for sign in signs]
        return keys if all(keys) and keys[0] != keys[1] else []

    def named_before(
        self, sentence: Sentence, at: int, *, floor: int = -1, first: bool = False
    ) -> str:
        """The side named last before an offset of the clause, places where things are left out."""
        text = sentence.shape.text
        if floor < 0:
            colon = 0 if first else text.rfind(": ", 0, at)
            floor = max(at - 130, clause_start(text, at), colon)
        near: list[str] = []
        for sign in reversed(list(_SIDE_SIGN.finditer(text, floor, at))):
            key = side_key(self.reading, sentence.shape.mention(sign.group()))
            if key and not _LOCATIVE.search(text[max(floor, sign.start() - 24) : sign.start()]):
                near.append(key)
        near = [k for k in near if self.plausible(k) or not k.startswith("acronym:")]
        if near:
            return near[-1] if first else near[0]
        return self.side if _THE_TEAM.search(text[floor:at]) else ""

    def all_named(self, sentence: Sentence, high: int) -> list[str]:
        """The sides of a sentence in their order, each once."""
        text = sentence.shape.text
        keys = [
            side_key(self.reading, sentence.shape.mention(sign.group()))
            for sign in _SIDE_SIGN.finditer(text, 0, high)
            if not _LOCATIVE.search(text[max(0, sign.start() - 24) : sign.start()])
        ]
        return list(dict.fromkeys(key for key in keys if key))

    def recent_heads(self, count: int) -> list[str]:
        """The sides whose heads were named last, in the order of the text."""
        return self.heads[-count:]

    def other(self, side: str) -> str:
        """The one other party of talks between two."""
        keys = self.reading.book.party_keys if self.reading.book else []
        return next((k for k in keys if k != side), "") if len(keys) == 2 and side in keys else ""

    def before_it(self, sentence: Sentence, at: int) -> str:
        """What "its" stands for: the last side of the sentence, else what the one before is about."""
        if _SIDE_SIGN.search(sentence.shape.text, 0, at):
            return self.named_before(sentence, at, floor=max(0, at - 130)) or self.side
        before = self.reading.before(sentence)
        subjects = self.all_named(before, len(before.shape.text)) if before else []
        return subjects[0] if len(subjects) == 1 else self.side

    def in_talks(self, side: str) -> bool:
        return self.reading.book is not None and side in self.reading.book.party_keys

    @property
    def parties_known(self) -> bool:
        return self.reading.book is not None and bool(self.reading.book.party_keys)

    def helps(self, side: str) -> bool:
        return self.reading.book is not None and side in self.reading.book.third_keys

    def plausible(self, side: str) -> bool:
        """A side of the talks, or one that the text shows helping, be it by a panel of its own."""
        book = self.reading.book
        if book is None or not side:
            return False
        known = [*book.party_keys, *book.third_keys]
        return side in known or any(key.startswith(f"{side} ") for key in book.third_keys)
