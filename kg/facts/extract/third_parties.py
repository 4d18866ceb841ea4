"""Who helps the sides to talk, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts.extract.mention import Kind, Mention
from kg.facts.extract.parties import side_key
from kg.facts.extract.reading import Reading, Sentence
from kg.facts.extract.roles import ROLE_RULES, roles_in
from kg.facts.model import ThirdParty
from kg.terms import MediationRole, Modality

_SIGN = re.compile(r"<[AJPNT]\d+>")
_ATTEMPT = re.compile(
    r"\b(?:offer(?:s|ed|ing)?|willing|ready|refused|declined|propos\w+|asked|urged|"
    r"hop(?:es|ed)|want\w*|could|might|may|if|would like|prepared|volunteer\w*)\s"
    r"(?:[a-z]+\s){0,4}$",
    re.I,
)
_NEGATED = re.compile(
    r"\b(?:not|no|never|denied|denies|without|nor|no claim to be|rather than|stopped|"
    r"instead of)\s(?:[a-z]+\s){0,3}$",
    re.I,
)
_WRONG_OBJECT = re.compile(
    r"^(?:'s)?\s(?:(?:the|a|an|its|their)\s)?(?:[a-z-]+\s){0,2}(?:world cup|olympics|"
    r"refugees|bases?|troops|militants|fighters|leaders of|exiles|attacks?|summit of|"
    r"investment"
    r"|elections?|compliance|ceasefire lines?|reporters|journalists|dinner|groups)\b",
    re.I,
)
_SURE = frozenset(
    {
        MediationRole.MEDIATOR,
        MediationRole.FACILITATOR,
        MediationRole.GUARANTOR,
        MediationRole.CHAIR,
        MediationRole.CONVENER,
        MediationRole.GOOD_OFFICES,
        MediationRole.OBSERVER,
        MediationRole.ACCOMPANYING,
    }
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One actor's role as one stretch of text states it."""

    sentence: Sentence
    key: str
    name: str
    roles: tuple[MediationRole, ...]
    start: int
    end: int


def claims(reading: Reading) -> Iterator[Claim]:
    for sentence in reading.sentences:
        shape = sentence.shape.text
        for rule in ROLE_RULES:
            for match in rule.pattern.finditer(shape):
                if not _holds(shape, match):
                    continue
                roles = tuple(roles_in(match["what"]))
                for mention in _actors(sentence, match["who"]):
                    key = side_key(reading, mention)
                    if roles and key:
                        name = _name(reading, mention, key)
                        yield Claim(sentence, key, name, roles, match.start(), match.end())
        yield from _by_people(reading, sentence)


def third_keys(reading: Reading) -> frozenset[str]:
    """Keys that the text shows helping at least once, hosts left aside."""
    return frozenset(c.key for c in claims(reading) if _SURE & set(c.roles))


def _holds(shape: str, match: re.Match[str]) -> bool:
    lead = shape[max(0, match.start() - 40) : match.start()]
    inner = (
        match.group()[: match.start("what") - match.start()]
        if match.start("what") > match.start("who")
        else ""
    )
    if (
        _NEGATED.search(lead)
        or _NEGATED.search(inner)
        or _ATTEMPT.search(inner)
        or _ATTEMPT.search(lead)
    ):
        return False
    return not _WRONG_OBJECT.match(shape[match.end("what") : match.end("what") + 50])


def _actors(sentence: Sentence, who: str) -> list[Mention]:
    found = [sentence.shape.mention(sign) for sign in _SIGN.findall(who)]
    return [m for m in found if m.kind in (Kind.ACTOR, Kind.ADJECTIVE) or m.sort == "capital"]


def _name(reading: Reading, mention: Mention, key: str) -> str:
    if key.startswith("acronym:"):
        return mention.name
    return reading.names.get(key) or reading.usual.get(key) or mention.name


