"""One person at one round, as one stretch of text puts it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.facts.extract.parties import party_name
from kg.facts.extract.people.entry import Entry, clean_post
from kg.facts.extract.text.reading import Reading, Sentence
from kg.facts.model import Participant
from kg.terms import Modality, ParticipantRole


@dataclass(slots=True)
class Presence:
    """`side` is the key of the side or third party the person is there for."""

    sentence: Sentence
    entry: Entry
    side: str
    roles: list[str] = field(default_factory=list)
    start: int = 0
    end: int = 0
    denied: bool = False
    firm: bool = False
    """Whether the syntax itself names the side, so that nothing known before counts."""

    round: str | None = None
    """A round other than the one in focus, where the words say so."""


def as_fact(reading: Reading, found: Presence) -> Participant:
    entry = found.entry
    shape = found.sentence.shape
    at = shape.origin(min(found.start, len(shape.text)))
    offset = entry.person.start if entry.person else at
    round_id = found.round or reading.round_at(offset)
    evidence = reading.cut(found.sentence, min(found.start, entry.start), max(found.end, entry.end))
    name = entry.person.name if entry.person else None
    fact = Participant.model_validate(
        {
            "round": round_id,
            "person": name,
            "for": _side_name(reading, found.side),
            "posts": _posts(entry),
            "organisation": entry.organisation,
            "roles": _roles(found),
            "evidence": [evidence],
            "modality": _modality(reading, round_id, found),
        }
    )
    fact.inferred = _inferred(fact)
    return fact


def _posts(entry: Entry) -> list[str]:
    return [post for post in (clean_post(p) for p in entry.posts) if post][:2]


def _side_name(reading: Reading, key: str) -> str | None:
    if not key:
        return None
    keys = reading.book.party_keys if reading.book else []
    return party_name(reading, key, keys if key in keys else []) or None


def _roles(found: Presence) -> list[ParticipantRole]:
    named = list(dict.fromkeys([*found.roles, *found.entry.roles]))
    if len(named) > 1 and "member" in named:
        named.remove("member")
    return [ParticipantRole(r) for r in named]


def _modality(reading: Reading, round_id: str | None, found: Presence) -> Modality:
    if found.denied:
        return Modality.DENIED
    here = reading.book.get(round_id) if reading.book else None
    return here.modality if here else Modality.ASSERTED


def _inferred(fact: Participant) -> list[str]:
    words = " ".join(fact.evidence).lower()
    fields = []
    if fact.for_ and fact.for_.lower() not in words:
        fields.append("for")
    if fact.person and fact.person.lower() not in words:
        fields.append("person")
    if any(post.lower() not in words for post in fact.posts):
        fields.append("posts")
    if fact.organisation and fact.organisation.lower() not in words:
        fields.append("organisation")
    return fields
