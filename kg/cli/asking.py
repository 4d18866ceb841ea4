"""Commands that ask: ask, query, view, network, export."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.app import Session
from kg.cli.output import AsJson, print_json, print_table, say
from kg.corpus.past import as_of as as_of_date
from kg.errors import UsageError
from kg.queries.citation import Citation
from kg.queries.citation import cite as cite_answer
from kg.queries.record import ask_since
from kg.queries.registry import Answer, Question, find_question, questions
from kg.queries.registry import ask as ask_question
from kg.store import open_store
from kg.store.base import Limits, Store, View
from kg.store.past import open_past as past_store
from kg.store.sync import sync

_FORMATS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "nt": "application/n-triples",
}


def add_commands(app: typer.Typer) -> None:
    for command in (ask, query, view, network, export):
        app.command()(command)


AsOf = Annotated[
    str,
    typer.Option("--as-of", metavar="DATE", help="The corpus as it was on a day, or at a time."),
]


@contextmanager
def opened(session: Session, as_of: str = "") -> Iterator[View]:
    """A view of the store, brought up to the corpus first; of an earlier day with `as_of`."""
    store = open_past(session, as_of) if as_of else open_store(session.settings)
    try:
        if not as_of and not session.settings.store:
            sync(session.corpus(), store, base=session.settings.base)
        with store.view() as view:
            yield view
    finally:
        store.close()


def open_past(session: Session, date: str) -> Store:
    """The store of an earlier day, built where there is none yet."""
    if session.settings.store:
        raise UsageError("A store elsewhere knows no earlier days; unset SULH_STORE.")
    return past_store(as_of_date(session.corpus(), date), base=session.settings.base)


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="[QUESTION]")] = None,
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[ARGS]…", help="Values, or name=value.")
    ] = None,
    as_of: AsOf = "",
    cite: Annotated[
        bool, typer.Option("--cite", help="Say how to cite the answer and get it again.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Ask a question by name; without one, list them all in plain words."""
    if question is None:
        _list_questions(json)
        return
    session: Session = context.obj
    asked = find_question(question)
    values = _values([p.name for p in asked.parameters], arguments or [], question)
    day = values.get("date", "") if asked.record == "as-of" else as_of
    with opened(session, day) as view_:
        answer = _answered(session, view_, asked, values)
        cited = _cited(session, view_, answer, values, day) if cite else None
    if json:
        print_json(answer.to_json() | ({"citation": cited.to_json()} if cited else {}))
        return
    _print_answer(answer, asked.title)
    for line in cited.lines() if cited else ():
        typer.echo(line)


def _answered(session: Session, view: View, asked: Question, values: dict[str, str]) -> Answer:
    if asked.record == "since":
        return ask_since(session.corpus(), asked, values.get("date", ""), values.get("until", ""))
    return ask_question(view, asked.name, base=session.settings.base, **values)


def _cited(
    session: Session, view: View, answer: Answer, values: dict[str, str], day: str
) -> Citation:
    base = session.settings.base
    if session.settings.store:
        return cite_answer(view, answer, values, base=base)
    corpus = as_of_date(session.corpus(), day) if day else session.corpus()
    return cite_answer(view, answer, values, base=base, accessed=corpus.accessed())


def query(
    context: typer.Context,
    sparql: Annotated[str | None, typer.Argument(metavar="[SPARQL]")] = None,
    file: Annotated[
        Path | None, typer.Option("-f", "--file", help="A file with the query.")
    ] = None,
    format: Annotated[str, typer.Option(help=f"One of {', '.join(_FORMATS)}, table.")] = "",
    as_of: AsOf = "",
    json: AsJson = False,
) -> None:
    """Run a SPARQL query."""
    text = file.read_text(encoding="utf-8") if file else sparql
    if not text:
        raise UsageError("Name a query, or a file with -f.")
    form = "json" if json else format or ("table" if sys.stdout.isatty() else "")
    session: Session = context.obj
    with opened(session, as_of) as view_:
        if form not in ("", "table"):
            _write_raw(view_, text, form, session)
        else:
            _print_query(view_, text, session)


