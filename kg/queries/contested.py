"""Where sources disagree: the values of one property of one subject, and who gives each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from kg.facts.dates import edtf_span, overlap
from kg.queries.answer import evidence_of, plain
from kg.queries.independence import independent
from kg.queries.words import Words
from kg.store.base import Row

Key = tuple[str, str]
"""A property, and the id of what it is said of."""
Verdict = Literal["incompatible", "partial", "corrected", "compatible"]
_PACT = frozenset({"ceasefire", "ceasefire-extension", "truce-fixed-term"})
_AGREED = frozenset({"no-agreement", "party-walkout", "agreement-to-meet-again"})
_ENDED = {
    "concluded": "held",
    "collapsed": "held",
    "cancelled": "not held",
    "postponed": "not held",
}


@dataclass
class Given:
    """One value: the words, the sources, since when, and how many independent voices."""

    value: Any
    label: str
    evidence: list[dict[str, Any]] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    since: str | None = None
    corrected_by: tuple[str, ...] = ()
    """The sources in which all who gave this value took it back for another one."""

    def to_row(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "label": self.label,
            "sources": sorted(self.sources),
            "since": self.since,
            "independent": len(independent(self.evidence)),
            "voices": [
                {"sources": list(v.sources), "reason": v.reason} for v in independent(self.evidence)
            ],
            "alone": len(self.sources) == 1,
            "correctedBy": list(self.corrected_by),
            "evidence": self.evidence,
        }


@dataclass
class Contest:
    """All values of one property of one subject."""

    property: str
    subject: dict[str, str]
    values: list[Given]
    verdict: Verdict

    def key(self) -> Key:
        return self.property, self.subject["id"]

    def to_row(self) -> dict[str, Any]:
        evidence = [item for given in self.values for item in given.evidence]
        return {
            "property": self.property,
            "subject": self.subject,
            "verdict": self.verdict,
            "values": [given.to_row() for given in self.values],
            "evidence": evidence,
            "contested": self.verdict == "incompatible",
        }


def contests_of(solutions: Iterable[Row], words: Words, base: str) -> list[Contest]:
    """Contests with at least two values from at least two sources, the sharpest first."""
    groups: dict[Key, dict[str, Given]] = defaultdict(dict)
    subjects: dict[Key, dict[str, str]] = {}
    corrected: defaultdict[Key, defaultdict[str, set[str]]] = defaultdict(_sets)
    for solution in solutions:
        row = {name: plain(term, base, words.labels) for name, term in solution.items()}
        for property, subject, value, label in _readings(row):
            key = (property, subject["id"])
            subjects.setdefault(key, subject)
            if corrects := _id(row.get("corrects")):
                corrected[key][_source(corrects)].add(_source(_id(row["source"])))
            given = groups[key].setdefault(str(value), Given(_value(value), label))
            _note(given, row, evidence_of(solution, words, base))
    found = [
        _contest(key[0], subjects[key], list(values.values()), corrected[key])
        for key, values in groups.items()
        if len(values) > 1 and len(set().union(*(g.sources for g in values.values()))) > 1
    ]
    return ranked(found)


def ranked(contests: Iterable[Contest]) -> list[Contest]:
    order = {"incompatible": 0, "corrected": 1, "partial": 2, "compatible": 3}
    return sorted(contests, key=lambda c: (order[c.verdict], c.subject["id"], c.property))


def key_of(solution: Row, base: str) -> Key | None:
    """What a solution says something of; None when it bears on nothing that is compared."""
    row = {name: plain(term, base, {}) for name, term in solution.items()}
    return next(((name, subject["id"]) for name, subject, _, _ in _readings(row)), None)


def _sets() -> defaultdict[str, set[str]]:
    return defaultdict(set)


def contests_in(contests: Iterable[Contest], property: str) -> set[str]:
    """Ids of the subjects for which that property is contested."""
    return {
        c.subject["id"] for c in contests if c.property == property and c.verdict == "incompatible"
    }


def mark(
    rows: Sequence[dict[str, Any]],
    wanted: Iterable[tuple[str, tuple[str, ...]]],
    contests: list[Contest],
) -> None:
    """Set `contested` on rows whose subject is contested, and in `contestedOn` say in what."""
    for property, columns in wanted:
        subjects = contests_in(contests, property)
        for row in rows:
            if _subject(row, columns) in subjects and _bears(row, property):
                row["contested"] = True
                row.setdefault("contestedOn", []).append(property)


def _bears(row: Mapping[str, Any], property: str) -> bool:
    """Only who is called head is part of a quarrel about the head."""
    return property != "head" or "roles" not in row or "head" in row["roles"]


def _subject(row: Mapping[str, Any], columns: tuple[str, ...]) -> str:
    ids = [_id(row.get(name)) or "" for name in columns]
    if len(ids) == 1:
        return ids[0]
    slugs = [id.partition("/")[2] for id in ids]
    return ("delegation/" if columns[-1] == "for" else "role/") + "/".join(slugs)


def _readings(row: Mapping[str, Any]) -> Iterable[tuple[str, dict[str, str], Any, str]]:
    """A solution as (property, subject, value, label)."""
    subject, value, property = row.get("subject"), row.get("value"), str(row["property"])
    if not isinstance(subject, dict) or value is None:
        return
    label = str(value["label"] if isinstance(value, dict) else value)
    if property == "role":
        yield from _role(row, subject, str(value))
    elif property == "post":
        yield from _post(row, value, label)
    elif property == "commitment":
        yield from _pact(row, subject, str(value))
    else:
        yield property, subject, value, label


def _role(row: Mapping[str, Any], round: dict[str, str], role: str) -> Iterable[Any]:
    other = row.get("other")
    if isinstance(other, dict):
        name = other["label"]
        id = f"role/{round['id'].partition('/')[2]}/{other['id'].partition('/')[2]}"
        yield "role", {"id": id, "label": f"{name} at {round['label']}"}, role, role


def _post(row: Mapping[str, Any], person: Any, label: str) -> Iterable[Any]:
    key = post_key(str(row.get("other") or ""))
    if len(key.split()) >= 3:
        yield "post", {"id": f"post/{key.replace(' ', '-')}", "label": key}, person, label


def _pact(row: Mapping[str, Any], round: dict[str, str], type: str) -> Iterable[Any]:
    if type in _PACT:
        terms = pact_terms(type, str(row.get("other") or ""))
        yield "commitment-type", round, terms, terms


def pact_terms(type: str, text: str) -> str:
    """How long a truce is meant to last, in the source's words: permanent, immediate, temporary."""
    words = set(re.findall(r"permanent|immediate|temporary|temporarily", text.casefold()))
    words = {"temporary" if word.startswith("temporar") else word for word in words}
    return " and ".join(sorted(words)) or type


