"""Transcripts, clips and interviews: who has the floor from where to where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts.extract.parties import side_key
from kg.facts.extract.reading import Paragraph, Reading
from kg.facts.extract.statements.people import Profile, Profiles

FEWEST_TURNS = 3
MAX_PARAGRAPHS = 6
MAX_PIECE = 1800
_TITLE = r"(?:(?:MS|MR|MRS|DR|AMB|AMBASSADOR|GEN|GENERAL|SIR|H\.E|Mr|Ms|Mrs|Dr)\.?\s)"
_LABEL = re.compile(
    rf"^(?P<who>{_TITLE}?[^\W\d_a-z][^\W\d_a-z '’.-]{{0,38}}|{_TITLE}[A-Z][\w'’ -]{{2,38}})(?:\s\((?P<note>[^()]{{2,80}})\))?:\s(?=\S)"
)
_CLIP = re.compile(
    r"^(?:CLIP|ACTUALITY|SOUNDBITE|TAPE|AUDIO|INSERT)\s?(?:\((?P<note>[^()]{0,80})\))?:\s(?=\S)"
)
_NOBODY = re.compile(
    r"^(?:Q|A|QUESTION|QUESTIONS|ANSWER|MODERATOR|PRESENTER|REPORTER|JOURNALIST|ANCHOR|INTERVIEWER|HOST|CUE|INTRO|OUTRO|CORRECTION|UPDATE|NOTE|LIVE"
    r"|SUMMARY|BACK ANNO|PRODUCER'S NOTE|OPINION|BACKGROUND|ERRATA|ERRATUM|RELATED|TRANSCRIPT|READ MORE|ALSO|CLIP|ADVERTISEMENT)\b"
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
    return [*_clips(reading, people), *_transcript(reading, people)]


def _transcript(reading: Reading, people: Profiles) -> list[Turn]:
    opened = [(p, m) for p in reading.paragraphs if (m := _label(reading, p))]
    labels = {m["who"] for _, m in opened}
    if len(opened) < FEWEST_TURNS or len(labels) < 2:
        return []
    heads = {p.number for p, _ in opened}
    known = {m["who"]: name for _, m in opened if (name := _called(reading, m, people))}
    return [_turn(reading, p, m, heads, known.get(m["who"], "")) for p, m in opened]


def _label(reading: Reading, paragraph: Paragraph) -> re.Match[str] | None:
    return _LABEL.match(reading.text[paragraph.block.start : paragraph.block.end])


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


def _called(reading: Reading, match: re.Match[str], people: Profiles) -> str:
    """The name behind a label; a function counts when the name stands in parentheses."""
    note = match["note"] or ""
    who = re.sub(rf"^{_TITLE}", "", match["who"]).strip()
    if _NOBODY.match(who):
        return ""
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
        name, before = _noted(match["note"] or "", people), ""
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
