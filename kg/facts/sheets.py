"""Fact sheets as files: YAML or JSON in, canonical YAML out, and the JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kg.errors import SheetError
from kg.facts.complaints import complaint, field_name
from kg.facts.model import FORMAT, KINDS, Fact, Sheet, facts_of
from kg.facts.yamltext import line_of, parse_yaml
from kg.terms import Modality

MAX_BYTES = 5_000_000
SCHEMA_ID = "https://w3id.org/sulh/schema/sulh-facts-1.schema.json"
_SURROGATE = re.compile("[\ud800-\udfff]")


def load(path: Path) -> Sheet:
    """Raises SheetError with file, line and field."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise SheetError(f"cannot be read: {reason}", file=str(path)) from None
    if len(data) > MAX_BYTES:
        raise _too_large(str(path))
    return loads(_decoded(data, str(path)), str(path))


def loads(text: str, name: str = "sheet") -> Sheet:
    """The sheet in a YAML or JSON text; `name` stands for the file in errors."""
    if len(text) > MAX_BYTES:
        raise _too_large(name)
    _refuse_nul(text, name)
    data = _parsed(text.removeprefix("\ufeff"), name)
    if not isinstance(data, dict):
        what = "is empty" if data is None else "is not a fact sheet"
        raise SheetError(f"{what}; want `format: {FORMAT}` and `source:` first", file=name)
    _refuse_unwritable(data, text, name)
    try:
        sheet = Sheet.model_validate(data)
    except ValidationError as error:
        path, message = complaint(error)
        raise _at(path, message, text, name) from None
    for path, message in dangling(sheet):
        raise _at(path, message, text, name)
    return sheet


def dangling(sheet: Sheet) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Faults between facts: an id used twice, a fact that points at no round."""
    ids: set[str] = set()
    for index, round in enumerate(sheet.rounds):
        if round.id in ids:
            yield ("rounds", index, "id"), f"the id {round.id!r} is used for an earlier round too"
        ids.add(round.id)
    for kind, index, fact in facts_of(sheet):
        for field, target in _pointers(fact):
            if target not in ids:
                known = ", ".join(sorted(ids)) or "none"
                message = f"there is no round {target!r} in this sheet (there is: {known})"
                yield (kind, index, field), message
            elif field == "follows" and target == getattr(fact, "id", None):
                yield (kind, index, field), "a round cannot follow itself"


def _pointers(fact: Fact) -> Iterator[tuple[str, str]]:
    for field in ("round", "about", "follows"):
        target = getattr(fact, field, None)
        if target is not None:
            yield field, target


def _parsed(text: str, name: str) -> Any:
    """JSON where it is JSON; a text that only begins like JSON may still be YAML."""
    if text.lstrip()[:1] == "{":
        try:
            return json.loads(text, object_pairs_hook=_no_twins)
        except _Twin as error:
            message = f"the field {error.args[0]!r} stands twice in one group"
            raise SheetError(message, file=name) from None
        except RecursionError:
            raise SheetError("is nested too deep; a sheet is flat", file=name) from None
        except json.JSONDecodeError as error:
            if name.endswith(".json"):
                raise SheetError(
                    f"is not JSON: {error.msg}", file=name, line=error.lineno
                ) from None
    return parse_yaml(text, name)


class _Twin(ValueError):
    pass


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Twin(next(key for key in keys if keys.count(key) > 1))
    return found


def _decoded(data: bytes, name: str) -> str:
    if b"\0" in data[:4] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetError("is not in UTF-8; save it as UTF-8", file=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SheetError("is not in UTF-8; save it as UTF-8", file=name, line=line) from None


def _refuse_nul(text: str, name: str) -> None:
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        raise SheetError("holds a NUL character; is it a text file?", file=name, line=line)


def _refuse_unwritable(data: Any, text: str, name: str, path: tuple[str | int, ...] = ()) -> None:
    """Escapes can smuggle in what no file may hold: NUL and half characters."""
    if isinstance(data, str):
        if "\0" in data or _SURROGATE.search(data):
            raise _at(
                path, "holds a character that no text may hold (NUL, half a pair)", text, name
            )
    elif isinstance(data, dict):
        for key, value in data.items():
            _refuse_unwritable(value, text, name, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            _refuse_unwritable(value, text, name, (*path, index))


def _at(path: tuple[str | int, ...], message: str, text: str, name: str) -> SheetError:
    return SheetError(message, file=name, line=line_of(text, path), field=field_name(path))


def _too_large(name: str) -> SheetError:
    return SheetError(f"is larger than {MAX_BYTES // 1_000_000} MB; split it", file=name)


# writing

_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/’'&–-]*[\w.)])?")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ALWAYS_QUOTED = frozenset({"evidence", "text", "quote"})
_ALWAYS_KEPT = frozenset({"format", "action"})


def dumps(sheet: Sheet) -> str:
    """Canonical YAML: fields in the order of the model, empty ones left out, quotes quoted."""
    data = sheet.model_dump(mode="json", by_alias=True)
    lines: list[str] = []
    for name, value in data.items():
        if name in KINDS:
            lines += _facts(name, value)
        elif isinstance(value, dict):
            lines += [f"{name}:", *(f"  {line}" for line in _fields(value))]
        elif value is not None:
            lines.append(f"{name}: {_scalar(value)}")
    return "\n".join(lines) + "\n"


def _facts(kind: str, facts: list[dict[str, Any]]) -> Iterator[str]:
    if facts:
        yield f"{kind}:"
    for fact in facts:
        for number, line in enumerate(_fields(fact)):
            yield f"{'  ' if number else '- '}{line}"


def _fields(values: dict[str, Any]) -> Iterator[str]:
    for name, value in _said(values):
        if name == "evidence":
            yield f"{name}:"
            yield from (f"- {_quoted(quote)}" for quote in value)
        elif isinstance(value, list):
            yield f"{name}: [{', '.join(_scalar(item) for item in value)}]"
        else:
            yield f"{name}: {_quoted(value) if name in _ALWAYS_QUOTED else _scalar(value)}"


def _said(values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Fields that say something, `evidence` last."""
    for name, value in values.items():
        empty = value is None or value == [] or value is False
        usual = name == "evidence" or (name == "modality" and value == Modality.ASSERTED)
        if name in _ALWAYS_KEPT or not (empty or usual):
            yield name, value
    if "evidence" in values:
        yield "evidence", values["evidence"]


def _scalar(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str):
        return str(value).lower()
    plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS
    return value if plain else _quoted(value)


def _quoted(text: str) -> str:
    """A JSON string is a YAML string, once the few that YAML will not hold raw are escaped."""
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of the format."""
    schema = Sheet.model_json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return {**head, **schema, "title": f"Fact sheet, {FORMAT}"}


def schema_text() -> str:
    """What `docs/reference/sulh-facts-1.schema.json` holds."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
