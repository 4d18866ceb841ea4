"""Who was there, for whom, in what office."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.facts.extract.naming.pseudonyms import pseudonyms
from kg.facts.extract.people import (
    attendance,
    gaps,
    leaders,
    members,
    pairs,
    presence,
    scopes,
    unnamed,
)
from kg.facts.extract.people.cast import seated, titled
from kg.facts.extract.people.entries import names_from
from kg.facts.extract.people.entry import clean_post
from kg.facts.extract.people.participation import Presence, as_fact
from kg.facts.extract.people.rosters import roster
from kg.facts.extract.people.seats import Seats
from kg.facts.extract.people.spread import rounds_of
from kg.facts.extract.people.teams import last_side, own_side
from kg.facts.extract.people.wording import readable
from kg.facts.extract.text.mention import Kind, Mention
from kg.facts.extract.text.reading import Reading, Sentence
from kg.facts.model import Participant

WAYS = (
    seated,
    scopes.listed,
    leaders.led_by,
    leaders.represented,
    leaders.inverse,
    gaps.gapped,
    gaps.placed,
    members.members,
    members.with_him,
    members.co_chairs,
    pairs.post_of_each,
    pairs.two_envoys,
    pairs.paired,
    attendance.inline,
    attendance.sent,
    attendance.envoys,
    members.delegates,
    attendance.signed,
    titled,
    presence.present,
    unnamed.officers,
)
"""Ways to say that somebody came. The first to speak of a person in a sentence wins."""


def presences(reading: Reading) -> list[Presence]:
    """Lists of names first, then sentence by sentence."""
    return _told(reading)[0]


def spoken_of(reading: Reading, sentence: Sentence) -> str:
    """The side that the text speaks of where a sentence begins: whose "its team" is."""
    return _told(reading)[1].get(sentence.index, "")


def side_of_next(reading: Reading, sentence: Sentence, at: int) -> str:
    """The side of the person told nearest to a place in a sentence; empty for nobody."""
    here = [item for item in _told(reading)[0] if item.sentence is sentence and item.side]
    return min(here, key=lambda item: abs(item.start - at)).side if here else ""


def _told(reading: Reading) -> tuple[list[Presence], dict[int, str]]:
    return reading.once("presences", _tell)


def _tell(reading: Reading) -> tuple[list[Presence], dict[int, str]]:
    seats = Seats(reading)
    spoken: dict[int, str] = {}
    strangers: dict[int, set[str]] = {}
    found = list(roster(reading))
    listed = {item.sentence.index for item in found}
    for item in found:
        seats.learn(item)
    for sentence in reading.sentences:
        if sentence.index not in listed:
            seats.begin(sentence)
            spoken[sentence.index] = seats.before_it(sentence, 0)
            strangers[sentence.index] = _strangers(seats, sentence)
            here = _in_sentence(seats, sentence)
            _as_of_today(reading, sentence, here, found)
            found += here
            seats.side = _side_after(seats, sentence, here)
    placed = {(item.sentence.index, _who(item)) for item in found}
    for index, unknown in strangers.items():
        if any(key in seats.sides and (index, key) not in placed for key in unknown):
            again = _once_more(seats, reading.sentences[index], spoken[index])
            found += [item for item in again if (index, _who(item)) not in placed]
    return found, spoken


def _who(item: Presence) -> str:
    return item.entry.person.key if item.entry.person is not None else ""


def _strangers(seats: Seats, sentence: Sentence) -> set[str]:
    """People of whom nothing is known when the sentence names them."""
    people = {m.key for m in sentence.of(Kind.PERSON)}
    return people - seats.sides.keys() - seats.reading.employer.keys()


def _once_more(seats: Seats, sentence: Sentence, side: str) -> list[Presence]:
    """Whoever is told now that a later sentence says for whom the people of this one are."""
    seats.side = side
    return [item for item in _in_sentence(seats, sentence) if item.entry.person is not None]


def _by_real_name(reading: Reading, person: Mention | None) -> Mention | None:
    """Who is known by a nom de guerre is one person under both names."""
    real = reading.people.get(pseudonyms(reading).get(person.key, "")) if person else None
    return person.shifted(key=real.key, name=real.name) if person and real else person


def _side_after(seats: Seats, sentence: Sentence, found: list[Presence]) -> str:
    """The side that "with him" and "its team" mean in the next sentence."""
    last = max((item.entry.start for item in found), default=0)
    named = last_side(seats.reading, sentence, last, len(sentence.shape.text))
    if named or found:
        return named or seats.side
    text = sentence.shape.text
    if own_side(text) and (owner := next(iter(seats.all_named(sentence, len(text))), "")):
        return owner if seats.in_talks(owner) else seats.side
    return last_side(seats.reading, sentence, 0, len(sentence.shape.text)) or seats.side


_TODAY = re.compile(r"\b(?:today|nowadays|currently)\b")
_GOES_ON = re.compile(r"^\W{0,3}(?:With|Beside) (?:him|her|them)\b")


def _as_of_today(
    reading: Reading, sentence: Sentence, here: list[Presence], before: list[Presence]
) -> None:
    """ "Today he sits at this table": the round that the text is about, whatever it recalls."""
    book = reading.book
    main = book.main if book else None
    carried = bool(before) and before[-1].round == main and _GOES_ON.search(sentence.view)
    for item in here:
        rest = readable(sentence, item.entry.start, len(sentence.shape.text))
        if main and not item.round and (carried or _TODAY.search(rest)):
            item.round = main


def _in_sentence(seats: Seats, sentence: Sentence) -> list[Presence]:
    found: list[Presence] = []
    seen: set[str] = set()
    for way in WAYS:
        for item in way(seats, sentence):
            person = item.entry.person
            key = person.key if person else f"{item.entry.start} {item.entry.posts}"
            if key not in seen:
                seen.add(key)
                item.side = item.side if item.firm else seats.settled(item)
                item.entry.person = _by_real_name(seats.reading, person)
                seats.learn(item)
                found.append(item)
    return found


def as_facts(reading: Reading, item: Presence) -> list[Participant]:
    """One for each round of which the words speak."""
    fact = as_fact(reading, item)
    rounds = rounds_of(reading, item, fact.round)
    return [fact.model_copy(update={"round": r}, deep=True) for r in rounds]


def find(reading: Reading) -> list[Participant]:
    return reading.once("participants", _find)


def _find(reading: Reading) -> list[Participant]:
    merged: dict[tuple[object, ...], Participant] = {}
    for item in presences(reading):
        person = item.entry.person
        who: object = person.key if person else (item.sentence.index, item.entry.start)
        for fact in as_facts(reading, item):
            key = (fact.round, fact.for_, who)
            known = merged.get(key)
            if known is None:
                merged[key] = fact
            else:
                _join(known, fact)
    for (_, _, who), fact in merged.items():
        told = offices(reading).get(who) if isinstance(who, str) else None
        if told and told.round in (fact.round, None) and _fuller(fact.posts, told.posts):
            fact.posts = told.posts
            fact.inferred = list(dict.fromkeys([*fact.inferred, "posts"]))
    return list(merged.values())


@dataclass(frozen=True, slots=True)
class Office:
    """The posts of a person, and the round of which the text spoke when it told them."""

    posts: list[str]
    round: str | None


def _fuller(posts: list[str], told: list[str]) -> bool:
    """ "Minister" may be told more fully elsewhere; another office is another one."""
    if not posts:
        return True
    short = posts[0].lower()
    return " " not in short and any(short in post.lower().split() for post in told)


def offices(reading: Reading) -> dict[str, Office]:
    """The offices of each person, as told where the text tells them first."""
    return reading.once("offices", _offices)


def _offices(reading: Reading) -> dict[str, Office]:
    found: dict[str, Office] = {}
    for sentence in reading.sentences:
        for entry in names_from(sentence, 0, len(sentence.shape.text)):
            posts = [post for post in (clean_post(p) for p in entry.posts) if post][:2]
            if posts and entry.person is not None:
                at = reading.round_at(entry.person.start)
                known = found.get(entry.person.key)
                if known is None or _fuller(known.posts, posts):
                    found[entry.person.key] = Office(posts, known.round if known else at)
    return found


def _join(known: Participant, other: Participant) -> None:
    roles = list(dict.fromkeys([*known.roles, *other.roles]))
    if len(roles) > 1:
        roles = [r for r in roles if r.value != "member"]
    known.roles = roles
    known.posts = known.posts or other.posts
    known.organisation = known.organisation or other.organisation
    if other.evidence[0] not in known.evidence and len(known.evidence) < 3:
        known.evidence = [*known.evidence, other.evidence[0]]
    known.inferred = list(dict.fromkeys([*known.inferred, *other.inferred]))