_ALONE = re.compile(r"go-between|mediat|facilitat|intermediary|messages|shuttl")
_PERSON_DOES = re.compile(
    r"(?P<who>(?:<[AJ]\d+>(?:'s)?\s)?(?:<T\d+>(?:,)?\s)?(?:[A-Z][\w.]*\s){0,"
    r"3}<N\d+>(?:,\s(?:the\s|an?\s|its\s)?(?:<[AJ]\d+>(?:'s)?\s)?<T\d+>(?:\sof that "
    r"time)?(?:,|\sand\s<T\d+>,?))?),?\s"
    r"(?:(?:has|had|who|is|was|also|then|again|have|will|would|acted|acting|jointly|"
    r"in|and)\s){0,3}(?:opened that meeting\s|opened the (?:meeting|talks|session)\s)"
    r"?"
    r"(?P<what>mediat(?:ed|es|ing)|facilitat(?:ed|es|ing)|chair(?:ed|s|ing)|"
    r"co-chair(?:ed|s|ing)|preside[sd]? over|conven(?:ed|es|ing)|took the chair|in "
    r"the chair|moderat(?:ed|es)"
    r"|shuttl(?:ed|es|ing)|(?:carr|rela|convey)\w+ (?:[\w-]+ ){0,2}(?:messages|"
    r"papers|notes)|as (?:a |the |its |their |chief |an informal )?(?:go-between|"
    r"mediator|facilitator|chair|host|guarantor|intermediary)|was the mediator|"
    r"brokered)\b"
)


def _by_people(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """A person mediates; the institution behind the office is the third party."""
    shape = sentence.shape
    for match in _PERSON_DOES.finditer(shape.text):
        if _NEGATED.search(shape.text[max(0, match.start("what") - 30) : match.start("what")]):
            continue
        signs = [shape.mention(s) for s in _SIGN.findall(match["who"])]
        post = next((m for m in signs if m.kind is Kind.POST and m.key), None)
        person = next((m for m in signs if m.kind is Kind.PERSON), None)
        owner = next(
            (side_key(reading, m) for m in signs if m.kind in (Kind.ACTOR, Kind.ADJECTIVE)), ""
        )
        key, name = _behind(reading, post, person, owner)
        if not key and person is not None and _ALONE.search(match["what"]):
            key, name = person.key, person.name
        if key:
            roles = tuple(roles_in(match["what"].replace("took the chair", "chair")))
            yield Claim(sentence, key, name, roles, match.start(), match.end())


def _behind(
    reading: Reading, post: Mention | None, person: Mention | None, owner: str
) -> tuple[str, str]:
    key = (
        owner
        or (post.key if post else "")
        or (reading.employer.get(person.key, "") if person else "")
    )
    key = reading.alias.get(key, key)
    if not key:
        return "", ""
    return key, reading.names.get(key) or reading.usual.get(key) or key.partition(":")[2]


def find(reading: Reading) -> list[ThirdParty]:
    found: dict[tuple[str | None, str], ThirdParty] = {}
    for claim in claims(reading):
        offset = claim.sentence.shape.origin(claim.start)
        round_id = reading.round_at(offset)
        if _is_party(reading, round_id, claim):
            continue
        evidence = reading.cut(claim.sentence, claim.start, claim.end)
        fact = found.get((round_id, claim.key))
        if fact is None:
            found[(round_id, claim.key)] = _fact(reading, claim, round_id, evidence)
        else:
            fact.roles = list(dict.fromkeys([*fact.roles, *claim.roles]))
            if evidence not in fact.evidence and len(fact.evidence) < 3:
                fact.evidence = [*fact.evidence, evidence]
    return list(found.values())


def _is_party(reading: Reading, round_id: str | None, claim: Claim) -> bool:
    book = reading.book
    if book is None:
        return False
    here = book.get(round_id)
    names = here.parties if here else book.parties
    return claim.name in names or (claim.key in book.party_keys and claim.name in book.parties)


def _fact(reading: Reading, claim: Claim, round_id: str | None, evidence: str) -> ThirdParty:
    here = reading.book.get(round_id) if reading.book else None
    later = here is not None and here.modality in (Modality.PLANNED, Modality.HYPOTHETICAL)
    inferred = [] if claim.name.lower() in evidence.lower() else ["actor"]
    return ThirdParty(
        round=round_id,
        actor=claim.name,
        roles=list(claim.roles),
        evidence=[evidence],
        inferred=inferred,
        modality=here.modality if here and later else Modality.ASSERTED,
    )
