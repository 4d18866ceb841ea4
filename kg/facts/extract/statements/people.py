"""What the whole text says about each person who may speak: posts, institution, side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.facts.extract.naming.linking import name_words
from kg.facts.extract.naming.pseudonyms import pseudonyms
from kg.facts.extract.parties import party_name, side_key
from kg.facts.extract.people import participants
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.people.entry import Entry, clean_post
from kg.facts.extract.people.marks import UN, UN_OFFICE
from kg.facts.extract.text.mention import Mention
from kg.facts.extract.text.reading import Reading, Sentence
from kg.terms import ParticipantRole

_LEADS = frozenset({ParticipantRole.HEAD, ParticipantRole.CHIEF_NEGOTIATOR})
_SPOKES = re.compile(r"spokes(?:man|woman|person)", re.I)


@dataclass(slots=True)
class Profile:
    name: str
    posts: list[str] = field(default_factory=list)
    organisation: str | None = None
    side: str = ""
    says_for: str | None = None
    """Name of the side, where the text shows it only by a place at a table."""


@dataclass(slots=True)
class Profiles:
    """By the person's key."""

    by_key: dict[str, Profile] = field(default_factory=dict)

    aliases: dict[str, str] = field(default_factory=dict)
    heads: dict[str, set[str]] = field(default_factory=dict)
    """Names of those who led a side's team, by the side's name."""

    def head_of(self, side: str | None) -> Profile | None:
        """The one person who leads a side's team in this text."""
        names = self.heads.get(side or "", set())
        fits = [p for p in self.by_key.values() if p.name in names]
        return fits[0] if len(fits) == 1 else None

    def of(self, mention: Mention) -> Profile:
        key = self.aliases.get(mention.key, mention.key)
        return self.by_key.setdefault(key, Profile(mention.name))

    def by_surname(self, words: str) -> Profile | None:
        wanted = name_words(words)
        fits = [
            p for p in self.by_key.values() if wanted and set(wanted) <= set(name_words(p.name))
        ]
        return fits[0] if len(fits) == 1 else None

    def with_post(self, post: str, recent: list[str]) -> Profile | None:
        """The person last named whose office the words "the minister" may mean."""
        head = post.lower().split()[-1] if post else ""
        for key in reversed(recent):
            profile = self.by_key.get(key)
            if profile and any(_same_office(head, post.lower(), p.lower()) for p in profile.posts):
                return profile
        return None


def _same_office(head: str, post: str, other: str) -> bool:
    if _SPOKES.search(post) and _SPOKES.search(other):
        return True
    return bool(head) and (head in other.split() or set(post.split()) <= set(other.split()))


def profiles(reading: Reading) -> Profiles:
    found = Profiles(aliases=dict(pseudonyms(reading)))
    own: dict[str, str] = {}
    for sentence in reading.sentences:
        for entry in names_from(sentence, 0, len(sentence.shape.text)):
            _learn_entry(reading, found, entry, own)
    for sentence in reading.sentences:
        _learn_side(reading, sentence, found)
    for key, side in reading.employer.items():
        known = found.by_key.get(key)
        if known is not None and side:
            known.side = reading.alias.get(side, side)
    for profile in found.by_key.values():
        _serve(reading, profile, own.get(profile.name, ""))
    _from_rounds(reading, found)
    return found


def _learn_entry(reading: Reading, found: Profiles, entry: Entry, own: dict[str, str]) -> None:
    """What stands beside a name; `own` keeps the side that the words themselves give."""
    if entry.person is None or not entry.person.key:
        return
    profile = found.of(entry.person)
    posts = [clean_post(p) for p in entry.posts]
    profile.posts += [p for p in posts if p and p not in profile.posts]
    profile.organisation = profile.organisation or entry.organisation
    if not profile.side and entry.side is not None:
        profile.side = side_key(reading, entry.side)
        own[profile.name] = profile.side


def _serve(reading: Reading, profile: Profile, own: str) -> None:
    """An envoy to a country does not serve it; the UN's and the only state's need no name."""
    if any(_ENVOY.search(post) for post in profile.posts):
        profile.side = own
    if not profile.side and any(UN_OFFICE.search(post) for post in profile.posts):
        profile.side = UN if UN in reading.names else ""
    if not profile.side and any(_STATE.search(post) for post in profile.posts):
        profile.side = _home(reading)


