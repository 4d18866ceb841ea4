"""What the rest of sulh may see of a corpus in which the names of some people are withheld."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from kg.facts.entities import Entity, Registry
from kg.facts.folding import fold
from kg.facts.model import Sheet
from kg.facts.names import compare
from kg.facts.resolution import named_government, people_of, person_id
from kg.facts.textindex import TextIndex
from kg.facts.withheld.finding import Finder
from kg.facts.withheld.key import digest
from kg.facts.withheld.masked import Masked
from kg.facts.withheld.people import MARK, Hidden
from kg.facts.withheld.pieces import pieces
from kg.facts.withheld.sheet import masked_sheet


class Cloak:
    """Masks names, ids, sheets and texts. Whatever it gives can be shown to anyone."""

    def __init__(self, registry: Registry, people: list[Hidden], key: bytes) -> None:
        self.people, self._raw, self._key = people, registry, key
        self._hidden = {id: one for one in people for id in one.ids}
        others = [e for e in registry if e.id not in self._hidden]
        names = [name for e in others for name in e.names()]
        self.finder = Finder(people, names, (p[0].word for n in names if len(p := pieces(n)) == 1))
        self._nobody: frozenset[str] = frozenset()
        self.everybody = frozenset(one.id for one in people)
        self._id = lru_cache(maxsize=None)(self._masked_id)
        self._known = lru_cache(maxsize=None)(self._masked_name)
        self.registry = Registry(self._entity(entity) for entity in registry)

    def over(self, registry: Registry) -> Cloak:
        """The same people withheld, in what was known at another time."""
        return Cloak(registry, self.people, self._key)

    def seal(self, data: bytes) -> str:
        """A hash that nobody can compare with a guess, another one when other names are hidden."""
        whose = repr(sorted((one.id, sorted(one.parts)) for one in self.people))
        return hashlib.sha256(self._key + whose.encode() + data).hexdigest()

    def text(self, said: str, named: frozenset[str] | None = None) -> str:
        """A message or a note, read as if it spoke of all of them."""
        return self._masked(said, self.everybody if named is None else named)

    def id(self, id: str) -> str:
        """The id under which a thing is shown; the same each time."""
        return self._id(id)

    def source(self, id: str) -> str:
        return self.id(f"source/{id}").partition("/")[2]

    def slug(self, slug: str) -> str:
        """An id that holds within one source."""
        return self._opaque(slug) if self._in_slug(slug, self.everybody) else slug

    def line(self, line: Mapping[str, Any]) -> dict[str, Any]:
        """A line of judgements or of the journal."""
        return {name: self._field(name, value) for name, value in line.items()}

    def of(self, sheet: Sheet, text: str | None) -> Source:
        """The masks for one source, by what it says."""
        return Source(self, sheet, text)

    # parts

    def _field(self, name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {self.slug(local): self.id(id) for local, id in value.items()}
        if not isinstance(value, str) or name in (
            "at",
            "before",
            "after",
            "text",
            "what",
            "entities",
            "judged",
        ):
            return value
        if name == "source":
            return self.source(value)
        return self.id(value) if name in ("a", "b") and "/" in value else self.text(value)

    def _masked(self, said: str, named: frozenset[str]) -> str:
        return Masked(said, self.finder.spans(said, named)).text

    def _masked_id(self, id: str) -> str:
        room, _, slug = id.partition("/")
        if id in self._hidden:
            return self._hidden[id].id
        if not slug or slug.startswith(MARK):
            return id
        if room == "person" and id not in self._raw:
            hide = self.hidden_by_name(slug.replace("-", " "))
        else:
            hide = self._in_slug(slug, self.everybody if room == "source" else self._nobody)
        return f"{room}/{self._opaque(id)}" if hide else id

    def _opaque(self, id: str) -> str:
        return MARK + digest(self._key, id)

    def _in_slug(self, slug: str, named: frozenset[str]) -> bool:
        if slug.startswith(MARK):
            return False
        return bool(self.finder.spans(slug.replace("#", "-"), named, slug=True))

    def hidden_by_name(self, name: str) -> bool:
        return any(one.bears(name) for one in self.people)

    def may_be(self, name: str) -> str | None:
        """Id of a withheld person whose name this may be, spelt in another way."""
        if self.hidden_by_name(name):
            return None
        likely = (p.id for p in self.people if any(compare(name, n).likely for n in p.names))
        return next(likely, None)

    def label_of(self, id: str) -> str:
        """What a person is called instead of a name that may be a withheld one."""
        if id in self._hidden:
            return self._hidden[id].label
        return "Name withheld " + digest(self._key, id)

    def keeps(self, room: str, name: str) -> str | None:
        """The name of what the registry knows, as it may be shown; None for what it does not."""
        return self._known(room, name)

    def _masked_name(self, room: str, name: str) -> str | None:
        id = self._raw.find(room, name)
        if id is None and room == "actor":
            id = named_government(self._raw, name)
        if id is None or id in self._hidden:
            return None
        return name if self._masked(name, self._nobody) == name else self.registry_label(id)

    def registry_label(self, id: str) -> str:
        known = self.registry.get(self.id(id))
        return known.label if known else self.id(id)

    def _entity(self, entity: Entity) -> Entity:
        if entity.id in self._hidden:
            one = self._hidden[entity.id]
            return Entity(
                one.id, "person", {"en": one.label}, country=entity.country, withheld=True
            )
        masked = {f.name: self._value(getattr(entity, f.name)) for f in fields(Entity)}
        return replace(
            entity,
            **{
                **masked,
                "kind": entity.kind,
                "id": self.id(entity.id),
                "aliases": tuple(a for a in entity.aliases if self._plain(a)),
                "same_as": {k: v for k, v in entity.same_as.items() if self._plain(unquote(v))},
            },
        )

    def _value(self, value: Any) -> Any:
        """Names are masked, ids as ids are; an entity's own fields tell them apart by the slash."""
        if isinstance(value, str):
            return self.id(value) if "/" in value else self._masked(value, self._nobody)
        if isinstance(value, tuple):
            return tuple(self._value(one) for one in value)
        if isinstance(value, Mapping):
            return {k: self._masked(v, self._nobody) for k, v in value.items()}
        return value

    def _plain(self, name: str) -> bool:
        return self._masked(name, self._nobody) == name


