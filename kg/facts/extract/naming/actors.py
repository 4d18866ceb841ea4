"""Mentions of states, bodies, movements and places: tables first, then what the text defines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.facts.extract.gazetteer import Entry, Gazetteer, Sort
from kg.facts.extract.gazetteer.lookup import fold
from kg.facts.extract.naming.acronyms import acronyms
from kg.facts.extract.naming.capitals import LOCATIVE, is_place
from kg.facts.extract.naming.definitions import (
    Definition,
    definitions,
    looks_like_actor,
    powers,
    proper_names,
    senders,
    sort_of,
    starts_badly,
    without_apostrophe,
)
from kg.facts.extract.naming.slots import named_by_slot
from kg.facts.extract.text.mention import Kind, Mention, drop_covered

_WORD = re.compile(r"(?:[A-Z]\.){2,4}(?![\w’'])|[^\W_](?:[\w’'.&/+-]*[\w+])?")
_KINDS = {
    Sort.COUNTRY: Kind.ACTOR,
    Sort.ADJECTIVE: Kind.ADJECTIVE,
    Sort.PEOPLE: Kind.ACTOR,
    Sort.CAPITAL: Kind.PLACE,
    Sort.BODY: Kind.ACTOR,
    Sort.GROUP: Kind.ACTOR,
    Sort.CITY: Kind.PLACE,
    Sort.TOWN: Kind.PLACE,
    Sort.AGENCY: Kind.ORGANISATION,
}
_OFFICES = re.compile(
    r"\bOffice of the (?:UN |United Nations )?(?:Special|Personal) (?:Envoy|"
    r"Representative)\b|\b(?:Catholic )?[Bb]ishops' [Cc]onference\b|\b[Cc]hurch "
    r"leaders\b"
    r"|\b(?:UN|African Union|EU) (?:mission|panel|monitoring mission)\b|\bCouncil of "
    r"Churches\b|\bJoint Forces Command\b|\b[Tt]ribal elders\b"
)
_SHORT_FORM = re.compile(
    r"\b[Tt]he\s(?P<head>(?!Nations|Government|States?\b|Minist|President|North|South|East|West|Group\b|Agreement|"
    r"Committee\b|Process|Forces\b|Army\b|Party\b|Office|Conference|Commission\b)[A-Z][a-z]{3,})"
    r"(?!\s[A-Z]|\sof\s|-)\b"
)


_CONNECTED = re.compile(r"\s(?:of|de|del|des|du|da|do)\s")
_HALF = re.compile(
    r"(?<!\bin )\b[Tt]he (?P<who>North|South)(?!\s(?:side|delegation|team)\b)(?!\s[A-Z])(?='s|[,.;]|\s[a-z]|$)"
)


_KOREAN = re.compile(r"\b(North|South) Korea")
_BOTH = re.compile(r"\b(?P<north>North) and South Korea")


def _two_koreas(view: str) -> bool:
    named = set(_KOREAN.findall(view))
    return bool(_BOTH.search(view)) or {"North", "South"} <= named


@dataclass(slots=True)
class ActorScan:
    """What one document adds to the tables: acronyms it defines, movements it names."""

    gazetteer: Gazetteer
    local: dict[str, Entry] = field(default_factory=dict)
    heads: dict[str, Mention] = field(default_factory=dict)
    senders: dict[str, Entry] = field(default_factory=dict)
    """Names that only stand before "delegation" and the like."""
    longest: int = 0

    def __post_init__(self) -> None:
        self.longest = self.gazetteer.longest

    def learn(self, view: str) -> None:
        for found in definitions(view):
            self._define(found)
        for found in proper_names(view):
            if self.gazetteer.get(found.name) is None and not starts_badly(found.name):
                self._put(found.name, _entry(found))
        for name in dict.fromkeys(named_by_slot(view)):
            if self.lookup(name) is None and not self._is_state(name):
                self._put(name, _entry(Definition(name, "", sort_of(name))))
        for found in powers(view):
            owner = self.lookup(found.name.rpartition(" ")[0])
            a_state = owner is not None and owner.sort not in (Sort.TOWN, Sort.CITY)
            if self.lookup(found.name) is None and not a_state:
                self._put(found.name, _entry(found))
        self._learn_senders(view)

    def _is_state(self, name: str) -> bool:
        """ "the Swiss Federal Council", "the Norwegian Foreign Office": the state's own."""
        first = self.lookup(name.split()[0])
        return first is not None and first.sort in (Sort.ADJECTIVE, Sort.COUNTRY, Sort.CAPITAL)

    def _learn_senders(self, view: str) -> None:
        for name, _, _ in senders(view):
            name = without_apostrophe(name)
            word = fold(name)
            if self.lookup(name) is None and word not in self.senders:
                self.senders[word] = self._longer(word) or Entry(
                    f"group:{word.lower()}", name, Sort.GROUP
                )

    def _longer(self, word: str) -> Entry | None:
        """The movement or government of the text whose name holds the word."""
        own = {
            entry.key: entry
            for phrase, entry in self.local.items()
            if entry.sort is Sort.GROUP and f" {word.lower()} " in f" {phrase.lower()} "
        }
        return next(iter(own.values())) if len(own) == 1 else None

    def _teams(self, view: str, text: str, start: int, end: int) -> Iterator[Mention]:
        for name, a, b in senders(view, start, end):
            alone = without_apostrophe(name)
            entry = self.senders.get(fold(alone))
            if entry is None and alone != name:
                entry = self.lookup(alone)
            if entry is not None:
                yield Mention(Kind.ACTOR, a, b, alone, entry.key, entry.name, str(entry.sort))
        yield from self._halves(view, text, start, end)

    def _halves(self, view: str, text: str, start: int, end: int) -> Iterator[Mention]:
        """ "The South shall …", where the text has a South side and a North side, or two Koreas."""
        halves = {who: self.senders.get(who) for who in ("North", "South")}
        if not all(halves.values()):
            halves = {who: self.lookup(f"{who} Korea") for who in halves}
            if "Korea" not in view or not _two_koreas(view):
                return
            for match in _BOTH.finditer(view, start, end):
                yield _mention(halves["North"], view, text, *match.span("north"))  # type: ignore[arg-type]
        for match in _HALF.finditer(view, start, end):
            entry = halves[match["who"]]
            if entry is None:
                continue
            a, b = match.span("who")
            yield Mention(Kind.ACTOR, a, b, text[a:b], entry.key, entry.name, str(entry.sort))

    def _define(self, found: Definition) -> None:
        name, short = found.name, found.short
        known = self.gazetteer.get(name) or self.gazetteer.get(short)
        if known is not None and not _fits(known, name) and not _letters_of(name, short):
            known = self.gazetteer.get(name)
        if known is not None and known.sort is Sort.CAPITAL:
            return
        if known is None and not looks_like_actor(name):
            return
        entry = Entry(known.key, name, known.sort) if known else _entry(found)
        self._put(name, entry)
        self._put(short, entry)

    def _put(self, phrase: str, entry: Entry) -> None:
        self.local[fold(phrase)] = entry
        self.longest = max(self.longest, phrase.count(" ") + 1)

    def lookup(self, phrase: str) -> Entry | None:
        folded = fold(phrase)
        known = self.local.get(folded) or self.gazetteer.phrases.get(folded)
        if known is None and folded.isupper() and len(folded) > 6:
            known = self.gazetteer.phrases.get(folded.title())
        return known

    def scan(self, view: str, text: str, start: int, end: int) -> list[Mention]:
        words = list(_WORD.finditer(view, start, end))
        found: list[Mention] = []
        index = 0
        while index < len(words):
            step = self._longest(view, text, words, index, found)
            index += step or 1
        found += [
            Mention(
                Kind.ACTOR,
                m.start(),
                m.end(),
                text[m.start() : m.end()],
                f"body:{fold(m.group()).lower()}",
                m.group(),
                "body",
            )
            for m in _OFFICES.finditer(view, start, end)
        ]
        self._remember(found)
        short = self._short_forms(view, text, start, end)
        found += self._teams(view, text, start, end)
        return drop_covered([*found, *short, *self._acronyms(view, text, start, end)])

    def _remember(self, found: list[Mention]) -> None:
        """The noun by which each body may be called from now on: "the Union", "the Trust"."""
        for mention in found:
            if mention.kind is Kind.ACTOR and " " in mention.name:
                words = _CONNECTED.split(mention.name)[0].split()
                self.heads[words[-1]] = mention

    def _short_forms(self, view: str, text: str, start: int, end: int) -> Iterator[Mention]:
        for match in _SHORT_FORM.finditer(view, start, end):
            known = self.heads.get(match["head"])
            if known is not None:
                a, b = match.span("head")
                yield known.shifted(start=a, end=b, text=text[a:b], sort="short")

    def _longest(
        self, view: str, text: str, words: list[re.Match[str]], index: int, found: list[Mention]
    ) -> int:
        first = words[index]
        if not (first.group()[0].isupper() or first.group()[:3] in ("al-", "ant")):
            return 0
        for count in range(min(self.longest, len(words) - index), 0, -1):
            start, end = first.start(), words[index + count - 1].end()
            for stop in _stops(view, end):
                entry = self.lookup(view[start:stop])
                if entry and _fitting(entry, view, start, stop):
                    found.append(_mention(entry, view, text, start, stop))
                    return count
        self._parts(view, text, first.start(), first.end(), found)
        return 0

    def _parts(self, view: str, text: str, start: int, end: int, found: list[Mention]) -> None:
        """The sides of a compound: "Pakistan-Afghanistan", "AU-led", "Egypt/Qatar"."""
        if not re.search(r"[-/]", view[start:end]):
            return
        at = start
        parts = re.split(r"[-/]", view[start:end])
        if not all(self.lookup(p) or p[:1].islower() for p in parts):
            return
        for part in re.split(r"[-/]", view[start:end]):
            entry = self.lookup(part) if part[:1].isupper() else None
            if entry and entry.sort is not Sort.TOWN:
                found.append(_mention(entry, view, text, at, at + len(part)))
            at += len(part) + 1

    def _acronyms(self, view: str, text: str, start: int, end: int) -> list[Mention]:
        return [
            Mention(
                Kind.ACTOR, m.start(), m.end(), text[m.start() : m.end()], "", m.group(), "acronym"
            )
            for m in acronyms(view, start, end)
            if self.lookup(m.group()) is None
        ]


