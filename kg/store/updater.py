"""The program that runs one update: `python -m kg.store.updater DIRECTORY MEGABYTES`.

The update comes on stdin, a failure goes to stdout as a frame. The directory is a version that
nobody else has opened; who stops the process throws it away.
"""

from __future__ import annotations

import json
import sys

import pyoxigraph as ox

from kg.store.bounds import bound_memory, die_with_parent
from kg.store.changes import Edit
from kg.store.frames import failure


def main() -> None:
    die_with_parent()
    directory, megabytes = sys.argv[1:]
    order = json.load(sys.stdin)
    engine = ox.Store(directory)
    bound_memory(int(megabytes))
    try:
        Edit({}, (), order["text"], None, base=order["base"]).run(engine)
        engine.flush()
    except Exception as error:
        sys.stdout.buffer.write(failure(error))


if __name__ == "__main__":
    main()