class Source:
    """The words of one source, masked as `kg.facts.withheld.sheet` asks for them."""

    def __init__(self, cloak: Cloak, sheet: Sheet, text: str | None) -> None:
        self._cloak, self._sheet = cloak, sheet
        self._people = people_of(sheet, cloak._raw)
        names = list(self._people_named(sheet))
        hidden = {name for name in names if self._hides(name)}
        self._finder = cloak.finder.with_shield(name for name in names if name not in hidden)
        self._named = self._who(sheet, text, hidden)
        spans = self._finder.spans(text, self._named) if text else []
        self._text = Masked(text, spans) if text else None
        self._index = TextIndex(text) if text else None

    def masked_text(self) -> str | None:
        return self._text.text if self._text else None

    def masked_sheet(self) -> Sheet:
        return masked_sheet(self._sheet, self)

    def text(self, said: str) -> str:
        return Masked(said, self._finder.spans(said, self._named)).text

    def quote(self, said: str) -> str:
        """Cut from the masked text, so that it stands there word for word."""
        span = self._index.locate(said) if self._index else None
        if span is None or self._text is None:
            return self.text(said)
        return self._text.cut(*span) if self._text.touches(*span) else said

    def person(self, name: str) -> str:
        id = self._id_of(name)
        return self._cloak.label_of(id) if self._hides(name) else name

    def entity(self, room: str, name: str) -> str:
        kept = self._cloak.keeps(room, name)
        if kept is not None:
            return kept
        if room == "actor" and self._hides(name):
            return self._cloak.label_of(self._id_of(name))
        return self.text(name)

    def slug(self, slug: str) -> str:
        return self._cloak.slug(slug)

    def source(self, id: str) -> str:
        return self._cloak.source(id)

    def address(self, url: str) -> str | None:
        """None for an address that holds a name: with the name taken out it leads nowhere."""
        plain = unquote(unquote(url))
        return None if self._finder.spans(plain, self._named, slug=True) else url

    def _people_named(self, sheet: Sheet) -> Iterable[str]:
        yield from (fact.person for fact in sheet.participants if fact.person)
        yield from (fact.speaker for fact in sheet.statements if fact.speaker)

    def _id_of(self, name: str) -> str:
        known = self._cloak._raw.find("person", name) or self._people.get(fold(name))
        return known or person_id(self._cloak._raw, name)

    def _hides(self, name: str) -> bool:
        id = self._id_of(name)
        if id in self._cloak._hidden:
            return True
        return id not in self._cloak._raw and self._cloak.hidden_by_name(name)

    def _who(self, sheet: Sheet, text: str | None, hidden: set[str]) -> frozenset[str]:
        """Those whom the source names."""
        source, finder = sheet.source, self._finder
        said = [text or "", source.title or "", *source.authors, unquote(source.url or "")]
        said += [one for fact in sheet.participants for one in fact.evidence]
        said += [one for fact in sheet.statements for one in fact.evidence]
        named = {id for one in said for id in finder.named_in(one)}
        for name in hidden:
            id = self._id_of(name)
            known = self._cloak._hidden.get(id)
            bearers = [one.id for one in self._cloak.people if one.bears(name)]
            named.update([known.id] if known else bearers)
        return frozenset(named)
