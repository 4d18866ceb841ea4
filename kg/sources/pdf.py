"""PDF → text, in a process of its own: a hostile file costs time and memory only up to a limit.

`python -m kg.sources.pdf SECONDS` reads a PDF from standard input and writes JSON.
"""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from typing import Any

from kg.errors import EmptySource, SourceError, TooLarge
from kg.settings import Settings

_MEMORY = 1 << 30
_MAX_PAGES = 300
_MAX_TEXT = 3_000_000
_GRACE = 5.0
_PROBLEMS = {
    "encrypted": "is protected by a password; save it without one.",
    "memory": "needs too much memory to read; is it a damaged or hostile file?",
    "broken": "is a damaged PDF that cannot be read.",
}


def pdf_text(data: bytes, what: str, settings: Settings) -> str:
    """Raises SourceError, EmptySource (a PDF of pictures) and TooLarge."""
    seconds = settings.document_seconds
    command = [sys.executable, "-m", "kg.sources.pdf", str(max(1, int(seconds)))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds + _GRACE)
    except subprocess.TimeoutExpired:
        raise _too_slow(what, settings) from None
    answer = _answer(done.stdout)
    if answer is None:
        if done.returncode < 0:
            raise _too_slow(what, settings)
        raise SourceError(f"{what} {_PROBLEMS['broken']}")
    if "problem" in answer:
        raise SourceError(f"{what} {_PROBLEMS[answer['problem']]}")
    if not answer["text"].strip():
        raise EmptySource(f"{what} holds pictures of pages, no text; run it through OCR first.")
    return str(answer["text"])


def _answer(output: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(output)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _too_slow(what: str, settings: Settings) -> TooLarge:
    seconds = settings.document_seconds
    return TooLarge(f"{what} was not read within {seconds:g} seconds (SULH_DOCUMENT_SECONDS).")


def _limit(seconds: int) -> None:
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _read(data: bytes) -> dict[str, str]:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"problem": "encrypted"}
        return {"text": _pages(reader)}
    except MemoryError:
        return {"problem": "memory"}
    except FileNotDecryptedError:
        return {"problem": "encrypted"}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return {"problem": "broken"}


def _pages(reader: Any) -> str:
    pages: list[str] = []
    size = 0
    for page in reader.pages[:_MAX_PAGES]:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if size > _MAX_TEXT:
            break
    return "\n\n".join(pages)


def main() -> None:
    logging.disable()
    _limit(int(sys.argv[1]))
    sys.stdout.write(json.dumps(_read(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
