"""Who sits for whom: what stands beside a name, and what is known of the person."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.facts.extract.parties import side_key
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.people.entry import Entry
from kg.facts.extract.people.marks import (
    AT_TABLE,
    COUNTERPART,
    DOES_FOR,
    FOR,
    HEADS,
    HELPER_AFTER,
    HELPER_BEFORE,
    HOUSE_OFFICE,
    ITS_BODY,
    KIN_OFFICE,
    MEETS,
    OF_TWO,
    OF_TWO_BEFORE,
    OURS,
    OWNED,
    OWNED_AFTER,
    RULER,
    SIGN,
    STANDING,
    STATE_OFFICE,
    UN,
    UN_OFFICE,
    WITH,
    WORKS_ON,
)
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.spoken import Spoken
from kg.facts.extract.people.teams import next_side
from kg.facts.extract.people.wording import readable
from kg.facts.extract.text.house import house
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Sentence


class Seats(Spoken):
    """Adds the side of a person, as the words around the name give it."""

    def settled(self, item: Presence) -> str:
        """The side that the sentence names, else that of which the person is known to be."""
        if item.entry.person is None:
            return item.side
        found = DOES_FOR.match(item.sentence.shape.text[item.entry.end :])
        if found and (key := self._meant(item.sentence, next(v for v in found.groups() if v))):
            return key
        own = self._own_party(item.entry)
        if own and item.entry.side is not None:
            return own
        if helped := self.helper_of(item.entry):
            item.roles = [role for role in item.roles if role != "head"]
            return helped
        if self.told(item.sentence, item.side):
            return item.side
        if own:
            return own
        known = self.sides.get(item.entry.person.key, "")
        return known if self.plausible(known) else item.side

    def of_another(self, entry: Entry, side: str) -> bool:
        """Whether the words beside a name tell another side."""
        own = side_key(self.reading, entry.side) if entry.side is not None else ""
        return bool(own) and own != side

    def helper_of(self, entry: Entry) -> str:
        """The body whose envoy or mediator somebody is, whoever else the sentence names."""
        key = side_key(self.reading, entry.side) if entry.side is not None else ""
        helps = key.startswith("body:") and any(AT_TABLE.search(post) for post in entry.posts)
        return key if helps and not self.in_talks(key) else ""

    def next_told(self, entries: list[Entry]) -> str:
        """In "A, B and C for X, and D for Y" the side told next is that of those before."""
        told = (self._own_party(entry) for entry in entries)
        return next((key for key in told if key), "")

    def _own_party(self, entry: Entry) -> str:
        """The party of the talks that the words beside the name tell."""
        key = side_key(self.reading, entry.side) if entry.side is not None else ""
        if not key and not any(WORKS_ON.search(post) for post in entry.posts):
            key = self._served(entry)
        return key if self.in_talks(key) else ""

    def _meant(self, sentence: Sentence, sign: str) -> str:
        return side_key(self.reading, sentence.shape.mention(sign))

    def side_of(self, entry: Entry, default: str = "") -> str:
        """What stands beside the name, else what is known of the person, else the default."""
        if entry.side is not None and (key := side_key(self.reading, entry.side)):
            return key
        served = self._served(entry)
        if entry.person is None:
            return served or default
        met = self.sides.get(entry.person.key, "")
        if served:
            return met if self.plausible(met) and not self.plausible(served) else served
        known = met or self.reading.employer.get(entry.person.key, "")
        known = self.reading.alias.get(known, known)
        return known or default or self.state_of(entry)

    def _served(self, entry: Entry) -> str:
        """Of those whom the offices name, one that is at the talks; else the first."""
        keys = [self.reading.alias.get(key, key) for key in entry.post_keys]
        return next((key for key in keys if self.plausible(key)), next(iter(keys), ""))

    def served_by(self, post: Mention) -> str:
        """Whom an office names."""
        return self.reading.alias.get(post.key, post.key)

    def state_ruled(self, entry: Entry) -> str:
        """The one state at talks with a movement, for its president or prime minister."""
        keys = self.reading.book.party_keys if self.reading.book else []
        states = [key for key in keys if key.startswith("country:") and "/" not in key]
        rules = any(RULER.fullmatch(post) for post in entry.posts)
        return states[0] if rules and len(states) == 1 and len(keys) > 1 else ""

    def met_before(self, sentence: Sentence, at: int) -> bool:
        """Whether somebody known to be at the talks was the last person named."""
        here = [entry for entry in names_from(sentence, 0, at) if entry.person]
        if here:
            return self.plausible(self.side_after(sentence, here[-1]))
        before = self.reading.before(sentence)
        last = [m.key for m in before.of(Kind.PERSON)] if before else []
        return bool(last) and last[-1] in self.sides

    def state_of(self, entry: Entry) -> str:
        """A minister without a country serves the one state at the table, or the house that writes."""
        if not any(STATE_OFFICE.search(p) or UN_OFFICE.search(p) for p in entry.posts):
            served = any(HOUSE_OFFICE.search(p) for p in entry.posts)
            return house(self.reading) if served and not entry.organisation else ""
        keys = self.reading.book.party_keys if self.reading.book else []
        states = [k for k in keys if k.startswith("country:") and "/" not in k]
        if any(UN_OFFICE.search(post) for post in entry.posts):
            return UN if UN in self.reading.names else ""
        return states[0] if len(states) == 1 and len(keys) > 1 else house(self.reading)

    def nearest_side(self, sentence: Sentence, at: int) -> str:
        """Side of the person named last before an offset."""
        before = [e for e in names_from(sentence, 0, at) if e.end <= at + 2]
        return self.side_after(sentence, before[-1]) if before else ""

    def side_for(self, sentence: Sentence, whose: str, since: int, at: int) -> str:
        """The side that "his", "across the table" and the like stand for; `since` ends the last name."""
        if whose == "own":
            return ""
        if OURS.search(sentence.shape.text[since:at]):
            return self.ours
        if whose == "other":
            return self.other(self.side)
        if whose == "person":
            return self.nearest_side(sentence, at) or self.team_side(sentence, since, at)
        return self.team_side(sentence, since, at)

    def inverse_side(self, sentence: Sentence, entry: Entry, low: int, high: int, rest: str) -> str:
        if re.match(r"(?:ours?)\b", rest):
            return self.ours or self.side_of(entry)
        named = re.match(r"^(?:that\sof\s)?(?:the\s|for\s(?:the\s)?)?(?P<s><[AP]\d+>)", rest)
        if named:
            return side_key(self.reading, sentence.shape.mention(named["s"]))
        side = next_side(self.reading, sentence, low, high) or self.side_after(sentence, entry)
        entries = names_from(sentence, 0, len(sentence.shape.text))
        at = next((n for n, one in enumerate(entries) if one.start == entry.start), 0)
        side = side or (self.faced(sentence, entries, at) if entries else "")
        return side or (self.side if self.in_talks(self.side) else "")

    def of_two(self, sentence: Sentence, entry: Entry) -> str:
        """ "NAME signed for the former; for the latter, NAME": of the two sides named before."""
        text = sentence.shape.text
        found = OF_TWO.match(text, entry.end) or OF_TWO_BEFORE.search(text, 0, entry.start)
        if found is None:
            return ""
        before = self.reading.before(sentence)
        named = self.all_named(sentence, found.start()) or (
            self.all_named(before, len(before.shape.text)) if before else []
        )
        sides = [key for key in named if self.plausible(key)]
        return (sides[-2] if found["which"] == "former" else sides[-1]) if len(sides) > 1 else ""

    def side_after(self, sentence: Sentence, entry: Entry) -> str:
        """The side that the words around a name give, else what is known of the person."""
        if side := self.of_two(sentence, entry):
            return side
        rest = sentence.shape.text[entry.end :]
        found = FOR.match(rest) or DOES_FOR.match(rest) or HEADS.match(rest)
        found = found or STANDING.match(rest)
        if found:
            sign = next(v for v in found.groups() if v)
            key = side_key(self.reading, sentence.shape.mention(sign))
            if key:
                return key
        if entry.side is None and (key := self.owner(sentence, entry)):
            return key
        return self.side_of(entry) or self.helped_by(sentence, entry)

    def helped_by(self, sentence: Sentence, entry: Entry) -> str:
        """The side of "Norway's facilitator, NAME" and "NAME, the Norwegian mediator"."""
        text = sentence.shape.text
        found = HELPER_BEFORE.search(text, 0, entry.start) or HELPER_AFTER.match(text, entry.end)
        return side_key(self.reading, sentence.shape.mention(found["s"])) if found else ""

    def last_two(self, sentence: Sentence, at: int) -> list[str]:
        """The sides of the two people named last before an offset, where they are not one."""
        before = [entry for entry in names_from(sentence, 0, at) if entry.end <= at]
        two = [self.side_after(sentence, entry) for entry in before][-2:]
        return two if len(set(two)) == 2 and all(two) else []

    def faced(self, sentence: Sentence, entries: list[Entry], number: int) -> str:
        """Of two who meet or sign, the one of whom nothing is known is there for the other side."""
        text = sentence.shape.text
        for first, second in pairwise(entries[max(0, number - 1) : number + 2]):
            gap = text[first.end : second.start]
            if not (
                MEETS.fullmatch(gap) or (WITH.fullmatch(gap) and SIGN.match(text[second.end :]))
            ):
                continue
            known = second if first is entries[number] else first
            if side := self.other(self.side_after(sentence, known)):
                return side
        return ""

    def owner(self, sentence: Sentence, entry: Entry) -> str:
        """Whose "its foreign minister, NAME" or "NAME, his successor" is."""
        text = sentence.shape.text
        found = OWNED.search(text[max(0, entry.start - 30) : entry.start])
        found = found or OWNED_AFTER.search(text[text.rfind("<N", 0, entry.end) :])
        found = found or KIN_OFFICE.search(text[max(0, entry.start - 40) : entry.start])
        word = found["own"].lower() if found else ""
        if not word and any(ITS_BODY.search(post) for post in entry.posts):
            word = "its"
        if word in ("his", "her"):
            return self._of_kin(sentence, entry)
        return self.before_it(sentence, entry.start) if word else ""

    def _of_kin(self, sentence: Sentence, entry: Entry) -> str:
        near = self.nearest_side(sentence, max(0, entry.start - 4)) or self.side
        around = readable(sentence, max(0, entry.start - 40), entry.start + 8)
        return self.other(near) if COUNTERPART.search(around) else near
