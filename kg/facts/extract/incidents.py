"""What happened around the talks: clashes, strikes, closures, releases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts.extract.happenings import happened, mentioned
from kg.facts.extract.rulebook import rulebook
from kg.facts.extract.sayings import said_by
from kg.facts.extract.subjects import Subjects, mentions_between
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence
from kg.facts.model import Incident
from kg.sources.document import Zone
from kg.terms import IncidentType, Modality

MAX_TEXT = 220
MIN_WORDS = 25
_HEADLINES = frozenset({Zone.TITLE, Zone.HEADING})
_UNREAL = re.compile(
    r"\b(?:prevent\w*|stop\w*|end|ending|ends|halt\w*|curb\w*|against|avoid\w*|threat\w*|threaten\w*|risk\w*|escalation of|avert\w*|if|unless|resum\w*|until|refrain\w*|no|not|without|condemn\w*|cease|ceases|renewed|return to"
    r"|would|could|might|may|should|will|must|to|any|future|further|risk of|fear\w* of|warn\w* of|call\w* for|demand\w*|want\w*|ask\w*|propos\w*|agree\w*|undert\w+|promis\w+|pledg\w+|commit\w*|address\w*)\s(?:[\w<>'-]+\s){0,3}$",
    re.I,
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ied|ies)|rejected|rejects|dismiss\w+|there was no|no such|not true)\b", re.I
)
_TOLL = re.compile(
    r"\b(?:kill\w*|dead|died|dies|wound\w+|injur\w+|casualt\w+|days of|deadly)\b", re.I
)
_WHOLE_WAR = re.compile(
    r"\b(?:thousands|\d{1,3},\d{3}|\d{5,})\b[^.;]{0,40}\b(?:lives|deaths|dead)\b|\b(?:killed|claimed|cost|left)\s(?:\w+\s){0,3}(?:thousands|hundreds of thousands|tens of thousands|\d{1,3},\d{3}|\d{5,})\b"
    r"|\b(?:alleged|allegations?|claims?|suspected|plot\w*)\b[^.;]{0,40}\bcoup\b|\bbegan fighting\b"
)
"""The toll of years, or a charge, is no incident around the talks."""


@dataclass(frozen=True, slots=True)
class Event:
    """Offsets are in the shape of `sentence`."""

    sentence: Sentence
    kind: IncidentType
    low: int
    high: int


_DENIES = re.compile(
    r"\b(?:den(?:y|ied|ies)|rejected|rejects|dismiss\w+|disput(?:es|ed)|refut(?:es|ed))\s(?:it|this|that|any(?! (?:talks?|deal|meeting|idea|offer|proposal|plan))|having|(?:the|all) (?:charge|claim|report|accusation|allegation)s?|responsibility|involvement|that (?:its|his|their|the) (?:own\s)?(?:men|forces|troops|fighters|army|people|soldiers|jets|planes|units|side))\b[^.;]{0,80}"
    r"|\b(?:said|says|insists|insisted|answered|replied)\s(?:that\s)?(?:it|this|that)\s(?:was(?:n't| not) (?:so|true|us|them)|had nothing to do with (?:it|the))\b"
    r"|\b(?:its|their|his|our) (?:forces|troops|men|army|people|units|fighters|guns) (?:were|was|had) (?:not|nowhere|never|been silent|silent)\b[^.;]{0,60}"
    r"|\b(?:it|that|this|those|they|these) (?:was|were)(?:n't| not) (?:its|their|his|our|us\b)\s?[^.;]{0,40}|\b(?:has|had|have) no (?:forces|troops|men|units|fighters|planes|aircraft|guns)\b[^.;]{0,40}",
    re.I,
)
_SHARE = re.compile(r"\b(?:responsib\w+|involvement|part|role|hand)\b[^.;]{0,12}$", re.I)
_REOPENED = re.compile(r"\b(?:re)?-?open\w*\b[^.;]{0,30}$", re.I)
_OPENED = re.compile(r"\b(?:re-?)?opened (?:a|the|its)\b[^.;]{0,30}\b(?:had|has) been\b")
REACH = 2
_QUIET = frozenset(
    {IncidentType.PRISONER_RELEASE, IncidentType.BORDER_CLOSURE, IncidentType.SANCTION}
)
"""They need neither a place nor a date beside them."""


def find(reading: Reading) -> list[Incident]:
    found: list[Incident] = []
    last: tuple[int, Incident] | None = None
    for sentence in reading.sentences:
        if reading.paragraph(sentence).block.zone in _HEADLINES or sentence.block == 0:
            continue
        if sentence.view.rstrip().endswith("?"):
            continue
        told = [fact for event in _all_events(reading, sentence) for fact in _facts(reading, event)]
        if not told and last is not None and sentence.index - last[0] <= REACH:
            told = list(_denied_again(reading, sentence, last[1]))
        if told and told[-1].modality is Modality.ASSERTED:
            last = sentence.index, told[-1]
        found += told
    return _once(found)


def _denied_again(reading: Reading, sentence: Sentence, incident: Incident) -> Iterator[Incident]:
    """ "The group denied it": what was just told of, once more."""
    denial = _DENIES.search(sentence.shape.text)
    if denial is None:
        return
    doers = reading.once("subjects", Subjects).of(sentence, denial.start())
    start = min(denial.start(), doers.start) if doers else denial.start()
    evidence = reading.cut(sentence, start, denial.end())
    yield incident.model_copy(
        update={
            "text": _summary(evidence),
            "evidence": [evidence],
            "according_to": doers.names[0] if doers and doers.names else None,
            "modality": Modality.DENIED,
            "inferred": [f for f in ("dates", "places", "actors") if getattr(incident, f)],
        }
    )


def _facts(reading: Reading, event: Event) -> Iterator[Incident]:
    """An incident; and, where somebody denies a part in it, the denial."""
    fact = _fact(reading, event)
    share = _SHARE.search(event.sentence.shape.text[: event.low])
    if fact.modality is not Modality.DENIED or share is None:
        yield fact
        return
    yield fact.model_copy(update={"modality": Modality.ASSERTED, "according_to": None})
    yield fact


def _all_events(reading: Reading, sentence: Sentence) -> Iterator[Event]:
    """Those that the wording tells, and those that only the grammar does."""
    worded = list(_events(sentence))
    yield from worded
    text = sentence.shape.text
    for kind, low, high in happened(reading, sentence):
        quiet = kind in _QUIET or _placed(text, *_clause(text, low, high))
        if quiet and _is_new(worded, text, low, high):
            worded.append(Event(sentence, kind, low, high))
            yield worded[-1]
    for kind, low, high in mentioned(reading, sentence):
        told = _OF_A_PLACE.search(text, low, high) or _placed(text, *_clause(text, low, high))
        unreal = _UNREAL.search(text[max(0, low - 50) : low])
        if told and not unreal and _is_new(worded, text, low, high):
            worded.append(Event(sentence, kind, low, high))
            yield worded[-1]


_OF_A_PLACE = re.compile(r"\b(?:of|on|against)\s(?:the\s)?(?:[A-Z]|<P)")


def _is_new(known: list[Event], text: str, low: int, high: int) -> bool:
    apart = not any(e.low < high and low < e.high for e in known)
    return apart and not _WHOLE_WAR.search(text[low:high])


def _events(sentence: Sentence) -> Iterator[Event]:
    text = sentence.shape.text
    taken: list[tuple[int, int]] = []
    for rule in rulebook("incidents").rules:
        for match in rule.finds(text):
            low, high = match.span()
            if any(a <= low < b for a, b in taken) or _UNREAL.search(text[max(0, low - 50) : low]):
                continue
            if rule.id == "border-closure" and (
                _REOPENED.search(text[:low]) or _OPENED.search(match.group())
            ):
                continue
            high = min([high, *(a for a, _ in taken if low < a < high)])
            if high < match.end() and high - low < MIN_WORDS:
                continue
            if rule.gives.get("anchored") == "yes" and not _anchored(text, low, high):
                continue
            start, end = _clause(text, low, high)
            if _WHOLE_WAR.search(text[start:end]):
                continue
            taken.append((low, high))
            yield Event(sentence, IncidentType(rule.gives["type"]), low, high)


def _anchored(text: str, low: int, high: int) -> bool:
    start, end = _clause(text, low, high)
    return bool(_TOLL.search(text[start:end])) or _placed(text, start, end)


def _placed(text: str, low: int, high: int) -> bool:
    near = text[low:high]
    inside = re.search(r"\b(?:in|near|at|along|inside|city of|town of) (?:the\s)?[A-Z<]", near)
    return bool(inside or re.search(r"<[PD]\d+>", near))


def _clause(text: str, low: int, high: int) -> tuple[int, int]:
    start = max(text.rfind("; ", 0, low), text.rfind(". ", 0, low), -1) + 1
    stops = [i for i in (text.find("; ", high), text.find(". ", high)) if i >= 0]
    return start, min(stops, default=len(text))


def _fact(reading: Reading, event: Event) -> Incident:
    sentence, text = event.sentence, event.sentence.shape.text
    start, end = _clause(text, event.low, event.high)
    low = _opening(text, start, event.low)
    places = _places(reading, sentence, low, end)
    actors = _actors(reading, sentence, low, event.high)
    evidence = reading.cut(sentence, low, max(event.high, low + 1))
    denied = bool(_DENIAL.search(text[start : event.low]))
    return Incident(
        type=event.kind,
        dates=_date(sentence, low, end),
        places=places,
        actors=actors,
        text=_summary(evidence),
        evidence=[evidence],
        according_to=said_by(reading, sentence),
        modality=Modality.DENIED if denied else Modality.ASSERTED,
        inferred=["dates"] if _date(sentence, low, end) else [],
    )


_NAME = r"[A-Z][\w’'-]+(?:[ -](?:al-|de |el |and (?=[A-Z][a-z]+ [A-Z]))?[A-Z][\w’'-]+){0,3}"
_WHERE = re.compile(
    rf"\b(?:in|at|near|inside|outside|(?:shelling|bombing|city|town|area|port|village|district|province|market|outskirts|suburbs?|region|valley|island|airports?|crossings?|camp|hills?|north|south|east|west|capital) of|on|around|above|off|towards|over|across|along)\s(?:the\s)?(?P<list>{_NAME}(?:(?:,\s(?:and\s)?|\sand\s){_NAME}){{0,5}})"
    rf"|\b[Tt]he\s(?P<own>{_NAME}(?:(?:,\s|\sand\s){_NAME}){{0,3}})\s(?:border\s)?(?:crossings?|airports?|bridge|gates?)\b"
)
_NO_PLACE = re.compile(
    r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:January|February|March|April|May|June|July|August|September|October|November|December|Oct|Nov|Dec|Sept|Jan|Feb|Aug)\b"
    r"|\b(?:Sea|University|Army|Ministry|Council|Nations|Union|Cross|Agreement|Committee)\b"
)


def _places(reading: Reading, sentence: Sentence, low: int, high: int) -> list[str]:
    """Where the words say that it happened, lists of small places included."""
    shape = sentence.shape
    a, b = shape.origin(low), shape.origin(high, end=True)
    text = " ".join(reading.text[a:b].split())
    others = {m.text for m in sentence.mentions if m.kind in (Kind.POST, Kind.DATE)}
    others |= {m.text for m in sentence.mentions if m.kind is Kind.ACTOR and m.sort != "country"}
    found: list[str] = []
    for match in _WHERE.finditer(text):
        names = re.split(r",\s(?:and\s)?|\sand\s(?![A-Z]\w+\s[A-Z])", match["list"] or match["own"])
        found += [
            re.sub(r"[’']s$", "", n) for n in names if n not in others and not _NO_PLACE.search(n)
        ]
    known = [m.text for m in mentions_between(sentence, low, high, Kind.PLACE)]
    found += [k for k in known if not any(k in f for f in found)]
    return list(dict.fromkeys(found))[:6]


def _opening(text: str, start: int, low: int) -> int:
    """Where the words of the event begin: at its subject, not at the start of a long sentence."""
    if low - start < 70:
        return start
    cut = max(
        text.rfind(", ", start, low),
        text.rfind(" that ", start, low),
        text.rfind(" when ", start, low),
    )
    return cut + 1 if cut > start else low


def _actors(reading: Reading, sentence: Sentence, low: int, high: int) -> list[str]:
    named = [
        m for m in mentions_between(sentence, low, high, Kind.ACTOR, Kind.ADJECTIVE) if _acts(m)
    ]
    return list(dict.fromkeys(reading.name_of(m) for m in named))[:3]


def _acts(mention: Mention) -> bool:
    return mention.sort in ("country", "adjective", "group", "body", "side", "acronym")


def _date(sentence: Sentence, low: int, high: int) -> str | None:
    for mention in mentions_between(sentence, low, high, Kind.DATE):
        if mention.when is not None:
            edtf = mention.when.edtf
            if mention.when.bound == "since" and "/" not in edtf:
                return f"{edtf}/.."
            return edtf
    return None


def _summary(words: str) -> str:
    text = " ".join(words.split()).strip(" ,;:.—–-")
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT].rsplit(" ", 1)[0] + "…"
    return (text[:1].upper() + text[1:]).rstrip(".") + "."


def _once(found: list[Incident]) -> list[Incident]:
    kept: list[Incident] = []
    for incident in found:
        twin = any(
            k.type == incident.type
            and k.places == incident.places
            and k.dates == incident.dates
            and k.actors == incident.actors
            and k.modality == incident.modality
            for k in kept
            if incident.places or incident.dates
        )
        if not twin:
            kept.append(incident)
    return kept
