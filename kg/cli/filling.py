"""Commands that fill and keep a corpus: init, add, extract, build, check, retract."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kg.checking import check_corpus
from kg.cli.app import Session
from kg.cli.asking import AsOf, opened
from kg.cli.output import AsJson, print_json, print_table, say, shown
from kg.cli.updating import bring_up
from kg.corpus import Corpus
from kg.errors import SulhError, UsageError
from kg.facts import sheets
from kg.facts.batch import take_all
from kg.facts.extract import open_extractor
from kg.facts.intake import Taken, files_of, take
from kg.importers import IMPORTERS
from kg.importers.table import read_table
from kg.store.sync import version_of


def add_commands(app: typer.Typer) -> None:
    for command in (init, add, extract, build, check, retract):
        app.command()(command)
    app.command("import")(import_table)


def init(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]")] = None,
) -> None:
    """Make an empty corpus in DIR (this folder, if none is named)."""
    session: Session = context.obj
    where = folder or session.settings.corpus_dir
    Corpus.init(where)
    say(f"A corpus is ready in {where}. Next: sulh --corpus {where} add ARTICLE…")


def add(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Articles or folders.")],
    id: Annotated[str | None, typer.Option(help="Id of the source, for a single file.")] = None,
    json: AsJson = False,
) -> None:
    """Read articles (text, HTML, PDF, or a sheet), take out the facts, and build."""
    session: Session = context.obj
    corpus = session.corpus()
    paths = files_of(files)
    rows = []
    for path, outcome in shown(take_all(paths, session.settings, id=id), len(paths), "Reading"):
        rows.append(_shown_row(corpus, _add_one(corpus, path, outcome)))
    bring_up(session, corpus)
    _report(rows, json)


def extract(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    id: Annotated[str | None, typer.Option(help="Id of the source.")] = None,
    json: AsJson = False,
) -> None:
    """Print the fact sheet of one article; nothing is kept."""
    session: Session = context.obj
    taken = take(
        files_of([file])[0], lambda: open_extractor(session.settings), session.settings, id=id
    )
    if json:
        print_json(taken.sheet.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    else:
        sys.stdout.write(sheets.dumps(taken.sheet))
    if taken.sheet.extracted_by and taken.sheet.extracted_by.partial:
        say(f"{file}: {taken.sheet.extracted_by.partial}")
    for note in taken.notes:
        say(f"{file}: {note}")


def build(
    context: typer.Context,
    force: Annotated[bool, typer.Option(help="Write every graph again.")] = False,
    as_of: AsOf = "",
    json: AsJson = False,
) -> None:
    """Bring the store up to the corpus; with --as-of, build the graph of an earlier day."""
    session: Session = context.obj
    if as_of:
        _build_past(session, as_of, json)
        return
    done = bring_up(session, session.corpus(), force=force, scan=True)
    if json:
        print_json({"written": done.written, "dropped": done.dropped, "hash": done.corpus_hash})
    else:
        say(
            f"{len(done.written)} graphs written, {len(done.dropped)} dropped; "
            f"corpus {done.corpus_hash[:12]}."
        )


def _build_past(session: Session, date: str, json: bool) -> None:
    with opened(session, date) as view:
        graphs, held = len(view.graphs()), version_of(view, session.settings.base)
    if json:
        print_json({"graphs": graphs, "hash": held and held.corpus, "as_of": held and held.until})
    elif held:
        say(f"{graphs} graphs; corpus {held.corpus[:12]}, recorded until {held.until}.")


def check(
    context: typer.Context,
    shacl: Annotated[bool, typer.Option(help="Validate the quads with SHACL too.")] = True,
    json: AsJson = False,
) -> None:
    """Check sheets, quotes, names, judgements and the shape of the graph."""
    session: Session = context.obj
    found = check_corpus(session.corpus(), base=session.settings.base, shacl=shacl)
    if json:
        print_json([{"where": f.where, "what": f.what, "severity": f.severity} for f in found])
    elif found:
        print_table(["", "where", "what"], [(f.severity, f.where, f.what) for f in found])
    else:
        say("Nothing to mend.")
    if any(f.severity == "error" for f in found):
        raise typer.Exit(1)


def import_table(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="mend|pax", help="Whose table it is.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The table as CSV.")],
    json: AsJson = False,
) -> None:
    """Take other people's tables in: MEND events or PA-X agreements, one sheet a row."""
    if kind not in IMPORTERS:
        raise UsageError(f"{kind!r} is no table sulh knows; it knows {', '.join(IMPORTERS)}.")
    session: Session = context.obj
    corpus = session.corpus()
    good, bad = [], []
    for line, row in read_table(file, *IMPORTERS[kind]):
        if isinstance(row, SulhError):
            bad.append(line)
            say(_withheld(corpus, f"{file}:{line}: {row.message}"))
        else:
            good.append(row)
    done = Counter(added.what for added in corpus.add_many(good, by=f"sulh import {kind}"))
    bring_up(session, corpus)
    if json:
        print_json({**done, "failed": len(bad)})
    else:
        say("; ".join(f"{count} {what}" for what, count in (*done.items(), ("failed", len(bad)))))
    if bad:
        raise typer.Exit(1)


