"""Transcripts, clips and interviews: who has the floor from where to where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts.extract.parties import side_key
from kg.facts.extract.statements.interviews import answers
from kg.facts.extract.statements.people import Profile, Profiles
from kg.facts.extract.text.reading import Paragraph, Reading

FEWEST_TURNS = 3
MAX_PARAGRAPHS = 6
MAX_PIECE = 1800
_TITLE = (
    r"(?:(?:(?:MS|MR|MRS|DR|AMB|AMBASSADOR|GEN|GENERAL|SIR|SEN|SENATOR|H\.E|Mr|Ms|Mrs|Dr|Sen|Senator|Rep|Hon|Gen|"
    r"Col|Prof|Amb|Ambassador|Sir|Lord|Lady|Minister)\.?\s)(?:\((?:Dr|Prof|Eng|Capt|Gen|Rtd|retd)\.?\)\s)?)"
)
_LABEL = re.compile(
    rf"^(?P<who>{_TITLE}?[^\W\d_a-z][^\W\d_a-z '’.-]{{0,38}}|{_TITLE}[A-Z][\w'’ -]{{2,38}}"
    r"|[A-Z][\w'’-]{2,20}(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w'’-]{2,20}){1,3})"
    r"(?:\s\((?P<note>[^()]{2,80})\))?:\s(?=\S)"
)
_PLAIN = re.compile(r"^(?P<who>[A-Z][\w'’-]{2,30})(?P<note>):\s(?=\S)")
"""A label of one word: a function, or the surname of somebody whom the text names."""
_RECORD = re.compile(
    r"^(?P<who>(?:Senator|Sen|Representative|Rep|Deputy|Minister|Mr|Mrs|Ms|Dr|Sir)\.?\s[A-Z][\w'’-]+"
    r"(?:\s[A-Z][\w'’-]+){0,2})(?P<note>)\.\s(?=[A-Z“\"])"
)
"""The record of a house: a name with a title and a full stop before what is said."""
_CLIP = re.compile(
    r"^(?:CLIP|ACTUALITY|SOUNDBITE|TAPE|AUDIO|INSERT|SOT|GRAB|CUT|BITE|VT)(?:\s\d{1,2})?(?:\s?[,/–—-]\s?(?P<who>[^():]{2,50}?))?\s?(?:\((?P<note>[^()]{0,80})\))?:\s(?=\S)"
)
_OFFICE = re.compile(
    r"^(?:THE\s)?(?:(?:DEPUTY|SPECIAL|CHIEF|FOREIGN|PRIME|PRESS|ASSISTANT|STATE DEPARTMENT|MINISTRY|GOVERNMENT)\s){0,2}(?:SPOKES(?:PERSON|MAN|WOMAN)|MINISTER|AMBASSADOR|ENVOY|REPRESENTATIVE|MEDIATOR|FACILITATOR|PRESIDENT|CHAIR(?:MAN|WOMAN|PERSON)?|NEGOTIATOR|SECRETARY|SECRETARY-GENERAL|OFFICER|BRIEFER)$",
    re.I,
)
_STUDIO = re.compile(r"^(?:PRESENTER|ANCHOR|HOST|STUDIO|NEWSREADER|PRESENTERS?)\b", re.I)
_MEETS = re.compile(
    r"\b(?:interview(?:ed|s)?(?:\swith)?|[Ss]poke (?:to|with)|[Tt]alked (?:to|with)|[Ss]peaks (?:to|with)|conversation with|questions (?:to|for)|answers)\b",
    re.I,
)
_NOBODY = re.compile(
    r"^(?:Q|QUESTION|QUESTIONS|MODERATOR|PRESENTER|REPORTER|JOURNALIST|ANCHOR|INTERVIEWER|HOST|CUE|INTRO|OUTRO|CORRECTION|UPDATE|NOTE|LIVE"
    r"|Questions?|Moderator|Presenter|Reporter|Journalist|Interviewer|Host|Anchor|Speaker"
    r"|SUMMARY|BACK ANNO|PRODUCER'S NOTE|OPINION|BACKGROUND|ERRATA|ERRATUM|RELATED|TRANSCRIPT|READ MORE|ALSO|CLIP|ADVERTISEMENT)\b"
)
_ROLE = re.compile(
    r"Questions?|Moderator|Presenter|Reporter|Journalist|Interviewer|Host|Chair(?:man|woman|person)?"
    r"|President|Spokes(?:person|man|woman)|Facilitator|Anchor|Speaker|Answer",
)
_STAGE = re.compile(
    r"\b(?:VOICED|OVER|TRANSLATED|TRANSLATION|IN [A-Z]+|TV|RADIO|DUR|VOICE|FADE)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Turn:
    """`name` is empty where nobody known has the floor."""

    name: str
    start: int
    said_from: int
    end: int
    words: str
    evidence: tuple[str, ...]
    clip: bool = False


def turns_of(reading: Reading, people: Profiles) -> list[Turn]:
    met = _interviewed(reading, people)
    told = [*_clips(reading, people), *_transcript(reading, people)]
    return told or [_answer(reading, *one) for one in answers(reading, people, met)]


def _answer(reading: Reading, name: str, said: list[Paragraph], at: int) -> Turn:
    spans = [(p.block.start, p.block.end) for p in said]
    pieces = [(at, spans[0][1]), *spans[1:]]
    words = " ".join(" ".join(reading.text[a:b].split()) for a, b in pieces)
    evidence = tuple(reading.evidence(a, min(b, a + MAX_PIECE)) for a, b in spans)
    return Turn(name, spans[0][0], at, spans[-1][1], words, evidence)


def _transcript(reading: Reading, people: Profiles) -> list[Turn]:
    opened = [(p, m) for p in reading.paragraphs if (m := _label(reading, people, p))]
    labels = {m["who"] for _, m in opened}
    if len(opened) < FEWEST_TURNS or len(labels) < 2:
        return []
    heads = {p.number for p, _ in opened}
    studio = any(_STUDIO.match(label) for label in labels)
    known: dict[str, str] = {}
    for _, match in opened:
        name = _called(reading, match, people)
        if name and not (studio and _reports(people, name)):
            known.setdefault(match["who"], name)
    return [_turn(reading, p, m, heads, known.get(m["who"], "")) for p, m in opened]


def _label(reading: Reading, people: Profiles, paragraph: Paragraph) -> re.Match[str] | None:
    line = reading.text[paragraph.block.start : paragraph.block.end]
    found = _LABEL.match(line) or _RECORD.match(line)
    plain = None if found else _PLAIN.match(line)
    if plain is None:
        return found
    known = _ROLE.fullmatch(plain["who"]) or people.by_surname(plain["who"])
    return plain if known else None


def _introduced(reading: Reading, people: Profiles, who: str, *, titled: bool) -> str:
    """A speaker whose full name stands only in the head of the transcript, or nowhere."""
    full = re.search(
        rf"\b((?:[A-Z][\w’'-]+\s){{1,3}}){re.escape(who.title())}\b", reading.text[:3000]
    )
    if full:
        name = full.group()
    elif titled:
        name = who.title()
    else:
        return ""
    people.by_key.setdefault(f"person:{name.lower()}", _profile(reading, name))
    return name


def _profile(reading: Reading, name: str) -> Profile:
    """What the head says: "Spokesman: Kamran Example"; the side is the first that the title names."""
    post = re.search(rf"\b([A-Z][\w ]{{3,40}}):\s{re.escape(name)}", reading.text[:3000])
    title = next((s for s in reading.sentences if s.block == 0), None)
    side = next((m for m in title.mentions if m.kind in ("A", "J")), None) if title else None
    return Profile(
        name, [post.group(1)] if post else [], None, side_key(reading, side) if side else ""
    )


def _reports(people: Profiles, name: str) -> bool:
    """Who talks to a studio and has neither office nor side is a reporter."""
    profile = people.by_surname(name)
    return profile is None or not (
        profile.posts or profile.organisation or profile.side or profile.says_for
    )


def _in_office(reading: Reading, people: Profiles, who: str, note: str) -> str:
    """ "SPOKESPERSON (Ms. Example)": the office is the post, the note the name."""
    name = re.sub(rf"^{_TITLE}", "", note).strip()
    if not name or not re.match(r"[^\W\d_]+(?:[\s'’.-]+[^\W\d_]+){0,4}$", name):
        return ""
    head = [m for s in reading.sentences if s.block <= 1 for m in s.mentions]
    body = next((m for m in head if m.sort == "body"), None)
    side = side_key(reading, body) if body else ""
    known = people.by_surname(name)
    if known is not None:
        known.side = known.side or side
        known.posts = known.posts or [who.capitalize()]
        return known.name
    people.by_key[f"person:{name.lower()}"] = Profile(name, [who.capitalize()], None, side)
    return name


def _interviewed(reading: Reading, people: Profiles) -> str:
    """Whose answers follow "A:": the only one who is named as met before the first question."""
    head = [s for s in reading.sentences if s.block <= 2]
    met = [
        m.name
        for s in head
        if (found := _MEETS.search(s.shape.text))
        for m in s.mentions
        if m.kind == "N" and m.start >= s.shape.origin(found.start())
    ]
    named = met or [
        m.name
        for s in head
        if s.block == 0
        for m in s.mentions
        if m.kind == "N" and people.of(m).posts
    ]
    return named[0] if len(set(named)) == 1 else ""


def _called(reading: Reading, match: re.Match[str], people: Profiles) -> str:
    """The name behind a label; a function counts when the name stands in parentheses."""
    note = match["note"] or ""
    who = re.sub(rf"^{_TITLE}", "", match["who"]).strip()
    if who in ("A", "ANSWER"):
        return _interviewed(reading, people)
    if _NOBODY.match(who):
        return ""
    if _OFFICE.match(who):
        return _in_office(reading, people, who, note)
    if note and people.by_surname(note):
        return note
    if people.by_surname(who):
        return who
    return _introduced(reading, people, who, titled=who != match["who"].strip())


def _turn(
    reading: Reading, paragraph: Paragraph, match: re.Match[str], heads: set[int], name: str
) -> Turn:
    block = paragraph.block
    last, pieces = block.end, [(block.start, block.start + match.end(), block.end)]
    for number in range(
        paragraph.number + 1, min(paragraph.number + MAX_PARAGRAPHS, len(reading.paragraphs))
    ):
        following = reading.paragraphs[number].block
        if number in heads or not _spoken_line(reading.text[following.start : following.end]):
            break
        pieces.append((following.start, following.start, following.end))
        last = following.end
    words = " ".join(" ".join(reading.text[a:b].split()) for _, a, b in pieces)
    evidence = tuple(reading.evidence(a, min(b, a + MAX_PIECE)) for a, _, b in pieces)
    return Turn(name, block.start, block.start + match.end(), last, words, evidence)


def _spoken_line(line: str) -> bool:
    return (
        bool(line.strip())
        and not re.match(r"\s*(?:[\[*(#|•–-]|[A-Z]{3,}\b)|Also |Read ", line)
        and len(line.split()) > 6
    )


def _clips(reading: Reading, people: Profiles) -> Iterator[Turn]:
    for paragraph in reading.paragraphs:
        block = paragraph.block
        match = _CLIP.match(reading.text[block.start : block.end])
        if match is None:
            continue
        name = _noted(match["who"] or "", people) or _noted(match["note"] or "", people)
        before = ""
        if not name:
            name, before = _announced(reading, paragraph)
        said = reading.text[block.start + match.end() : block.end]
        words = " ".join(said.split()).strip('“”"')
        evidence = tuple(e for e in (before, reading.evidence(block.start, block.end)) if e)
        yield Turn(
            name, block.start, block.start + match.end(), block.end, words, evidence, clip=True
        )


def _noted(note: str, people: Profiles) -> str:
    for part in note.split(","):
        if not _STAGE.search(part) and people.by_surname(part):
            return part.strip()
    return ""


def _announced(reading: Reading, paragraph: Paragraph) -> tuple[str, str]:
    """The only name in the sentence that ends, with a colon, before the clip."""
    if paragraph.number == 0 or not paragraph.sentences:
        return "", ""
    before = reading.before(reading.sentences[paragraph.sentences[0]])
    if before is None or not reading.whole(before).rstrip().endswith(":"):
        return "", ""
    names = list(dict.fromkeys(m.name for m in before.mentions if m.kind == "N"))
    return (names[-1], reading.evidence(before.start, before.end)) if names else ("", "")
