"""A real server on a free port of loopback, in a thread of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from api.app import create_app
from kg.settings import Settings
from kg.store.base import Store

TOKEN = "a-token-for-tests"
WRITER = {"Authorization": f"Bearer {TOKEN}"}


@contextmanager
def serving(store: Store, **settings: object) -> Iterator[str]:
    app = create_app(Settings(**{"token": TOKEN, **settings}), store)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
