"""Which sides negotiate: votes from the ways a text pairs them, third parties left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.facts.extract.parties.sides import side_key
from kg.facts.extract.rounds.words import TALK
from kg.facts.extract.text.house import house
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Reading, Sentence
from kg.facts.extract.text.standins import POST_PAIR

_ONE = (
    r"(?:the\s|The\s)?(?:[a-z-]+\s|(?:<A\d+>|[a-z]+)'s\s){0,4}?(?P<NAME><[AP]\d+>)(?:'s)?"
    r"(?:\s\(<A\d+>\))?"
)
_A = _ONE.replace("NAME", "a")
_B = _ONE.replace("NAME", "b")
_TEAM = (
    r"(?:delegations?|teams?|sides?|negotiators?|panels?|bench|representatives?|"
    r"officials|officers|leaders?|ministers|envoys"
    r"|diplomats|delegates|commanders|militar(?:y|ies)|governments?|leadership)"
)
_DOING = (
    r"(?:met|meet|agreed?|held|hold|sat|sit|resumed?|opened|began|begin|start\w*|"
    r"signed?|swap\w*|exchang\w+|negotiat\w+|pledged|committed"
    r"|reached|conclude\w*|end(?:ed)?|are back|traded|launch\w*|reviewed|undertook|"
    r"promised|spent|spend|clos\w+|return\w*|reconvene\w*|wrap\w*|fail\w*|extend\w*|renew\w*)"
)
_OFFICE = r"(?:the\s)?(?:[A-Za-z-]+\s){0,5}(?P<NAME><[AJT]\d+>)(?:\s<T\d+>)?\s<N\d+>"
"""Somebody with an office of a side: "Acting Foreign Minister of X Y"."""
_PAIRS: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        re.compile(
            rf"\bbetween\s{_OFFICE.replace('NAME', 'a')},?\sand\s{_OFFICE.replace('NAME', 'b')}"
        ),
        3,
    ),
    (re.compile(rf"\bbetween\s{_A}(?:,\s(?P<c><[AP]\d+>))?,?\sand\s{_B}"), 3),
    (re.compile(rf"(?P<a><[AJP]\d+>)\s?[-–/]\s?(?P<b><[AJP]\d+>)\s(?:[a-z-]+\s){{0,3}}{TALK}"), 3),
    (
        re.compile(
            rf"{_A}\sand\s{_B}(?:,\s[^,;.]{{0,70}},|,)?\s(?:have\s|had\s|has\s|also\s|"
            rf"will\s|[a-z]+ly\s|both\s|to\s|(?:is|are|was|were)\s(?:due\s)?to\s)?{_DOING}\b"
        ),
        2,
    ),
    (
        re.compile(
            rf"\b(?:invit\w+|urged|asked|brought|persuaded)\s{_A}\sand\s{_B}\s(?:to|together)\b"
        ),
        2,
    ),
    (
        re.compile(
            rf"(?:^|[;:]\s|\b(?:[Aa]|[Tt]he)\s)(?P<a><[AJ]\d+>)(?:'s|')?\s(?:[a-z-]+\s|<T\d+>\s){{1,3}}"
            rf"(?:[^.;<]|<[DPN]\d+>){{0,60}}?\b{TALK}\swith\s(?:the\s)?(?P<b><[AJ]\d+>)"
        ),
        2,
    ),
    (
        re.compile(
            rf"(?P<a><[JA]\d+>)\sand\s(?:the\s)?(?P<b><[JA]\d+>)\s(?:[a-z-]+\s){{0,2}}{_TEAM}"
        ),
        2,
    ),
    (
        re.compile(
            rf"{_A},?\s(?:and\s)?(?:the\s)?(?:rival\s|rebel\s)?(?P<b><[AJ]\d+>)(?:'s)?(?:\s(?:forces|rebels|fighters|"
            rf"authorities|leaders|delegations?))?\s(?:to|for|in|into|at)\s(?:[a-z-]+\s){{0,2}}{TALK}"
        ),
        2,
    ),
    (
        re.compile(
            rf"\b{_TEAM}\s(?:of|from|for|representing)\s{_A}\sand\s(?:(?:of|from)\s(?:the\s[a-z-]+'s\s)?)?{_B}"
        ),
        2,
    ),
    (
        re.compile(
            r"(?:<N\d+>|<T\d+>)[^;.<]{0,40}\s(?:for|of)\s(?:the\s)?(?P<a><[AP]\d+>)\s?[^.]{1,140}?"
            r"(?:<N\d+>|<T\d+>)[^;.<]{0,40}\sfor\s(?:the\s)?(?P<b><[AP]\d+>)"
        ),
        2,
    ),
    (
        re.compile(
            r"\b[Ff]or\s(?:the\s)?(?P<a><[AP]\d+>)[:,]?\s(?:[^.;<]|<[TN]\d+>){0,120}[;,.]\s(?:and\s|while\s)?"
            r"[Ff]or\s(?:the\s)?(?P<b><[AP]\d+>)[:,]?\s[^.;<]{0,30}<[NT]\d+>"
        ),
        2,
    ),
    (
        re.compile(
            rf"{_A}\s(?:is|are|was|were)\s(?:not\s|now\s|again\s|secretly\s)?(?:meeting|talking\sto|"
            rf"negotiating\swith|talking\swith)\s(?:with\s)?{_B}"
        ),
        2,
    ),
    (re.compile(rf"\b{TALK}\s(?:of|by)\s{_A}\s(?:and|with)\s{_B}"), 2),
    (re.compile(rf"{_A}'s\s[^.;<]{{0,60}}{_TEAM}[^.;<]{{0,30}}\s(?:and|met|with)\s{_B}'s\s"), 1),
    (
        re.compile(
            rf"{_A.replace('[AP]', 'A')}\s(?:was|were|is|are)?\s?(?:held|holding|in|had|has)"
            rf"?\s?(?:[a-z]+\s){{0,3}}{TALK}\swith\s{_B}"
        ),
        2,
    ),
    (re.compile(rf"{_A}\s(?:[a-z]+\s){{0,3}}(?:sit|sat|sits)\sdown\s(?:<D\d+>\s)?with\s{_B}"), 2),
    (
        re.compile(
            rf"{_A}\s(?:\w+\s){{0,2}}(?:met|meets|meet)\s(?:<D\d+>\s)?(?:with\s)"
            rf"?(?:a\s)?{_B}(?:'s)?\s{_TEAM}"
        ),
        2,
    ),
)
_LIST = re.compile(
    r"(?:^|[;:(–]\s|\b(?:that|between|[Bb]etween|and)\s"
    r"|\b(?:factions|movements|groups|parties|states|countries|chambers|rivals),?\s"
    rf"|(?:\b{_TEAM}|\b[Ee]nvoys|<T\d+>)\s(?:of|from|for)\s)(?:the\s|The\s)?"
    r"(?P<list>(?:<[AT]\d+>(?:'s)?(?:\s[a-z-]+){0,2},\s(?:the\s)?(?:[a-z-]+\s){0,3})+)$"
)
_REP = (
    r"(?:the\s)?(?:<(?P<jNAME>[JA]\d+)>(?:'s)?\s)?(?:[a-z-]+\s){0,2}<(?P<tNAME>T\d+)>"
    r"(?:\s(?:of|for)\s(?:the\s)?<(?P<oNAME>A\d+)>)?(?:,?\s<N\d+>)?(?:\s\([^()]{1,30}\))?,?"
)
_LEFT, _RIGHT = _REP.replace("NAME", "1"), _REP.replace("NAME", "2")
_ENVOYS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(rf"\bbetween\s{_LEFT}\sand\s{_RIGHT}"), 3),
    (
        re.compile(
            rf"{_LEFT}\s(?:met|meets|held\s(?:\w+\s){{0,3}}{TALK})\s(?:<D\d+>\s)?(?:with\s)?{_RIGHT}"
        ),
        3,
    ),
    (re.compile(rf"{_LEFT}\sand\s{_RIGHT}\s(?:have\s|had\s|will\s|to\s)?{_DOING}\b"), 2),
)
"""Sides told by those who speak for them: "the X president, NAME, met the foreign minister of Y"."""
_SINGLES: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        re.compile(
            r"(?P<a><[AJ]\d+>)(?:'s?)?\s(?:[\w-]+\s){0,2}(?:delegation|team|side|"
            r"negotiators?|panel|bench|negotiating)\b"
        ),
        1,
    ),
    (
        re.compile(
            r"\b(?:delegation|team|panel|side)\s(?:of|from|for)\s(?:the\s)?(?P<a><[AP]\d+>)"
        ),
        1,
    ),
    (re.compile(rf"\b{TALK}\swith\s(?:the\s)?(?P<a><[AP]\d+>)"), 1),
    (re.compile(r"(?P<a><[AP]\d+>)(?:'s)?\s(?:is|was|were)\srepresented\sby\b"), 2),
    (
        re.compile(
            r"\b(?:officers|members|delegates|negotiators|representatives|one|two|"
            r"three|four|five|six|seven)\s(?:of|from)\sthe\s(?P<a><A\d+>)"
        ),
        2,
    ),
    (
        re.compile(
            r"(?P<a><A\d+>)\s(?:has\s|have\s|had\s)?(?:sent|brought|fielded)"
            r"\s(?!a\smessage|papers|word)"
        ),
        1,
    ),
    (re.compile(r"\bthat\sof\s(?:the\s)?(?P<a><A\d+>)\sby\b"), 2),
)


_ACTS = re.compile(
    r"(?P<a><[AP]\d+>)\s(?:(?:has|had|have|also|still|again|would|will|did|does|do|not|never|then)\s){0,3}"
    r"(?:undert\w+|pledg\w+|promis\w+|refus\w+|reject\w+|accus\w+|insist\w*|demand\w*|walk\w*\sout"
    r"|withdr\w+|pull\w*\sout|boycott\w*|stay\w*\saway|sign\w*|commit\w*|den(?:y|ies|ied)|wants?|"
    r"releas\w+|free[ds]?|concede\w*|negotiat\w+|accept\w*|agree\w*|hold\w*\sout)\b"
)
_OURS = re.compile(
    rf"\b[Oo]ur\s(?:own\s)?(?:[\w-]+\s){{0,3}}?{TALK}\swith\s(?:the\s)?(?P<a><[AP]\d+>)"
)
_WITHIN = re.compile(
    r"\b(?:in|inside|across|over|into|on|question of)\s(?:the\s)?$|<P\d+>,\s$|<P\d+>\sof\s$"
    r"|\b(?:formation of|form|forming|establish\w*|agreement on|create|creating)\s(?:an?\s|the\s)?$|\ban?\s$"
)
_THREE = re.compile(
    r"\b(?:three|tripartite)\s(?:countries|sides|parties|governments|delegations|states|foreign ministers|"
    r"ministers)\b",
    re.I,
)


SURE = 12
"""Votes for a pair, below which the standing of each in the text says more."""


@dataclass(slots=True)
class Sides:
    """Votes for keys and for pairs of keys."""

    single: Counter[str] = field(default_factory=Counter)
    pairs: Counter[frozenset[str]] = field(default_factory=Counter)
    spoken: Counter[str] = field(default_factory=Counter)
    """How often each is named at all: the last resort."""

    acts: Counter[str] = field(default_factory=Counter)
    """How often each does what only a side does: undertakes, refuses, walks out …"""
    three: bool = False
    """The text speaks of three sides."""

    def best(self, third: frozenset[str], enough: int = SURE) -> list[str]:
        """The two sides, or three, that negotiate in most of the text; empty when none stand out."""
        worth = {key: self._worth(key) for key in {*self.single, *self.spoken, *self.acts}}
        free = [key for key in worth if key not in third and worth[key] >= 2]
        top = sorted(free, key=lambda key: (-worth[key], key))[:5]
        candidates = {frozenset(pair) for pair in combinations(top, 2)} | {
            pair for pair in self.pairs if not pair & third or self.pairs[pair] >= 6
        }
        ranked = sorted(candidates, key=lambda p: (-self._together(p, worth), sorted(p)))
        if not ranked or self._together(ranked[0], worth) < enough:
            return []
        chosen = sorted(ranked[0], key=lambda key: (-self.single[key], key))
        more = [key for key in top if key not in chosen and worth[key] >= 4]
        return [*chosen, *more[:1]] if self.three and len(chosen) == 2 else chosen

    def _together(self, pair: frozenset[str], worth: dict[str, float]) -> float:
        return 2 * self.pairs[pair] + sum(worth.get(key, 0.0) for key in pair)

    def _worth(self, key: str) -> float:
        movement = key.startswith(("group:", "side:")) and self.spoken[key] > 0
        body = key.startswith(("body:", "acronym:"))
        often = min(self.spoken[key], 10)
        told = 2 * min(self.single[key], 6) + 2 * min(self.acts[key], 6)
        return told + often + (3 if movement else 0) - (6 if body else 0)


def pairs_in(reading: Reading, sentence: Sentence) -> list[tuple[list[str], int, int, int]]:
    """(keys, weight, start, end) for each pairing in a sentence."""
    return reading.once(f"pairs {sentence.index}", lambda whole: _pairs(whole, sentence))


def _pairs(reading: Reading, sentence: Sentence) -> list[tuple[list[str], int, int, int]]:
    shape = sentence.shape
    found = []
    for pattern, weight in _PAIRS if len(shape.mentions) > 1 else ():
        for match in pattern.finditer(shape.text):
            lead = shape.text[max(0, match.start() - 12) : match.start()] + match.group()
            if re.search(r"\b(?:no|none|nor|neither|without)\b", lead, re.I):
                continue
            signs = [match[g] for g in ("a", "b", "c") if g in match.groupdict() and match[g]]
            signs = [*_listed_before(shape.text, match.start("a")), *signs]
            keys = [side_key(reading, shape.mention(s)) for s in signs]
            named = list(dict.fromkeys(k for k in keys if k))
            if len(named) >= 2:
                found.append((named, weight, match.start(), match.end()))
    return found or _by_envoys(reading, sentence)


def _listed_before(text: str, at: int) -> list[str]:
    """The first of three and more in a list, of which a pattern has seen the last two."""
    found = _LIST.search(text[:at])
    return re.findall(r"<[AT]\d+>(?=(?:'s)?(?:\s[a-z-]+){0,2},)", found["list"]) if found else []


def _by_envoys(reading: Reading, sentence: Sentence) -> list[tuple[list[str], int, int, int]]:
    found = []
    for pattern, weight in _ENVOYS:
        for match in pattern.finditer(sentence.shape.text):
            keys = [_of_envoy(reading, sentence, match, side) for side in "12"]
            if all(keys) and keys[0] != keys[1]:
                found.append((keys, weight, match.start(), match.end()))
    return found


def _of_envoy(reading: Reading, sentence: Sentence, match: re.Match[str], side: str) -> str:
    """Of the words around an office that name its state or movement, the first."""
    for part in ("t", "j", "o"):
        sign = match[f"{part}{side}"]
        mention = sentence.shape.mention(f"<{sign}>") if sign else None
        if mention is not None and mention.key.startswith(("country:", "group:", "side:")):
            return reading.alias.get(mention.key, mention.key)
    return ""


def count_sides(reading: Reading, sentences: Sequence[Sentence] | None = None) -> Sides:
    """Of the whole text, or of some of its sentences."""
    sides = Sides()
    ours = house(reading)
    for sentence in reading.sentences if sentences is None else sentences:
        for match in _OURS.finditer(sentence.shape.text) if ours else ():
            if key := side_key(reading, sentence.shape.mention(match["a"])):
                sides.pairs[frozenset((ours, key))] += 4
                sides.single[ours] += 2
        talk = 2 if re.search(TALK, sentence.shape.text, re.I) else 1
        for keys, weight, _, _ in pairs_in(reading, sentence):
            sides.pairs[frozenset(keys)] += weight * talk
        for keys in _in_posts(reading, sentence):
            sides.pairs[frozenset(keys)] += 2 * talk
        for index, mention in enumerate(sentence.mentions):
            if mention.kind is Kind.POST and mention.key.startswith("country:"):
                sides.spoken[mention.key] += 1
            if (
                sentence.index == 0
                and mention.kind in (Kind.ACTOR, Kind.ADJECTIVE, Kind.POST)
                and mention.key.startswith(("country", "group", "side"))
                and not _WITHIN.search(sentence.shape.text.partition(f"<{mention.kind}{index}>")[0])
            ):
                sides.spoken[reading.alias.get(mention.key, mention.key)] += 3
            if mention.kind in (Kind.ACTOR, Kind.ADJECTIVE) and (key := side_key(reading, mention)):
                before = sentence.shape.text.partition(f"<{mention.kind}{index}>")[0]
                sides.spoken[key] += not _WITHIN.search(before)
        sides.three = sides.three or bool(_THREE.search(sentence.shape.text))
        for match in _ACTS.finditer(sentence.shape.text):
            if key := side_key(reading, sentence.shape.mention(match["a"])):
                sides.acts[key] += 1
        for pattern, weight in _SINGLES:
            for match in pattern.finditer(sentence.shape.text):
                if re.search(
                    r"\b(?:no|nor|without)\s(?:\w+\s)?$", sentence.shape.text[: match.start()], re.I
                ):
                    continue
                key = side_key(reading, sentence.shape.mention(match["a"]))
                if key:
                    sides.single[key] += weight
    return sides


def keys_in_post(reading: Reading, post: str) -> list[str]:
    """The two sides inside a plural post: "foreign ministers of Armenia and Azerbaijan"."""
    found = POST_PAIR.search(post)
    if not found:
        return []
    table = {name: key for key, name in {**reading.usual, **reading.names}.items()}
    keys = [table.get(found[g].strip().removesuffix("'s"), "") for g in ("a", "b")]
    return keys if all(keys) else []


def _in_posts(reading: Reading, sentence: Sentence) -> list[list[str]]:
    found = [keys_in_post(reading, post.text) for post in sentence.of(Kind.POST)]
    return [keys for keys in found if keys]


def speaks_of_two_sides(reading: Reading, sentence: Sentence) -> bool:
    told = any(weight >= 2 for _, weight, _, _ in pairs_in(reading, sentence))
    return told or bool(_in_posts(reading, sentence))
