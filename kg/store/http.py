"""One HTTP exchange with another server: kept-alive, authenticated, and read to its true end."""

from __future__ import annotations

import base64
import io
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Lock
from urllib.parse import urlsplit
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from kg.errors import QueryTimeout, RemoteError, StoreError

LARGE = 16 * 1024


@dataclass(frozen=True, slots=True)
class Credentials:
    user: str = ""
    password: str = field(default="", repr=False)
    bearer: str = field(default="", repr=False)

    def header(self) -> str | None:
        if self.bearer:
            return f"Bearer {self.bearer}"
        if not self.user:
            return None
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        return f"Basic {pair}"

    def answer(self, challenge: str, method: str, url: str) -> str | None:
        """The header that answers a digest challenge."""
        scheme, _, parameters = challenge.partition(" ")
        if scheme.lower() != "digest" or not self.user:
            return None
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, self.user, self.password)
        handler = AbstractDigestAuthHandler(passwords)
        found = _parameters(parameters)
        text = handler.get_authorization(Request(url, method=method), found)
        return f"Digest {text}" if text else None


class Client:
    """Keeps connections open between exchanges; may be used from any thread."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._idle: dict[tuple[str, str], list[HTTPConnection]] = {}
        self._challenges: dict[str, str] = {}
        self._lock = Lock()

    def send(
        self,
        method: str,
        url: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        seconds: float = 60.0,
    ) -> Answer:
        """The answer with its body unread. Raises where none came."""
        sent = {"User-Agent": "sulh", **(headers or {})}
        if not self._credentials.user and not self._credentials.bearer:
            return self._exchange(method, url, body, sent, seconds)
        path = url.partition("?")[0]
        if len(body) > LARGE and path not in self._challenges:
            self._ask_for_challenge(url, path, seconds)
        answer = self._exchange(
            method, url, body, sent | self._authorization(method, url, path), seconds
        )
        if answer.status != 401 or not self._credentials.user:
            return answer
        self._ask_for_challenge(url, path, seconds)
        if not self._challenges[path]:
            return answer
        answer.drain()
        return self._exchange(
            method, url, body, sent | self._authorization(method, url, path), seconds
        )

    def _authorization(self, method: str, url: str, path: str) -> dict[str, str]:
        challenge = self._challenges.get(path, "")
        digest = self._credentials.answer(challenge, method, url)
        header = digest or self._credentials.header()
        return {"Authorization": header} if header else {}

    def _ask_for_challenge(self, url: str, path: str, seconds: float) -> None:
        """Virtuoso shows its challenge only to those who bring nothing, and hangs up on others
        in the middle of a large body."""
        answer = self._exchange("GET", url, b"", {"User-Agent": "sulh"}, seconds)
        found = answer.headers.get("www-authenticate", "")
        self._challenges[path] = found if found.lower().startswith("digest") else ""
        answer.drain()

    def close(self) -> None:
        with self._lock:
            for connections in self._idle.values():
                for connection in connections:
                    connection.close()
            self._idle.clear()

    def keep(self, key: tuple[str, str], connection: HTTPConnection) -> None:
        with self._lock:
            self._idle.setdefault(key, []).append(connection)

    def _exchange(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], seconds: float
    ) -> Answer:
        parts = urlsplit(url)
        key = (parts.scheme, parts.netloc)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        while True:
            connection, reused = self._connection(key, seconds)
            try:
                connection.request(method, target, body or None, dict(headers))
                return Answer(self, key, connection, connection.getresponse())
            except TimeoutError:
                connection.close()
                raise QueryTimeout(f"{key[1]} did not answer in {seconds:g} s.") from None
            except (HTTPException, OSError) as error:
                connection.close()
                if not reused:
                    raise _unreachable(url, error) from error

    def _connection(self, key: tuple[str, str], seconds: float) -> tuple[HTTPConnection, bool]:
        """One that is open already, and whether it is: the server may have closed it meanwhile."""
        with self._lock:
            kept = self._idle.get(key)
            connection = kept.pop() if kept else None
        if connection is None or connection.sock is None:
            return _new_connection(*key, seconds), False
        connection.sock.settimeout(seconds)
        return connection, True


class Answer(io.RawIOBase):
    """Status, headers, and the body as a file; a body that ends too early is an error."""

    def __init__(
        self,
        client: Client,
        key: tuple[str, str],
        connection: HTTPConnection,
        response: HTTPResponse,
    ) -> None:
        self._client = client
        self._key = key
        self._connection = connection
        self._response = response
        self.status = response.status
        self.reason = response.reason
        self.headers = response.headers

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._response.read(len(buffer))
        except TimeoutError:
            raise QueryTimeout(
                "The remote server fell silent in the middle of an answer."
            ) from None
        except (HTTPException, OSError) as error:
            raise cut_short(error) from error
        if not chunk and self._response.length:
            raise cut_short(f"{self._response.length} bytes are missing")
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def drain(self) -> None:
        while self.read(1 << 16):
            pass
        self.close()

    def close(self) -> None:
        """Keep the connection when the body was read to its end."""
        if self.closed:
            return
        super().close()
        whole = self._response.isclosed() and not self._response.will_close
        if whole and self._connection.sock is not None:
            self._client.keep(self._key, self._connection)
        else:
            self._response.close()
            self._connection.close()


def cut_short(cause: object) -> RemoteError:
    return RemoteError(f"The remote server's answer is cut short ({cause}); nothing of it is used.")


def _new_connection(scheme: str, host: str, seconds: float) -> HTTPConnection:
    if scheme == "https":
        return HTTPSConnection(host, timeout=seconds, context=ssl.create_default_context())
    return HTTPConnection(host, timeout=seconds)


def _unreachable(url: str, error: Exception) -> StoreError:
    return StoreError(f"{url} cannot be reached ({error}); is the server up, is SULH_STORE right?")


def _parameters(text: str) -> dict[str, str]:
    return parse_keqv_list(parse_http_list(text))
