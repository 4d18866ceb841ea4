"""The commands and what they share: the corpus, the settings, the way to print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from kg.corpus import Corpus
from kg.settings import Settings
from kg.version import __version__

HELP = """
Who attended which negotiation round, for whom, in what post, and which source says so.

A corpus is a folder of sources, fact sheets and judgements. Start with `sulh demo`,
or with `sulh init my-corpus` and `sulh --corpus my-corpus add article.html`.
"""

app = typer.Typer(
    name="sulh",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass(frozen=True, slots=True)
class Session:
    """What the options before the command say."""

    settings: Settings

    def corpus(self) -> Corpus:
        return Corpus.open(self.settings.corpus_dir)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sulh {__version__}")
        raise typer.Exit


@app.callback()
def begin(
    context: typer.Context,
    corpus: Annotated[
        Path | None,
        typer.Option(
            "--corpus", metavar="DIR", help="Corpus folder; else SULH_CORPUS, else this folder."
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    settings = Settings.from_environment()
    del version
    if corpus is not None:
        settings = replace(settings, corpus=str(corpus))
    context.obj = Session(settings)


from kg.cli import asking, comparing, filling, judging, measuring, serving  # noqa: E402

for _room in (serving, filling, asking, comparing, judging, measuring):
    _room.add_commands(app)