def view(
    context: typer.Context,
    round: Annotated[str | None, typer.Argument(metavar="[ROUND]")] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The HTML file to write.")] = Path(
        "graph.html"
    ),
    depth: Annotated[int, typer.Option(min=1, max=3, help="How far around the round.")] = 1,
    as_of: AsOf = "",
) -> None:
    """Write an interactive graph of a round (or of the whole corpus) as one HTML file."""
    from kg.views.graph import graph_page

    session: Session = context.obj
    with opened(session, as_of) as view_:
        page = graph_page(view_, base=session.settings.base, focus=round, depth=depth)
    output.write_text(page, encoding="utf-8", newline="\n")
    say(f"{output} is written; open it in a browser (it needs no network).")


def network(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(help="people, third-parties or rounds.", metavar="[KIND]")
    ] = "people",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write GraphML to this file.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many rows to print.")] = 20,
    json: AsJson = False,
) -> None:
    """Who met whom: degree and betweenness, with the rounds behind each figure."""
    from kg.network import central, network_of, write_graphml

    session: Session = context.obj
    with opened(session) as view_:
        graph = network_of(view_, kind, base=session.settings.base)
    if output:
        write_graphml(graph, output)
        say(f"{output} is written.")
    rows = central(graph)[:limit]
    if json:
        print_json([row.__dict__ if hasattr(row, "__dict__") else _as_dict(row) for row in rows])
    else:
        columns = ["name", "degree", "betweenness", "rounds"]
        print_table(columns, [(r.label, r.degree, f"{r.betweenness:.3f}", r.rounds) for r in rows])


def _as_dict(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__slots__}


def export(
    context: typer.Context,
    output: Annotated[
        Path, typer.Argument(metavar="OUT", help="A file; for csv and all, a folder.")
    ],
    form: Annotated[
        str, typer.Option("--as", help="nquads, trig, turtle, jsonld, csv, dataset or all.")
    ] = "",
    as_of: AsOf = "",
) -> None:
    """Write the graph for other programs; the form follows the name of the file, or --as."""
    from kg.exports import About, write_export
    from kg.exports import export as export_graph

    session: Session = context.obj
    by_name = {".nq": "nquads", ".trig": "trig", ".ttl": "turtle", ".jsonld": "jsonld"}
    with opened(session, as_of) as view_:
        files = export_graph(
            view_,
            form or by_name.get(output.suffix, "csv"),
            base=session.settings.base,
            about=About.of(session.settings),
        )
    for path in write_export(files, output):
        say(f"{path} is written.")


def _list_questions(json: bool) -> None:
    known = questions()
    if json:
        print_json([q.to_json() for q in known])
        return
    print_table(
        ["", "ask", "question"],
        [
            (q.number, " ".join([q.name, *(f"<{p.name}>" for p in q.parameters)]), q.title)
            for q in known
        ],
    )
    say("For one: sulh ask NAME VALUE…, e.g. sulh ask " + known[0].example)


def _values(names: list[str], arguments: list[str], question: str) -> dict[str, str]:
    values: dict[str, str] = {}
    free = iter(names)
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if equals and name in names:
            values[name] = value
            continue
        place = next((n for n in free if n not in values), None)
        if place is None:
            raise UsageError(f"{question} takes {len(names)} value(s): {', '.join(names)}.")
        values[place] = argument
    return values


def _print_answer(answer: Answer, title: str) -> None:
    if not answer.rows:
        say("No source says anything about this.")
        return
    columns, rows = answer.table()
    print_table(columns, rows, title=title)


def _write_raw(view: View, text: str, form: str, session: Session) -> None:
    if form not in _FORMATS:
        raise UsageError(f"--format {form}: want one of {', '.join(_FORMATS)}, table.")
    limits = Limits(session.settings.query_seconds, session.settings.query_rows)
    for chunk in view.raw(text, _FORMATS[form], limits=limits):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.write(b"\n")


def _print_query(view: View, text: str, session: Session) -> None:
    """A table of a SELECT or ASK; Turtle of a CONSTRUCT."""
    limits = Limits(session.settings.query_seconds, session.settings.query_rows)
    try:
        body = b"".join(view.raw(text, _FORMATS["json"], limits=limits))
    except UsageError:
        _write_raw(view, text, "turtle", session)
        return
    found = jsonlib.loads(body)
    if "boolean" in found:
        print_table(["answer"], [(found["boolean"],)])
        return
    names = found["head"]["vars"]
    rows = [[row.get(n, {}).get("value") for n in names] for row in found["results"]["bindings"]]
    print_table(names, rows)