def _entry(found: Definition) -> Entry:
    return Entry(f"{found.sort}:{fold(found.name).lower()}", found.name, found.sort)


def _letters_of(name: str, short: str) -> bool:
    """Whether the short form's capitals begin words of the name, in order."""
    rest = iter(word[0] for word in re.split(r"[\s-]", name) if word[:1].isupper())
    letters = [c for c in short if c.isupper()]
    return len(letters) > 2 and all(letter in rest for letter in letters)


def _fits(known: Entry, name: str) -> bool:
    if known.name.isupper() and " " not in known.name:
        initials = iter(w[0] for w in fold(name).split() if w[0].isupper())
        return all(letter in initials for letter in known.name)
    one, two = fold(known.name).lower().split(), fold(name).lower().split()
    return bool(set(one) & set(two) - {"of", "the", "for", "and"})


def _stops(view: str, end: int) -> list[int]:
    """With and without a possessive ending."""
    if view[end - 2 : end] in ("'s", "’s"):
        return [end - 2, end]
    return [end]


_LARGER = re.compile(r"\b(?:National|Supreme|Federal|State|Joint|Regional|Royal)\s$")
"""A word that makes another body of a known one: no state's National Security Council is the UN's."""


_LISTED = re.compile(r"(?:,|\band|\bby|\bwith)\s$")
_GIVEN = re.compile(
    r"\s(?!(?:Agreement|Process|Talks|Round|Declaration|Forum|Accords?|Summit|Platform|Conference|Meeting)\b)"
    r"[A-Z][a-zà-ÿ]+(?=[\s,.;])"
)
"""In a list of people a city before a surname is a first name."""


