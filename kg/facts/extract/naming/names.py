"""People: capitalised runs with particles and initials, told from places and bodies."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.facts.extract.naming.honorifics import HONORIFICS, honorific_before
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.text.mention import Kind, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PARTICLES = (
    "bin|ibn|bint|al|el|ul|ur|de|del|della|di|da|das|dos|do|von|van|der|den|ter|la|"
    "le|du|ould|wald|ag|wallet|mint|ben|abu|bou|y|e"
)
_TOKEN = (
    r"(?:(?:al|el|Al|El|ul|d|O|an|ash|as|at|az|ad|ar)[-'’])?[A-ZÀ-ÖØ-ÞĀ-Ž](?:\.(?:[A-Z]\.){0,2}|(?<=M)a\.|"
    r"(?<=L)t\.|(?<=G)en\.|(?<=C)ol\.|(?<=M)aj\.|(?<=D)r\.|(?<=M)rs?\.|(?<=S)t\.|"
    r"(?<=P)rof\.|(?<=B)rig\.|(?<=A)tty\.|(?<=H)on\.|[\w’'`-]*)"
)
_NAME = re.compile(
    rf"(?<![\w-]){_TOKEN}(?:[ ](?:[\"“][A-Z]\w+(?:\s\w+)?[\"”]|(?:(?:{_PARTICLES})[ ]){{0,"
    rf"2}}{_TOKEN})){{0,6}}"
)
_HONOUR_HEAD = re.compile(rf"^(?:(?:{HONORIFICS})\b\.?[ ]){{1,6}}")
_OFFICE_HEAD = re.compile(
    r"(?:Senator|Attorney-General|Solicitor-General|Minister|President|Secretary|Undersecretary|Governor|Chancellor|Premier|Judge|Commissioner|Professor|Speaker|"
    r"Chairman|Chairwoman|Mayor|Deputy|Representative|Vice-President|Secretary-General|Adviser|Advisor|"
    r"(?:Trade|High|Foreign)\s(?:Commissioner|Representative|Secretary))s?\s(?=[A-Z])"
)
_OFFICE_OF = re.compile(
    r"\b(?:[Mm]inist(?:er|ry)|[Ss]ecretary|[Dd]epartment|[Cc]ommissioner|[Dd]irector|[Dd]irectorate|[Bb]ureau)\s"
    r"(?:of|for)\s(?:the\s)?$|\b(?:of|for)\s(?:the|its|their)\s$"
)
_INSTITUTION = re.compile(
    r"\b(?:Ministr(?:y|ies)|Minister|Office|Council|Commission|Committee|Agreement|"
    r"Accords?|Declaration|Treaty|Protocols?"
    r"|Conference|Convention|Union|Nations|Palace|Hotel|Hall|House|Centre|Center|"
    r"Embassy|University|Institute|School|Airport"
    r"|Street|Avenue|Road|Square|River|Lake|Sea|Gulf|Bay|Mountains?|Valley|Hills?|"
    r"Heights|Island|Islands|Strip|Bank|Province"
    r"|Region|State|Republic|Kingdom|Emirates|Army|Forces?|Front|Movement|Party|"
    r"Alliance|Coalition|Guards?|Police|Service"
    r"|Services|Agency|Bureau|Department|Directorate|Authority|Parliament|Assembly|"
    r"Senate|Court|Church|Mosque|Foundation"
    r"|News|Times|Post|Herald|Tribune|Gazette|Agency|Radio|Television|TV|Watch|"
    r"Monitor|Review|Journal|Dispatch|Guardian"
    r"|Process|Talks|Dialogue|Initiative|Roadmap|Plan|Framework|Memorandum|Summit|"
    r"Round|Mission|Group|Panel|Team|Delegation"
    r"|Side|Government|Opposition|Mediation|Ceasefire|Peace|War|Crescent|Cross|Day|"
    r"Eve|Ramadan|Christmas|Easter|Bridge|Crossing"
    r"|Board|Corps|Battalion|Brigade|Staff|Secretariat|Security|Intelligence|Affairs|"
    r"Community|Organisation|Organization|League"
    r"|Fund|Company|Corporation|Club|Open|Cup|Zone|Border|Line|Corridor|Desk|Wire|"
    r"Blog|Digest|Port|City|District|Camp"
    r"|Command|Compound|Resort|Château|Chateau|Castle|Villa|Lodge|Plaza|Tower|Building|"
    r"Resolution|Act|Constitution|Charter|Headquarters"
    r"|North|South|East|West|Western|Eastern|Northern|Southern|Central|Middle|Upper|"
    r"Lower|New|Security|Programme|Program"
    r"|Supreme|National|International|Joint|Federal|Royal|Friday|Monday|Tuesday|"
    r"Wednesday|Thursday|Saturday|Sunday)\b"
)
_PERSON_NOT = frozenset({"FAC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LANGUAGE"})

_SET_OFF = re.compile(r"\s[–—-]\s|,\s")


def likely_people(doc: Doc) -> list[tuple[int, int]]:
    """Character spans that the model takes for people, more than one word long."""
    spans, text = [], doc.text
    for e in doc.ents:
        if e.label_ == "PERSON" and len(e) > 1 and not _INSTITUTION.search(e.text):
            office = _OFFICE_HEAD.match(e.text)
            start = _past_stops(text, e.start_char + (office.end() if office else 0), e.end_char)
            governed = _OFFICE_OF.search(text[max(0, e.start_char - 40) : e.start_char])
            if not governed or start > e.start_char:
                cut = _SET_OFF.search(e.text)
                spans.append((start, e.start_char + cut.start() if cut else e.end_char))
    return spans


def _past_stops(text: str, start: int, end: int) -> int:
    """Where the name begins in "Human Rights NAME": what a ministry is for is no name."""
    words = text[start:end].split(" ")
    at = start
    while len(words) > 2 and words[0] in _stops():
        at += len(words.pop(0)) + 1
    return at


def find_names(
    doc: Doc, view: str, offset: int, taken: list[Mention], *, heading: bool
) -> list[Mention]:
    """Candidate names in one block; `view` is the whole document's, `taken` are other mentions."""
    found: list[Mention] = []
    doubtful: list[Mention] = []
    labels = {(e.start_char, e.end_char): e.label_ for e in doc.ents}
    for match in _NAME.finditer(view, offset, offset + len(doc.text)):
        for start, end in _pieces(view, match.start(), match.end(), taken):
            mention = _judge(view, start, end, labels, offset, heading)
            if mention is not None:
                (doubtful if mention.sort == "doubtful" else found).append(mention)
    return [*found, *_vouched_for(view, found, doubtful)]


