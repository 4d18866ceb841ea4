"""Whether two descriptions mean one round: place, dates, ordinal, parties and process compared."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from kg.facts.dates import edtf_span, overlap

_OPEN = datetime.timedelta(days=45)
_MANY_MONTHS = 24
_ANY_TIME, _WIDE = "", "*"


@dataclass
class Features:
    """What is said of one round, in ids."""

    place: str | None = None
    country: str | None = None
    dates: str | None = None
    ordinal: int | None = None
    parties: frozenset[str] = frozenset()
    process: str | None = None


@dataclass(frozen=True)
class Match:
    """How sure it is that two descriptions mean one round, and why."""

    agree: tuple[str, ...]
    contradict: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Place and parties alone name no single round; a date or a number does."""
        agree = set(self.agree)
        return (
            not self.contradict
            and bool(agree & {"dates", "ordinal"})
            and bool(agree & {"place", "parties", "process"})
            and (len(agree) >= 3 or "dates" in agree)
        )

    @property
    def likely(self) -> bool:
        return not self.contradict and {"place", "parties"} <= set(self.agree)


def compare_rounds(a: Features, b: Features) -> Match:
    """Rival numbering is no contradiction: sources count differently."""
    agree, contradict = [], []
    for name, verdict in (
        ("place", _places(a, b)),
        ("dates", _dates(a.dates, b.dates)),
        ("parties", _parties(a.parties, b.parties)),
        ("ordinal", a.ordinal == b.ordinal if a.ordinal and b.ordinal else None),
        ("process", _same(a.process, b.process) or None),
    ):
        if verdict:
            agree.append(name)
        elif verdict is False and name != "ordinal":
            contradict.append(name)
    return Match(tuple(agree), tuple(contradict))


def _same(a: str | None, b: str | None) -> bool | None:
    return a == b if a and b else None


def _places(a: Features, b: Features) -> bool | None:
    """A city and the country it lies in neither agree nor contradict."""
    if a.place and b.place and a.place != b.place:
        one, two = a.place.partition("/")[2], b.place.partition("/")[2]
        if one == b.country or two == a.country:
            return None
    return _same(a.place, b.place)


def _dates(a: str | None, b: str | None) -> bool | None:
    return overlap(_bounded(a), _bounded(b)) if a and b else None


@lru_cache(maxsize=4096)
def _bounded(text: str) -> str:
    """An open end reaches some weeks, not for ever: rounds do not last for years."""
    span = edtf_span(text)
    if text.endswith(("/..", "/")) and span.earliest:
        return f"{span.earliest}/{span.earliest + _OPEN}"
    if text.startswith(("../", "/")) and span.latest:
        return f"{span.latest - _OPEN}/{span.latest}"
    return text


def _parties(a: frozenset[str], b: frozenset[str]) -> bool | None:
    return bool(a <= b or b <= a) if a and b else None


def refuted(matches: list[Match]) -> bool:
    """Half or more of those who described the round contradict this description."""
    return 2 * sum(bool(match.contradict) for match in matches) > len(matches)


def filed_under(features: Features) -> tuple[list[str], list[str]]:
    """(keys, times): descriptions that certainly mean one round share one of each.

    A round is filed under every pair of a key and a time that any of its descriptions gave.
    """
    return _keys(features), [_ANY_TIME, *(_months(features.dates) or [_WIDE]), *_number(features)]


def looked_up_under(features: Features) -> tuple[list[str], list[str]]:
    """Where `filed_under` put every round that this description may certainly mean."""
    if features.dates is None:
        return _keys(features), _number(features)
    months = _months(features.dates)
    return _keys(features), [*months, _WIDE, *_number(features)] if months else [_ANY_TIME]


def _number(features: Features) -> list[str]:
    return [f"#{features.ordinal}"] if features.ordinal else []


def _months(dates: str | None) -> list[str]:
    """The months that the dates touch; none when they are unknown, open or wide."""
    span = edtf_span(_bounded(dates)) if dates else None
    if span is None or span.earliest is None or span.latest is None:
        return []
    first, last = (day.year * 12 + day.month - 1 for day in (span.earliest, span.latest))
    if last - first >= _MANY_MONTHS:
        return []
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _keys(features: Features) -> list[str]:
    keys = [features.place] if features.place else []
    keys += [",".join(sorted(features.parties))] if features.parties else []
    keys += [features.process] if features.process else []
    return keys