_HON = r"(?:[A-Z][\w.'’]*\s){0,4}"
_OF_SIDE = re.compile(
    rf"(?P<a><[AJ]\d+>)(?:'s)?\s(?:[a-z-]+\s){{0,2}}<T\d+>,?\s(?:<T\d+>,?\s)?{_HON}(?P<n><N\d+>)"
    r"|(?P<m><N\d+>),\s(?:the\s|an?\s|one of the\s)?(?P<b><[AJ]\d+>)(?:'s)?\s(?:[a-z-]+\s){0,3}(?:<T\d+>|delegates?|negotiators?|lawyer|lawmaker|commander|member)\b"
    r"|(?P<o><N\d+>),?\s(?:who\s)?(?:leads?|led|heads?|headed|leading|heading|represents?|represented|representing|speaks for|negotiates for)\s(?:(?:the|its|their)\s)?(?P<c><[AJ]\d+>)"
    r"|(?P<q><N\d+>),?\swho\s(?:has\s|had\s)?(?:sat|sits|served|serves|worked|works|negotiated|spoke)\s(?:on|for|with|in|at)\s"
    r"(?:the\s)?(?P<e><[AJ]\d+>)"
    r"|(?P<p><N\d+>),\s(?:of|from|for)\s(?:the\s)?(?P<d><A\d+>)"
)


_IS_POST = re.compile(
    r"(?P<n><N\d+>)(?:,\s[^.;]{0,70},)?\s(?:is|was|has been|had been|became|remains)\s(?:also\s|now\s)?(?:the\s|an?\s|its\s)?(?P<t><T\d+>)"
)


def _learn_side(reading: Reading, sentence: Sentence, found: Profiles) -> None:
    """ "X's defence minister, General N", "N, who leads the Y team": for whom N speaks."""
    for match in _OF_SIDE.finditer(sentence.shape.text):
        name = match["n"] or match["m"] or match["o"] or match["p"] or match["q"]
        side = match["a"] or match["b"] or match["c"] or match["d"] or match["e"]
        mention = sentence.shape.mention(name)
        if mention.key and not found.of(mention).side:
            found.of(mention).side = side_key(reading, sentence.shape.mention(side))
    for match in _IS_POST.finditer(sentence.shape.text):
        person, post = (sentence.shape.mention(match[g]) for g in ("n", "t"))
        if person.key and post.key and not found.of(person).side:
            found.of(person).side = side_key(reading, post)
            found.of(person).posts = found.of(person).posts or [clean_post(post.text)]


_ENVOY = re.compile(
    r"\b(?:envoy|special representative|special adviser|rapporteur|coordinator)\b[^,]{0,40}\b(?:for|to)\s(?!the (?:president|government|minister))",
    re.I,
)
_STATE = re.compile(
    r"\b(?:minister|president|foreign secretary|chief of (?:the )?general staff|defen[cs]e secretary)\b",
    re.I,
)


def _home(reading: Reading) -> str:
    """The side whose minister needs no country: the only state, or where the text is written."""
    keys = [
        k
        for k in (reading.book.party_keys if reading.book else [])
        if k.startswith("country:") and "/" not in k
    ]
    if len(keys) == 1 and reading.book and len(reading.book.party_keys) > 1:
        return keys[0]
    body = next((s for s in reading.sentences if s.block > 0), None)
    lead = re.split(r"[—–:-]\s", reading.text[body.start : body.start + 60])[0] if body else ""
    words = lead.lower()
    for key in keys:
        if (
            words.startswith(reading.capitals.get(key, "?").lower())
            or reading.usual.get(key, "?").lower() in words
        ):
            return key
    return ""


def _from_rounds(reading: Reading, found: Profiles) -> None:
    """Whoever sat at a table for a side speaks for it."""
    by_name = {p.name: p for p in found.by_key.values()}
    for fact in participants.find(reading):
        if _LEADS & set(fact.roles) and fact.person and fact.for_:
            found.heads.setdefault(fact.for_, set()).add(fact.person)
        profile = by_name.get(fact.person or "")
        if profile is not None and not profile.side and fact.for_:
            profile.says_for = fact.for_


def side_name(reading: Reading, key: str) -> str | None:
    if not key:
        return None
    keys = reading.book.party_keys if reading.book else []
    name = party_name(reading, key, keys if key in keys else [])
    return name or None
