"""Names that a text itself brings: acronyms it explains, movements and bodies it names in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts.extract.gazetteer import Sort

MOVEMENT = (
    "Front|Army|Movement|Alliance|Coalition|Forces|Party|Congress|Brigade|Brigades|Militia"
    "|Resistance|Opposition|Platform|Cartel|Faction|Frente|Ejército|Movimiento|Unidad|Partido|Alianza|Fuerzas|Mouvement"
    "|Armée|Movimento|Parti|Bloque|Comando|Coordinadora|Rassemblement|(?:Independence|Liberation|Resistance|Revolutionary|Salvation|Patriotic|Defence|Defense)"
    "\\s(?:Organi[sz]ation|Council|Union|League)"
)
BODY = (
    "Nations|Community|Organisation|Organization|Conference|Mission|Commission|"
    "Committee|Centre|Center|Institute|Foundation|Church|Secretariat|"
    "Office of the Special Envoy|Initiative|Elders|Quartet|Troika|Union|League|Trust|Bank|"
    "Treasury|Authority|Council|Group|Forum|Network|Fund|Cross|Crescent"
)
_OWN_BODY = (
    "Mission|Trust|Centre|Center|Foundation|Institute|Secretariat|Treasury|Elders|Church|"
    "Monitoring Group|Contact Group|Monitoring Team|Council of Churches|Peace Council|"
    "Bishops' Conference|Quartet|Troika|Peace Fund|Peace Network|Peace Initiative"
)
_WORD = r"[A-Z][\w’']{1,30}"
_LONG = rf"{_WORD}(?:[\s-](?:{_WORD}|&|of|the|for|and|in|on|de|la|del|para|du|des|et)){{0,8}}[\s-]{_WORD}"
_SHORT = r"[A-Z][A-Za-z0-9/&.-]{1,11}"
_DEFINED = (
    re.compile(
        rf"(?<![\w-])(?P<name>{_LONG})\s\((?:the\s|or\s|known as\s)?[\"“‘]?(?P<short>{_SHORT})"
        r"[\"”’]?[),;]"
    ),
    re.compile(
        rf"(?<![\w-])(?P<name>{_LONG}),\s(?:or|known as|known by its initials(?: as)?|called|"
        rf"abbreviated(?: as)?)\s(?:the\s)?(?P<short>[A-Z]{{2,7}}(?:[-/][A-Z]{{1,5}})?)\b"
    ),
    re.compile(
        rf"(?<![\w-])(?P<short>[A-Z]{{2,7}}(?:[-/][A-Z]{{1,5}})?)(?:,\s(?:or\s)?(?:the\s)?|\s\()"
        rf"(?P<name>{_LONG})[,).;]"
    ),
    re.compile(rf"(?<![\w-])(?P<name>{_LONG}),\s(?P<short>[A-Z]{{3,7}}),"),
)
_GROUP = re.compile(
    rf"(?<![\w-])(?P<name>(?:[A-Z][\w’'-]{{1,30}}\s){{1,4}}(?:{MOVEMENT})(?:\s(?:of|for)\s(?:the\s)?"
    r"(?:[A-Z][\w’'-]{1,30})(?:\s[A-Z][\w’'-]{1,30}){0,3}){0,2})(?![\w-])"
)
_CALLED = re.compile(
    r"\b(?:gang|rebel|armed|militant|separatist|insurgent|opposition|guerrilla|jihadist|paramilitary|ethnic)\s"
    r"(?:coalition|group|movement|militia|faction|alliance|organi[sz]ation|front|army|federation)\s(?:called\s|known as\s)?"
    r"(?P<name>[A-Z][\w’'-]{1,30}(?:\s[A-Z][\w’'-]{1,30}){0,3})"
)
_INSTITUTION = re.compile(
    rf"(?<![\w-])(?P<name>(?:[A-Z][\w’'-]{{1,30}}\s){{1,5}}(?:{_OWN_BODY})(?:\s(?:of|for)\s(?:the\s)?"
    r"(?:[A-Z][\w’'-]{1,30})(?:\s[A-Z][\w’'-]{1,30}){0,2})?)(?![\w-])"
)
_VENUE = re.compile(r"\b(?:at|in|near|outside|inside)\s(?:the\s|a\s)?$")


@dataclass(frozen=True, slots=True)
class Definition:
    """A full name and, where the text gives one, its short form."""

    name: str
    short: str
    sort: Sort


def definitions(view: str) -> Iterator[Definition]:
    """What the text explains by itself; the short form's letters begin the name's words."""
    for number, pattern in enumerate(_DEFINED):
        for match in pattern.finditer(view):
            name = without_article(initials_of(match["name"], match["short"]))
            if number and not _spelt(name, match["short"]):
                continue
            yield Definition(name, match["short"], sort_of(name))


_POWER = re.compile(
    r"(?<![\w-])(?P<name>(?:[A-Z][\w’'-]{1,30}\s){1,4}(?:Government|Administration|Authorities|Authority|"
    r"Assembly|Council|Committee|Command|Panel|Wing|Republic))(?![\w-])"
)
_SENT = r"(?:delegations?|teams?|sides?|panel|negotiators?|representatives|leaders?|officials|envoys|members)"


def powers(view: str) -> Iterator[Definition]:
    """Governments and councils that a text shows sending somebody: "leaders of the X Council"."""
    for name in dict.fromkeys(without_article(m["name"]) for m in _POWER.finditer(view)):
        own = re.escape(name)
        sends = re.compile(
            rf"\b{_SENT}\s(?:of|from|for)\s(?:[^.;]{{0,40}}\sand\s(?:of\s|from\s)?)?(?:the\s)?{own}\b"
            rf"|\b{own}(?:'s|’s)?\s(?:[a-z-]+\s)?{_SENT}\b|\bbetween\s[^.;]{{1,60}}\sand\s(?:the\s)?{own}\b"
            rf"|\bbetween\s(?:the\s)?{own}\s[^.;]{{0,20}}and\b|\b{own}(?:,\s[^,.;]{{1,40}},)?\s(?:and|with)\s(?:the\s)?"
            r"[A-Z][^.;]{1,60}\s(?:met|agreed|signed|held|closed|opened)\b",
            re.I,
        )
        if " " in name and sends.search(view):
            yield Definition(name, "", Sort.GROUP)


_TEAM_OF = re.compile(
    r"(?<![\w-])(?P<who>[A-Z][\w’'-]{2,30}(?:\s[A-Z][\w’'-]{2,30})?)\s(?:delegation|side|team|panel|negotiators?|"
    r"negotiating team|leadership|separatists|rebels)\b"
)
_NOBODY = frozenset(
    [
        *("Chief", "Lead", "Top", "Senior", "Head", "Former", "Fellow", "New", "Other", "Its"),
        "The",
        "Both",
        "Each",
        "Their",
        "His",
        "Her",
        "Our",
        "Your",
        "Joint",
        "National",
        "Advance",
        "Technical",
        "Negotiating",
        "Peace",
        "Senior",
        "Women",
        "Foreign",
        "First",
        "Second",
        "Third",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Other",
        "Another",
        "Every",
        "Neither",
        "Either",
        "Some",
        "Any",
        "Most",
        "Many",
        "Several",
        "Government",
        "State",
        "Opposition",
        "Rebel",
        "Mediation",
        "Host",
        "Home",
        "Legal",
        "Military",
        "Political",
        "Civilian",
        "Former",
        "Main",
        "Whole",
        "Entire",
        "Same",
        "Special",
        "High",
        "Security",
        "Working",
        "Expert",
        "Drafting",
        "Support",
        "Advisory",
        "Monitoring",
        "Medical",
        "Rescue",
        "Field",
        "News",
        "Council",
        "Committee",
        "Front",
        "Movement",
        "Alliance",
        "Union",
        "Commission",
        "Ministry",
        "And",
        "But",
        "With",
        "In",
        "At",
        "On",
        "For",
        "From",
        "When",
        "While",
        "After",
        "Before",
        "He",
        "She",
        "They",
    ]
)


def senders(view: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) of whoever is said to have a delegation, a team, a side: "the Reef team"."""
    for match in _TEAM_OF.finditer(view, start, len(view) if end is None else end):
        words = match["who"].split()
        if match["who"].endswith(("'s", "’s")) or words[-1] in _NOBODY:
            continue
        name = words[-1] if words[0] in _NOBODY else match["who"]
        yield name, match.end("who") - len(name), match.end("who")


