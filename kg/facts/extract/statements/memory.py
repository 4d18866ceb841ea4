"""What "he", "the spokesperson" and "its chairman" mean: the memory of a reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.facts.extract.parties import side_key
from kg.facts.extract.people.entry import clean_post
from kg.facts.extract.statements.people import Profile, Profiles, side_name
from kg.facts.extract.statements.phrases import Sort, Subject
from kg.facts.extract.statements.speakers import first_subject
from kg.facts.extract.statements.units import Unit
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading
from kg.facts.model import Statement

_CHIEF = re.compile(
    r"\b(?:head|leader|chief|chair) of (?:the |its )?(?:[\w-]+ ){0,3}(?:delegation|team|panel)|\bchief negotiator\b",
    re.I,
)
_SPOKES = re.compile(r"spokes(?:man|woman|person)", re.I)


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` is None where only an office or a body speaks."""

    name: str | None
    post: str | None = None
    organisation: str | None = None
    side: str = ""
    says_for: str | None = None


@dataclass(slots=True)
class Memory:
    """What later sentences lean on."""

    speaker: Speaker | None = None
    subject: Speaker | None = None
    """Who the last sentence was about; None when it was somebody unnamed."""
    quiet: Speaker | None = None
    """Who the last sentence was about, where it was no speech."""
    actor: Mention | None = None
    body: Mention | None = None
    body_words: str = ""
    recent: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    carried: Statement | None = None
    paragraph: int = -1


def resolve(
    reading: Reading, people: Profiles, memory: Memory, unit: Unit, subject: Subject
) -> Speaker | None:
    if subject.sort is Sort.PERSON and subject.mention is not None:
        return _with_side(reading, memory, unit, subject, _person(people, subject.mention))
    if subject.sort is Sort.OFFICE and subject.post is not None:
        return _office(reading, people, memory, unit, subject)
    if subject.sort is Sort.PRONOUN:
        return _meant(reading, memory, subject.words)
    if subject.sort is Sort.BODY:
        return _body(reading, unit, subject)
    if subject.sort is Sort.CHIEF and subject.mention is not None:
        head = people.head_of(side_name(reading, side_key(reading, subject.mention)))
        return speaker_of(head) if head else None
    if subject.sort is Sort.COMMON:
        return _by_rank(reading, people, memory, subject.words) or memory.speaker or memory.subject
    return None


_RANK = re.compile(
    r"(?:general|colonel|brigadier|admiral|major|captain|commander|bishop|archbishop|cardinal|imam|sheikh|senator"
    r"|ambassador|professor|doctor|father|president|governor|judge|commissioner|congressman|deputy|chief|king|prince|emir)"
)


def _by_rank(reading: Reading, people: Profiles, memory: Memory, words: str) -> Speaker | None:
    """ "The general": the last person named who bears that title somewhere in the text."""
    word = words.lower().split()[-1] if words else ""
    if word in ("latter", "former"):
        return _of_two(people, memory, word)
    if not _RANK.fullmatch(word):
        return None
    for key in reversed(memory.recent):
        profile = people.by_key.get(people.aliases.get(key, key))
        if profile is None:
            continue
        names = "|".join(re.escape(part) for part in profile.name.split())
        if re.search(rf"\b{word.title()}\s(?:[A-Z][\w.]*\s){{0,2}}(?:{names})\b", reading.text):
            return speaker_of(profile)
    return None


def _of_two(people: Profiles, memory: Memory, word: str) -> Speaker | None:
    """ "The latter": the last of the two people who were named last."""
    named = list(dict.fromkeys(people.aliases.get(k, k) for k in reversed(memory.recent)))[:2]
    if len(named) < 2:
        return None
    profile = people.by_key.get(named[0] if word == "latter" else named[1])
    return speaker_of(profile) if profile else None


def _meant(reading: Reading, memory: Memory, word: str) -> Speaker | None:
    """A pronoun: a person for "he", a body for "it"."""
    subject = memory.subject
    if word == "it":
        if subject is not None and subject.name is None:
            return subject
        actor = memory.actor
        if actor is None or actor.sort not in ("body", "group", "acronym"):
            return None
        return Speaker(None, None, reading.name_of(actor), side_key(reading, actor))
    return subject


_OWN = re.compile(
    r"\b(?:[Ii]ts|[Tt]heir|the (?:movement|group|bloc|party|ministry|front|army)'s)\s(?:[\w-]+\s){0,2}<T"
)


_LEAD = re.compile(r"(?P<s><[AJ]\d+>)(?:'s)?\s(?:[\w'-]+\s){0,3}<T\d+>,?\s(?:[A-Z][\w.]*\s){0,3}$")
_NOTE = re.compile(
    r",\s(?:the|an?|one of the)\s(?P<a><[AJ]\d+>)(?:'s)?\s|"
    r"(?:,\s(?:the|an?)\s(?:[a-z-]+\s){1,4}|,?\s)(?:for|of|from|at|with)\s(?:the\s)?(?P<c><A\d+>)"
)


