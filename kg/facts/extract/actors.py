"""Mentions of states, bodies, movements and places: tables first, then what the text defines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.facts.extract.gazetteer import Entry, Gazetteer, Sort
from kg.facts.extract.gazetteer.lookup import fold
from kg.facts.extract.mention import Kind, Mention, drop_covered

_WORD = re.compile(r"[^\W_](?:[\w’'.&/+-]*[\w+])?")
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
_LOCATIVE = re.compile(
    r"\b(?:in|at|to|from|near|outside|around|for|into|via|leave|left|reached|reach|"
    r"toward|towards|inside"
    r"|city of|capital,?|resort of|town of|host city)\s(?:the\s)?$",
    re.I,
)

_MOVEMENT = (
    "Front|Army|Movement|Alliance|Coalition|Forces|Party|Congress|Brigade|Brigades|Militia"
    "|Resistance|Cartel|Faction"
)
_BODY = (
    "Nations|Community|Organisation|Organization|Conference|Mission|Commission|"
    "Committee|Centre|Center"
    "|Institute|Foundation|Church|Secretariat|Office of the Special Envoy|Initiative|"
    "Elders|Quartet|Troika"
)
_DEFINED = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][\w’']{1,30}(?:[\s-](?:[A-Z][\w’']{1,30}|of|the|for|"
    r"and|in|on|de|la|del|para))"
    r"{0,8}[\s-][A-Z][\w’']{1,30})\s\((?:the\s|or\s)?"
    r"[\"“‘]?(?P<short>[A-Z][A-Za-z0-9/&.-]{1,11})[\"”’]?\)"
)
_NAMED = re.compile(
    rf"(?<![\w-])(?P<name>(?:[A-Z][\w’'-]{{1,30}}\s){{1,4}}(?:{_MOVEMENT})(?:\s(?:of|"
    rf"for)\s(?:the\s)?"
    rf"(?:[A-Z][\w’'-]{{1,30}})(?:\s[A-Z][\w’'-]{{1,30}}){{0,2}})?)(?![\w-])"
)
_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{2,6}(?:[-/][A-Z]{2,6})?\d{0,3}(?![\w-])")
_OFFICES = re.compile(
    r"\bOffice of the (?:UN |United Nations )?(?:Special|Personal) (?:Envoy|"
    r"Representative)\b|\b(?:Catholic )?[Bb]ishops' [Cc]onference\b|\b[Cc]hurch "
    r"leaders\b"
    r"|\b(?:UN|African Union|EU) (?:mission|panel|monitoring mission)\b|\bCouncil of "
    r"Churches\b|\bJoint Forces Command\b|\b[Tt]ribal elders\b"
)
_NOT_ACTORS = frozenset(
    [
        "AM",
        "PM",
        "GMT",
        "UTC",
        "CEO",
        "TV",
        "FM",
        "AFP",
        "AP",
        "CNN",
        "BBC",
        "HIV",
        "GDP",
        "MP",
        "MPS",
        "PR",
        "VIP",
        "USD",
        "CORRECTION",
        "UPDATE",
        "END",
        "ENDS",
        "LIVE",
        "DUR",
        "CUE",
        "CLIP",
        "FAIR",
        "NGO",
        "NGOS",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "EN",
        "SIR",
        "NOT",
        "NO",
        "THE",
        "AND",
        "OF",
        "ID",
        "IDP",
        "IDPS",
        "SMS",
        "PLS",
        "Q",
        "A",
        "POW",
        "POWS",
        "TBC",
        "TBD",
        "FAQ",
        "RE",
        "CC",
        "ISBN",
        "PDF",
        "EDT",
        "EST",
        "CET",
        "BST",
        "GOVT",
        "OPINION",
        "ADVERTISEMENT",
        "NOTE",
    ]
)


@dataclass(slots=True)
class ActorScan:
    """What one document adds to the tables: acronyms it defines, movements it names."""

    gazetteer: Gazetteer
    local: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def learn(self, view: str) -> None:
        for match in _DEFINED.finditer(view):
            self._define(match["name"], match["short"])
        for match in _NAMED.finditer(view):
            name = _without_article(match["name"])
            if self.gazetteer.get(name) is None and not _starts_badly(name):
                self._put(name, Entry(f"group:{fold(name).lower()}", name, Sort.GROUP))

    def _define(self, name: str, short: str) -> None:
        name = _without_article(_initials_of(name, short))
        known = self.gazetteer.get(name) or self.gazetteer.get(short) if len(short) > 1 else None
        if known is not None and not _fits(known, name):
            known = self.gazetteer.get(name)
        if known is not None and known.sort is Sort.CAPITAL:
            return
        if known is None and not _looks_like_actor(name):
            return
        sort = known.sort if known else _sort_of(name)
        key = known.key if known else f"{sort}:{fold(name).lower()}"
        entry = Entry(key, name, sort)
        self._put(name, entry)
        self._put(short, entry)

    def _put(self, phrase: str, entry: Entry) -> None:
        self.local[fold(phrase)] = entry
        self.gazetteer.longest = max(self.gazetteer.longest, phrase.count(" ") + 1)

    def lookup(self, phrase: str) -> Entry | None:
        folded = fold(phrase)
        return self.local.get(folded) or self.gazetteer.phrases.get(folded)

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
        return drop_covered([*found, *self._acronyms(view, text, start, end)])

    def _longest(
        self, view: str, text: str, words: list[re.Match[str]], index: int, found: list[Mention]
    ) -> int:
        first = words[index]
        if not (first.group()[0].isupper() or first.group()[:3] in ("al-", "ant")):
            return 0
        for count in range(min(self.gazetteer.longest, len(words) - index), 0, -1):
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
            for m in _ACRONYM.finditer(view, start, end)
            if m.group() not in _NOT_ACTORS and self.lookup(m.group()) is None and _alone(view, m)
        ]


_SHOUT = re.compile(r"^[ ,:.]{1,2}[A-Z]{2,}\b|^:")


def _alone(view: str, match: re.Match[str]) -> bool:
    """Not one of several words in capitals, nor a label before a colon."""
    after, before = (
        view[match.end() : match.end() + 8],
        view[max(0, match.start() - 8) : match.start()],
    )
    return not _SHOUT.match(after) and not re.search(r"\b[A-Z]{2,}[ ,:.]{1,2}$", before)


def _stops(view: str, end: int) -> list[int]:
    """With and without a possessive ending."""
    if view[end - 2 : end] in ("'s", "’s"):
        return [end - 2, end]
    return [end]


def _fitting(entry: Entry, view: str, start: int, end: int) -> bool:
    if entry.sort is Sort.TOWN:
        after = view[end : end + 2]
        return bool(_LOCATIVE.search(view[max(0, start - 20) : start])) or after == ", "
    return True


def _mention(entry: Entry, view: str, text: str, start: int, end: int) -> Mention:
    kind = _KINDS[entry.sort]
    if entry.sort is Sort.CAPITAL and not _is_place(view, start, end):
        kind = Kind.ACTOR
    if entry.sort is Sort.ADJECTIVE and fold(view[start:end]) in ("US", "U.S."):
        kind = Kind.ADJECTIVE
    return Mention(kind, start, end, text[start:end], entry.key, entry.name, str(entry.sort))


_SPEAKS = re.compile(
    r"^(?:'s)?\s(?:and\s\w+\s)?(?:says?|said|wants?|wanted|insists?|insisted|denied|"
    r"denies|demand\w*|agreed|pledged"
    r"|promised|undertook|rejects?|rejected|refused|accus\w+|considers?|has|had|have|"
    r"will|would|could|sent|sends"
    r"|proposed|offered|made|put|called|calls|believes|answered|also|must|did|does|"
    r"counts?|turned|broke"
    r"|repeated|welcomed|acknowledged|took|gave|hopes?|expects?|went|led|headed|was|"
    r"is|mediated|facilitated)\b"
)
_ACTING = re.compile(
    r"\b(?:between|by|with|that|urged|told|accused|blamed|asked|and|both|against)\s$", re.I
)


def _is_place(view: str, start: int, end: int) -> bool:
    """Whether a capital's name is the city here rather than its government."""
    before = view[max(0, start - 24) : start]
    if re.search(r"[A-Z]\w+[-–/]$", before) or re.match(r"[-–/][A-Z]", view[end : end + 2]):
        return False
    if _LOCATIVE.search(before):
        return True
    if _SPEAKS.match(view[end : end + 24]):
        return False
    if re.search(r"\bbetween\s$", before, re.I) or re.match(r"\sand\s", view[end : end + 5]):
        return not re.search(r"\bbetween\s$|\bboth\s$", before, re.I)
    return not (
        _ACTING.search(before)
        and not re.search(r"\b(?:talks|round|meeting)\b", view[end : end + 12])
    )


