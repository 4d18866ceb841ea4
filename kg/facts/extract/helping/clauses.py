"""Helpers told by the grammar of a sentence: who does it, whose it is, as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.facts.extract.helping.arguments import DEEP, Frame, frame, governor, subjects, who_is_meant
from kg.facts.extract.helping.claim import Claim
from kg.facts.extract.helping.dateline import end_of_dateline
from kg.facts.extract.helping.lexicon import Deed, Lexicon, lexicon
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
_NAMING = frozenset(
    [
        "named",
        "appointed",
        "chosen",
        "accepted",
        "confirmed",
        "picked",
        "invited",
        "proposed",
        "wanted",
        "asked",
        "designated",
        "names",
        "name",
        "appoints",
        "appoint",
        "confirm",
        "confirms",
        "had",
        "has",
        "have",
    ]
)


_TRIED = re.compile(
    r"\b(?:offer(?:s|ed)?|refused|declined|proposed|volunteered|available|ready|willing)\s"
    r"(?:\S+\s){0,4}to\s$|\b(?:consider\w*|consideration)\s(?:for\s|as\s)?$"
    r"|\binvite\w*\s(?:\S+\s){1,9}to\s(?:\S+\s){1,3}as\s(?:an?\s)?$"
)
_HOLDING = frozenset(
    [
        "take",
        "takes",
        "took",
        "taken",
        "taking",
        "share",
        "shares",
        "shared",
        "hold",
        "holds",
        "held",
        "had",
        "has",
        "play",
        "plays",
        "played",
        "playing",
        "assume",
        "assumes",
        "assumed",
        "fill",
        "filled",
    ]
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
_ARMED = frozenset(["military", "truce", "ceasefire", "unarmed", "election", "electoral", "border"])
_SENDING = frozenset(["admission", "deployment", "mission", "number", "arrival", "dispatch"])
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
        role = self._words.nouns.get(_noun(token))
        if role is not None and token.pos_ in ("NOUN", "PROPN", "ADJ", "ADP", "ADV"):
            yield from self._named(token, role, paragraph)
            return
        act = self._words.acts.get(_phrase(token))
        if act is not None:
            yield from self._owned(token, act, paragraph, act_=True)

    # verbs

    def _done(self, token: Token, deed: Deed, paragraph: Paragraph) -> Iterator[Claim]:
        how = frame(token)
        if how is None or not self._fitting(how, deed):
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

    def _fitting(self, how: Frame, deed: Deed) -> bool:
        barred = [o for o in how.objects if self._words.is_object("BARRED", o.lower_)]
        if barred:
            return False
        if not deed.need:
            return True
        if not how.objects:
            return deed.need == "TALK"
        return any(self._words.is_object(deed.need, o.lower_) for o in how.objects)

    # nouns

    def _named(self, token: Token, role: MediationRole, paragraph: Paragraph) -> Iterator[Claim]:
        if _absent(token) or self._other_office(token, role) or _of_truce(token, role):
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
        found = _holders(noun)
        if found is None:
            return
        holders, modality = found
        actors = self._sent(noun, paragraph) or [
            actor
            for holder in holders
            for actor in self._who.of(holder, paragraph, alone=role in _ALONE)
        ]
        if _is_one(token):
            actors = _nearest(actors, token.idx + paragraph.block.start)
        yield from self._claims(actors, role, token, paragraph, modality)

    def _apposed(
        self, noun: Token, role: MediationRole, token: Token, paragraph: Paragraph
    ) -> Iterator[Claim]:
        named = [c for c in noun.children if c.dep_ == "appos"]
        if noun.dep_ == "appos":
            named.append(noun.head)
        elif _second_office(noun):
            named.append(noun.head.head)
        theirs = _of_someone_else(noun)
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
        if _absent(noun) or governor(noun).doubtful or self._elsewhere(noun):
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
            found = _of_verb(noun.head)
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


def _second_office(noun: Token) -> bool:
    """ "X, minister and facilitator of the talks": one person with two offices."""
    joined = noun.dep_ == "conj" and noun.tag_ == "NN" and noun.head.dep_ == "appos"
    return joined and not any(c.dep_ == "det" for c in noun.children)


def _is_one(noun: Token) -> bool:
    """ "X in charge and Y as mediator": one mediator, Y."""
    return noun.tag_ == "NN" and noun.head.lower_ == "as"


def _nearest(actors: list[Actor], at: int) -> list[Actor]:
    before = [actor for actor in actors if actor.end <= at]
    return [max(before, key=lambda actor: actor.end)] if len(before) > 1 else actors


def _noun(token: Token) -> str:
    if token.lower_.startswith("between") and token.i > 1 and token.nbor(-2).lower_ == "go":
        return f"go-{token.lower_}"
    return token.lower_


def _phrase(token: Token) -> str:
    if token.lower_ == "offices" and token.i and token.nbor(-1).lower_ == "good":
        return "good offices"
    return token.lower_


def _of_someone_else(noun: Token) -> bool:
    """ "…, their Omani facilitator": not the ones who are named before."""
    words = {c.lower_ for c in noun.children if c.dep_ == "poss"}
    return bool(words & {"their", "its"}) and any(
        c.ent_type_ in ("NORP", "GPE", "ORG") for c in noun.children
    )


def _of_truce(noun: Token, role: MediationRole) -> bool:
    """ "military observers", "the admission of observers": they watch a truce, not the talks."""
    if role is not MediationRole.OBSERVER:
        return False
    sent = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in _SENDING
    return sent or any(c.lower_ in _ARMED for c in noun.children)


def _absent(noun: Token) -> bool:
    return any(c.lower_ in ("no", "any", "neither", "without", "another") for c in noun.children)


def _holders(noun: Token) -> tuple[list[Token], Modality] | None:
    """The words for those who are what the noun says."""
    if noun.dep_ == "conj" and noun.head != noun:
        return _holders(noun.head)
    if noun.dep_ in ("attr", "acomp", "oprd"):
        return _of_verb(noun.head)
    if noun.dep_ == "dobj":
        return _light(noun)
    if noun.dep_ != "pobj":
        return None
    prep = noun.head
    if prep.lower_ == "as":
        return _as_what(prep)
    if prep.lower_ == "in" and noun.lower_ == "chair":
        return _placed(prep, climb=False)
    if prep.lower_ == "of" and prep.head.lower_ in ("role", "part", "capacity"):
        return _light(prep.head)
    return None


def _as_what(prep: Token) -> tuple[list[Token], Modality] | None:
    head = prep.head
    if company := _with_whom(prep):
        return company, Modality.ASSERTED
    if head.pos_ in ("VERB", "AUX"):
        passive = [c for c in head.children if c.dep_ == "nsubjpass"]
        if passive:
            return passive, Modality.ASSERTED
        objects = [c for c in head.children if c.dep_ == "dobj"]
        if objects and head.lower_ in _NAMING:
            whom = objects[0].lower_ in ("whom", "that", "which")
            return [head.head] if whom else objects, Modality.ASSERTED
        return _of_verb(head)
    return _placed(prep)


def _with_whom(prep: Token) -> list[Token]:
    """ "sign it with X and Y as witnesses": those just before, in company with whom."""
    if not prep.i or prep.nbor(-1).pos_ in ("VERB", "AUX"):
        return []
    for above in (prep.nbor(-1), *prep.nbor(-1).ancestors):
        if above.pos_ in ("VERB", "AUX"):
            return []
        if above.lower_ == "with":
            return [c for c in above.children if c.dep_ == "pobj"]
    return []


def _light(noun: Token) -> tuple[list[Token], Modality] | None:
    """ "took the chair", "play the role of mediator"."""
    if noun.dep_ == "dobj" and noun.head.lower_ in _HOLDING:
        return _of_verb(noun.head)
    return None


def _placed(prep: Token, *, climb: bool = True) -> tuple[list[Token], Modality] | None:
    """ "with X in the chair": X stands just before; else the subject of the clause."""
    head = prep.head
    if head.pos_ in ("VERB", "AUX"):
        return _of_verb(head)
    if head.lower_ == "with" or any(c.lower_ == "with" for c in head.children if c.i < prep.i):
        carrier = (
            head
            if head.lower_ == "with"
            else next(c for c in head.children if c.lower_ == "with" and c.i < prep.i)
        )
        return [c for c in carrier.children if c.dep_ == "pobj"], Modality.ASSERTED
    if head.pos_ == "PROPN":
        return [_first(head)], Modality.ASSERTED
    if not climb:
        return ([head], Modality.ASSERTED) if head.pos_ in ("NOUN", "PROPN") else None
    for above in head.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return _of_verb(above)
    return None


def _first(token: Token) -> Token:
    for _ in range(DEEP):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _of_verb(verb: Token) -> tuple[list[Token], Modality] | None:
    state = governor(verb)
    if state.doubtful:
        return None
    return subjects(verb), state.modality
