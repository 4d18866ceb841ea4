"""What changed between two states of a corpus: sources, facts, judgements, entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kg.corpus import Corpus
from kg.facts.entities import Entity
from kg.facts.model import Fact, Sheet, facts_of

What = Literal["came", "changed", "went"]
Values = Mapping[str, Any]
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `kind` is source, judgement, entity, or a list of the fact sheet.

    `fields` names those of a changed fact whose value is another one now.
    """

    what: What
    kind: str
    source: str | None
    before: str | None
    after: str | None
    fields: tuple[str, ...] = ()

    def to_row(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "kind": self.kind,
            "source": self.source,
            "before": self.before,
            "after": self.after,
            "fields": list(self.fields),
        }


def changes(before: Corpus, after: Corpus) -> list[Change]:
    """Sources first, each with its facts, then judgements, then entities."""
    found = list(_sources(before, after))
    found += _lines(before.judgement_lines(), after.judgement_lines())
    return [*found, *_entities(before, after)]


def _sources(before: Corpus, after: Corpus) -> Iterator[Change]:
    old, new = before.ids(), after.ids()
    for id in dict.fromkeys((*old, *new)):
        if id not in old:
            sheet = after.sheet(id)
            yield Change("came", "source", id, None, _title(sheet))
            yield from _facts(id, None, sheet)
        elif id not in new:
            sheet = before.sheet(id)
            yield Change("went", "source", id, _title(sheet), None)
            yield from _facts(id, sheet, None)
        elif _as_it_stands(before, id) != _as_it_stands(after, id):
            yield from _changed(id, before.sheet(id), after.sheet(id))


def _changed(id: str, old: Sheet, new: Sheet) -> Iterator[Change]:
    titles = _title(old), _title(new)
    if titles[0] != titles[1]:
        yield Change("changed", "source", id, *titles)
    yield from _facts(id, old, new)


def _title(sheet: Sheet) -> str:
    source = sheet.source
    parts = [source.publisher, source.title, source.published]
    read = f"read by {sheet.reviewed_by}" if sheet.reviewed_by else None
    return ", ".join(part for part in (*parts, read) if part) or source.id


def _as_it_stands(corpus: Corpus, id: str) -> str | None:
    return corpus.files.sheet_hash(corpus.raw_id(id))


def _facts(source: str, old: Sheet | None, new: Sheet | None) -> Iterator[Change]:
    gone, come = _values(old), _values(new)
    both = [one for one in gone if one in come]
    for one in both:
        gone.remove(one)
        come.remove(one)
    for kind, was in gone:
        now = _nearest(kind, was, come)
        if now is None:
            yield Change("went", kind, source, in_words(was), None)
            continue
        come.remove((kind, now))
        names = tuple(n for n in {**was, **now} if was.get(n) != now.get(n))
        yield Change("changed", kind, source, in_words(was), in_words(now), names)
    for kind, now in come:
        yield Change("came", kind, source, None, in_words(now))


def _values(sheet: Sheet | None) -> list[tuple[str, Values]]:
    return [(kind, _said(fact)) for kind, _, fact in facts_of(sheet)] if sheet else []


def _said(fact: Fact) -> Values:
    return fact.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _nearest(kind: str, was: Values, come: list[tuple[str, Values]]) -> Values | None:
    """The new fact that is this one in other words: half of what it says is the same."""
    likes = [(_alike(was, now), at) for at, (other, now) in enumerate(come) if other == kind]
    best = max(likes, key=lambda pair: (pair[0], -pair[1]), default=(0.0, 0))
    return come[best[1]][1] if best[0] >= _HALF else None


def _alike(one: Values, other: Values) -> float:
    names = one.keys() | other.keys()
    same = sum(1 for name in names if one.get(name) == other.get(name))
    return same / len(names)


def in_words(values: Values) -> str:
    """A fact on one line: what it says, then the words of the source."""
    said = [
        f"{name.replace('_', ' ')}: {_plain(value)}"
        for name, value in values.items()
        if name not in ("evidence", "inferred")
    ]
    quotes = " | ".join(values.get("evidence", ()))
    return "; ".join(said) + (f" “{quotes}”" if quotes else "")


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _lines(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Change]:
    for line in before:
        if line not in after:
            yield Change("went", "judgement", None, _judged(line), None)
    for line in after:
        if line not in before:
            yield Change("came", "judgement", None, None, _judged(line))


def _judged(line: Mapping[str, Any]) -> str:
    by = f", by {line['by']}" if line.get("by") else ""
    why = f": {line['why']}" if line.get("why") else ""
    return f"{line['a']} and {line['b']}: {line['verdict']}{by}{why}"


def _entities(before: Corpus, after: Corpus) -> Iterator[Change]:
    old, new = ({entity.id: entity for entity in c.registry} for c in (before, after))
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        if was != now:
            what: What = "came" if was is None else "went" if now is None else "changed"
            words = (_named(was) if was else None, _named(now) if now else None)
            yield Change(what, "entity", None, *words)


def _named(entity: Entity) -> str:
    names = ", ".join(dict.fromkeys((entity.label, *entity.aliases)))
    same = "".join(f"; {scheme} {code}" for scheme, code in sorted(entity.same_as.items()))
    more = [entity.dates, entity.place, entity.process, *entity.parties]
    return f"{entity.id} ({names}{same}{''.join(f'; {one}' for one in more if one)})"
