"""One question to an OpenAI-compatible endpoint: bounded in time, in size and in tries."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from kg.errors import SulhError

PATH = "/chat/completions"
_BUSY = (429, 503)
_MOVED = (301, 302, 307, 308)
_CHUNK = 1 << 16
_SECRET = 8
_ADVICE = {
    400: "; is SULH_LLM_MODEL a model of that server?",
    401: "; is SULH_LLM_KEY right?",
    403: "; is SULH_LLM_KEY right?",
    404: "; are SULH_LLM_URL and SULH_LLM_MODEL right?",
    429: "; it asks to be left alone for a while",
}


class NoAnswer(SulhError):
    """Why the second reader has nothing to say. Never holds the key or the server's own words."""


@dataclass(frozen=True, slots=True)
class Patience:
    """`seconds` is for the whole question, tries and pauses included."""

    seconds: float = 120.0
    tries: int = 4
    pause: float = 1.0
    longest_pause: float = 20.0
    largest: int = 1 << 20


class Endpoint:
    """Made without a look at the network; a wrong address or key is said when it is asked."""

    def __init__(self, url: str, key: str = "", patience: Patience | None = None) -> None:
        self._url = url.strip()
        self._key = key.strip()
        self._patience = patience or Patience()

    def ask(self, body: bytes) -> bytes:
        """The body of the answer. Raises NoAnswer, with one line that says why."""
        headers, deadline = self._headers(), time.monotonic() + self._patience.seconds
        url, pause = _target(self._url), self._patience.pause
        for attempt in range(self._patience.tries):
            status, answer, after = self._follow(url, body, headers, deadline)
            if status not in _BUSY or attempt + 1 == self._patience.tries:
                break
            wait = min(max(pause, after), self._patience.longest_pause)
            if time.monotonic() + wait >= deadline:
                break
            time.sleep(wait)
            pause *= 2
        if status != 200:
            raise NoAnswer(f"the endpoint answered with status {status}{_ADVICE.get(status, '')}.")
        return answer

    def shows_key(self, text: str) -> bool:
        """Short keys are placeholders of local servers, and stand in many a word."""
        return len(self._key) >= _SECRET and self._key in text

    def _headers(self) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": "sulh",
        }
        if not self._key:
            return headers
        if not (self._key.isascii() and self._key.isprintable()):
            raise NoAnswer("SULH_LLM_KEY holds characters that no key may hold.")
        return {**headers, "Authorization": f"Bearer {self._key}"}

    def _follow(
        self, url: SplitResult, body: bytes, headers: dict[str, str], deadline: float
    ) -> tuple[int, bytes, float]:
        """Follows a redirect within the same server, once; the key goes nowhere else."""
        for _ in range(2):
            status, answer, after, location = self._exchange(url, body, headers, deadline)
            if status not in _MOVED:
                return status, answer, after
            moved = _moved(url, location)
            if moved is None or _server(moved) != _server(url):
                raise NoAnswer("the endpoint redirects to another server; this is not followed.")
            url = moved
        raise NoAnswer("the endpoint redirects in circles; give SULH_LLM_URL its final address.")

    def _exchange(
        self, url: SplitResult, body: bytes, headers: dict[str, str], deadline: float
    ) -> tuple[int, bytes, float, str]:
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        with _bounded(url, deadline) as connection:
            connection.request("POST", target, body, headers)
            response = connection.getresponse()
            answer = self._whole(response, deadline) if response.status == 200 else b""
            after = _seconds(response.headers.get("Retry-After", ""))
            return response.status, answer, after, response.headers.get("Location", "")

    def _whole(self, response: HTTPResponse, deadline: float) -> bytes:
        parts, size = [], 0
        while chunk := response.read1(_CHUNK):
            size += len(chunk)
            if size > self._patience.largest:
                raise NoAnswer(f"the answer is larger than {self._patience.largest // 1024} KiB.")
            if time.monotonic() > deadline:
                raise TimeoutError
            parts.append(chunk)
        if response.length:
            raise ConnectionError
        return b"".join(parts)


@contextmanager
def _bounded(url: SplitResult, deadline: float) -> Iterator[HTTPConnection]:
    """A connection that is cut at the deadline, whatever the other side does meanwhile."""
    left = max(deadline - time.monotonic(), 0.001)
    connection, late = _connection(url, left), Event()
    timer = Timer(left, _cut, (connection, late))
    timer.daemon = True
    try:
        timer.start()
        connection.connect()
        _in_time(late)
        yield connection
        _in_time(late)
    except (OSError, HTTPException, ValueError) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise NoAnswer("the endpoint did not answer in time.") from None
        raise _failed(error) from None
    finally:
        timer.cancel()
        connection.close()


def _in_time(late: Event) -> None:
    if late.is_set():
        raise TimeoutError


def _connection(url: SplitResult, seconds: float) -> HTTPConnection:
    host = url.hostname or ""
    if url.scheme == "https":
        context = ssl.create_default_context()
        return HTTPSConnection(host, url.port, timeout=seconds, context=context)
    return HTTPConnection(host, url.port, timeout=seconds)


def _cut(connection: HTTPConnection, late: Event) -> None:
    late.set()
    try:
        connection.sock.shutdown(socket.SHUT_RDWR)
    except (OSError, AttributeError):
        return


def _failed(error: Exception) -> NoAnswer:
    """Without the error's own words, which may hold what was sent."""
    if isinstance(error, ssl.SSLError):
        return NoAnswer("the endpoint's certificate or encryption does not hold.")
    if isinstance(error, (ConnectionRefusedError, socket.gaierror)):
        return NoAnswer("the endpoint cannot be reached; is it up, is SULH_LLM_URL right?")
    return NoAnswer("the exchange with the endpoint broke off.")


def _target(url: str) -> SplitResult:
    parts = _split(url)
    if parts is None:
        raise NoAnswer("SULH_LLM_URL is not an address that begins with http:// or https://.")
    if parts.username is not None or parts.password is not None:
        raise NoAnswer("SULH_LLM_URL holds a user name; put the key into SULH_LLM_KEY.")
    path = parts.path.rstrip("/")
    return parts._replace(path=path if path.endswith(PATH) else path + PATH, fragment="")


def _split(url: str) -> SplitResult | None:
    """None where this is no http(s) address that can be called."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    plain = url.isascii() and url.isprintable() and " " not in url
    return parts if plain and parts.scheme in ("http", "https") and parts.hostname else None


def _moved(url: SplitResult, location: str) -> SplitResult | None:
    try:
        return _split(urljoin(url.geturl(), location)) if location else None
    except ValueError:
        return None


def _server(url: SplitResult) -> tuple[str, str | None, int]:
    return url.scheme, url.hostname, url.port or (443 if url.scheme == "https" else 80)


def _seconds(text: str) -> float:
    """Of a Retry-After header; its dates are not read."""
    return float(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0.0
