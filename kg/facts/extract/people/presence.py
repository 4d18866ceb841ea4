"""Whoever a sentence shows at the talks, without a list: "NAME, the X minister, took the chair"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.people.entries import CLAUSE, names_from
from kg.facts.extract.people.entry import Entry
from kg.facts.extract.people.marks import AT_TABLE, FOR
from kg.facts.extract.people.participation import Presence
from kg.facts.extract.people.seats import Seats
from kg.facts.extract.people.wording import whole_words
from kg.facts.extract.rounds.words import TALK_WORD
from kg.facts.extract.text.mention import Kind
from kg.facts.extract.text.reading import Sentence

_ABSENT = re.compile(
    r"^(?:,\s[^,]{0,60},)?,?\s(?:himself\s|herself\s)?(?:who\s)?(?:has not (?:come|joined|travelled|arrived)|"
    r"did not (?:travel|come|attend|take part|go|join|appear)|(?:is|was|were) absent|"
    r"(?:is|was|were) not (?:in\b|there|present|at\b|among|on the (?:list|plane)|here)|wasn't there|"
    r"(?:was|is|were) not (?:well enough|able|allowed|permitted|invited|free) to|"
    r"could not (?:come|travel|attend|leave)|(?:stayed|remained) (?:away|in <P|at home|behind|in the capital)|"
    r"had not come|is still in|will not (?:come|attend|travel|take part)|sent (?:his|her) regrets)",
    re.I,
)

_AUX = (
    r"(?:(?:and|who|also|had|has|have|was|were|is|are|both|again|then|later|himself|herself|will|"
    r"would|to|briefly|first|jointly|there|be|been|just|finally|due|expected|himself|each|therefore|only|now|"
    r"at that time|<D\d+>)\s)"
    r"{0,5}"
)
_PRESENT = re.compile(
    r"^,?\s"
    + _AUX
    + r"(?:met|meets?|attend(?:ed|s|ing)?|took part|takes part|participat\w+|present\b|"
    r"join(?:ed|s)?\b|sat\b|sits?\b|opened|opens|hosted|chair(?:ed|s)?\b|co-chaired|mediat\w+|"
    r"facilitat\w+|presid\w+|held|holds|negotiat\w+|arriv\w+|travell?ed|took the (?:chair|notes)|"
    r"takes the chair|observ(?:ed|es)|sign(?:s|ed|ing)?\b|put (?:his|her|their)|convene[sd]?|shook hands|"
    r"c[ao]me\b|comes\b|flew|look(?:ed|s|ing)? on|led\b|saw\b|read\b|reads\b|welcom\w+|co-mediat\w+|"
    r"agreed\b(?!\sthat)|agrees?\s(?:to|on)\b|in charge|moderat\w+|shuttled|resumed|begin|began|initial\w+|inked|stay(?:ed)? (?:in|at|on)\b|"
    r"receiv\w+|clos(?:ed|es)\b|walked|carried|carries|spent|in the (?:chair|room|hall|tent|villa)|at the "
    r"(?:table|head|opening|session|talks)|in the same|in all the rooms|the host\b|host\b|tabled|"
    r"leaves? the|left the|speaks? for|spoke for|there\b|made the (?:second|third|fourth)|gave themselves|"
    r"told the (?:plenary|session|meeting|delegates|delegations|other side)|"
    r"greet\w+|embrac\w+|accompan\w+|reached the\b|remained seated|refused to sign|(?:accepted|refused) (?:an?|the) "
    r"(?:\w+ )?(?:text|draft|paper|compromise|document)|broke off the (?:\w+ )?(?:session|talks|meeting)|held the|"
    r"hosts\b|did so\b|hugged|handed|countersign\w+|"
    r"undertook|waiting|adjourn\w+|presented (?:an?|the|his|her) (?:draft|text|paper|plan|proposal)|"
    r"suspended the (?:session|talks|meeting)|(?:had|banged|held|wielded) the (?:chair|floor|gavel)|took the floor|in attendance|looked? in\b|handed out the|drove|served as|acted as|acts as|serves as|the mediator|"
    r"took over as|got the (?:two )?(?:sides|parties|delegations)|left to chair|waiting\b|in the (?:team|delegation)|"
    r"\((?:from\s)?[Rr]ounds?\b|"
    r"gave (?:an? |the |his |her |brief |short )*(?:opening|closing|welcoming|keynote|introductory)|oversaw|oversees|oversee|"
    r"tak(?:e|ing) part|supervis\w+|went (?:back and forth|from room)|goes (?:back and forth|from room)|watch(?:ed|es)\b|"
    r"brief(?:ed|s) the (?:delegat|sides|parties|teams|session|meeting)|deliver(?:ed|s) (?:an?|the) (?:opening|closing|keynote)|"
    r"addressed the (?:opening|closing|session|meeting|delegat|plenary)|conduct(?:ed|s) the (?:talks|session|meeting)|"
    r"launch(?:ed|es)\b|in <P\d+> (?:for|to)\b|stood (?:behind|beside|between|by)\b|"
    r"a witness|to (?:arrive|attend|join|lead|sit|meet))"
)
_AS_ROLE = re.compile(
    r"^,?\s(?:attended\s|acting\s|there\s)?as\s(?:an?\s|the\s|its\s|co-)?(?:<T\d+>|mediators?|"
    r"facilitators?|observers?|witness(?:es)?|hosts?|chair|guarantors?)\b"
)
_FIRM = re.compile(
    r"^,?\s(?:(?:and|who|also|had|has|have|then|later|himself|each|<D\d+>)\s){0,4}(?:sat\b|attended|took part|chairs\b|presides\b|"
    r"mediates\b|facilitates\b|looked in\b|handed out the|had the gavel|was at the opening|"
    r"chaired|co-chaired|signed|presided|opened the|signing|closed the|took the chair|mediated|facilitated|was present|"
    r"and (?:observers|representatives|diplomats|officials|envoys) (?:from|of) (?:[^.;]|<\w\d+>){0,90}?\s"
    r"(?:attended|took part|were present|are taking part|looked on)|"
    r"accompanied the (?:talks|process|table|negotiat|dialogue|parties))"
)
_BEFORE = re.compile(
    r"\b(?:met|meets|meeting|talks|negotiations|encounter|dialogue|held talks|received|receives|to face|"
    r"faced|saw|sees)\s(?:(?!<D)[\w]+\s){0,3}?(?:(?:with|between|of)\s)?[^.;]{0,80}$|"
    r"\b(?:shook|shakes|shaking) hands with\s[^.;]{0,60}$|"
    r"\b(?:counterpart|opposite number)\s(?:is|was|being)\s(?:[a-z]+\s)?$|"
    r"\b(?:before|in the presence of|visit of)\s(?:[a-z]+\s)?(?:<[AJ]\d+>(?:'s)?\s)?(?:[A-Z]\w+\s){0,3}$|\bwith\s(?=\S*$)"
)
_ELSEWHERE = re.compile(
    r"^,?\s(?:who\s)?(?:is not|was not|stayed|remained|flew|spoke by|telephoned|is "
    r"expected in (?!<P))"
)

_STRONG = re.compile(
    r"\b(?:took the chair|in the chair|presided|chaired|sat in|took part|taking part|"
    r"[Ss]igning of|attended|was present|were present|as a witness|facilitat\w+|mediat\w+|as (?:a )"
    r"?facilitator|looked? on|at the table|in the room|in the hall|in the presence of)\b"
)
_LED_FOR = re.compile(r"\bled for\b|\bheads? of delegation|\bled\b")
_TOLD = re.compile(
    r"^,?\s(?:(?:who|has|had|have|then|also|later|<D\d+>)\s){0,3}(?:told (?!the (?:plenary|session|meeting|deleg))|"
    r"said|says|warn|saying|tell|wrote|writes|announce|claim|denie|denied|answer|repl|call(?:s|ed) (?:it|that|the)|"
    r"inform|thank|prais|congratulat|urge|appeal|speaking to|spoke by|blamed|accus|insist|add(?:s|ed)\b|put it)"
)
_APPOINTED = re.compile(
    r"\b(?:names?|named|appoints?|appointed|made|calls?|called)\s(?:[\w.]+\s){0,3}$"
)
_COUNTED = re.compile(r"<N\d+>\s\((?:from\s)?[Rr]ounds?\s\d")
_BESIDE = re.compile(r"<N\d+>,?\s(?:for\s(?:the\s)?<[AP]\d+>|\(<[AP]\d+>\))$")
_GONE = re.compile(
    r"\b(?:former|late|ex-|then-|killed|died|jailed|overthrown|predecessor|would|could|if)\b"
)


def present(seats: Seats, sentence: Sentence) -> Iterator[Presence]:
    """Whoever the sentence shows at the talks, or expressly not there."""
    text = sentence.shape.text
    entries = names_from(sentence, 0, len(text))
    for number, entry in enumerate(entries):
        side = seats.side_after(sentence, entry) or seats.faced(sentence, entries, number)
        side = side or _beside(seats, sentence, entries, number)
        side = side or _only_helper(seats, sentence, entry)
        if not side or _quoted(sentence, entry):
            continue
        rest = text[entry.end :]
        absent = bool(_ABSENT.match(rest) or _ABSENT.match(_without_clause(rest)))
        told = bool(_TOLD.match(rest))
        beside = bool(FOR.match(rest)) and seats.plausible(side) and not told
        theirs = not told and _belongs(seats, sentence, entry, side)
        if absent or beside or theirs or is_present(seats, sentence, entries, number, side):
            roles = ["head"] if beside and _LED_FOR.search(text) else []
            end = whole_words(text, entry.end + 25)
            yield Presence(sentence, entry, side, roles, entry.start, end, absent)


_OWNED = re.compile(r"<[AP]\d+>(?:'s|')\s<N\d+>$")
_WORKS = re.compile(
    r"\b(?:mediator|facilitator|observer|guarantor|host|moderator|negotiator)\b", re.I
)


_AND = re.compile(r",?\sand\s(?:[A-Z][\w.]*\s){0,3}")
_AND_OFFICE = re.compile(
    r",?\s(?:and|as well as|along with)\s(?:the|its|an?)\s(?:[A-Z][\w.]*\s){0,2}"
)
_CAME = re.compile(r",?\s(?:both\s|also\s|then\s)?(?:flew|arrived|landed|travelled|drove|came)\b")


def _beside(seats: Seats, sentence: Sentence, entries: list[Entry], number: int) -> str:
    """ "NAME of X and NAME flew in", "the X minister, NAME, and the army chief, NAME"."""
    text, entry = sentence.shape.text, entries[number]
    if not number:
        return ""
    before = entries[number - 1]
    arrived = _CAME.match(text, entry.end) and _AND.fullmatch(text, before.end, entry.start)
    office = bool(entry.posts and before.posts) and _AND_OFFICE.fullmatch(
        text, before.end, entry.start
    )
    return seats.side_after(sentence, before) if arrived or office else ""


_HELPS = re.compile(
    r"\s(?:mediate[sd]|chair(?:s|ed)|facilitate[sd]|preside[sd]|moderate[sd])"
    r"(?=[.,;]|$|\s(?:again|throughout|between|in|on|for)\b|\sthe\s(?:talks|round|session|meeting|negotiations|opening|plenary)\b)"
)


def _only_helper(seats: Seats, sentence: Sentence, entry: Entry) -> str:
    """ "NAME chaired", where one alone is told to help."""
    book = seats.reading.book
    helpers = book.third_keys if book else frozenset()
    alone = len(helpers) == 1 and _HELPS.match(sentence.shape.text, entry.end)
    return next(iter(helpers)) if alone else ""


def _belongs(seats: Seats, sentence: Sentence, entry: Entry, side: str) -> bool:
    """ "Norway's NAME", and the mediator or negotiator of one that is at the talks."""
    text = sentence.shape.text
    if seats.of_two(sentence, entry) or seats.helped_by(sentence, entry) == side:
        return True
    if not seats.plausible(side) or _GONE.search(text[max(0, entry.start - 30) : entry.end + 40]):
        return False
    owned = _OWNED.search(text[: entry.end].rstrip(" ,"))
    return bool(owned) or any(_WORKS.search(post) for post in entry.posts)


def _quoted(sentence: Sentence, entry: Entry) -> bool:
    return sentence.shape.text.count('"', 0, entry.start) % 2 == 1


def _without_clause(rest: str) -> str:
    clause = CLAUSE.match(rest)
    return rest[clause.end() :] if clause else rest


_LISTED = re.compile(r",?(?:\sand|,|;|\sand by)\s(?:[\w<>']+,?\s){0,4}")


def is_present(
    seats: Seats, sentence: Sentence, entries: list[Entry], number: int, side: str
) -> bool:
    text, entry = sentence.shape.text, entries[number]
    served = FOR.match(text[entry.end :])
    rest = text[entry.end + (served.end() if served else 0) :]
    shown = bool(TALK_WORD.search(text) or _STRONG.search(text)) or any(
        m.kind is Kind.PLACE for m in sentence.mentions
    )
    near = seats.plausible(side)
    if near and any(AT_TABLE.search(p) for p in entry.posts) and not _ELSEWHERE.match(rest):
        return True
    if _AS_ROLE.match(rest):
        return (near or shown) and not _APPOINTED.search(text[: entry.start])
    if _FIRM.match(rest) or _FIRM.match(_without_clause(rest)):
        return True
    if any(AT_TABLE.search(p) for p in entry.posts) and _PRESENT.match(rest):
        return True
    if number + 1 < len(entries):
        between = text[entry.end : entries[number + 1].start]
        if _LISTED.fullmatch(between) and is_present(seats, sentence, entries, number + 1, side):
            return True
    if _TOLD.match(rest) or not (near or shown):
        return False
    after = _without_clause(rest)
    if near and _COUNTED.search(text[entry.start : entry.end + 16]):
        return True
    if _PRESENT.match(rest) or _PRESENT.match(after) or _BEFORE.search(text[: entry.start]):
        return True
    if near and _BESIDE.search(text[entry.start : entry.end]):
        return not _GONE.search(text[max(0, entry.start - 30) : entry.end + 50])
    return False