def _with_side(
    reading: Reading, memory: Memory, unit: Unit, subject: Subject, speaker: Speaker
) -> Speaker:
    """The side that only the words around the name tell: "a <J1> delegate", "its chairman"."""
    mentions = unit.shape.mentions
    if speaker.side or speaker.says_for or subject.mention not in mentions:
        return speaker
    text, sign = unit.shape.text, f"<N{mentions.index(subject.mention)}>"
    at = text.find(sign)
    before, after = text[max(0, at - 60) : at], text[at + len(sign) :]
    own = _LEAD.search(before) or _NOTE.match(after)
    if own:
        key = next(v for v in own.groups() if v)
        return replace(speaker, side=side_key(reading, unit.shape.mention(key)))
    if _OWN.search(before + sign + after[:90]) and memory.actor is not None:
        return replace(speaker, side=side_key(reading, memory.actor))
    return speaker


def _person(people: Profiles, mention: Mention) -> Speaker:
    return speaker_of(people.of(mention))


def speaker_of(profile: Profile) -> Speaker:
    post = next(iter(profile.posts), None)
    return Speaker(profile.name, post, profile.organisation, profile.side, profile.says_for)


_OWNER = re.compile(
    r"(?P<a><[AJ]\d+>)(?:'s)?\s(?:[a-z-]+\s){0,3}<T\d+>|<T\d+>\s(?:of|for|from|at)\s(?:the\s)?(?P<b><A\d+>)"
)


def _owner(subject: Subject) -> str:
    """The sign of whose office it is: "a <A1> spokesman"."""
    found = _OWNER.search(subject.words)
    return (found["a"] or found["b"]) if found else ""


def _office(
    reading: Reading, people: Profiles, memory: Memory, unit: Unit, subject: Subject
) -> Speaker | None:
    post = subject.post
    assert post is not None
    known = people.with_post(post.text, memory.recent)
    if known is not None and not re.match(r"an?\s", subject.words):
        return speaker_of(known)
    if _CHIEF.search(post.text):
        sign = _owner(subject)
        key = side_key(reading, unit.shape.mention(sign)) if sign else post.key
        head = people.head_of(side_name(reading, reading.alias.get(key, key)))
        return speaker_of(head) if head else None
    ranked = _by_rank(reading, people, memory, post.text)
    if ranked is not None and subject.words.startswith(("the ", "The ")):
        return ranked
    if not _SPOKES.search(post.text):
        return (memory.subject or memory.speaker) if subject.words.startswith("the ") else None
    if owner := _owner(subject):
        side = side_key(reading, unit.shape.mention(owner))
        return Speaker(None, clean_post(post.text), None, side)
    if memory.body is None and not post.key and not memory.body_words:
        return None
    body = memory.body_words or None
    side = side_key(reading, memory.body) if memory.body else reading.alias.get(post.key, post.key)
    return Speaker(None, clean_post(post.text), body if not post.key else None, side)


def _body(reading: Reading, unit: Unit, subject: Subject) -> Speaker:
    words = reading.evidence(
        unit.shape.origin(subject.start), unit.shape.origin(subject.end, end=True)
    )
    words = _A_TEXT.sub("", words)
    name = re.sub(r"^(?:the|The)\s", "", " ".join(words.split()))
    side = side_key(reading, subject.mention) if subject.mention else ""
    if not side and (found := _STANDS.search(words)):
        side = reading.alias.get(f"side:{found.group(1)}", "")
    return Speaker(None, None, name[:120].strip(" ,") or None, side)


_A_TEXT = re.compile(
    r"^[Aa]n?\s(?=[A-Z])|(?:['’]s)?\s(?:[a-z]+\s)?(?:statement|communiqué|press release|bulletin|tweet|post)$"
)
_STANDS = re.compile(r"^[Tt]he (movement|group|rebels|opposition|guerrillas|insurgents)$")


def remember(reading: Reading, people: Profiles, memory: Memory, unit: Unit) -> None:
    memory.paragraph = unit.paragraph.number
    named = [m for m in unit.shape.mentions if m.kind is Kind.PERSON]
    memory.recent += [m.key for m in named]
    actors = [m for m in unit.shape.mentions if m.kind is Kind.ACTOR]
    memory.actor = actors[-1] if actors else memory.actor
    body = _institution(unit)
    if body is not None:
        memory.body, memory.body_words = body
    subject = first_subject(unit)
    if unit.shape.text.rstrip().endswith("?") and len(named) == 1:
        memory.subject = _person(people, named[0])
        return
    if subject is None:
        return
    if subject.sort is Sort.PERSON and subject.mention is not None:
        memory.subject = _person(people, subject.mention)
    elif subject.sort is Sort.UNNAMED:
        memory.subject = None
    elif subject.sort is Sort.BODY and not named:
        memory.subject = _body(reading, unit, subject)
    elif subject.sort is Sort.BODY:
        memory.subject = _person(people, named[-1])
    elif subject.sort is Sort.OFFICE:
        memory.subject = _office(reading, people, memory, unit, subject)


_INSTITUTION = re.compile(
    r"(?P<a><[AJP]\d+>)(?:'s)?\s(?P<org>(?:[Ff]oreign|[Dd]efen[cs]e|[Ii]nterior)?\s?(?:[Mm]inistry|[Oo]ffice|[Gg]overnment|[Aa]rmy|[Ee]mbassy)(?:\sof\s(?:[A-Z]\w+\s?(?:and\s)?){1,5})?)"
)


def _institution(unit: Unit) -> tuple[Mention, str] | None:
    match = _INSTITUTION.search(unit.shape.text)
    if match is None:
        return None
    return unit.shape.mention(match["a"]), match["org"].strip()