def without_apostrophe(name: str) -> str:
    """Of "the Houthis' negotiators": the Houthis."""
    return name.rstrip("'’")


def proper_names(view: str) -> Iterator[Definition]:
    """Movements and bodies by the noun that their name ends in."""
    for pattern in (_GROUP, _CALLED):
        for match in pattern.finditer(view):
            yield Definition(without_article(match["name"]), "", Sort.GROUP)
    for match in _INSTITUTION.finditer(view):
        if not _VENUE.search(view[max(0, match.start() - 12) : match.start()]):
            yield Definition(without_article(match["name"]), "", Sort.BODY)


def without_article(name: str) -> str:
    return re.sub(r"^(?:The|A|An|In|For|On|Of|And|But|At|From|With)\s", "", name)


def initials_of(name: str, short: str) -> str:
    """The tail of `name` whose initials spell `short`; else the shortest that holds its letters."""
    words = name.split()
    tails = [words[begin:] for begin in range(len(words)) if words[begin][0].isupper()]
    letters = [c for c in short if c.isupper()]
    for tail in tails:
        if [w[0] for part in tail for w in part.split("-") if w and w[0].isupper()] == letters:
            return " ".join(_with_kind(words, len(words) - len(tail)))
    for tail in reversed(tails):
        if len(tail) > 1 and tail[0][0] == short[0] and _holds(" ".join(tail), letters):
            return " ".join(tail)
    last = name.rpartition(" and the ")[2]
    return last if " " in last else name


