"""From single names to sides: "the government of X", "X's military", "the rebels"."""

from __future__ import annotations

import re

from kg.facts.extract.text.mention import Kind, Mention, drop_covered

_BEFORE = re.compile(
    r"(?:\b[Gg]overnment of (?:the )?|\b[Gg]overnment of the (?:Republic|State|"
    r"Kingdom|Union) of (?:the )?"
    r"|\b(?:Republic|State|Kingdom|Sultanate) of (?:the )?|\b[Ii]nterim "
    r"[Gg]overnment of |\b[Mm]ilitary (?:leaders|rulers|authorities|junta|government|"
    r"regime) of (?:the )?)$"
)
_AFTER = re.compile(
    r"^(?: (?:federal|central|transitional|interim|national|military|caretaker|unity|"
    r"internationally recognised"
    r"|internationally recognized|regional|armed|islamist|main|exiled|peace|recognised))?"
    r" (?:[Gg]overnment|[Oo]pposition|[Rr]ebels|[Jj]unta|[Rr]egime|[Aa]uthorities|"
    r"insurgents|guerrillas|separatists"
    r"|paramilitaries|Armed Forces|Government)\b",
)
_NATION_AFTER = re.compile(
    r"^'s (?:(?:transitional|interim|federal|central|national|caretaker|unity|civilian|new) )?(?:[Gg]overnment|military authorities|[Mm]ilitary government|[Jj]unta|"
    r"[Rr]ebels|[Oo]pposition|army)\b"
)
BODIES = "council|movement|front|group|party|commission|alliance|coalition|union|army|faction"
"""By these words a text calls one that it has named in full."""
_TEAMS = r"(?:teams?|delegations?|sides?|negotiat(?:ors?|ing (?:team|delegation))|delegates?|panels?|bench|counterparts?)"
_BARE = re.compile(
    rf"\b(?P<force>[Aa]rmy|[Mm]ilitary|[Rr]ebels?|[Gg]uerrillas?|[Ii]nsurgents?|[Ss]eparatists?)"
    rf"(?=(?:'s|’s|'|’)? (?:[a-z-]+ )?{_TEAMS}\b|(?:'s|’s|'|’) (?:chief |lead |top )?(?:negotiator|delegate)\b"
    rf"|'s (?:is|was|has) (?:led|headed|made)\b)|"
    r"\b(?P<opp>(?:armed |main )?[Oo]pposition)(?= (?:teams?|delegations?|side|"
    r"negotiators|delegates|(?:(?:chief|lead|top|main|peace) ){1,2}(?:negotiator|envoy|delegate))\b|:)"
    r"|\b(?P<rule>[Jj]unta|[Ff]ederal|[Gg]overnment|(?<=[Tt]he )national)(?=:| (?:teams?|delegations?|side|"
    r"negotiators|delegates|panel|counterparts?|spokes\w+|(?:peace|negotiating) (?:panel|negotiators|team|delegation)|(?:(?:chief|lead|top|main|peace) ){1,2}(?:negotiator|envoy|"
    r"delegate))\b|\))"
    r"|\b(?P<armed>[Ee]thnic armed (?:groups|organi[sz]ations))\b"
    rf"|\b[Tt]he (?P<body>{BODIES})(?=(?:'s|’s)? (?:[a-z-]+ )?{_TEAMS}\b)|\b[Ff]or the (?P<acts>{BODIES})(?=[,;])"
    r"|\b(?:[Tt]he )(?P<side>(?:(?:federal|central|transitional|interim|national|"
    r"military|autonomous|former|main"
    r"|armed|holdout|regional|unity|internationally recognised|provisional) )?"
    r"(?:[Gg]overnment|opposition groups|[Oo]pposition|[Rr]ebels|rebel movement|rebel group|armed (?:group|movement)(?!s)|"
    r"military(?=\s(?:and|had|has|wants?|promised|agreed|said|says|rejects?|denied|told|will|would|is|was)\b|[,.;]|'s)|"
    r"army(?=\s(?:is|was|has|had)\s(?:negotiating|talking|in talks|agreed|promised))|"
    r"(?:transitional|ruling|presidential|sovereign|sovereignty|leadership|military) council|"
    r"junta|regime|guerrillas|guerrilla group|insurgents|insurgency"
    r"|separatists|militants|militia|paramilitaries|secessionists|kidnappers|clans|"
    r"loyalists))\b(?!'s (?:chief )?mediat)"
)


def with_sides(
    mentions: list[Mention], view: str, text: str, start: int, end: int
) -> list[Mention]:
    """The mentions of `view[start:end]`, grown to whole sides, and the sides that have no name."""
    grown = [_grown(mention, view, text) for mention in mentions]
    bare = [_bare(m, text) for m in _BARE.finditer(view, start, end)]
    return drop_covered([*grown, *[b for b in bare if _free(b, grown)]])


_FORCES = {"army": "military"} | {
    word: f"{word}s" for word in ("rebel", "guerrilla", "insurgent", "separatist")
}


def _bare(match: re.Match[str], text: str) -> Mention:
    group = next(
        name for name in ("force", "body", "acts", "side", "opp", "rule", "armed") if match[name]
    )
    start, end = match.span(group)
    word = "government" if match["rule"] else match[group].split()[-1].lower()
    word = _FORCES.get(word, word)
    key = f"side:{word}"
    return Mention(Kind.ACTOR, start, end, text[start:end], key, match[group], "side")


def _free(bare: Mention, grown: list[Mention]) -> bool:
    return not any(m.start < bare.end and bare.start < m.end for m in grown)


def _grown(mention: Mention, view: str, text: str) -> Mention:
    if mention.sort not in ("country", "adjective", "capital", "people"):
        return mention
    start, end = mention.start, mention.end
    before = _BEFORE.search(view[max(0, start - 60) : start])
    if before and mention.sort == "country":
        start -= len(before.group())
    elif (mention.sort == "adjective" and (after := _AFTER.match(view[end : end + 60]))) or (
        mention.sort == "country" and (after := _NATION_AFTER.match(view[end : end + 40]))
    ):
        end += after.end()
    else:
        return mention
    own = text[start:end]
    rebel = re.search(
        r"[Oo]pposition|[Rr]ebels|insurgents|guerrillas|separatists|paramilitaries", own
    )
    key = f"{mention.key}/rebels" if rebel else mention.key
    return mention.shifted(
        kind=Kind.ACTOR, start=start, end=end, text=own, name=own, key=key, sort="side"
    )
