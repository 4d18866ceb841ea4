"""What is wrong with a sheet, in plain words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kg.facts.model import FORMAT, Sheet

MAX_SHOWN = 60


def complaint(error: ValidationError) -> tuple[tuple[str | int, ...], str]:
    """The path of the first fault and a sentence about it; how many more there are."""
    faults = error.errors(include_url=False)
    first = faults[0]
    more = len(faults) - 1
    tail = f" (and {more} more)" if more else ""
    return first["loc"], _words(first) + tail


def field_name(path: tuple[str | int, ...]) -> str:
    """`participants[2].roles[0]`"""
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name


def _words(fault: ErrorDetails) -> str:
    kind, value, about = fault["type"], shown(fault["input"]), fault.get("ctx", {})
    match kind:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return f"is not a field here{_nearest(fault['loc'])}"
        case "enum":
            return f"{value} is not one of {_choices(str(about['expected']))}"
        case "literal_error":
            return f"{value} is not a format this reads; want {FORMAT}"
        case "string_pattern_mismatch" if fault["loc"][-1] == "language":
            return f"{value} is not a language tag such as en or pt-BR"
        case "string_pattern_mismatch":
            return f"{value} is not an id; want small letters, digits, and - . _ between them"
        case "string_too_short":
            return "is empty; leave the field out or put null"
        case "string_too_long":
            return f"is longer than {about['max_length']} characters"
        case "too_short":
            return "is empty; want at least one quote from the text"
        case "value_error":
            return str(about["error"])
    return f"want {_wanted(kind, about)}, found {value}"


def _wanted(kind: str, about: dict[str, Any]) -> str:
    words = {
        "string_type": "text",
        "list_type": "a list",
        "model_type": "a group of fields",
        "model_attributes_type": "a group of fields",
        "dict_type": "a group of fields",
        "bool_parsing": "true or false",
        "bool_type": "true or false",
        "greater_than_equal": f"a number from {about.get('ge')}",
        "less_than_equal": f"a number up to {about.get('le')}",
    }
    return words.get(kind, "a whole number" if kind.startswith("int_") else kind.replace("_", " "))


def _choices(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a group of fields"
    text = str(value)
    return repr(text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…")


def _nearest(path: tuple[str | int, ...]) -> str:
    fields = _fields(path[:-1])
    near = get_close_matches(str(path[-1]), fields, 1)
    return f"; did you mean {near[0]!r}?" if near else f"; fields are {', '.join(fields)}"


def _fields(path: tuple[str | int, ...]) -> list[str]:
    model: type[BaseModel] = Sheet
    for part in path:
        if isinstance(part, str):
            model = _model_in(model.model_fields[part].annotation)
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(_model_in(part) for part in get_args(annotation) if part is not type(None))
