"""Commands that compare two states of a corpus: diff."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.app import Session
from kg.cli.output import AsJson, print_json, print_table, say
from kg.errors import UsageError
from kg.queries.record import ask_since
from kg.queries.registry import find_question


def add_commands(app: typer.Typer) -> None:
    app.command()(diff)


def diff(
    context: typer.Context,
    since: Annotated[str, typer.Argument(metavar="DATE", help="A day (its end), or a time.")],
    until: Annotated[str, typer.Argument(metavar="[DATE2]", help="Else now.")] = "",
    form: Annotated[str, typer.Option("--as", help="table or json.")] = "table",
    json: AsJson = False,
) -> None:
    """What came, changed and went since a day: sources, facts, judgements, entities."""
    if form not in ("table", "json"):
        raise UsageError(f"--as {form}: want table or json.")
    session: Session = context.obj
    answer = ask_since(session.corpus(), find_question("what-changed"), since, until)
    rows = [{name: row[name] for name in answer.columns} for row in answer.rows]
    if json or form == "json":
        print_json(rows)
    elif rows:
        print_table(["", "kind", "source", "before", "now"], [_cells(row) for row in rows])
    else:
        say("Nothing changed.")


def _cells(row: dict[str, object]) -> list[object]:
    return [row[name] for name in ("what", "kind", "source", "before", "after")]
