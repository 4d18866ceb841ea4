"""One hash of all that the graph is built from; one changed source changes it cheaply.

Sources stand in 4096 buckets by the hash of their id: a change costs one bucket and the whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

_DIGITS = 3


def line_of(id: str, rank: int, sheet_hash: str, text_hash: str, rounds: Mapping[str, str]) -> str:
    """What the hash holds of a source: its place in the order, its files, its rounds' ids."""
    return json.dumps([id, rank, sheet_hash, text_hash, sorted(rounds.items())])


def bucket_of(id: str) -> int:
    return int(hashlib.sha256(id.encode()).hexdigest()[:_DIGITS], 16)


def bucket_hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def whole_hash(head: str, buckets: Mapping[int, str]) -> str:
    """`head` is the hash of what all sources share; empty buckets are left out."""
    parts = (f"{number:0{_DIGITS}x} {hash}" for number, hash in sorted(buckets.items()))
    return hashlib.sha256("\n".join((head, *parts)).encode()).hexdigest()


def whole_of(head: str, lines: Mapping[str, str]) -> str:
    """The same from all lines (id → line) at once."""
    buckets: dict[int, list[str]] = {}
    for id, line in lines.items():
        buckets.setdefault(bucket_of(id), []).append(line)
    return whole_hash(head, {number: bucket_hash(found) for number, found in buckets.items()})
