"""Helpers that the text says were none: not there, not asked, nothing to do with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.helping.claim import Claim
from kg.facts.extract.helping.roles import roles_in
from kg.facts.extract.parties import side_key
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence
from kg.terms import Modality

_ONE = (
    r"(?:<A\d+>(?:'s\s(?:government|foreign ministry|embassy|high commission|diplomats))?"
    r"|<P\d+>|<J\d+>\s(?:diplomats?|officials?|representatives?|envoys?|officers|government)|<J\d+>s)"
)
_SOME = rf"(?:the\s|The\s)?{_ONE}(?:(?:,\s|\sand\s|,\sand\s|\snor\s|\sor\s)(?:the\s)?{_ONE}){{0,4}}"
_WHO = rf"(?P<who>{_SOME})"
_ASIDE = r"(?:,\s[^,;.<]{1,60},)?"
_AUX = r"(?:(?:has|have|had|was|were|is|are|will|would|also|itself|itself,|again|either)\s){0,3}"
_HELPER = (
    r"(?:mediators?|facilitators?|observers?|hosts?|guarantors?|conveners?|co-chairs?|"
    r"intermediar(?:y|ies)|sponsors?|go-betweens?)"
)
_TALKS = r"(?:talks|table|room|meeting|round|session|sessions|negotiations|dais|affair|matter|hall|proceedings)"
_FALSE = (
    r"(?:do(?:es)? not correspond to reality|(?:is|are|was|were)\s(?:\w+\s)?(?:wrong|false|untrue|baseless|invented|"
    r"nonsense|mistaken|inaccurate|unfounded|(?:pure\s)?invention|[\"](?:pure\sinvention|nonsense|baseless|false))|"
    r"(?:has|have) (?:been )?no (?:basis|foundation)|(?:has|have) been (?:denied|dismissed))"
)
_DEED = (
    r"(?:been|sat|taken part|attended|mediated|facilitated|joined|hosted|gathered|brokered|convened|played host|"
    r"acted|offered|sent|met|observed)"
)
RULES: tuple[tuple[str, re.Pattern[str], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "sent-nobody",
        re.compile(
            rf"{_WHO}{_ASIDE},?\s{_AUX}(?:not\s)?(?:sent|sends?|sending)\s(?:no\s(?P<what>one|body|envoy|"
            rf"delegation|{_HELPER})|nobody|anybody|anyone)\b"
        ),
        ("the <A0> has sent no observer", "Neither <P0> nor <P1> has sent anybody"),
        ("<A0> has sent an observer",),
    ),
    (
        "is-no-helper",
        re.compile(
            rf"{_WHO}{_ASIDE}\s(?:is|was|are|were|will be|would be|has been|have been|acts|acted)\s(?:as\s)?"
            rf"(?:not\s(?:an?\s|the\s|as\s(?:an?\s)?)?|no\s|neither\s(?:an?\s)?)(?P<what>{_HELPER})\b"
            rf"|{_WHO.replace('who', 'who2')}\s(?:will|would|did|does|do)\snot\s(?:be|become|act as|serve as)\s"
            rf"(?:an?\s|the\s)?(?:\w+\s)?(?P<what2>{_HELPER})\b"
        ),
        (
            "<A0> is not a mediator and has not been asked",
            "<A0> will not become a second facilitator",
        ),
        ("<A0> is a mediator",),
    ),
    (
        "was-not-there",
        re.compile(
            rf"{_WHO},?\s(?:(?:was|were|is|are)\s)?(?:absent\sfrom\sthe\s{_TALKS}|not\s(?:in\sthe\s{_TALKS}|"
            rf"at\sthe\s{_TALKS}|present\b|represented\b|there\b))"
        ),
        ("the <A0> was not in the room", "<P0>, absent from the dais,"),
        ("<A0> was not amused", "<A0> was present"),
    ),
    (
        "nothing-to-do",
        re.compile(
            rf"{_WHO}{_ASIDE}\s(?:has|have|had)\s(?:nothing\sto\sdo\swith|no\s(?:part|role|hand|place)\s(?:in|at))\s"
            rf"(?:the|it|these|this|that|them)\b"
        ),
        ("<A0> and <A1>, named by some newspapers, had nothing to do with the affair",),
        ("<A0> had something to do with it",),
    ),
    (
        "said-falsely",
        re.compile(
            rf"\b(?:[Rr]eports?|[Rr]umou?rs?|[Cc]laims?|[Ss]uggestions?|[Ss]tory|[Ss]tories|[Tt]alk)\b[^.;]{{0,60}}?"
            rf"\b(?:that|of)\s(?:the\s)?(?:representatives\sof\s|diplomats\s(?:of|from)\s|officials\s(?:of|from)\s)?(?:the\s)?"
            rf"{_WHO}\s(?:has|have|had)\s(?:\w+\s)?{_DEED}\b[^.;]{{0,90}}?\b{_FALSE}"
        ),
        (
            "Reports that representatives of the <A0> had been present today do not correspond to reality",
        ),
        ("Reports that <A0> had been present are true",),
    ),
    (
        "denied-it",
        re.compile(
            rf"{_WHO}{_ASIDE}\s(?:has\s|have\s)?(?:denied|denies|rejected|dismissed)\s(?:a\s|the\s|any\s)?"
            rf"(?:report|reports|rumou?rs?|claims?)?[^.;]{{0,50}}?\bthat\s(?:it|one of its|its|their|any of its)\b"
            rf"[^.;]{{0,40}}?\b(?:had|has|have|was|were)\s(?:\w+\s)?{_DEED}\b"
        ),
        (
            "<A0>'s high commission denied a report that one of its diplomats had sat in on the session",
        ),
        ("<A0> denied that the talks had failed",),
    ),
    (
        "no-helper-of",
        re.compile(
            rf"\b[Nn]o\s(?P<who><J\d+>)\s(?P<what>{_HELPER})\s(?:was|were|is|are|sat|came|has|had|will)\b"
        ),
        ("No <J0> mediator was there",),
        ("A <J0> mediator was there",),
    ),
)
_SIGN = re.compile(r"<[AJP]\d+>")


def denied_claims(reading: Reading) -> Iterator[Claim]:
    """One for each state or body; `roles` only where the words name one."""
    for sentence in reading.sentences:
        if not any(m.kind in (Kind.ACTOR, Kind.ADJECTIVE, Kind.PLACE) for m in sentence.mentions):
            continue
        for _, pattern, _, _ in RULES:
            for match in pattern.finditer(sentence.shape.text):
                yield from _claims(reading, sentence, match)


def _claims(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    groups = match.groupdict()
    who = next((name for name in ("who", "who2") if groups.get(name)), "")
    roles = tuple(roles_in(groups.get("what") or groups.get("what2") or ""))
    origin = sentence.shape.origin
    for sign in _SIGN.findall(match[who]):
        mention = sentence.shape.mention(sign)
        key = side_key(reading, mention)
        if key.startswith(("country:", "body:")) and _may_stand(mention):
            name = reading.names.get(key) or reading.usual.get(key) or mention.name
            start, end = origin(match.start()), origin(match.end(), end=True)
            yield Claim(key, name, roles, start, end, origin(match.start(who)), Modality.DENIED)


def _may_stand(mention: Mention) -> bool:
    return mention.kind is not Kind.PLACE or mention.sort == "capital"