def retract(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="SOURCE")],
    why: Annotated[str, typer.Option(help="The reason, for the journal.")] = "",
) -> None:
    """Take a source out of the corpus; its sheet stays in history."""
    session: Session = context.obj
    corpus = session.corpus()
    corpus.retract(id, why=why)
    bring_up(session, corpus)
    say(f"{_withheld(corpus, id)} is retracted; its last sheet stays in history/.")


def _line(path: Path, error: SulhError) -> str:
    """One line that begins with the file, once."""
    message = error.message
    return message if message.startswith(str(path)) else f"{path}: {message}"


def _add_one(corpus: Corpus, path: Path, outcome: Taken | SulhError) -> dict[str, object]:
    try:
        if isinstance(outcome, SulhError):
            raise outcome
        done = corpus.add(outcome.sheet, outcome.text, original=outcome.original)
    except SulhError as error:
        say(_withheld(corpus, _line(path, error)))
        return {"file": str(path), "source": None, "what": "failed", "why": error.message}
    counts = {kind: n for kind in _COUNTED if (n := len(getattr(outcome.sheet, kind)))}
    partial = outcome.sheet.extracted_by.partial if outcome.sheet.extracted_by else None
    return {
        "file": str(path),
        "source": done.id,
        "what": done.what,
        "facts": counts,
        "why": partial,
        "notes": list(outcome.notes),
    }


def _withheld(corpus: Corpus, text: str) -> str:
    return corpus.cloak.text(text) if corpus.cloak else text


def _shown_row(corpus: Corpus, row: dict[str, object]) -> dict[str, object]:
    """The row without withheld names; the id of the source is the one under which it is shown."""
    if corpus.cloak is None:
        return row
    masked = {
        name: corpus.cloak.text(value) if isinstance(value, str) else value
        for name, value in row.items()
    }
    notes, source = row.get("notes"), row["source"]
    if isinstance(notes, list):
        masked["notes"] = [corpus.cloak.text(str(note)) for note in notes]
    return masked | {"source": corpus.cloak.source(str(source)) if source else None}


_COUNTED = ("rounds", "third_parties", "participants", "commitments", "positions", "statements")


def _report(rows: list[dict[str, object]], json: bool) -> None:
    if json:
        print_json(rows)
    else:
        good = [row for row in rows if row["what"] != "failed"]
        columns = ["source", "", *(kind.replace("_", " ") for kind in _COUNTED)]
        if good:
            print_table(columns, [_row(row) for row in good])
        for row in good:
            if row["why"]:
                say(f"{row['source']}: {row['why']}")
            for note in row["notes"] if isinstance(row["notes"], list) else ():
                say(f"{row['source']}: {note}")
    if any(row["what"] == "failed" for row in rows):
        raise typer.Exit(1)


def _row(row: dict[str, object]) -> list[object]:
    facts = row["facts"]
    assert isinstance(facts, dict)
    return [row["source"], row["what"], *(facts.get(kind, 0) for kind in _COUNTED)]
