"""What holds a process that works for another one: how much it takes, and how long it lives."""

from __future__ import annotations

import ctypes
import resource
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1


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
