"""Who does it: the sides behind the subject of a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts.extract.parties import pairs_in, side_key
from kg.facts.extract.statements.people import Profiles, profiles, side_name
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence

_SIDES = (
    r"(?:sides|parties|governments|delegations|countries|capitals|states|teams|camps|neighbours|neighbors|men|leaders|ministers|rivals|foes|panels"
    r"|negotiators|delegates|commanders|armies|factions|groups|presidents|chiefs|representatives|principals|generals|envoys)"
)
COLLECTIVE = re.compile(
    rf"\b(?:(?:[Bb]oth|[Tt]he two|[Tt]he warring|[Tt]he rival|[Tt]he opposing|[Tt]wo|[Ee]ach of the)\s(?:warring\s|defen[cs]e\s|foreign\s|rival\s)?{_SIDES}|[Tt]he\s(?:[Pp]arties|[Ss]ides|two|delegations|rivals|foes|neighbou?rs|(?:old\s)?enemies|belligerents|adversaries|antagonists|combatants|(?:warring|rival|opposing|feuding)\s[a-z]+|pair\b"
    rf"|panels|negotiators|(?:[Pp]eace\s|[Ss]pecial\s)[Pp]anels|[Ss]pecial\s[Rr]epresentatives)|[Bb]oth|[Tt]hey|[Ww]e|[Nn]either(?:\s(?:side|party|government))?|[Ee]ach\s(?:side|party))\b"
)
_CANDIDATE = re.compile(r"<(?P<kind>[AJPNT])\d+>")
_LOW = re.compile(
    r"\sand\s(?=<A\d+>\s(?!as\b|in\b|of\b|on\b|and\b|to\b|at\b|for\b|also\b)[a-z]+)|\b(?:in|under|by|through|at) which\s|\b(?:said|says|told \S{1,20})\s(?:that\s)?(?=(?:the\s)?<[APNT]\d+>\s)|[;:—]\s|,\s(?:and|but|while|whereas|though|although)\s|\.\s|\"\s?|\b(?:that|whether|because)\s(?=(?:the\s|its\s|his\s|both\s|[A-Z][a-z]+\s){0,2}(?:<[AJPNT]|they|it\b|sides|parties|both))"
)
_LEAD = re.compile(
    r"^(?:(?:And|But|Yet|Still|Meanwhile|Later|Then|Earlier|However|In|On|At|By|After|Before|Under|Speaking|Asked|When|While|As|If|Since|From|With|According"
    r"|Following|Despite|Hours|Days|Recalling|For|Concerning|During|Also|Two|Three|Four)\b[^,]{0,160},\s)"
)
_OBLIQUE = re.compile(
    r"\b(?:to|of|for|with|by|from|against|about|between|over|under|than|into|at|in|on|like|near|across|after|before|through|behind|among|towards?|inside|within|not)\s(?:the\s|an?\s|its\s|his\s|their\s)?(?:(?!it\b|them\b|this\b|which\b|the\b)[a-z-]+\s){0,2}(?:<[AJP]\d+>(?:'s)?\s)?$",
    re.I,
)
_UNDER_PAPER = re.compile(
    r"^(?:Under|In|By|With)\s(?:it|(?:the|this|that|its|their)\s(?:[a-z-]+\s){0,2}(?:accord|agreement|deal|text|terms|plan|"
    r"protocol|paper|document|pact|treaty|truce|arrangement|memorandum|statement|communiqué)),?\s(?:the\s)?$"
)
"""What stands before a subject without a comma: "Under the accord X undertook"."""
_JOIN = re.compile(
    r"^(?:'s\s(?:[\w-]+\s){0,2}<[TN]\d+>)?(?:\s(?:delegation|side|team|government|army))?(?:,\s|,?\sand\s|/|-)(?:that of\s|of\s)?(?:the\s|Mr\s|Dr\s|Mr\.\s)?(?:<[JP]\d+>'s\s)?(?:<T\d+>,?\s(?:of\s<A\d+>\s)?)?(?=<[ANP]\d+>)"
)
MAX_POINTS = 15
_POINT = re.compile(
    r"\s*(?:[-–—•*·]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s*(?:[a-z]+ly\s|also\s)?(?=[a-z]|$)"
)
_PRONOUN = re.compile(r"\b(?:[Ii]t|[Hh]e|[Ss]he)\b(?:\s(?:also|then|too|has|had|itself))?[\s,]*$")
_CITED = re.compile(
    r"^\s?(?:said|says|told|added|insists?|insisted|claims?|claimed|accus|blam|holds|maintains)"
)
_MINISTERS = re.compile(
    r"\b(?:[Mm]inisters|[Rr]epresentatives|[Ll]eaders|[Dd]elegations|[Nn]egotiators) of (?P<a><A\d+>),?\s[^.;]{0,60}?\band (?:of )?(?P<b><A\d+>)"
    r"|(?P<c><T\d+>),\s<N\d+>,?\sand\s(?:of\s)?(?P<d><[AT]\d+>),?\s"
)


@dataclass(frozen=True, slots=True)
class Doers:
    """Names of the sides, and where in the shape the subject begins."""

    names: tuple[str, ...]
    start: int
    collective: bool = False


class Subjects:
    """Answers for one document; looks up people once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.people: Profiles = reading.once("profiles", profiles)
        self._by_name = {p.name: p for p in self.people.by_key.values()}

    def of(self, sentence: Sentence, at: int, *, back: int = 2) -> Doers | None:
        """The subject of the verb at `at` in the sentence's shape."""
        text = sentence.shape.text
        low = _clause(text, at)
        region = text[low:at]
        lead = _LEAD.match(region)
        if lead and re.search(r"\w", region[lead.end() :]):
            low += lead.end()
            region = text[low:at]
        pronoun = _PRONOUN.search(region)
        if pronoun and not _named(region[pronoun.start() :]):
            return self._earlier(sentence, low + pronoun.start(), back)
        here = self._first(sentence, low, region) or self._relative(sentence, low)
        return here or (self._above(sentence) if _POINT.match(text[:at]) else None)

    def _above(self, sentence: Sentence) -> Doers | None:
        """A point of a list has the subject of the words that open the list."""
        for index in range(sentence.index - 1, max(-1, sentence.index - MAX_POINTS), -1):
            other = self._reading.sentences[index]
            text = other.shape.text.rstrip()
            if text.endswith(":"):
                group = [*COLLECTIVE.finditer(text)][-1:]
                if group and len(text) - group[0].end() < 15:
                    return Doers(self._they(other, group[0].group()), 0, collective=True)
                opener = _LEAD.match(text)
                low = opener.end() if opener else 0
                found = self._first(other, low, text[low:])
                return Doers(found.names, 0, found.collective) if found else None
            if text.endswith(".") and not _POINT.match(text):
                return None
        return None

    def side(self, mention: Mention) -> str | None:
        """Name of the side that a mention stands for."""
        if mention.kind is Kind.PERSON:
            key = self.people.aliases.get(mention.key, mention.key)
            profile = self.people.by_key.get(key) or self._by_name.get(mention.name)
            if profile is None:
                return None
            return side_name(self._reading, profile.side) or profile.says_for
        if mention.kind is Kind.POST:
            profile = (
                self.people.with_post(mention.text, self._before(mention))
                if not mention.key
                else None
            )
            if profile is not None:
                return side_name(self._reading, profile.side) or profile.says_for
            return side_name(self._reading, self._reading.alias.get(mention.key, mention.key))
        known = self._reading.names, self._reading.book.party_keys if self._reading.book else ()
        if mention.sort == "capital" and not any(mention.key in keys for keys in known):
            return mention.text
        return self._own_side(mention) or side_name(self._reading, side_key(self._reading, mention))

    def _own_side(self, mention: Mention) -> str | None:
        """ "The rebels" and "the government" are the sides of that kind, where there is one of each."""
        book = self._reading.book
        if (
            book is None
            or mention.sort != "side"
            or len(book.party_keys) != 2
            or len(book.parties) != 2
        ):
            return None
        states = [key.startswith("country:") and "/" not in key for key in book.party_keys]
        if sum(states) != 1:
            return None
        rebel = re.search(
            r"rebel|guerrilla|insurgen|opposition|separatis|militant|paramilit|movement",
            mention.text,
            re.I,
        )
        ruler = re.search(r"government|regime|junta|authorities", mention.text, re.I)
        if (
            mention.key not in ("", *book.party_keys) and not mention.key.startswith("side:")
        ) or not (rebel or ruler):
            return None
        return book.parties[states.index(bool(ruler))]

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
        for index in range(sentence.index, max(-1, sentence.index - 8), -1):
            other = self._reading.sentences[index]
            for keys, _, _, _ in pairs_in(self._reading, other):
                named = [side_name(self._reading, key) for key in keys[:2]]
                return tuple(n for n in named if n)
            met = _MINISTERS.search(other.shape.text)
            if met:
                signs = [met[g] for g in ("a", "b", "c", "d") if met[g]]
                named = [self.side(other.shape.mention(sign)) for sign in signs]
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

    def _first(self, sentence: Sentence, low: int, region: str) -> Doers | None:
        group = COLLECTIVE.search(region)
        last = next(iter([*COLLECTIVE.finditer(region)][-1:]), None)
        if (
            last is not None
            and len(region) - last.end() < 20
            and not _named(region[last.end() :])
            and not _OBLIQUE.search(region[: last.start()])
        ):
            return Doers(self._they(sentence, last.group()), low + last.start(), collective=True)
        for found in _CANDIDATE.finditer(region):
            if group and group.start() < found.start():
                break
            before = region[: found.start()]
            oblique = _OBLIQUE.search(before) and not _UNDER_PAPER.search(before)
            if oblique or not self._may_act(region, found):
                continue
            names = self._joined(sentence, region, found)
            if names:
                return Doers(names, low + found.start())
        if group and not _OBLIQUE.search(region[: group.start()]):
            return Doers(self._they(sentence, group.group()), low + group.start(), collective=True)
        return None

    def _may_act(self, region: str, found: re.Match[str]) -> bool:
        rest = region[found.end() :]
        if found["kind"] == "J":
            return bool(
                re.match(
                    r"\s(?:[a-z-]+\s){0,2}(?:side|delegation|team|government|officials|negotiators|army|forces|troops|military|ministry|representative|drones|jets|drone|generals|soldiers|authorities|contingents?|fighters|units|rebels|parliament|mission|<T)",
                    rest,
                )
            )
        if found["kind"] in "NT" or rest[:2] != "'s":
            return True
        return bool(
            re.match(
                r"'s\s(?:[\w-]+\s){0,3}(?:side|delegation|team|government|officials|negotiators|army|forces|military|ministry|leaders?|front|wing|fighters|faction|unit|militias?|battalion|men|counter-draft|proposal|draft|memorandum|paper|generals|envoys?|spokes\w+|<[TN])",
                rest,
            )
        )

    def _joined(self, sentence: Sentence, region: str, found: re.Match[str]) -> tuple[str, ...]:
        names: list[str | None] = [self.side(sentence.shape.mention(found.group()))]
        rest = region[found.end() :]
        for _ in range(4):
            more = _JOIN.match(rest)
            if not more:
                break
            sign = _CANDIDATE.match(rest, more.end())
            if sign is None:
                break
            names.append(self.side(sentence.shape.mention(sign.group())))
            rest = rest[sign.end() :]
        if names == [None] and found["kind"] == "T":
            person = re.match(r",?\s(?:[A-Z][\w.]*\s){0,3}(<N\d+>)", rest)
            if person:
                names = [self.side(sentence.shape.mention(person.group(1)))]
        known = tuple(dict.fromkeys(n for n in names if n))
        parties = self.parties(sentence)
        if len(names) == len(parties) == 2 and len(known) == 1 and known[0] in parties:
            return parties
        return known

    def _they(self, sentence: Sentence, word: str) -> tuple[str, ...]:
        """ "They" may go on with two or more who were named just before."""
        before = self._reading.before(sentence)
        if word.lower() == "they" and before is not None and before.block == sentence.block:
            found = self._first(before, 0, before.shape.text[: _verb_end(before.shape.text)])
            if found is not None and len(found.names) > 1:
                return found.names
        return self.parties(sentence)

    def _earlier(self, sentence: Sentence, low: int, back: int) -> Doers | None:
        """What "it" and "he" mean: the subject just before, here or in the sentence before."""
        text = sentence.shape.text
        here = self._first(sentence, 0, text[:low]) if low > 3 else None
        if here is not None and here.names and not here.collective:
            return Doers(here.names, low)
        before = self._reading.before(sentence)
        if before is None or back < 1 or (before.block != sentence.block and not sentence.first):
            return None
        found = self.of(before, _verb_end(before.shape.text), back=back - 1)
        return (
            Doers(found.names, low, found.collective) if found and len(found.names) == 1 else None
        )

    def _relative(self, sentence: Sentence, low: int) -> Doers | None:
        """A clause without a subject of its own goes on with the sentence's."""
        if low == 0:
            return None
        found = self._first(sentence, 0, sentence.shape.text[:low])
        return Doers(found.names, low, found.collective) if found else None


def _named(region: str) -> bool:
    return bool(_CANDIDATE.search(region))


def _clause(text: str, at: int) -> int:
    low = 0
    for found in _LOW.finditer(text[:at]):
        rest = text[found.end() : at]
        if _CANDIDATE.search(rest) or COLLECTIVE.search(rest) or _PRONOUN.search(rest):
            low = found.end()
    return low


def _verb_end(text: str) -> int:
    """Roughly where the first verb of a sentence stands."""
    lead = _LEAD.match(text)
    low = lead.end() if lead else 0
    verb = re.search(
        r"\s(?:is|was|are|were|has|had|have|would|will|could|did|does|took|came|said|says|[a-z]{3,}ed|wants?|puts?|asks?)\b",
        text[low:],
    )
    return low + verb.start() if verb else len(text)


def mentions_between(sentence: Sentence, low: int, high: int, *kinds: Kind) -> Iterator[Mention]:
    """Mentions whose signs stand between two offsets of the shape."""
    for found in re.finditer(r"<[A-Z](\d+)>", sentence.shape.text[low:high]):
        mention = sentence.mentions[int(found.group(1))]
        if not kinds or mention.kind in kinds:
            yield mention
