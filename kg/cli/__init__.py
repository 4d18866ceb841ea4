"""The command `sulh`."""

from __future__ import annotations

import os
import sys

import typer
from typer.exceptions import TyperException

from kg.errors import SulhError


def main() -> None:
    """Run the command line; every failure is one line on standard error and an exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Exit code: 0 done, 1 failed, 2 wrong use."""
    from kg.cli.app import app

    try:
        code = app(arguments, prog_name="sulh", standalone_mode=False)
    except SulhError as error:
        return _say(error.message, error.exit_code)
    except typer.Exit as leave:
        return int(leave.exit_code)
    except typer.Abort:
        return _say("stopped.", 130)
    except TyperException as error:
        error.show()  # type: ignore[attr-defined]
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _say(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "), 1)
    except Exception as error:
        if os.environ.get("SULH_DEBUG"):
            raise
        return _say(
            f"unexpected {type(error).__name__}: {error} (this is a fault of sulh; "
            "SULH_DEBUG=1 shows where)",
            1,
        )
    return int(code or 0)


def _say(message: str, code: int) -> int:
    print(f"sulh: {message}", file=sys.stderr)  # noqa: T201
    return code
