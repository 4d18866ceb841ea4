"""The private key of a corpus: what makes the ids of withheld people stable and not guessable."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from kg.errors import CorpusError

FILE = "withheld.key"
_BYTES = 32


def read_key(folder: Path) -> bytes:
    """The key, made at first need; only the owner may read the file."""
    path = folder / FILE
    if not path.exists():
        _make(path)
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError:
        key = b""
    if len(key) < _BYTES:
        raise CorpusError(
            f"{FILE} is not the key that sulh wrote. Put the file back from your copy, or delete "
            "it to get a new one (withheld people then get other ids)."
        )
    return key


def digest(key: bytes, text: str) -> str:
    """Twelve hex digits that nobody without the key can work out."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:12]


def _make(path: Path) -> None:
    """Whole or not at all; of two at the same moment, one wins."""
    draft = path.with_name(f".{FILE}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
