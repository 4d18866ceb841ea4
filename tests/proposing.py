"""A real server on the loopback that answers, or misbehaves, as each test wants."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kg.facts.model import Sheet
from kg.facts.proposer.endpoint import Patience
from kg.sources.document import Block, Document, Metadata, Zone

TITLE = "Talks between Norland and the Southern Front open in Bergdorf"
BODY = (
    "The second round of talks between Norland and the Southern Front opened in Bergdorf on "
    "4 May 2031. Tarsia hosts the talks. Norland's team is led by Foreign Minister Ilse Brandt. "
    "“We have come to listen,” Brandt said. If the talks resume, Omar Said would head the team "
    "of the Southern Front. Both sides agreed to a ceasefire."
)
ADVERT = "Tarsia mediates every round of talks, an advertisement said."
KEY = "sk-very-secret-0123456789"
HURRIED = Patience(seconds=1.5, tries=3, pause=0.02, longest_pause=0.05)


class Rules:
    """Stands for the rules: finds the round, and nothing else."""

    def extract(self, document: Document) -> Sheet:
        round = {
            "id": "bergdorf-2",
            "ordinal": 2,
            "place": "Bergdorf",
            "parties": ["Norland", "Southern Front"],
            "evidence": ["The second round of talks between Norland and the Southern Front"],
        }
        reader = {"name": "sulh-rules", "version": "1", "model": "parser 3.8"}
        return Sheet.model_validate(
            {
                "source": {"id": document.id, "published": document.metadata.published},
                "extracted_by": reader,
                "rounds": [round],
            }
        )


def document(body: str = BODY) -> Document:
    text = "\n".join((TITLE, body, ADVERT))
    starts = [0, len(TITLE) + 1, len(TITLE) + len(body) + 2]
    ends = [len(TITLE), len(TITLE) + 1 + len(body), len(text)]
    zones = (Zone.TITLE, Zone.BODY, Zone.ADVERT)
    blocks = tuple(Block(a, b, z) for a, b, z in zip(starts, ends, zones, strict=True))
    return Document("gazette", text, blocks, Metadata(published="2031-05-05", language="en"))


Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Endpoints

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        number = min(len(self.server.asked), len(self.server.answers)) - 1
        try:
            self.server.answers[number](self)
        except OSError:
            self.close_connection = True

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers), None))
        self.reply(b"{}")

    def reply(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


class Endpoints(ThreadingHTTPServer):
    """`answers` are given in turn, the last of them ever after; `asked` is what came in."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = []
        self.asked: list[tuple[str, dict[str, str], Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, *_: object) -> None:
        pass


def said(content: Any) -> Answer:
    """An answer in the form of chat completions."""
    text = content if isinstance(content, str) else json.dumps(content)
    body = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    return lambda handler: handler.reply(json.dumps(body).encode())


def raw(data: bytes, status: int = 200, **headers: str) -> Answer:
    return lambda handler: handler.reply(data, status, **headers)


Reading = Callable[..., tuple[Sheet, tuple[str, ...]]]
