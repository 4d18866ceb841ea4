"""Who sits for whom by the syntax of a sentence; the words are in rules/seats.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.facts.extract.naming.honorifics import honorific_before
from kg.facts.extract.parties import side_key
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.people.entry import CHIEF_NOTE, Entry
from kg.facts.extract.people.marks import AT_TABLE
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.seats import Seats
from kg.facts.extract.people.wording import readable, whole_words
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Sentence

_PERSON = re.compile(r"<E(\d+)>")
_NOT = re.compile(r"\b(?:not|never|no longer|n't|denied|denies|false)\b", re.I)


@dataclass(frozen=True, slots=True)
class Cast:
    """The shape of a sentence in which `<E3>` is the fourth person with all that stands beside."""

    text: str
    entries: list[Entry]
    starts: list[int]
    """Where each sign begins in `text`."""
    ends: list[int]
    """Where in the shape ends what each sign stands for."""

    def place(self, at: int) -> int:
        """The offset of the shape for one of `text`."""
        shift = 0
        for number, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            if start >= at:
                break
            shift = end - start - len(f"<E{number}>")
        return at + shift


_ASIDE = re.compile(
    r",\s(?:an?|the|once|then|both|who)\s(?:[^,;.<>—–]|<T\d+>){2,60},(?=\s(?:is|was|has|had|leads?|led|heads?|headed|"
    r"speaks?|spoke|sits?|sat|represent\w*|chairs?|chaired|took|takes|came|comes|accompanied|flanked|assisted|advised|replace[sd]?|succeed\w*|joined)\b)"
)
"""A remark on somebody before the verb: "NAME, a law dean, is …"."""


def cast_of(sentence: Sentence) -> Cast:
    entries = names_from(sentence, 0, len(sentence.shape.text))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = length = 0
    for number, entry in enumerate(entries):
        begin = honorific_before(sentence.shape.text, entry.start)
        between = sentence.shape.text[at : max(at, begin)]
        pieces += [between, f"<E{number}>"]
        starts.append(length + len(between))
        length = starts[-1] + len(pieces[-1])
        aside = _ASIDE.match(sentence.shape.text, entry.end)
        at = aside.end() if aside else entry.end
        ends.append(at)
    return Cast("".join([*pieces, sentence.shape.text[at:]]), entries, starts, ends)


def seated(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """Whoever the syntax of a sentence seats on a side."""
    if not any(m.kind is Kind.PERSON for m in sentence.mentions):
        return
    cast = cast_of(sentence)
    for rule in rulebook("seats").rules:
        for match in rule.finds(cast.text):
            yield from _from_match(seats, sentence, cast, match, rule.gives)


_OF_THE_TABLE = frozenset({"head", "chief-negotiator", "deputy-head"})
_GONE = re.compile(r"\b(?:former|ex-|then-|late|previous)\b|\bex-")
_STANDS_FOR = re.compile(
    r"^(?:[^<]|<[TN]\d+>)*,?\s(?:representing|on behalf of)\s(?:the\s)?<[AJ]\d+>"
)


def titled(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """An office that exists only at a table, or "NAME, representing the X"."""
    text = sentence.shape.text
    for entry in names_from(sentence, 0, len(text)):
        around = text[max(0, entry.start - 12) : entry.end]
        roles = [r for r in entry.roles if r in _OF_THE_TABLE]
        stands = bool(_STANDS_FOR.match(text[entry.start : entry.end]))
        side = seats.side_after(sentence, entry) if roles or stands else ""
        if side and seats.in_talks(side) and not _GONE.search(around):
            yield Presence(
                sentence, entry, side, roles or ["member"], entry.start, entry.end, firm=stands
            )


_OF_ANOTHER = {"giver": 0, "taker": -1}
"""Where the sentence names the person whose side it is: first or last."""


def _from_match(
    seats: Seats,
    sentence: Sentence,
    cast: Cast,
    match: re.Match[str],
    gives: Mapping[str, str],
) -> Iterator[Presence]:
    groups = match.groupdict()
    people = next((groups[g] for g in ("p", "p2", "p3") if groups.get(g)), "")
    entries = [cast.entries[int(number)] for number in _PERSON.findall(people)]
    named = _sides(seats, sentence, match)
    start = min([cast.place(match.start()), *(e.start for e in entries)])
    end = whole_words(sentence.shape.text, cast.place(match.end()))
    before = cast.text[max(0, match.start() - 14) : match.end()]
    denied = "denied" in gives or bool(_NOT.search(before))
    if gives.get("side") in _OF_ANOTHER:
        other = cast.entries[int(_PERSON.findall(match.group())[_OF_ANOTHER[gives["side"]]])]
        named = [seats.side_after(sentence, other) or seats.state_ruled(other)]
    if gives.get("side") == "theirs":
        named = seats.last_two(sentence, cast.place(match.start()))
    if gives.get("side") == "post":
        served = seats.served_by(sentence.shape.mention(match["r"]))
        named = [served or seats.side_after(sentence, entries[0]) or seats.side]
    for number, entry in enumerate(entries):
        side = _side(seats, sentence, entries, named, number, gives)
        if len(entries) > 1 and named and seats.of_another(entry, side):
            continue
        if side and _may(seats, sentence, match, entry, side, gives):
            role = _role(sentence, match, gives)
            if gives.get("only") == "peer" and seats.heads and seats.heads[-1] != side:
                role = "head"
            roles = [role] if role != "member" or seats.in_talks(side) else []
            yield Presence(
                sentence, entry, side, roles, start, max(end, entry.end), denied, bool(named)
            )


def _sides(seats: Seats, sentence: Sentence, match: re.Match[str]) -> list[str]:
    signs = [match[g] for g in ("s", "s2", "s3") if match.groupdict().get(g)]
    return [side_key(seats.reading, sentence.shape.mention(sign)) for sign in signs]


def _side(
    seats: Seats,
    sentence: Sentence,
    entries: list[Entry],
    named: list[str],
    number: int,
    gives: Mapping[str, str],
) -> str:
    if gives.get("side") in ("each", "theirs"):
        return named[number] if len(named) == len(entries) else ""
    if gives.get("side") == "next":
        return seats.next_told(entries[number:])
    if named:
        return named[0]
    side = seats.side_after(sentence, entries[number])
    if not side and gives.get("side") == "current":
        at = entries[number].start
        side = seats.nearest_side(sentence, max(0, at - 2)) or seats.team_side(sentence, 0, at)
    told = entries[number].side is not None
    return side if told or seats.plausible(side) else ""


_SITS = re.compile(r"\b(?:representative|delegate|plenipotentiary)$")


_SECOND = re.compile(r"\b(?:deputy|number two|aide|assistant|right hand)\b")


def _may(
    seats: Seats,
    sentence: Sentence,
    match: re.Match[str],
    entry: Entry,
    side: str,
    gives: Mapping[str, str],
) -> bool:
    if gives.get("only") == "table":
        post = sentence.shape.mention(match["r"]).text
        sits = bool(AT_TABLE.search(post) or _SITS.search(post))
        return sits and seats.in_talks(side)
    if gives.get("only") == "known":
        return seats.plausible(side)
    if gives.get("only") == "second":
        words = readable(sentence, max(0, entry.start - 16), entry.end)
        return bool(_SECOND.search(words)) and seats.met_before(sentence, entry.start)
    if gives.get("only") == "peer":
        return seats.in_talks(side) and seats.met_before(sentence, match.start())
    return gives.get("only") != "party" or seats.in_talks(side) or not seats.parties_known


def _role(sentence: Sentence, match: re.Match[str], gives: Mapping[str, str]) -> str:
    sign = match.groupdict().get("r")
    if sign and CHIEF_NOTE.search(sentence.shape.mention(sign).text):
        return "chief-negotiator"
    return gives["role"]
