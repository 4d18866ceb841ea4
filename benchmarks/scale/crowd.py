"""Many clients at once, in processes of their own:
`python crowd.py URL CLIENTS SECONDS again|anew < queries`.

Each client keeps one connection and asks one query after the other, all of them in turn. `anew`
gives each a comment of its own, so that no query is ever asked twice in the same words. Prints
the latencies of all answers, in seconds, as JSON.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlencode, urlsplit

PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """Of all answers of a crowd, in milliseconds and answers a second."""

    p50: float
    p99: float
    rate: float

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p99:.1f} ms, {self.rate:,.0f}/s"


def crowd(
    url: str,
    queries: Sequence[str],
    clients: int = 16,
    seconds: float = 3.0,
    *,
    anew: bool = True,
) -> Figures:
    number = max(1, min(PROCESSES, clients))
    command = [sys.executable, __file__, url, str(clients // number), str(seconds)]
    command.append("anew" if anew else "again")
    pipe = subprocess.PIPE
    asking = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(number)]
    for one in asking:
        assert one.stdin is not None
        one.stdin.write(json.dumps(list(queries)))
        one.stdin.close()
    found = [latency for one in asking for latency in json.load(one.stdout or sys.stdin)]
    if any(one.wait() for one in asking) or not found:
        raise RuntimeError(f"{url} failed some of the {clients} clients")
    ordered = sorted(found)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return Figures(ordered[len(ordered) // 2] * 1e3, p99 * 1e3, len(ordered) / seconds)


def _ask(
    url: str, queries: Sequence[str], start: int, until: float, mark: str, found: list[float]
) -> None:
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=120)
    accept = {"Accept": "application/sparql-results+json, application/json"}
    while time.monotonic() < until:
        comment = f"\n# {mark} {start}" if mark else ""
        query = urlencode({"query": queries[start % len(queries)] + comment})
        began = time.perf_counter()
        connection.request("GET", f"{address.path}?{query}", headers=accept)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} from {url}")
        found.append(time.perf_counter() - began)
        start += 1


def main(url: str, clients: str, seconds: str, how: str) -> None:
    queries, until = json.load(sys.stdin), time.monotonic() + float(seconds)
    found: list[float] = []
    threads = []
    for number in range(int(clients)):
        mark = f"{os.getpid()} {number}" if how == "anew" else ""
        arguments = (url, queries, 7 * number, until, mark, found)
        threads.append(Thread(target=_ask, args=arguments))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