_MISSION = re.compile(r"\b(?:embassy|ambassador|chargé d.affaires)\b", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|to) (?:the )?([^\W\d_]+)")
_SMALL = frozenset(["the", "of", "for", "in", "to", "at", "and", "a", "an", "s"])


def post_key(post: str) -> str:
    """One office under its usual wordings: whoever heads an embassy is its ambassador."""
    words = {word for word in re.findall(r"\w+", post.casefold()) if word not in _SMALL}
    where = _WHERE.search(post)
    if _MISSION.search(post) and where:
        words = {"head", "embassy", where[1].casefold()} | (words & {"acting", "deputy"})
    return " ".join(sorted(words))


def _contest(
    property: str,
    subject: dict[str, str],
    values: list[Given],
    corrected: Mapping[str, set[str]],
) -> Contest:
    values.sort(key=lambda given: (-len(given.sources), given.label, str(given.value)))
    for given in values:
        given.corrected_by = _taken_back(given, values, corrected)
    standing = [given for given in values if not given.corrected_by]
    verdict = _verdict(property, standing) if len(standing) > 1 else "corrected"
    return Contest(property, subject, values, verdict)


def _taken_back(
    given: Given, values: list[Given], corrected: Mapping[str, set[str]]
) -> tuple[str, ...]:
    """Where every source of a value says something else now."""
    others = {source for other in values if other is not given for source in other.sources}
    by = [corrected.get(source, set()) & (others - given.sources) for source in given.sources]
    return tuple(sorted(set().union(*by))) if all(by) else ()


def _verdict(property: str, values: list[Given]) -> Verdict:
    pairs = [(a, b) for i, a in enumerate(values) for b in values[i + 1 :]]
    if property in ("third-party", "role"):
        return "partial" if any(a.sources != b.sources for a, b in pairs) else "compatible"
    fits = [_fit(property, a, b) for a, b in pairs]
    return "compatible" if all(fits) else "incompatible"


def _fit(property: str, a: Given, b: Given) -> bool:
    """Whether both values can hold at once."""
    one, two = str(a.value), str(b.value)
    if property in ("dates", "deadline"):
        return _dates_fit(one, two)
    if property == "status":
        return _ENDED.get(one, one) == _ENDED.get(two, two) or not {one, two} <= set(_ENDED)
    if property == "outcome":
        return ("no-agreement" in (one, two)) is False or {one, two} <= _AGREED
    if property == "commitment-type":
        short = {"temporary", "truce-fixed-term"}
        return not any(x in short and "permanent" in y for x, y in ((one, two), (two, one)))
    return False


def _dates_fit(a: str, b: str) -> bool:
    """A month and a day in it fit; two different days do not, nor a day and a longer meeting."""
    if not overlap(a, b):
        return False
    one, two = edtf_span(a), edtf_span(b)
    if ".." in a + b or not (one.earliest and one.latest and two.earliest and two.latest):
        return True
    vague = [text for text in (a, b) if "/" not in text and len(text) < 10]
    return bool(vague) or (one == two)


def _note(given: Given, row: Mapping[str, Any], evidence: list[dict[str, Any]]) -> None:
    given.sources.add(_source(_id(row.get("source"))))
    published = row.get("published")
    if published and (given.since is None or str(published) < given.since):
        given.since = str(published)
    for item in evidence:
        item = {**item, "agency": row.get("agency")}
        if item not in given.evidence:
            given.evidence.append(item)
    given.evidence.sort(key=lambda e: (e["source"], e["start"] or 0, e["quote"]))


def _value(value: Any) -> Any:
    return value["id"] if isinstance(value, dict) else value


def _source(id: str | None) -> str:
    return (id or "").removeprefix("source/")


def _id(value: Any) -> str | None:
    return value["id"] if isinstance(value, dict) else None
