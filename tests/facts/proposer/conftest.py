"""A server for each test, and a second reader that asks it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from proposing import BODY, HURRIED, KEY, Answer, Endpoints, Reading, Rules, document

from kg.facts.model import Sheet
from kg.facts.proposer import Cache, Endpoint, SecondReader


@pytest.fixture
def server() -> Iterator[Endpoints]:
    endpoints = Endpoints()
    thread = threading.Thread(target=endpoints.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield endpoints
    endpoints.shutdown()
    endpoints.server_close()
    thread.join()


@pytest.fixture
def read(server: Endpoints) -> Reading:
    """Read the document with the server's answers."""

    def reading(
        *answers: Answer, body: str = BODY, cache: Cache | None = None, key: str = KEY
    ) -> tuple[Sheet, tuple[str, ...]]:
        server.answers = list(answers)
        reader = SecondReader(Rules(), Endpoint(server.url, key, HURRIED), "small-1", cache)
        return reader.extract_with_notes(document(body))

    return reading
