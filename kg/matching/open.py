"""The suggestions that nobody has judged yet, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.facts.judgements import Judgements, Verdict
from kg.facts.names import NameIndex
from kg.matching.commitments import commitment_suggestions
from kg.matching.known import Known, known_of
from kg.matching.rounds import Rounds
from kg.matching.suggestion import Suggestion, suggest
from kg.triples.build import Plan


class Matcher:
    """Everything known, filed by name, so that a new name meets only the few it may mean."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._index = NameIndex()
        self._known: dict[str, Known] = {}
        for one in known:
            self.learn(one)

    def learn(self, one: Known) -> None:
        self._known[one.id] = one
        for name in one.names:
            self._index.add(one.id, name)

    def suggestions(self, one: Known) -> list[Suggestion]:
        """For one thing, known already or new; the best first."""
        near = {id for name in one.names for id in self._index.near(one.room, name)}
        found = (suggest(one, self._known[id]) for id in sorted(near - {one.id}))
        return sorted((s for s in found if s), key=lambda s: s.order)

    def all(self) -> Iterator[Suggestion]:
        """Every pair once."""
        seen: set[tuple[str, str]] = set()
        for one in self._known.values():
            for found in self.suggestions(one) if one.mentions else ():
                pair = (found.a.id, found.b.id)
                if pair not in seen:
                    seen.add(pair)
                    yield found


def open_suggestions(
    plan: Plan, judged: Judgements, kind: str | None = None, *, unsure: bool = False
) -> list[Suggestion]:
    """What a person should look at next. `kind`: a room of ids (person, round …), or all.

    With `unsure`, those that somebody looked at and left open.
    """
    wanted = Verdict.UNSURE if unsure else None
    found = [one for one in _all(plan, kind) if judged.verdict(one.a.id, one.b.id) is wanted]
    return sorted(found, key=lambda one: one.order)


def _all(plan: Plan, kind: str | None) -> Iterator[Suggestion]:
    if kind in (None, "round"):
        yield from Rounds(plan).suggestions()
    if kind in (None, "commitment"):
        yield from commitment_suggestions(plan)
    if kind not in ("round", "commitment"):
        every = known_of(plan)
        yield from Matcher(one for one in every if kind in (None, one.room)).all()
