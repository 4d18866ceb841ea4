"""The server: `create_app(settings)` and nothing at import."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api import problems
from api.answers import open_answers
from api.disputes import DisputeKeeper
from api.past import Pasts
from api.ready import ReadyAnswers
from api.routes import ROUTERS
from kg.corpus import Corpus
from kg.settings import Settings
from kg.store import open_store
from kg.store.base import Store, Versioned
from kg.store.sync import sync
from kg.version import __version__

DESCRIPTION = (
    "Who attended which negotiation round, in whose name, in what role, and who says so. "
    "Every fact carries the words that say it. Errors are problem+json (RFC 9457)."
)


def _open(settings: Settings) -> Store:
    """The store, brought up to its corpus; a remote store is taken as it is."""
    store = open_store(settings)
    if not settings.store:
        sync(Corpus.open(settings.corpus_dir), store, base=settings.base)
    return store


def create_app(settings: Settings | None = None, store: Store | None = None) -> FastAPI:
    """A server over `store`, or over the store that the settings name, opened at start-up."""
    settings = settings or Settings.from_environment()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.store = store if store is not None else _open(settings)
        app.state.versioned = app.state.store if isinstance(app.state.store, Versioned) else None
        app.state.answers = open_answers(app.state.store, settings)
        app.state.disputes = DisputeKeeper(app.state.store, settings.base)
        app.state.disputes.start()
        await app.state.answers.start()
        try:
            yield
        finally:
            app.state.disputes.stop()
            await app.state.answers.stop()
            if store is None:
                app.state.store.close()

    app = FastAPI(
        title="sulh",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.pasts = Pasts()
    app.add_middleware(ReadyAnswers)
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router)
    return app
