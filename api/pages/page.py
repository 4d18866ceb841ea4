"""Pages are rows put into templates: autoescaped, no script needed, nothing from elsewhere."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.version import __version__

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_ROOMS = {"round": "rounds", "person": "people", "actor": "actors", "process": "processes"}


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("api.pages"), autoescape=True, undefined=StrictUndefined
    )
    made.trim_blocks = made.lstrip_blocks = True
    made.filters.update(href=href, words=words, dates=dates, exact=exact, spaced=spaced)
    made.globals["version"] = __version__
    return made


def render(name: str, status: int = 200, **values: Any) -> Response:
    html = _templates().get_template(name).render(**values)
    headers = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    return HTMLResponse(html, status, headers=headers)


def href(id: str) -> str:
    """Address of the page of an id; what has no page of its own is shown as data."""
    kind, _, slug = id.partition("/")
    return (
        f"/{_ROOMS[kind]}/{slug}"
        if kind in _ROOMS
        else f"/sources/{slug}"
        if (kind == "source")
        else f"/id/{id}?format=turtle"
    )


def words(notation: str) -> str:
    """A concept's notation as words: under-way → under way."""
    return notation.replace("-", " ")


def spaced(name: str) -> str:
    """The name of a class as words: CommitmentEvent → commitment event."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def exact(expressions: list[str]) -> list[str]:
    """Dates with the most exact first: whole days, then open intervals, then months and years."""
    return sorted(expressions, key=lambda text: (_vagueness(text), text))


def _vagueness(text: str) -> int:
    if ".." in text or text.startswith("/") or text.endswith("/"):
        return 1
    return 0 if all(len(side) >= 10 for side in text.split("/")) else 2


_MONTHS = "January February March April May June July August September October November December"


def dates(edtf: str) -> str:
    """An EDTF date as people write it; what is unknown stays visible."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _day(start)
    if start in ("", ".."):
        return f"until {_day(end)}"
    if end in ("", ".."):
        return f"from {_day(start)}"
    return f"{_day(start)} – {_day(end)}"


def _day(text: str) -> str:
    year, _, rest = text.rstrip("?~%").partition("-")
    month, _, day = rest.partition("-")
    names = _MONTHS.split()
    name = names[int(month) - 1] if month.isdigit() and 1 <= int(month) <= 12 else ""
    shown_year = "" if year == "XXXX" else year
    parts = [str(int(day)) if day.isdigit() else "", name, shown_year]
    return " ".join(part for part in parts if part) or text