_IN_A_LIST = re.compile(r"(?:,|;|,?\sand|,?\sand an? [a-z -]{3,20},)\s")
_CAST_AS = re.compile(
    r"\b(?:includ(?:es|ed|ing)|compris(?:es|ed|ing)|consists? of|sent|"
    r"(?:led|headed|chaired|represented|accompanied|joined|replaced|flanked|assisted|signed) by)\s$"
)


def _vouched_for(view: str, found: list[Mention], doubtful: list[Mention]) -> list[Mention]:
    """Of the runs that the model takes for things those that stand in a list of people."""
    before = {m.end: m for m in found if " " in m.name}
    after = {m.start for m in found if " " in m.name}
    kept = []
    for mention in doubtful:
        lead = view[max(0, mention.start - 30) : mention.start]
        near = [end for end in before if 0 < mention.start - end < 30]
        listed = any(_IN_A_LIST.fullmatch(view, end, mention.start) for end in near) or any(
            _IN_A_LIST.fullmatch(view, mention.end, start)
            for start in after
            if 0 < start - mention.end < 30
        )
        if _CAST_AS.search(lead) or (listed and not lead.rstrip().endswith((" the", " in", " at"))):
            named = mention.shifted(sort="likely")
            kept.append(named)
            before[named.end] = named
    return kept


def _pieces(view: str, start: int, end: int, taken: list[Mention]) -> list[tuple[int, int]]:
    """The run without what it shares with other mentions, stop words and titles."""
    pieces: list[tuple[int, int]] = []
    begin = -1
    last = start
    for word in re.finditer(r"[^ ]+", view[start:end]):
        a, b = start + word.start(), start + word.end()
        stop = _is_stop(word.group(), begin < 0) or any(m.start < b and a < m.end for m in taken)
        if stop:
            if begin >= 0:
                pieces.append((begin, last))
            begin = -1
        elif begin < 0:
            begin = a
        last = b
        if begin >= 0 and word.group().endswith(("'s", "’s")):
            pieces.append((begin, last))
            begin = -1
    if begin >= 0:
        pieces.append((begin, last))
    return [_tidy(view, a, b) for a, b in pieces]


@cache
def _stops() -> frozenset[str]:
    """Words that no name holds, however they are written."""
    words = rulebook("names").words
    return frozenset([*words["STOPS"].split("|"), *words["PORTFOLIOS"].split("|")])


