"""A fork that made its memory its own is not stopped to copy it later."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from kg.store.bounds import own_memory

FORKED = """
import os, resource
from kg.store.bounds import own_memory
held = bytearray(os.urandom(1 << 20) * 64)
pid = os.fork()
if pid:
    raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
steps = sum(1 for _ in own_memory()) if {own} else 0
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for page in range(0, len(held), 4096):
    held[page] ^= 255
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before, flush=True)
os._exit(0)
"""


def copied(own: bool) -> int:
    """Pages of 64 MB that a fork had to copy when it wrote to them."""
    command = [sys.executable, "-c", FORKED.replace("{own}", str(own))]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="a matter of the Linux kernel")
def test_a_fork_copies_its_memory_before_it_is_asked() -> None:
    pages = (64 << 20) // resource.getpagesize()
    assert copied(own=False) > pages * 0.9
    assert copied(own=True) < pages * 0.1


def test_memory_stays_what_it_was() -> None:
    held = bytearray(os.urandom(1 << 20) * 8)
    kept = bytes(held)
    for _ in own_memory():
        pass
    assert held == kept
