"""Which states, bodies or people a word of the parse stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.facts.extract.gazetteer.lookup import fold
from kg.facts.extract.parties import side_key
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Paragraph, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKS_FOR = re.compile(
    r"officials?|envoys?|diplomats?|governments?|ministr(?:y|ies)|ministers?|sides?|teams?|"
    r"missions?|ambassadors?|mediators?|facilitators?|panels?|representatives?|presidents?|"
    r"leaders?|authorities|friends?|hosts?|intelligence|chiefs?|general|generals|secretariats?|"
    r"commissions?|church(?:es)?|delegates|emissar(?:y|ies)|negotiators?|premier|king|emir|"
    r"sultan|monarch|parliament|presidency|bishops?|troika|quartet|monitors?|observers?|"
    r"coordinator|capital|state|states|government|organi[sz]ation|officers?|colleagues?|"
    r"foreign|office|special|high|commissioner|head|heads|secretary|deputy|counterpart|men|"
    r"consul|nuncio|experts?|intermediar(?:y|ies)|go-betweens?|elders?|guarantors?|advis[eo]rs?"
)
_FORMER = re.compile(
    r"\b(?:former|ex|late|onetime|erstwhile|ousted|deposed)\b|\bretired\s(?:\w+\s)?"
    r"(?:president|premier|minister|prime minister|chancellor|vice-president)",
    re.I,
)
_OWNING = frozenset(["poss", "compound", "amod", "nmod", "nummod"])
_BELONGING = frozenset(["of", "from"])
_ENVOY_TO = re.compile(r"\b(?:for|to|on)\s")
_ENTRY = re.compile(r"^\W{0,3}(?:[Tt]he\s)?(?P<who><A\d+>)(?:\s\([^()]*\))?\s?[:—–]\s")
_ITS = frozenset(["its", "their"])
_HIS = frozenset(["his", "her", "whose"])
_LANDS = frozenset(
    ["country", "government", "nation", "kingdom", "state", "capital", "ministry", "organisation"]
)
_KINGDOMS = frozenset(
    f"country:{c}" for c in ("SA", "BH", "JO", "MA", "NO", "SE", "DK", "ES", "NL")
)
_UN = "body:united nations"
_OTHER_CHIEF = re.compile(r"[Ss]ecretary[- ][Gg]eneral of (?!the (?:UN|United Nations))")
_EPITHETS = {
    "kingdom": _KINGDOMS,
    "sultanate": frozenset(["country:OM", "country:BN"]),
    "emirate": frozenset(["country:QA", "country:KW"]),
}
_BLOCS = frozenset(["bloc", "organisation", "organization"])


@dataclass(frozen=True, slots=True)
class Actor:
    """`start` and `end` are where the text names it, in the document."""

    key: str
    name: str
    start: int
    end: int


class Referents:
    """Answers for one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._mentions = sorted(
            (m for s in reading.sentences for m in s.mentions), key=lambda m: m.start
        )
        self._starts = [m.start for m in self._mentions]

    def at(self, offset: int) -> Mention | None:
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or self._mentions[index].end <= offset:
            return None
        return self._mentions[index]

    def of(self, token: Token, paragraph: Paragraph, *, alone: bool = False) -> list[Actor]:
        """All that the word and its coordinates stand for; people themselves only if `alone`."""
        found: dict[str, Actor] = {}
        for part in _coordinates(_summed_up(token)):
            for actor in self._one(part, paragraph, alone):
                found.setdefault(actor.key, actor)
        return list(found.values())

    def owners(
        self, token: Token, paragraph: Paragraph, *, possessive: bool = True, alone: bool = False
    ) -> list[Actor]:
        """Those to whom a noun is said to belong: "Omani", "Oman's", "of Oman"."""
        found: dict[str, Actor] = {}
        parts = list(_owning(token, possessive))
        named = [part for part in parts if part.lower_ != "their"]
        for part in named or parts:
            for actor in self._owner(part, paragraph, alone):
                found.setdefault(actor.key, actor)
        return list(found.values())

    def _owner(self, token: Token, paragraph: Paragraph, alone: bool) -> list[Actor]:
        if token.lower_ in _ITS:
            return self._named_before(token, paragraph)
        if token.lower_ in _HIS:
            return self._home_of_person(token, paragraph)
        mention = self.at(token.idx + paragraph.block.start)
        if mention is not None and _names_actor(mention):
            actor = self._actor(mention)
            return [actor] if actor else []
        if mention is not None and mention.kind is Kind.PERSON and token.dep_ == "pobj":
            return self._person(token, mention, paragraph, alone)
        if mention is not None and mention.kind is Kind.POST:
            return self._of_un(mention)
        if mention is None and _SPEAKS_FOR.fullmatch(token.lower_):
            return self.owners(token, paragraph) if token.dep_ == "pobj" else []
        return []

    def _before(self, token: Token, paragraph: Paragraph) -> Iterator[Mention]:
        """Mentions of the sentence that stand before the word, nearest first."""
        at = token.idx + paragraph.block.start
        sentence = self._reading.sentence_at(at)
        index = bisect_right(self._starts, at) - 1
        while sentence and index >= 0 and self._starts[index] >= sentence.start:
            yield self._mentions[index]
            index -= 1

    def _named_before(self, token: Token, paragraph: Paragraph) -> list[Actor]:
        for mention in self._before(token, paragraph):
            if mention.kind is Kind.ACTOR:
                actor = self._actor(mention)
                return [actor] if actor else []
        return []

    def _home_of_person(self, token: Token, paragraph: Paragraph) -> list[Actor]:
        """ "X, whose country", "he … his government": the state behind the person."""
        for mention in self._before(token, paragraph):
            if mention.kind is Kind.PERSON:
                return self._behind_name(mention)
        return []

    def _behind_name(self, person: Mention) -> list[Actor]:
        if before := self._just_before(person):
            return before
        key = self._reading.employer.get(person.key, "")
        return [self._keyed(key, person)] if key else []

    def _epithet(self, token: Token, paragraph: Paragraph) -> list[Actor]:
        """ "the bloc", "the Sultanate": the last thing named that may be called so."""
        word = token.lower_
        fits = _EPITHETS.get(word)
        if (fits is None and word not in _BLOCS) or _article(token) != "the":
            return []
        index = bisect_right(self._starts, token.idx + paragraph.block.start) - 1
        for mention in reversed(self._mentions[: index + 1]):
            if mention.key in fits if fits else mention.sort == "body":
                actor = self._actor(mention)
                return [actor] if actor else []
        return []

    def _one(self, token: Token, paragraph: Paragraph, alone: bool) -> list[Actor]:
        mention = self.at(token.idx + paragraph.block.start)
        if mention is None:
            return self._unlisted(token, paragraph)
        if mention.kind is Kind.PERSON:
            return self._person(token, mention, paragraph, alone)
        if mention.kind is Kind.POST:
            return self._office(token, mention, paragraph)
        if _names_actor(mention) or mention.kind is Kind.ORGANISATION:
            actor = self._actor(mention)
            return [actor] if actor else []
        return []

    def _unlisted(self, token: Token, paragraph: Paragraph) -> list[Actor]:
        if found := self._epithet(token, paragraph):
            return found
        if _SPEAKS_FOR.fullmatch(token.lower_) or token.lower_ in _LANDS:
            return self.owners(token, paragraph)
        if token.ent_type_ == "ORG":
            return self._organisation(token, paragraph)
        return []

    def _organisation(self, token: Token, paragraph: Paragraph) -> list[Actor]:
        """A body that no table holds and only the model knows for one."""
        entity = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
        if entity is None:
            return []
        name = re.sub(r"^(?:the|The)\s|'s$", "", entity.text)
        if not name[:1].isupper() or (" " not in name and not name.isupper()):
            return []
        start = paragraph.block.start + entity.start_char + entity.text.index(name)
        name = self._reading.text[start : start + len(name)]
        return [Actor(f"body:{fold(name).lower()}", name, start, start + len(name))]

    def _office(self, token: Token, post: Mention, paragraph: Paragraph) -> list[Actor]:
        if _was(post.text) or _was(_titles(token)):
            return []
        return self._of_post(post) or self.owners(token, paragraph) or self._of_un(post)

    def _of_un(self, post: Mention) -> list[Actor]:
        """The Secretary-General of no other body is that of the United Nations."""
        if not re.fullmatch(r"Secretary[- ]General", post.text):
            return []
        others = any(_OTHER_CHIEF.search(s.view) for s in self._reading.sentences)
        name = self._reading.names.get(_UN) or "United Nations"
        return [] if others else [Actor(_UN, name, post.start, post.end)]

    def _of_post(self, post: Mention) -> list[Actor]:
        """The state or body before an office, else the one inside it: "envoy for X" is not X's."""
        if before := self._just_before(post):
            return before
        if post.key and not _ENVOY_TO.search(post.text):
            return [self._keyed(post.key, post)]
        return []

    def _just_before(self, mention: Mention) -> list[Actor]:
        """The actor of "Norway's", "Norwegian" before an office or a name."""
        index = bisect_right(self._starts, mention.start) - 2
        before = self._mentions[index] if index >= 0 else None
        if before is None or not _names_actor(before):
            return []
        if not re.fullmatch(r"(?:'s?)?[ -]", self._reading.view[before.end : mention.start]):
            return []
        actor = self._actor(before)
        return [actor] if actor else []

    def _person(
        self, token: Token, person: Mention, paragraph: Paragraph, alone: bool
    ) -> list[Actor]:
        sent = self._sent_by(token, paragraph)
        if sent:
            return sent
        over = _was(_titles(token)) or (token.dep_ == "appos" and _was(_titles(token.head)))
        if not over:
            behind = self._behind(token, person, paragraph)
            if behind:
                return behind
        if headed := self._heading(person):
            return headed
        if alone and " " in person.name:
            return [Actor(person.key, person.name, person.start, person.end)]
        return []

    def _heading(self, person: Mention) -> list[Actor]:
        """ "— Norway: Ambassador X, the mediator": the one whose entry of a list this is."""
        sentence = self._reading.sentence_at(person.start)
        found = _ENTRY.match(sentence.shape.text) if sentence and sentence.first else None
        if sentence is None or found is None:
            return []
        actor = self._actor(sentence.shape.mention(found["who"]))
        return [actor] if actor else []

    def _sent_by(self, token: Token, paragraph: Paragraph) -> list[Actor]:
        """ "for the UN" beside a name."""
        return [
            actor
            for child in token.children
            if child.dep_ == "prep" and child.lower_ == "for"
            for target in child.children
            if target.dep_ == "pobj"
            for actor in self.of(target, paragraph)
        ]

    def _behind(self, token: Token, person: Mention, paragraph: Paragraph) -> list[Actor]:
        owners = self.owners(token, paragraph)
        if owners:
            return owners
        for post in self._posts(token, paragraph):
            if found := self._of_post(post):
                return found
        for child in token.children:
            if child.dep_ in ("appos", "compound") and (found := self.owners(child, paragraph)):
                return found
        key = self._reading.employer.get(person.key, "")
        return [self._keyed(key, person)] if key else []

    def _posts(self, token: Token, paragraph: Paragraph) -> Iterator[Mention]:
        for child in token.children:
            if child.dep_ in ("compound", "appos", "nmod", "amod"):
                mention = self.at(child.idx + paragraph.block.start)
                if mention is not None and mention.kind is Kind.POST:
                    yield mention

    def _actor(self, mention: Mention) -> Actor | None:
        key = side_key(self._reading, mention) or (
            f"{mention.sort}:{fold(mention.name).lower()}" if mention.name else ""
        )
        if not key or key.startswith("side:"):
            return None
        if key.startswith("acronym:"):
            return Actor(key, mention.name, mention.start, mention.end)
        name = self._reading.names.get(key) or self._reading.usual.get(key) or mention.name
        return Actor(key, name, mention.start, mention.end)

    def _keyed(self, key: str, mention: Mention) -> Actor:
        key = self._reading.alias.get(key, key)
        names = self._reading
        name = names.names.get(key) or names.usual.get(key) or key.partition(":")[2]
        return Actor(key, name, mention.start, mention.end)


