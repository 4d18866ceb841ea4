"""What holds a process that works for another one: how much it takes, and how long it lives."""

from __future__ import annotations

import ctypes
import re
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_MADV_POPULATE_WRITE = 23
_HEAP = re.compile(r"^(\w+)-(\w+) rw-p \w+ 00:00 0 +(?!\[(?:stack|v))", re.MULTILINE)
_SLICE = 1 << 20
_SPARE_ROOM = 4
"""A fork takes memory of its own only while the machine has this many times as much to give."""


def die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def bound_memory(megabytes: int) -> None:
    """Address space over what the process already has."""
    statm = Path("/proc/self/statm")
    if not megabytes or not statm.exists():
        return
    pages = int(statm.read_text().split()[0])
    limit = pages * resource.getpagesize() + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def own_memory() -> Iterator[None]:
    """Make what a fork shares with its parent its own, a slice at a step.

    The engine counts references in what it reads, so that each page would be copied in the middle
    of a query. Where the kernel cannot do it, or memory is short, nothing is done.
    """
    parts = _heap()
    if sys.platform != "linux" or _available() < _SPARE_ROOM * sum(map(len, parts)):
        return
    madvise = ctypes.CDLL(None).madvise
    for part in parts:
        for start in part[::_SLICE]:
            length = min(_SLICE, part.stop - start)
            if madvise(ctypes.c_void_p(start), ctypes.c_size_t(length), _MADV_POPULATE_WRITE):
                return
            yield


def _heap() -> list[range]:
    """Addresses of the memory that belongs to no file."""
    maps = Path("/proc/self/maps")
    found = _HEAP.findall(maps.read_text()) if maps.exists() else []
    return [range(int(start, 16), int(end, 16)) for start, end in found]


def _available() -> int:
    info = Path("/proc/meminfo")
    found = re.search(r"MemAvailable: +(\d+)", info.read_text()) if info.exists() else None
    return int(found[1]) * 1024 if found else 0