_KINDS = frozenset(
    [
        "Frente",
        "Front",
        "Movimiento",
        "Movement",
        "Mouvement",
        "Ejército",
        "Army",
        "Armée",
        "Partido",
        "Party",
        "Parti",
        "Unión",
        "Union",
        "Fuerzas",
        "Organización",
        "Organisation",
        "Organization",
    ]
)


def _with_kind(words: list[str], start: int) -> list[str]:
    """ "Frente Farabundo Martí … (FMLN)": letters often leave out what kind of thing it is."""
    return words[start - 1 if start and words[start - 1] in _KINDS else start :]


def _holds(name: str, letters: list[str]) -> bool:
    rest = iter(name.upper())
    return all(letter in rest for letter in letters)


def _spelt(name: str, short: str) -> bool:
    initials = "".join(w[0] for w in re.split(r"[\s-]", name) if w and w[0].isupper())
    return initials == re.sub(r"[^A-Z]", "", short)


_ACTOR_WORDS = re.compile(
    rf"(?:{MOVEMENT}|{BODY}|Government|Authority|State|Republic|Kingdom|Parliament)\b"
)


_OFFICE = re.compile(
    r"\b(?:Representative|Secretary|Envoy|Minister|President|Director|Commissioner)\b(?! Office)"
)


def looks_like_actor(name: str) -> bool:
    return bool(_ACTOR_WORDS.search(name)) and not _OFFICE.search(name)


def sort_of(name: str) -> Sort:
    return Sort.BODY if re.search(rf"(?:{BODY})\b", name) else Sort.GROUP


_BAD_START = re.compile(
    r"^(?:Border|Black|Red|Ministry|Minister|Foreign|National Security|Security|"
    r"Supreme|Cabinet|Joint|Technical|General|Working"
    r"|President|Prime|Special|Central|Peace|State Security|High|Chief|"
    r"Crisis|Advisory|Legal|Permanent|Our|His|Her|Its|Their|This|That)\b"
)


def starts_badly(name: str) -> bool:
    return bool(_BAD_START.match(name)) or len(name.split()) < 2
