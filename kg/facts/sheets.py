"""Fact sheets as files: YAML or JSON in, canonical YAML out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from kg.facts.model import Sheet


def load(path: Path) -> Sheet:
    return loads(path.read_text(encoding="utf-8"), path.name)


def loads(text: str, name: str = "sheet") -> Sheet:
    data: Any = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Sheet.model_validate(data)
