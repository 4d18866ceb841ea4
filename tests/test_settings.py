"""Settings come from the environment, are documented, and refuse nonsense."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.settings import Settings

DOCS = Path(__file__).parent.parent / "docs" / "settings.md"


def test_values_have_the_type_of_their_default() -> None:
    found = Settings.from_environment({"SULH_PORT": "9000", "SULH_QUERY_SECONDS": "2.5"})
    assert (found.port, found.query_seconds) == (9000, 2.5)
    assert found.token == "" and found.host == "127.0.0.1"


def test_nonsense_names_the_variable() -> None:
    with pytest.raises(UsageError, match="SULH_PORT='many'"):
        Settings.from_environment({"SULH_PORT": "many"})


@pytest.mark.parametrize("spec", fields(Settings), ids=lambda spec: spec.name)
def test_every_setting_is_documented_with_its_default(spec) -> None:
    row = next(
        line
        for line in DOCS.read_text("utf-8").splitlines()
        if line.startswith(f"| `SULH_{spec.name.upper()}`")
    )
    assert spec.metadata["help"] in row
    assert (f"`{spec.default}`" if spec.default != "" else "(empty)") in row
