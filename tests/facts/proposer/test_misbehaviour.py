"""Whatever the endpoint does: one line that says so, and the rules' sheet as it was."""

from __future__ import annotations

import json
import time

import pytest
from proposing import HURRIED, KEY, Answer, Endpoints, Handler, Reading, Rules, document, raw, said

from kg.facts.proposer import Endpoint, SecondReader
from kg.facts.proposer.prompt import system_prompt


def silent(handler: Handler) -> None:
    time.sleep(2.5)


def dripping(handler: Handler) -> None:
    """Never still for long enough to time out on a single read."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(50):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def dripping_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(50):
        handler.wfile.write(b"a")
        time.sleep(0.05)


def huge(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(1 << 30))
    handler.end_headers()
    for _ in range(1 << 14):
        handler.wfile.write(b"[" * (1 << 16))


def cut_short(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def hung_up(handler: Handler) -> None:
    handler.close_connection = True


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")
    handler.close_connection = True


PAGE = b"<!DOCTYPE html><title>Sign in</title>"
CASES: list[tuple[str, Answer, str]] = [
    ("silent", silent, "in time"),
    ("dripping body", dripping, "in time"),
    ("dripping headers", dripping_headers, "in time"),
    ("huge", huge, "larger than"),
    ("cut short", cut_short, "broke off"),
    ("hung up", hung_up, "broke off"),
    ("no http", no_http, "broke off"),
    ("busy for ever", raw(b"slow down", 429), "status 429"),
    ("down for ever", raw(b"", 503, Retry_After="86400"), "status 503"),
    ("no key", raw(f"wrong key {KEY}".encode(), 401), "SULH_LLM_KEY"),
    ("error", raw(f"trace with {KEY}".encode(), 500), "status 500"),
    ("page", raw(PAGE), "web page"),
    ("nothing", raw(b""), "empty"),
    ("no content", said(""), "empty"),
    ("null content", raw(b'{"choices": [{"message": {"content": null}}]}'), "empty"),
    ("no choices", raw(b'{"choices": []}'), "OpenAI-compatible"),
    ("a list", raw(b"[]"), "OpenAI-compatible"),
    ("broken JSON", raw(b'{"choices": [{"mess'), "not JSON"),
    ("binary", raw(bytes(range(256))), "not JSON"),
    ("deep", raw(b"[" * 200_000), "not JSON"),
    ("broken JSON inside", said('{"rounds": [{"id": "x"'), "not JSON"),
    ("prose", said("I am sorry, I cannot do that."), "not JSON"),
    ("not a number", said('{"rounds": [NaN]}'), "not JSON"),
    ("endless number", said('{"rounds": [' + "9" * 10_000 + "]}"), "not JSON"),
    ("page inside", said("<html></html>"), "not JSON"),
    ("other keys", said({"facts": []}), "format of a fact sheet"),
    ("a list inside", said([{"actor": "Tarsia"}]), "format of a fact sheet"),
    ("no lists", said({"rounds": "many"}), "format of a fact sheet"),
    ("prompt echo", said(system_prompt()), "repeated the prompt"),
]


@pytest.mark.parametrize(("answer", "why"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_rules_sheet_stands_and_a_line_says_why(
    read: Reading, answer: Answer, why: str
) -> None:
    start = time.monotonic()
    sheet, notes = read(answer)
    assert time.monotonic() - start < 4
    assert sheet == Rules().extract(document())
    assert len(notes) == 1
    assert why in notes[0]
    assert "\n" not in notes[0] and len(notes[0]) < 200
    assert KEY not in notes[0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again(read: Reading, server: Endpoints, status: int) -> None:
    _, notes = read(raw(b"", status), raw(b"", status), said({"rounds": []}))
    assert len(server.asked) == 3
    assert "0 facts added" in notes[0]


def test_trying_again_has_an_end_and_other_errors_are_final(
    read: Reading, server: Endpoints
) -> None:
    read(raw(b"", 429))
    assert len(server.asked) == HURRIED.tries
    server.asked.clear()
    read(raw(b"", 500))
    assert len(server.asked) == 1


def test_a_dead_server_does_not_hold_up_a_folder(server: Endpoints) -> None:
    server.answers = [raw(b"", 500)]
    reader = SecondReader(Rules(), Endpoint(server.url, KEY, HURRIED), "small-1")
    notes = [reader.extract_with_notes(document())[1][0] for _ in range(5)]
    assert len(server.asked) == 3
    assert "not asked again" in notes[-1]


def test_a_redirect_to_another_server_is_not_followed(read: Reading, server: Endpoints) -> None:
    other = Endpoints()
    try:
        target = other.url.replace("127.0.0.1", "localhost")
        for status in (301, 302, 307, 308):
            _, notes = read(raw(b"", status, Location=f"{target}/chat/completions"))
            assert "another server" in notes[0]
        assert other.asked == []
    finally:
        other.server_close()
    for location in ("file:///etc/hostname", "ftp://127.0.0.1/", "//[", ""):
        _, notes = read(raw(b"", 307, Location=location))
        assert "redirects" in notes[0]


def test_a_redirect_within_the_server_is_followed_once(read: Reading, server: Endpoints) -> None:
    _, notes = read(raw(b"", 307, Location="/v2/chat/completions"), said({"rounds": []}))
    assert [path for path, _, _ in server.asked] == ["/v1/chat/completions", "/v2/chat/completions"]
    assert "0 facts added" in notes[0]
    server.asked.clear()
    _, notes = read(raw(b"", 307, Location="/v1/chat/completions"))
    assert "circles" in notes[0]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/hostname", "http://"),
        ("ftp://example.org/v1", "http://"),
        ("example.org/v1", "http://"),
        ("http://", "http://"),
        ("http://example.org:port/", "http://"),
        ("http://[half", "http://"),
        ("http://example.org/v1\r\nHost: other", "http://"),
        ("http://name:word@example.org/v1", "SULH_LLM_KEY"),
        ("http://127.0.0.1:1/v1", "cannot be reached"),
    ],
)
def test_a_wrong_address_is_said(url: str, why: str) -> None:
    sheet, notes = SecondReader(Rules(), Endpoint(url, KEY, HURRIED), "m").extract_with_notes(
        document()
    )
    assert sheet == Rules().extract(document())
    assert why in notes[0]


@pytest.mark.parametrize("key", ["sk-one\r\nX-Other: two", "sk-schlüssel", "sk-\0"])
def test_a_key_that_no_header_may_hold_is_not_sent_and_not_shown(
    read: Reading, server: Endpoints, key: str
) -> None:
    _, notes = read(said({}), key=key)
    assert server.asked == []
    assert "SULH_LLM_KEY" in notes[0]
    assert "sk-" not in notes[0]


def test_many_proposals_are_read_in_bounded_time(read: Reading) -> None:
    fact = {"actor": "Tarsia", "evidence": ["Tarsia hosts " + "x" * 2000]}
    start = time.monotonic()
    sheet, notes = read(said(json.dumps({"third_parties": [fact] * 400})))
    assert time.monotonic() - start < 3
    assert "too long 300, too many 100" in notes[0]
    assert sheet.third_parties == []