def _is_stop(word: str, first: bool) -> bool:
    bare = word.rstrip(".,'’\"”")
    if bare.endswith(("'s", "’s")):
        bare = bare[:-2]
    return bare in _stops() or (first and bare in ("al", "el", "de", "bin", "of", "the", "e", "y"))


_TRAILING = re.compile(rf"(?:(?:'s|’s|[.,'’])|[ ](?:{_PARTICLES}))$")


def _tidy(view: str, start: int, end: int) -> tuple[int, int]:
    for _ in range(3):
        title = _HONOUR_HEAD.match(view[start:end] + " ") or _OFFICE_HEAD.match(view[start:end])
        if not title or start + title.end() >= end:
            break
        start += title.end()
    for _ in range(3):
        tail = _TRAILING.search(view[start:end])
        if not tail or (tail.group() == "." and end - start <= 3):
            break
        end -= len(tail.group())
    return start, end


def _judge(
    view: str, start: int, end: int, labels: dict[tuple[int, int], str], offset: int, heading: bool
) -> Mention | None:
    start = _after_institution(view, start, end)
    name = view[start:end]
    if (
        _HONOUR_HEAD.fullmatch(name + " ")
        or end - start < 2
        or (name.isupper() and len(name) < 7)
        or (_INSTITUTION.search(name) and not _ends_like_a_surname(name))
        or _OFFICE_OF.search(view[max(0, start - 40) : start])
    ):
        return None
    label = _label_at(labels, start - offset, end - offset)
    titled = honorific_before(view, start) < start
    many = " " in name
    before = view[max(0, start - 40) : start]
    called = bool(_CALLED.search(before) or _OF_TRADE.search(before))
    if not (many or titled or called) and (heading or label != "PERSON"):
        sort = "maybe"
    elif label == "PERSON" or titled or called:
        sort = "sure"
    elif heading:
        return None
    elif label in _PERSON_NOT and not _APPOSED.match(view[end : end + 12]):
        sort = "doubtful"
    else:
        sort = "likely"
    return Mention(Kind.PERSON, start, end, name, name=name, sort=sort)


_SURNAMES_TOO = frozenset(
    {"Ramadan", "Hill", "Day", "Cross", "Castle", "Lake", "West", "North", "Church", "Bank", "Post"}
)


def _ends_like_a_surname(name: str) -> bool:
    """ "Ahmad Ramadan", "Anna Hill": two or three words of which only the last may be a thing."""
    first, _, last = name.rpartition(" ")
    return (
        last in _SURNAMES_TOO
        and 0 < len(first.split()) < 3
        and not _INSTITUTION.search(first)
        and not _PLAIN_FIRST.search(first)
    )


_PLAIN_FIRST = re.compile(
    r"\b(?:The|Red|Blue|White|Black|Green|Holy|World|Capitol|Catholic|Orthodox|Anglican|Great|Old|"
    r"Washington|Jerusalem|Jakarta|Bangkok|Independence|Victory|Remembrance|Labour|Labor|May|Left|Far|"
    r"Mid|Wild|Saint|St|Double|Deep|Whole|Entire|Our|Salt|Border|Trading|First)\b"
)
_CALLED = re.compile(
    r"\b(?:known (?:only )?as|nom de guerre(?: of)?,?|alias|calls himself),?\s[\"“]?$"
)
_OF_TRADE = re.compile(
    r"\b(?:delegate|negotiator|envoy|lawyer|commander|spokes(?:man|woman|person)|mediator|facilitator|minister|"
    r"adviser|leader|chief|diplomat|officer|lawmaker|economist|activist|analyst|journalist|deputy|chairman|chairwoman)\s$"
)
_APPOSED = re.compile(r",\s(?:the|an?|its|his|her|who)\b|\s(?:said|says|told|added|replied)\b")


def _after_institution(view: str, start: int, end: int) -> int:
    """Where the name begins in "National Assembly Ruben Rubinyan"."""
    cut = 0
    for match in _INSTITUTION.finditer(view[start:end]):
        cut = match.end()
    rest = view[start + cut : end]
    return start + cut + 1 if cut and rest.startswith(" ") and rest.count(" ") >= 2 else start


def _label_at(labels: dict[tuple[int, int], str], start: int, end: int) -> str:
    for (a, b), label in labels.items():
        if a < end and start < b and not (label in _PERSON_NOT and a < start):
            return label
    return ""
