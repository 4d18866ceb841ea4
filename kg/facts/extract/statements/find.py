"""From units to statements, with the memory that "he added" needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.extract.statements.memory import Memory, Speaker, remember, resolve, speaker_of
from kg.facts.extract.statements.people import Profiles, profiles, side_name
from kg.facts.extract.statements.phrases import Sort, Subject
from kg.facts.extract.statements.places import spoken_at
from kg.facts.extract.statements.quotes import Quote, trimmed
from kg.facts.extract.statements.speakers import (
    Frame,
    after_quote,
    any_frame,
    before_quote,
    first_subject,
)
from kg.facts.extract.statements.turns import Turn, turns_of
from kg.facts.extract.statements.units import Unit, units_of
from kg.facts.extract.text.reading import Reading
from kg.facts.model import Statement
from kg.sources.document import Zone

_SAID_LAST = re.compile(
    r",\s(?:[^;<]|<[^Q]\d+>){1,80}?\s(?:said|says|told|added|adds|warned|insisted|wrote)\b"
)
FEWEST_WORDS = 5
FEWEST_WITHOUT_VERB = 6
MAX_EVIDENCE = 1500
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PLACE = re.compile(r"\b(?:in|from|outside|at|near|to)\s(?:the\s)?(?:[a-z]+\s){0,3}?(?P<p><P\d+>)")
_NAMES = re.compile(r"\b(?:call|describ|liken|compar|dismiss|hop|speak|spoke)\w*\b[^.;<]{0,30}$")
"""What somebody only calls a thing is no speech, unless it is a clause."""
_TOLD_WHERE = re.compile(
    r"\b(?:reporters|journalists|press|media|telephone|phone|meeting|rally|conference|here|said|says|told|speaking|crowd|wrote)\b"
)


def find(reading: Reading) -> list[Statement]:
    return reading.once("statements", _find)


def _find(reading: Reading) -> list[Statement]:
    people = reading.once("profiles", profiles)
    turns = turns_of(reading, people)
    memory = Memory()
    found: list[Statement] = []
    for unit in units_of(reading):
        turn = next((t for t in turns if t.start <= unit.start < t.end), None)
        found += _in_unit(reading, people, memory, unit, turn)
    said = [_spoken(reading, people, turn) for turn in turns]
    return sorted(
        [*found, *[s for s in said if s]], key=lambda s: reading.text.find(s.evidence[0][:60])
    )


def _in_unit(
    reading: Reading, people: Profiles, memory: Memory, unit: Unit, turn: Turn | None
) -> Iterator[Statement]:
    if unit.paragraph.number != memory.paragraph and unit.paragraph.block.zone in (
        Zone.HEADING,
        Zone.TITLE,
    ):
        return
    groups = list(_groups(reading, unit))
    frames = [(quotes, _frame(unit, quotes[0][0])) for quotes in groups]
    general = any_frame(unit) if not any(f for _, f in frames) else None
    speaker: Speaker | None = None
    for quotes, frame in frames:
        if frame is not None:
            speaker = resolve(reading, people, memory, unit, _meant_here(unit, frame))
            memory.speaker = speaker
            _keep_place(memory, unit, speaker)
        elif speaker is None and _continues(unit, memory):
            speaker = memory.quiet or memory.speaker
        if speaker is not None and not _own_words(turn, speaker):
            statement = _statement(reading, memory, unit, quotes, speaker)
            if statement is not None:
                memory.carried = statement if quotes[-1][1].open else None
                yield statement
    if not groups and general is not None:
        memory.speaker = resolve(reading, people, memory, unit, general.subject)
        _keep_place(memory, unit, memory.speaker)
    remember(reading, people, memory, unit)
    memory.quiet = None
    if general is not None or any(frame for _, frame in frames):
        memory.subject = memory.speaker
    elif not groups and memory.subject is not None and memory.subject.name:
        memory.quiet = memory.subject


def _meant_here(unit: Unit, frame: Frame) -> Subject:
    """ "X declined to see the list, which she called …": whom the sentence opened with."""
    subject = frame.subject
    if subject.sort is not Sort.PRONOUN or subject.words not in ("he", "she"):
        return subject
    opened = first_subject(unit)
    before = opened is not None and opened.end <= subject.start
    return opened if opened and before and opened.sort is Sort.PERSON else subject


def _own_words(turn: Turn | None, speaker: Speaker) -> bool:
    return turn is not None and (turn.clip or turn.name == speaker.name)


def _frame(unit: Unit, sign: str) -> Frame | None:
    text = unit.shape.text
    at = text.index(sign)
    if re.search(r"(?:^|[,;:—–]|\.)\s?(?:and\s|but\s)?$", text[:at][-8:]):
        frame = after_quote(unit, sign)
        if frame is not None:
            return frame
    return before_quote(unit, sign) or _tail(unit, sign)


def _tail(unit: Unit, sign: str) -> Frame | None:
    """ "The north “would rather wait”, X said.": who says it stands at the end."""
    text = unit.shape.text
    after = text[text.index(sign) + len(sign) :]
    return after_quote(unit, sign) if _SAID_LAST.match(after) else None


def _groups(reading: Reading, unit: Unit) -> Iterator[list[tuple[str, Quote]]]:
    """Quotes of one statement together: those split only by who says it."""
    group: list[tuple[str, Quote]] = []
    for sign, quote in unit.quotes:
        if group and not _split_by_speaker(reading, unit, group[-1], sign):
            yield group
            group = []
        group.append((sign, quote))
    if group:
        yield group


def _split_by_speaker(reading: Reading, unit: Unit, last: tuple[str, Quote], sign: str) -> bool:
    text = unit.shape.text
    between = text[text.index(last[0]) + len(last[0]) : text.index(sign)]
    ended = last[1].last(reading.text) in ".?!" and not between.startswith(",")
    return (
        not ended
        and bool(re.search(r"[,—–]\s$", between))
        and after_quote(unit, last[0]) is not None
        and not re.search(r"\b(?:and|but|while)\s(?:<N|he|she)", between)
    )


def _continues(unit: Unit, memory: Memory) -> bool:
    """A unit that is a quote and nothing else goes on where the last speaker stopped."""
    rest = re.sub(r"<Q\d+>", "", unit.shape.text)
    return (
        (memory.speaker or memory.quiet) is not None
        and not re.search(r"\w", rest)
        and (
            memory.paragraph == unit.paragraph.number
            or (memory.paragraph == unit.paragraph.number - 1 and memory.quiet is None)
        )
    )


def _keep_place(memory: Memory, unit: Unit, speaker: Speaker | None) -> None:
    if speaker is None or not speaker.name:
        return
    for match in _PLACE.finditer(unit.shape.text):
        lead = unit.shape.text[: match.start()]
        if _TOLD_WHERE.search(lead[-50:]):
            memory.places[speaker.name] = unit.shape.mention(match["p"]).text
            return


def _statement(
    reading: Reading, memory: Memory, unit: Unit, quotes: list[tuple[str, Quote]], speaker: Speaker
) -> Statement | None:
    text = reading.text
    words = " ".join(q.inner(text) for _, q in quotes)
    start = quotes[0][1].start
    if (
        memory.carried is not None
        and start == unit.start
        and unit.first
        and memory.paragraph < unit.paragraph.number
    ):
        return None
    if not _sentence_like(unit, quotes, words, speaker):
        return None
    evidence = reading.evidence(unit.start, unit.end)[:MAX_EVIDENCE]
    return _fact(reading, memory, speaker, trimmed(words), evidence, start)


def _fact(
    reading: Reading, memory: Memory, speaker: Speaker, words: str, evidence: str, start: int
) -> Statement:
    place = memory.places.get(speaker.name) if speaker.name else None
    fact = Statement(
        speaker=speaker.name,
        post=speaker.post,
        organisation=speaker.organisation,
        on_behalf_of=side_name(reading, speaker.side) or speaker.says_for,
        about=reading.round_at(start),
        place=place,
        quote=words,
        evidence=[evidence],
        inferred=[],
    )
    fact.inferred = _inferred(fact, evidence)
    return fact


def _inferred(fact: Statement, evidence: str) -> list[str]:
    held = evidence.lower()
    fields = ("speaker", "post", "organisation", "on_behalf_of", "place")
    missing = [f for f in fields if (value := getattr(fact, f)) and value.lower() not in held]
    return [*missing, *(["about"] if fact.about else [])]


def _sentence_like(
    unit: Unit, quotes: list[tuple[str, Quote]], words: str, speaker: Speaker
) -> bool:
    count = len(re.findall(r"\w+", words))
    whole = words[:1].isupper() and words[-1:] in ".,!?"
    if speaker.name is None and speaker.post is None and words[:1].islower():
        return False
    if count < FEWEST_WORDS - whole:
        return False
    base = unit.paragraph.block.start
    for token in unit.paragraph.doc:
        at = token.idx + base
        if token.tag_ in _FINITE and any(q.start < at < q.end for _, q in quotes):
            return True
    text, sign = unit.shape.text, quotes[0][0]
    if _NAMES.search(text[: text.index(sign)]):
        return False
    return count >= FEWEST_WITHOUT_VERB and speaker.name is not None


def _spoken(reading: Reading, people: Profiles, turn: Turn) -> Statement | None:
    profile = people.by_surname(turn.name) if turn.name else None
    if (
        profile is None
        or len(re.findall(r"\w+", turn.words)) < FEWEST_WORDS
        or not _has_verb(reading, turn)
    ):
        return None
    speaker = speaker_of(profile)
    memory = Memory()
    if speaker.name and (place := spoken_at(reading, speaker.name)):
        memory.places[speaker.name] = place
    fact = _fact(reading, memory, speaker, turn.words, turn.evidence[0], turn.start)
    return replace_evidence(fact, turn.evidence)


def replace_evidence(fact: Statement, evidence: tuple[str, ...]) -> Statement:
    return fact.model_copy(update={"evidence": list(evidence)})


def _has_verb(reading: Reading, turn: Turn) -> bool:
    for paragraph in reading.paragraphs:
        block = paragraph.block
        if block.end <= turn.start or block.start >= turn.end:
            continue
        low = max(turn.said_from - block.start, 0)
        if any(t.tag_ in _FINITE and t.idx >= low for t in paragraph.doc):
            return True
    return False
