"""How commands print: tables on a terminal, plain JSON where asked, bars only on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

T = TypeVar("T")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def console(*, to_errors: bool = False) -> Console:
    return Console(stderr=to_errors, highlight=False, soft_wrap=not sys.stdout.isatty())


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str | None = None
) -> None:
    """Cells are text, never markup: they come from the news."""
    table = Table(title=title, title_justify="left", header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    wide = None if sys.stdout.isatty() else 200
    Console(highlight=False, width=wide).print(table)


def say(message: str) -> None:
    """A line for a person, on standard error, so that pipes stay clean."""
    console(to_errors=True).print(Text(message))


def shown(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """A progress bar on a terminal, nothing in a pipe."""
    bar = Progress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console(to_errors=True),
        transient=True,
        disable=not sys.stderr.isatty() or total < 2,
    )
    with bar:
        yield from bar.track(items, total=total)


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple, set)):
        return "; ".join(_cell(item) for item in value)
    return str(value)
