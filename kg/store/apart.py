"""One update in a process of its own, so that it can be stopped: the engine alone cannot be."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from kg.errors import QueryTimeout, QueryTooLarge, StoreError
from kg.store.base import Limits
from kg.store.changes import Edit
from kg.store.frames import HEAD, revived

_OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS)


def update_apart(directory: Path, edit: Edit, limits: Limits) -> None:
    """Raises QueryTimeout and QueryTooLarge at the limits, and what the engine raises."""
    megabytes = limits.megabytes or 0
    command = [sys.executable, "-m", "kg.store.updater", str(directory), str(megabytes)]
    order = json.dumps({"text": edit.text, "base": edit.base}).encode()
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        try:
            said, _ = process.communicate(order, limits.seconds)
        except subprocess.TimeoutExpired:
            raise QueryTimeout(
                f"The update did not finish in {limits.seconds:g} s and changed nothing; narrow it."
            ) from None
        finally:
            process.kill()
    if said:
        raise revived(said[HEAD.size :])
    if process.returncode in _OUT_OF_MEMORY:
        raise QueryTooLarge(f"The update needs more than {megabytes} MiB and changed nothing.")
    if process.returncode:
        raise StoreError("The process that worked on the update was ended; ask again.")
