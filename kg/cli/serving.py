"""Commands that serve: demo and serve."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import fields, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import Session
from kg.cli.output import say
from kg.corpus import Corpus
from kg.errors import UsageError
from kg.settings import Settings
from kg.store import open_store
from kg.store.sync import sync

DEMO = "pakistan-afghanistan-2025"


def add_commands(app: typer.Typer) -> None:
    for command in (demo, serve):
        app.command()(command)


Port = Annotated[int | None, typer.Option(help="Port to listen on.")]


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]")] = Path("demo-corpus"),
    port: Port = None,
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="Start the server.")] = True,
) -> None:
    """Copy the example corpus to DIR, build it, and serve its pages."""
    session: Session = context.obj
    if not folder.exists():
        with as_file(files("examples") / DEMO) as example:
            shutil.copytree(example, folder)
    settings = replace(session.settings, corpus=str(folder))
    corpus = Corpus.open(folder)
    store = open_store(settings)
    try:
        done = sync(corpus, store, base=settings.base)
    finally:
        store.close()
    say(f"{len(corpus.ids())} sources in {folder}; {len(done.written)} graphs written.")
    if serve_it:
        _serve(settings, port)


def serve(
    context: typer.Context,
    port: Port = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
) -> None:
    """Serve the corpus: pages, lookups, SPARQL."""
    session: Session = context.obj
    settings = replace(session.settings, host=host or session.settings.host)
    if not settings.store:
        Corpus.open(settings.corpus_dir)
    _serve(settings, port)


def _serve(settings: Settings, port: int | None) -> None:
    import uvicorn

    settings = replace(settings, port=port or settings.port)
    _refuse_taken(settings)
    shown = "localhost" if settings.host in ("127.0.0.1", "0.0.0.0") else settings.host
    say(f"Pages at http://{shown}:{settings.port}/ (Ctrl-C stops)")
    _export(settings)
    uvicorn.run(
        "api.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
    )


def _export(settings: Settings) -> None:
    """The server reads its settings from the environment, as anywhere."""
    for spec in fields(settings):
        os.environ[f"SULH_{spec.name.upper()}"] = str(getattr(settings, spec.name))


def _refuse_taken(settings: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            raise UsageError(
                f"Port {settings.port} on {settings.host} is taken; name another with --port."
            ) from None
