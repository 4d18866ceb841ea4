"""What all tests share.

Fixtures are small texts and sheets written in the test that uses them, with invented names, so that
a test reads on its own. Whatever is bigger lies in `fixtures/` beside it. `strategies.py` makes
random sheets for laws that hold for every sheet. Tests that look at the development corpus find it
through SULH_SHARED and are skipped where it is absent. No test sees the caller's SULH_* settings.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("steady")

_SHARED = os.environ.get("SULH_SHARED")


@pytest.fixture(autouse=True)
def no_settings_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SULH_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data, beside the project unless SULH_SHARED says otherwise."""
    folder = Path(_SHARED) if _SHARED else Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the development data is not here")
    return folder


@pytest.fixture(scope="session")
def dev_corpus(shared: Path) -> Path:
    return shared / "corpus"
