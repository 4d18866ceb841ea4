"""`python -m kg.facts.evaluate DIR [--errors] [--json] [--html] [--kind K]`"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.errors import SulhError
from kg.facts.evaluate import run
from kg.facts.model import KINDS
from kg.settings import Settings


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m kg.facts.evaluate")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--html", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--kind", action="append", choices=KINDS)
    given = parser.parse_args()
    try:
        settings = Settings.from_environment()
        run(
            given.folder,
            settings,
            errors=given.errors,
            html=given.html,
            json=given.json,
            kinds=given.kind,
        )
    except SulhError as error:
        sys.stderr.write(f"{error.message}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
