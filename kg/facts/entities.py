"""Entities: what the registry knows, and the names of one sheet turned into ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml

from kg.errors import CorpusError
from kg.facts.dates import check_edtf
from kg.facts.folding import fold
from kg.iris import slugify

Kind = Literal[
    "person",
    "actor",
    "state",
    "organisation",
    "armed-group",
    "coalition",
    "place",
    "process",
    "round",
]
KINDS: tuple[str, ...] = get_args(Kind)
MARK = "entities.yaml"
"""The file of what a corpus knows; a folder that has it is a corpus."""


@dataclass(frozen=True, slots=True)
class Entity:
    """`id` is `kind/slug`; labels by BCP 47 tag; `same_as` by scheme (wikidata, iso …)."""

    id: str
    kind: str
    labels: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    same_as: Mapping[str, str] = field(default_factory=dict)
    country: str | None = None
    process: str | None = None
    place: str | None = None
    dates: str | None = None
    ordinal: int | None = None
    parties: tuple[str, ...] = ()
    withheld: bool = False

    @property
    def label(self) -> str:
        return self.labels.get("en") or next(iter(self.labels.values()), self.slug)

    @property
    def slug(self) -> str:
        return self.id.partition("/")[2]

    @property
    def room(self) -> str:
        """First part of the id: person, actor, place, process, round …"""
        return self.id.partition("/")[0]

    def names(self) -> Iterator[str]:
        yield from self.labels.values()
        yield from self.aliases


class Registry:
    """Entities by id and by name; a later entity with the same id adds to the earlier one."""

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._by_id: dict[str, Entity] = {}
        self._by_name: dict[tuple[str, str], str] = {}
        for entity in entities:
            self.add(entity)

    def add(self, entity: Entity) -> None:
        known = self._by_id.get(entity.id)
        merged = _merged(known, entity) if known else entity
        self._by_id[merged.id] = merged
        for name in merged.names():
            self._by_name.setdefault((merged.room, fold(name)), merged.id)

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._by_id.values())

    def get(self, id: str) -> Entity | None:
        return self._by_id.get(id)

    def find(self, room: str, name: str) -> str | None:
        """Id of the entity of that room (person, actor, place …) which bears the name."""
        return self._by_name.get((room, fold(name)))


def _merged(old: Entity, new: Entity) -> Entity:
    return replace(
        new,
        labels={**old.labels, **new.labels},
        aliases=tuple(dict.fromkeys((*old.aliases, *new.aliases))),
        same_as={**old.same_as, **new.same_as},
        country=new.country or old.country,
        process=new.process or old.process,
        place=new.place or old.place,
        dates=new.dates or old.dates,
        ordinal=new.ordinal or old.ordinal,
        parties=new.parties or old.parties,
        withheld=new.withheld or old.withheld,
    )


def builtin_registry() -> Registry:
    """States, capitals, places of talks and organisations that ship with the project."""
    return Registry(_builtin_entities())


@cache
def _builtin_entities() -> tuple[Entity, ...]:
    text = files("kg.facts").joinpath("registry.yaml").read_text(encoding="utf-8")
    return tuple(parse_entities(text, "registry.yaml"))


def registry_of(data: bytes, name: str) -> Registry:
    """The built-in registry with the corpus's own `entities.yaml` on top. Raises CorpusError."""
    registry = builtin_registry()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise CorpusError(f"{name} is not in UTF-8; save it as UTF-8.") from None
    for entity in parse_entities(text, name):
        registry.add(entity)
    return registry


def parse_entities(text: str, name: str) -> list[Entity]:
    """Raises CorpusError naming the file and the entry; a duplicate id is an error."""
    try:
        data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    except yaml.YAMLError as error:
        raise CorpusError(f"{name} is not valid YAML: {error}") from None
    rows = data.get("entities", []) if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise CorpusError(f"{name}: want a list under 'entities:'.")
    entities = [_entity(row, f"{name}: entities[{index}]") for index, row in enumerate(rows)]
    _refuse_duplicates(entities, name)
    return entities


def _refuse_duplicates(entities: list[Entity], name: str) -> None:
    seen: dict[str, Entity] = {}
    for number, entity in enumerate(entities):
        before = seen.setdefault(entity.id, entity)
        if before is not entity:
            id = f"of entities[{number}]" if entity.withheld or before.withheld else entity.id
            raise CorpusError(f"{name}: the id {id} is used twice; merge the two entries.")


_FIELDS = frozenset(Entity.__dataclass_fields__)


def _entity(row: Any, where: str) -> Entity:
    if not isinstance(row, dict) or "id" not in row:
        raise CorpusError(f"{where}: want a mapping with an id such as person/jane-doe.")
    id = str(row["id"])
    withheld = _withheld(row, where)
    about = where if withheld else f"{where} ({id})"
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        raise CorpusError(f"{about}: unknown field {unknown[0]!r}.")
    room, slash, slug = id.partition("/")
    if not slash or slugify(slug) != slug:
        shown = "the id" if withheld else repr(id)
        raise CorpusError(f"{where}: {shown} is not an id such as person/jane-doe.")
    kind = str(row.get("kind", room))
    if kind not in KINDS or (room != kind and room != "actor"):
        raise CorpusError(f"{about}: kind {kind!r} is not one of {', '.join(KINDS)}.")
    if withheld and kind != "person":
        raise CorpusError(f"{where}: withheld is for people; take it out.")
    return Entity(
        id=id,
        kind=kind,
        labels={str(k): str(v) for k, v in (row.get("labels") or {}).items()},
        aliases=tuple(str(a) for a in row.get("aliases") or ()),
        same_as={str(k): str(v) for k, v in (row.get("same_as") or {}).items()},
        country=row.get("country"),
        process=row.get("process"),
        place=row.get("place"),
        dates=_dates(row.get("dates"), about),
        ordinal=row.get("ordinal"),
        parties=tuple(str(p) for p in row.get("parties") or ()),
        withheld=withheld,
    )


def _withheld(row: dict[str, Any], where: str) -> bool:
    """Whatever is not plainly true or false is a fault: a slip must not show a name."""
    value = row.get("withheld", False)
    if not isinstance(value, bool):
        raise CorpusError(f"{where}: withheld is true or false.")
    return value


def _dates(value: Any, where: str) -> str | None:
    if value is None:
        return None
    try:
        return check_edtf(str(value))
    except ValueError as error:
        raise CorpusError(f"{where}: dates: {error}") from None