def _without_article(name: str) -> str:
    return re.sub(r"^(?:The|A|An|In|For|On|Of|And)\s", "", name)


def _initials_of(name: str, short: str) -> str:
    """The tail of `name` whose initials spell `short`, where one does."""
    words = name.split()
    letters = [c for c in short if c.isupper()]
    for begin in range(len(words)):
        tail = words[begin:]
        initials = [w[0] for part in tail for w in part.split("-") if w and w[0].isupper()]
        if initials == letters and tail[0][0].isupper():
            return " ".join(tail)
    return name


def _fits(known: Entry, name: str) -> bool:
    one, two = fold(known.name).lower().split(), fold(name).lower().split()
    return bool(set(one) & set(two) - {"of", "the", "for", "and"})


_ACTOR_WORDS = re.compile(
    rf"(?:{_MOVEMENT}|{_BODY}|Government|Authority|State|Republic|Kingdom|Parliament)\b"
)


def _looks_like_actor(name: str) -> bool:
    return bool(_ACTOR_WORDS.search(name))


def _sort_of(name: str) -> Sort:
    return Sort.BODY if re.search(rf"(?:{_BODY})\b", name) else Sort.GROUP


_BAD_START = re.compile(
    r"^(?:Border|Black|Red|Ministry|Minister|Foreign|National Security|Security|"
    r"Supreme|Cabinet|Joint|Technical|General|Working"
    r"|President|Prime|Special|Contact|Central|Peace|State Security|High|Chief|"
    r"Crisis|Advisory|Legal)\b"
)


def _starts_badly(name: str) -> bool:
    return bool(_BAD_START.match(name)) or len(name.split()) < 2
