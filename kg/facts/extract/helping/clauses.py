"""Helpers told by the grammar of a sentence: who does it, whose it is, as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.facts.extract.helping.arguments import Frame, frame, governor, who_is_meant
from kg.facts.extract.helping.claim import Claim
from kg.facts.extract.helping.dateline import end_of_dateline
from kg.facts.extract.helping.holders import holders_of, of_verb
from kg.facts.extract.helping.lexicon import Deed, Lexicon, lexicon
from kg.facts.extract.helping.nouns import (
    absent,
    is_one,
    noun_word,
    of_someone_else,
    of_truce,
    phrase_word,
    second_office,
)
from kg.facts.extract.helping.referents import Actor, Referents
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Paragraph, Reading
from kg.terms import MediationRole, Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALONE = frozenset(
    [
        MediationRole.MEDIATOR,
        MediationRole.FACILITATOR,
        MediationRole.MESSAGE_CARRIER,
        MediationRole.CONVENER,
    ]
)
_OWNED = frozenset(
    [
        MediationRole.MEDIATOR,
        MediationRole.FACILITATOR,
        MediationRole.HOST,
        MediationRole.OBSERVER,
        MediationRole.GUARANTOR,
        MediationRole.MESSAGE_CARRIER,
    ]
)
_STATES = frozenset(["states", "countries", "powers", "nations", "country", "state", "governments"])
_TRIED = re.compile(
    r"\b(?:offer(?:s|ed)?|refused|declined|proposed|volunteered|available|ready|willing)\s"
    r"(?:\S+\s){0,4}to\s$|\b(?:consider\w*|consideration)\s(?:for\s|as\s)?$"
    r"|\binvite\w*\s(?:\S+\s){1,9}to\s(?:\S+\s){1,3}as\s(?:an?\s)?$"
)
_LEADING = frozenset(
    [
        "lead",
        "leads",
        "led",
        "head",
        "heads",
        "headed",
        "run",
        "runs",
        "ran",
        "provide",
        "provides",
        "provided",
        "undertook",
        "conduct",
        "conducts",
        "conducted",
        "continue",
        "continued",
        "continues",
        "resume",
        "resumed",
        "pursue",
        "pursued",
        "lent",
        "lend",
        "lends",
        "used",
    ]
)
_SIDES = ("country:", "group:", "body:")
_OFFERED = frozenset(["offer", "offers", "offered", "offering"])


def clause_claims(reading: Reading) -> Iterator[Claim]:
    reader = _Clauses(reading)
    for paragraph in reading.paragraphs:
        for token in paragraph.doc:
            yield from reader.read(token, paragraph)


class _Clauses:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words: Lexicon = lexicon()
        self._who = Referents(reading)

    def read(self, token: Token, paragraph: Paragraph) -> Iterator[Claim]:
        word = token.lower_
        deed = self._words.verbs.get(word)
        if deed is not None and token.pos_ in ("VERB", "AUX"):
            yield from self._done(token, deed, paragraph)
            return
        if deed is not None and token.dep_ == "appos" and token.tag_ == "NNS":
            yield from self._mistaken(token, deed, paragraph)
            return
        role = self._words.nouns.get(noun_word(token))
        if role is not None and token.pos_ in ("NOUN", "PROPN", "ADJ", "ADP", "ADV"):
            yield from self._named(token, role, paragraph)
            return
        act = self._words.acts.get(phrase_word(token))
        if act is not None:
            yield from self._owned(token, act, paragraph, act_=True)

    # verbs

    def _done(self, token: Token, deed: Deed, paragraph: Paragraph) -> Iterator[Claim]:
        how = frame(token)
        if _together(token):
            deed = Deed(MediationRole.CONVENER)
        if how is None or not self._fitting(how, deed, token):
            return
        alone = deed.role in _ALONE
        for doer in map(who_is_meant, how.doers):
            actors = self._sent(token, paragraph) or self._who.of(doer, paragraph, alone=alone)
            yield from self._claims(actors, deed.role, token, paragraph, how.modality)

    def _mistaken(self, token: Token, deed: Deed, paragraph: Paragraph) -> Iterator[Claim]:
        """ "X, whose country mediates, …": a verb that the parse took for a noun."""
        if any(c.lower_ == "whose" for c in token.children):
            actors = self._who.owners(token, paragraph)
        else:
            actors = self._who.of(token.head, paragraph, alone=deed.role in _ALONE)
        yield from self._claims(actors, deed.role, token, paragraph, Modality.ASSERTED)

    def _sent(self, token: Token, paragraph: Paragraph) -> list[Actor]:
        """ "chaired the meeting for the UN", "facilitates on its behalf": the UN did."""
        below = [c for o in token.children if o.dep_ == "dobj" for c in o.children]
        for child in (*token.children, *below):
            if child.dep_ != "prep" or child.lower_ not in ("for", "on"):
                continue
            for target in child.children:
                if target.dep_ != "pobj":
                    continue
                if child.lower_ == "for":
                    found = self._bodies(target, paragraph)
                else:
                    own = target.lower_ == "behalf"
                    found = self._who.owners(target, paragraph) if own else []
                if found:
                    return found
        return []

    def _bodies(self, token: Token, paragraph: Paragraph) -> list[Actor]:
        return [a for a in self._who.of(token, paragraph) if a.key.startswith("body:")]

    def _fitting(self, how: Frame, deed: Deed, verb: Token) -> bool:
        barred = [o for o in how.objects if self._words.is_object("BARRED", o.lower_)]
        if barred:
            return False
        if not deed.need:
            return True
        objects = [*how.objects, *_paid_for(verb)] if deed.need == "BILL" else how.objects
        if not objects:
            return deed.need == "TALK"
        return any(self._words.is_object(deed.need, o.lower_) for o in objects)

    # nouns

    def _named(self, token: Token, role: MediationRole, paragraph: Paragraph) -> Iterator[Claim]:
        if absent(token) or self._other_office(token, role) or of_truce(token, role):
            return
        noun = token.head if token.dep_ == "compound" and token.head.lower_ in _STATES else token
        yield from self._predicate(noun, role, token, paragraph)
        yield from self._apposed(noun, role, token, paragraph)
        if role in _OWNED:
            yield from self._owned(noun, role, paragraph)

    def _other_office(self, token: Token, role: MediationRole) -> bool:
        """ "chairman of the party": the chair of something that is no talks."""
        if role is not MediationRole.CHAIR:
            return False
        targets = [o for c in token.children if c.lower_ == "of" for o in c.children]
        return any(not self._words.is_object("TALK", o.lower_) for o in targets) and (
            not token.lower_.startswith("chairs")
        )

    def _predicate(
        self, noun: Token, role: MediationRole, token: Token, paragraph: Paragraph
    ) -> Iterator[Claim]:
        """ "X was host", "with X as guarantor", "named X as mediator", "X in the chair"."""
        found = holders_of(noun)
        if found is None:
            return
        holders, modality = found
        actors = self._sent(noun, paragraph) or [
            actor
            for holder in holders
            for actor in self._who.of(holder, paragraph, alone=role in _ALONE)
        ]
        if is_one(token):
            actors = _nearest(actors, token.idx + paragraph.block.start)
        yield from self._claims(actors, role, token, paragraph, modality)

    def _apposed(
        self, noun: Token, role: MediationRole, token: Token, paragraph: Paragraph
    ) -> Iterator[Claim]:
        named = [c for c in noun.children if c.dep_ == "appos"]
        if noun.dep_ == "appos":
            named.append(noun.head)
        elif second_office(noun):
            named.append(noun.head.head)
        theirs = of_someone_else(noun)
        for other in named:
            actors = self._who.of(other, paragraph, alone=role in _ALONE)
            if theirs:
                actors = [a for a in actors if not a.key.startswith(_SIDES)]
            yield from self._claims(actors, role, token, paragraph, Modality.ASSERTED)

    def _owned(
        self, noun: Token, role: MediationRole, paragraph: Paragraph, *, act_: bool = False
    ) -> Iterator[Claim]:
        if act_:
            yield from self._exercised(noun, role, paragraph)
        if absent(noun) or governor(noun).doubtful or self._elsewhere(noun):
            return
        possessive = act_ or role in (MediationRole.MEDIATOR, MediationRole.FACILITATOR)
        actors = self._who.owners(
            noun,
            paragraph,
            possessive=possessive,
            alone=act_ and role is not MediationRole.CONVENER,
        )
        if role in (MediationRole.MEDIATOR, MediationRole.FACILITATOR):
            at = noun.idx + paragraph.block.start
            actors = [a for a in actors if a.start > at or not is_bare_country(self._reading, a)]
        if act_:
            actors += [
                actor
                for child in noun.children
                if child.lower_ == "by"
                for target in child.children
                if target.dep_ == "pobj"
                for actor in self._who.of(target, paragraph, alone=role in _ALONE)
            ]
        yield from self._claims(actors, role, noun, paragraph, Modality.ASSERTED)

    def _exercised(self, noun: Token, role: MediationRole, paragraph: Paragraph) -> Iterator[Claim]:
        """ "X leads the mediation", "X lent its good offices"."""
        if noun.dep_ != "dobj":
            return
        verb = noun.head.lower_
        if verb in _LEADING or (role is MediationRole.GOOD_OFFICES and verb in _OFFERED):
            found = of_verb(noun.head)
            for doer in found[0] if found else []:
                actors = self._who.of(doer, paragraph)
                yield from self._claims(actors, role, noun, paragraph, Modality.ASSERTED)

    def _elsewhere(self, noun: Token) -> bool:
        """Help with something else than talks: "the release, with the mediation of X"."""
        above = [noun.head, *(c for c in noun.children if c.dep_ == "pobj")]
        grand = [a.head for a in above]
        return any(self._words.is_object("BARRED", t.lower_) for t in [*above, *grand])

    def _claims(
        self,
        actors: list[Actor],
        role: MediationRole,
        token: Token,
        paragraph: Paragraph,
        modality: Modality,
    ) -> Iterator[Claim]:
        at = token.idx + paragraph.block.start
        sentence = self._reading.sentence_at(at)
        if sentence is None:
            return
        header = end_of_dateline(sentence)
        for actor in actors:
            if sentence.start <= actor.start < header:
                continue
            start = max(sentence.start, min(actor.start, at))
            end = min(sentence.end, max(actor.end, at + len(token)))
            if _TRIED.search(self._reading.view, max(sentence.start, at - 60), at):
                continue
            yield Claim(actor.key, actor.name, (role,), start, end, at, modality)


def is_bare_country(reading: Reading, actor: Actor | Mention) -> bool:
    """ "South Sudan mediation": the country that is helped. "Kenyan" and "Kenya's" help."""
    sentence = reading.sentence_at(actor.start)
    named = (
        next((m for m in sentence.mentions if m.start == actor.start), None) if sentence else None
    )
    if named is None or named.kind is not Kind.ACTOR or named.sort != "country":
        return False
    short = named.text.replace(".", "").isupper()
    return not short and bool(re.match(r" (?!and\b)", reading.view[actor.end : actor.end + 4]))


def _nearest(actors: list[Actor], at: int) -> list[Actor]:
    before = [actor for actor in actors if actor.end <= at]
    return [max(before, key=lambda actor: actor.end)] if len(before) > 1 else actors


def _together(verb: Token) -> bool:
    """ "brought the two together", "brought them to the table"."""
    if verb.lower_ not in ("bring", "brings", "brought", "bringing"):
        return False
    table = (o.lower_ for c in verb.children if c.lower_ == "to" for o in c.children)
    return any(c.lower_ == "together" for c in verb.children) or "table" in table


def _paid_for(verb: Token) -> list[Token]:
    return [o for c in verb.children if c.lower_ == "for" for o in c.children if o.dep_ == "pobj"]
