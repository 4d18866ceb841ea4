"""Commands that measure: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import Session
from kg.cli.output import AsJson


def add_commands(app: typer.Typer) -> None:
    app.command()(evaluate)


def evaluate(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Articles with gold sheets.")],
    errors: Annotated[bool, typer.Option(help="List each miss and each false alarm.")] = False,
    html: Annotated[bool, typer.Option(help="Read the .html pages where there are any.")] = False,
    json: AsJson = False,
) -> None:
    """Score the extractor against gold sheets, kind by kind."""
    from kg.facts.evaluate import run

    session: Session = context.obj
    run(folder, session.settings, errors=errors, html=html, json=json)