def _names_actor(mention: Mention) -> bool:
    return mention.kind in (Kind.ACTOR, Kind.ADJECTIVE) or mention.sort == "capital"


def _article(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "det"), "")


def _owning(token: Token, possessive: bool) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in _OWNING and (possessive or child.dep_ != "poss"):
            yield from _coordinates(child)
        elif child.dep_ == "prep" and child.lower_ in _BELONGING:
            for prep in (child, *(c for c in child.children if c.dep_ == "conj")):
                for target in prep.children:
                    if target.dep_ == "pobj":
                        yield from _coordinates(target)


def _coordinates(token: Token) -> Iterator[Token]:
    """The word, what is joined to it, and lists that the parse took for appositions."""
    yield token
    for child in token.children:
        if (child.dep_ == "conj" and child.i > token.i) or (
            child.dep_ == "appos" and any(c.dep_ == "conj" for c in child.children)
        ):
            yield from _coordinates(child)


def _summed_up(token: Token) -> Token:
    """What "both of them", "the last of these" beside a list speaks of."""
    return token.head if token.dep_ == "appos" and token.lower_ in _ALL_OF_THEM else token


_ALL_OF_THEM = frozenset(["last", "both", "all", "each", "latter", "two", "three", "none"])


def _was(words: str) -> bool:
    """Whether the office is over: "former president"."""
    return bool(_FORMER.search(words))


def _titles(token: Token) -> str:
    """The words around a name that are part of it or explain it, relative clauses left out."""
    left = token.doc[token.left_edge.i : token.i + 1].text
    after = [c for c in token.children if c.dep_ == "appos"]
    return " ".join([left, *(token.doc[c.left_edge.i : c.i + 1].text for c in after)])
