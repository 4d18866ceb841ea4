"""Answers kept by what was asked: the same text, prompt and model ask nobody twice."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any


class Cache:
    """A folder of JSON files, or nothing where there is no folder. Never fails."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str) -> dict[str, Any] | None:
        if self._folder is None:
            return None
        try:
            kept = json.loads((self._folder / f"{key}.json").read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return kept if _is_answer(kept) else None

    def put(self, key: str, answer: dict[str, Any]) -> None:
        """Whole or not at all, also when several processes write."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(answer, file, sort_keys=True)
            Path(name).replace(self._folder / f"{key}.json")
        except OSError:
            return


def _is_answer(kept: Any) -> bool:
    return isinstance(kept, dict) and all(isinstance(facts, list) for facts in kept.values())


def key_of(*parts: str) -> str:
    """SHA-256 over the parts; where one ends and the next begins matters."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()