_AFTER_A_NAME = re.compile(
    r"\b(?!(?:In|At|From|Near|To|Of|On|Around|Outside|Inside|Greater|Central|Downtown|Old|North|South|East|West|"
    r"Northern|Southern|Eastern|Western|Upper|Lower)\s)[A-ZÀ-Þ][\w’'-]+\s$"
)
_TALKS_OF = re.compile(
    r"\s(?:(?:peace\s)?(?:talks|round|meeting|session|summit|conference|dialogue|negotiations|process|accords?|"
    r"agreement|declaration)|(?:co-)?hosts?|hosted|will host|is hosting)\b"
)


def _fitting(entry: Entry, view: str, start: int, end: int) -> bool:
    if entry.sort is Sort.BODY and _LARGER.search(view[max(0, start - 12) : start]):
        return False
    if entry.sort is Sort.CITY and _LISTED.search(view[max(0, start - 8) : start]):
        return not _GIVEN.match(view[end : end + 40])
    if entry.sort is Sort.TOWN:
        surname = _AFTER_A_NAME.search(view[max(0, start - 20) : start])
        if (view[end : end + 2] == ", " and not surname) or _TALKS_OF.match(view, end):
            return True
        return bool(LOCATIVE.search(view[max(0, start - 20) : start]))
    return True


def _mention(entry: Entry, view: str, text: str, start: int, end: int) -> Mention:
    kind = _KINDS[entry.sort]
    if entry.sort is Sort.CAPITAL and not is_place(view, start, end):
        kind = Kind.ACTOR
    if entry.sort is Sort.ADJECTIVE and fold(view[start:end]) in ("US", "U.S."):
        kind = Kind.ADJECTIVE
    return Mention(kind, start, end, text[start:end], entry.key, entry.name, str(entry.sort))
