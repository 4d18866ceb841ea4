"""Writes need the token; without one set nobody writes."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kg.settings import Settings
from kg.store import MemoryStore

WRITES = [
    ("PUT", "/store?graph=http://x/g", {"content": "<a:a> <a:b> <a:c> .", "type": "text/turtle"}),
    ("POST", "/store?graph=http://x/g", {"content": "<a:a> <a:b> <a:c> .", "type": "text/turtle"}),
    ("DELETE", "/store?graph=http://x/g", {"content": "", "type": "text/turtle"}),
    ("PUT", "/store/x", {"content": "<a:a> <a:b> <a:c> .", "type": "text/turtle"}),
    ("POST", "/sparql", {"content": "INSERT DATA {}", "type": "application/sparql-update"}),
]


def send(token: str, write: tuple[str, str, dict[str, str]], authorization: str | None):  # type: ignore[no-untyped-def]
    method, path, body = write
    headers = {"content-type": body["type"].encode()}
    if authorization is not None:
        headers["authorization"] = authorization.encode()
    with TestClient(create_app(Settings(token=token), MemoryStore())) as client:
        return client.request(method, path, content=body["content"], headers=headers)


@pytest.mark.parametrize("write", WRITES, ids=lambda write: f"{write[0]} {write[1]}")
def test_a_server_without_a_token_is_read_only(write: tuple[str, str, dict[str, str]]) -> None:
    for authorization in (None, "Bearer ", "Bearer x"):
        answer = send("", write, authorization)
        assert answer.status_code == 403
        assert "SULH_TOKEN" in answer.json()["detail"]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: f"{write[0]} {write[1]}")
@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer wrong", "Basic c2VjcmV0", "secret", "Bearer sécret"],
)
def test_a_wrong_token_is_refused(
    write: tuple[str, str, dict[str, str]], authorization: str | None
) -> None:
    answer = send("secret", write, authorization)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_the_token_opens() -> None:
    assert send("secret", WRITES[0], "Bearer secret").status_code == 201
    assert send("sécret", WRITES[0], "bearer sécret").status_code == 201
