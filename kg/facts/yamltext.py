"""YAML as a fact sheet uses it: every scalar is text or null, nothing is guessed, all is bounded.

A plain `No`, `2019` or `2025-10-25` stays the text it is; the model decides what it means.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from kg.errors import SheetError

MAX_DEPTH = 20
MAX_NODES = 500_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]


def parse_yaml(text: str, file: str) -> Any:
    """The one document in `text`. Raises SheetError with the line."""
    return _Builder(text, file).document()


def line_of(text: str, path: Path) -> int | None:
    """Line of the value at a path, or of the nearest thing around it."""
    builder = _Builder(text, "")
    builder.lines = {}
    try:
        builder.document()
    except SheetError:
        return None
    for end in range(len(path), -1, -1):
        if path[:end] in builder.lines:
            return builder.lines[path[:end]]
    return None


class _Builder:
    """Values straight from the parser's events, so that depth and size are checked on the way."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._text = text
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = 0
        self.lines: dict[Path, int] | None = None

    def document(self) -> Any:
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise self._error(*_plainly(error, self._text)) from None
        except yaml.YAMLError as error:
            raise self._error(f"is not YAML: {_first_line(error)}", None) from None

    def _document(self) -> Any:
        value = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                value = self._value(next(self._events), ())
                next(self._events)
                break
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self._error("holds more than one document; want one sheet", event)
        return value

    def _value(self, event: Any, path: Path) -> Any:
        self._count(event, 1)
        if self.lines is not None:
            self.lines[path] = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if event.tag is not None:
            raise self._error(f"the tag {event.tag} is not used in a sheet; take it out", event)
        before = self._nodes
        value = self._content(event, path)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, self._nodes - before + 1)
        return value

    def _content(self, event: Any, path: Path) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style is None or event.style == ""
            return None if plain and event.value in _NULLS else event.value
        if len(path) >= MAX_DEPTH:
            raise self._error(f"is nested more than {MAX_DEPTH} deep; a sheet is flat", event)
        return self._list(path) if isinstance(event, yaml.SequenceStartEvent) else self._dict(path)

    def _list(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _dict(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error("a field's name must be a word", event)
            if event.value in values:
                raise self._error(f"the field {event.value!r} stands here twice", event)
            values[event.value] = None
            values[event.value] = self._value(next(self._events), (*path, event.value))
        return values

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self._anchors:
            raise self._error(f"*{event.anchor} points at nothing, or at itself", event)
        value, nodes = self._anchors[event.anchor]
        self._count(event, nodes)
        return value

    def _count(self, event: Any, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise self._error(f"holds more than {MAX_NODES:,} values; split it", event)

    def _error(self, message: str, event: Any) -> SheetError:
        mark = getattr(event, "start_mark", event)
        line = mark.line + 1 if mark is not None else None
        return SheetError(message, file=self._file or None, line=line)


def _plainly(error: yaml.MarkedYAMLError, text: str) -> tuple[str, Any]:
    """What the parser stumbled over, in words for someone who does not know YAML."""
    mark = error.problem_mark or error.context_mark
    if error.context == "while scanning a quoted scalar":
        return "is not YAML: a quotation mark is opened here and never closed", error.context_mark
    if mark is not None and _has_tab(text, mark.line):
        return "is not YAML: a tab stands where YAML wants spaces", mark
    return f"is not YAML: {error.problem or 'it cannot be read'}", mark


def _has_tab(text: str, line: int) -> bool:
    lines = text.splitlines()
    return line < len(lines) and "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["it cannot be read"])[0]
