"""From the words of a subject to the sides it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.facts.extract.subjects.grammar import Phrase, members
from kg.facts.extract.subjects.sides import Sides
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKING = (
    r"delegations?|delegates?|teams?|sides?|negotiators?|panels?|representatives?|officials?|leaders?|leadership"
    r"|members?|ministers?|ministry|ministries|envoys?|spokes\w+|office|diplomats?|commanders?|generals?|chiefs?"
    r"|presidents?|presidency|authorities|heads?|governments?|rulers?|regime|cabinet|embassy|mission|president"
)
"""Who speaks and signs for somebody else."""
_FORCES = (
    r"rebels?|rebellion|guerrillas?|insurgents?|militants?|separatists?|opposition|junta|army|armies|military"
    r"|forces?|troops|soldiers|fighters|militias?|militiamen|factions?|groups?|movements?|fronts?|wings?|council"
    r"|alliance|coalition|tribes?|clans?|elders|communities|signator(?:y|ies)"
    r"|guards?|police|paramilitaries|gunmen|warlords?|units?|brigades?"
    r"|contingents?|generals|elders|chieftains|guarantors|monitors|mediators|facilitators|donors|outfit|jihadis?ts?|islamists?|communists?|maoists?|monarchy|king|emir|parliament|administration"
)
_ARMS = re.compile(
    r"(?:nav(?:y|ies)|marines|gunboats?|warships?|vessels|frigates?|patrols?|jets|warplanes|planes|aircraft|helicopters"
    r"|artillery|gunners|tanks|snipers|pilots|bombers)$",
    re.I,
)
"""What acts for the side whose it is said to be, and for nobody else."""
SPEAKING = re.compile(rf"(?:{_SPEAKING})$", re.I)
ACTING = re.compile(rf"(?:{_SPEAKING}|{_FORCES})$", re.I)
_OF = re.compile(
    r"(?:\b(?:of|from|for|representing|and|between)\s|,\s)(?:(?:the|both)\s)?(?:[a-z-]+\s)?$"
)
_NO_ACTOR = re.compile(
    r"(?:Agreement|Accord|Declaration|Protocol|Treaty|Memorandum|Communiqué|Statement|Article|Point|Annex|Framework"
    r"|Talks|Round|Conference|Meeting|Summit|Resolution|Group|Table|Process|Plan|Text|Document|Charter|Code|Law|Act"
    r"|Chapter|Part|Working|Ceasefire|Truce|Road|Bridge|Airport|Hotel|Street|Palace|River|Lake|Mr|Mrs|Ms|Dr|Excellency|Highness|Majesty)$"
    r"|day$|^[A-Z]\.?$|^\W|\d"
)
_OF_NAME = re.compile(r"^of (?:the )?[A-Z][\w’'-]+(?: (?:and )?[A-Z][\w’'-]+){0,2}")
_LEADING = re.compile(
    r"^(?:(?:the|an?|both|its|their|his|her|our|these|those|this|that|all|each|two|three|four|five|some|most|many|several)\s)+",
    re.I,
)
_TOO_BROAD = re.compile(
    r"(?:(?:joint|working|technical|contact|monitoring|expert)\s)?(?:groups?|forces?|units?|movements?|fronts?|wings?|factions?|union)",
    re.I,
)
_NOT_IN_NAME = frozenset({"det", "predet", "nummod", "punct", "cc", "mark", "advmod", "preconj"})
_WHOSE = (Kind.ACTOR, Kind.ADJECTIVE, Kind.PLACE)


class Phrases:
    """Reads the subjects of one document."""

    def __init__(self, reading: Reading, sides: Sides) -> None:
        self._reading, self._sides = reading, sides

    def names(self, sentence: Sentence, phrase: Phrase) -> tuple[str, ...]:
        """Each member of a coordination; none at all where what acts is no actor."""
        offset = self._reading.paragraph(sentence).block.start
        found: list[str] = []
        for head, tokens in members(phrase.head):
            found += self._member(sentence, head, tokens, offset)
        return tuple(dict.fromkeys(found))

    def _member(
        self, sentence: Sentence, head: Token, tokens: list[Token], offset: int
    ) -> list[str]:
        at = offset + head.idx
        inside = [
            m
            for m in sentence.mentions
            if any(m.start <= offset + t.idx < m.end for t in tokens) and m.kind is not Kind.DATE
        ]
        own = next((m for m in inside if m.start <= at < m.end), None)
        if own is not None and own.kind is not Kind.POST:
            return self._of_mention(own)
        whose = [m for m in inside if m.kind in _WHOSE and self._owns(m, at)]
        if own is not None or ACTING.match(head.text) or (whose and _ARMS.match(head.text)):
            people = [m for m in inside if m.kind is Kind.PERSON]
            named = [name for m in whose or people for name in self._of_mention(m)]
            if named and (own is not None or SPEAKING.match(head.text) or whose):
                return named
            if own is not None:
                name = self._sides.of(own)
                return [name] if name else []
            return self._literal(head, tokens)
        return self._proper(head, tokens)

    def _proper(self, head: Token, tokens: list[Token]) -> list[str]:
        """A name that no table holds: "Sudria", "The Chamber of Industries"."""
        if head.tag_ not in ("NNP", "NNPS") or _NO_ACTOR.search(head.text):
            return []
        words = _named(head, tokens)
        if "'s" in words or "’s" in words:
            return []
        more = _OF_NAME.match(head.doc[head.i + 1 : head.i + 6].text)
        full = f"{words} {more.group()}" if more else words
        return [self._longer(full)] if words[:1].isupper() and len(words) > 2 else []

    def _owns(self, mention: Mention, at: int) -> bool:
        """ "Chadian troops in Niger" are Chad's."""
        before = self._reading.view[max(0, mention.start - 22) : mention.start]
        return mention.end <= at or bool(_OF.search(before))

    def _of_mention(self, mention: Mention) -> list[str]:
        name = self._sides.of(mention)
        if name is None and mention.kind is Kind.PERSON and mention.key and not self._sides.known:
            return [mention.name]
        return [name] if name else []

    def _literal(self, head: Token, tokens: list[Token]) -> list[str]:
        """ "Rebel groups", "the representatives of tribal elders": as the text has it."""
        inner = next(
            (t for t in tokens if t.dep_ == "pobj" and t.i > head.i and ACTING.match(t.text)), None
        )
        if inner is not None and SPEAKING.match(head.text):
            head = inner
        if SPEAKING.match(head.text) and not re.match(r"govern|authorit|regime", head.text, re.I):
            return self._spoken_for(head)
        words = _named(head, tokens)
        known = self._sides.called(words or head.lower_)
        return [known] if known else [self._longer(words)] if words else []

    def _spoken_for(self, head: Token) -> list[str]:
        """ "The coalition's spokesman", where the coalition is one of the sides."""
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        name = self._sides.called(owner.text) if owner is not None else None
        return [name] if name else []

    def _longer(self, words: str) -> str:
        """ "The Council" by the fuller name that the text gives it."""
        if not words[:1].isupper():
            return words
        known = {
            n for n in self._reading.names.values() if re.search(rf"\b{re.escape(words)}\b", n)
        }
        if len(known) == 1 or " " in words:
            return known.pop() if len(known) == 1 else words
        full = re.search(
            rf"\b(?:[A-Z][\w’'-]+\s(?:of\s|and\s)?){{1,4}}{words}\b", self._reading.text
        )
        return _LEADING.sub("", full.group()) if full else words


def _named(head: Token, tokens: list[Token]) -> str:
    before = [t for t in tokens if t.i < head.i and (t.head == head or t.head.head == head)]
    first = min((t.i for t in before if t.dep_ not in _NOT_IN_NAME), default=head.i)
    words = _LEADING.sub("", head.doc[first : head.i + 1].text)
    return "" if _TOO_BROAD.fullmatch(words) else words
