"""Helpers told by words in a known order; see roles.py for the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.helping.claim import Claim
from kg.facts.extract.helping.clauses import is_bare_country
from kg.facts.extract.helping.dateline import end_of_dateline
from kg.facts.extract.helping.roles import CUE, ROLE_RULES, roles_in
from kg.facts.extract.parties import side_key
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence
from kg.sources.document import Zone
from kg.terms import MediationRole

_SIGN = re.compile(r"<[AJPNT]\d+>")
_ATTEMPT = re.compile(
    r"\b(?:offer(?:s|ed|ing)?|willing|ready|available|invit(?:e|es|ed|ing)|considering|refused|declined|propos\w+|asked|urged|"
    r"reject\w*|demand\w*|refus\w+|hop(?:es|ed)|want\w*|could|might|may|if|would like|prepared|volunteer\w*)\s"
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
    r"|elections?|compliance|ceasefire lines?|reporters|journalists|dinner|groups|"
    r"exchanges?|release|return|deliver(?:y|ies)|access|passage|trade|aid|evacuation|transfer|"
    r"visits?|liberation|repatriation|handover|of (?:nothing|none))\b",
    re.I,
)

_CHAIRED_BODY = re.compile(r"\bchairs\s(?:the\s)?<A\d+>")
_RUMOUR = re.compile(r"\b(?:rumou?rs?|speculation|suggestions?)\sthat\b")
_ARMED = re.compile(r"\b(?:military|truce|ceasefire|unarmed|election)\s$")


_BETWEEN = re.compile(
    r"\bbetween\s(?:the\s)?(?:[\w'-]+\s){0,4}(?:<[AJPT]\d+>(?:'s)?\s(?:[\w'-]+\s){0,4}and\s(?:the\s)?(?:[\w'-]+\s){0,3})?$"
)
"""Those between whom it is are its sides."""


def pattern_claims(reading: Reading) -> Iterator[Claim]:
    for sentence in reading.sentences:
        shape = sentence.shape.text
        if not sentence.mentions or not CUE.search(shape):
            continue

        header = end_of_dateline(sentence)
        for rule in ROLE_RULES:
            for match in rule.pattern.finditer(shape):
                if not _holds(shape, match, said=rule.id == "compound"):
                    continue
                if _is_while(reading, sentence, match):
                    continue
                roles = _roles(shape, match)
                held = MediationRole.MEDIATOR in roles and rule.id == "owned-noun"
                for mention in _holders(sentence, match):
                    if mention.start < header:
                        continue
                    if held and is_bare_country(reading, mention):
                        continue
                    key = side_key(reading, mention)
                    if roles and key:
                        name = _name(reading, mention, key)
                        yield _claim(sentence, key, name, roles, match)


def _roles(shape: str, match: re.Match[str]) -> tuple[MediationRole, ...]:
    """Without the chair of a body: "Kenya, which chairs IGAD and mediates"."""
    found = roles_in(match["what"])
    if _CHAIRED_BODY.search(shape, match.start("what"), match.end("what") + 20):
        found = [role for role in found if role is not MediationRole.CHAIR]
    return tuple(found)


def _claim(
    sentence: Sentence,
    key: str,
    name: str,
    roles: tuple[MediationRole, ...],
    match: re.Match[str],
) -> Claim:
    origin = sentence.shape.origin
    start, end = origin(match.start()), origin(match.end(), end=True)
    return Claim(key, name, roles, start, end, origin(match.start("what")))


def _holds(shape: str, match: re.Match[str], *, said: bool = False) -> bool:
    """`said`: the words themselves say that there is help: "ready for AU-mediated talks"."""
    active = match.start("who") < match.start("what")
    begins = shape.index("<", match.start("who")) if active else match.start()
    lead = shape[max(0, begins - 50) : begins].removesuffix("the ")
    inner = (
        match.group()[: match.start("what") - match.start()]
        if match.start("what") > match.start("who")
        else ""
    )
    if (
        _NEGATED.search(lead)
        or _NEGATED.search(inner)
        or _ATTEMPT.search(inner)
        or (not said and _ATTEMPT.search(lead))
    ):
        return False
    if _BETWEEN.search(lead) or (not active and _BETWEEN.search(inner)):
        return False
    if _RUMOUR.search(shape, max(0, match.start() - 40), match.start("what")):
        return False
    if match.end("who") < match.start("what") and _ARMED.search(inner):
        return False
    return not _WRONG_OBJECT.match(shape[match.end("what") : match.end("what") + 50])


_ONE_AS = re.compile(r"(?<!acting)(?<!acted)(?<!serving)(?<!served)\sas\s(?:an?|the)\s$")
_HEADLINES = frozenset({Zone.TITLE, Zone.HEADING, Zone.DECK})


def _is_while(reading: Reading, sentence: Sentence, match: re.Match[str]) -> bool:
    """In a headline "as mediators wait" tells of a time, not of an office."""
    between = match.group()[match.end("who") - match.start() : match.start("what") - match.start()]
    headline = reading.paragraph(sentence).block.zone in _HEADLINES
    return headline and between.endswith(" as ") and match["what"].endswith("s")


def _holders(sentence: Sentence, match: re.Match[str]) -> list[Mention]:
    """Of "X, Y and Z as an observer" only Z."""
    found = _actors(sentence, match["who"])
    return (
        found[-1:]
        if _ONE_AS.search(match.group()[: match.start("what") - match.start()])
        else found
    )


def _actors(sentence: Sentence, who: str) -> list[Mention]:
    found = [sentence.shape.mention(sign) for sign in _SIGN.findall(who)]
    return [m for m in found if m.kind in (Kind.ACTOR, Kind.ADJECTIVE) or m.sort == "capital"]


def _name(reading: Reading, mention: Mention, key: str) -> str:
    if key.startswith("acronym:"):
        return mention.name
    return reading.names.get(key) or reading.usual.get(key) or mention.name
