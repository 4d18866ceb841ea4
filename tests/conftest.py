"""What all tests share.

Fixtures are small texts and sheets written in the test that uses them, with invented names, so that
a test reads on its own. Whatever is bigger lies in `fixtures/` beside it. `strategies.py` makes
random sheets for laws that hold for every sheet. Tests that look at the development corpus find it
through SULH_SHARED and are skipped where it is absent. No test sees the caller's SULH_* settings.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kg.corpus import Corpus
from kg.settings import Settings
from kg.store import open_store
from kg.store.base import View
from kg.store.sync import sync

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


BASE = "https://w3id.org/sulh/id/"
EXAMPLE = Path(__file__).parents[1] / "examples" / "pakistan-afghanistan-2025"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example corpus, built."""
    folder = tmp_path_factory.mktemp("example") / "corpus"
    shutil.copytree(EXAMPLE, folder)
    store = open_store(Settings(corpus=str(folder)))
    sync(Corpus.open(folder), store, base=BASE)
    store.close()
    return folder


@pytest.fixture(scope="session")
def example_view(example: Path) -> Iterator[View]:
    store = open_store(Settings(corpus=str(example)))
    with store.view() as view:
        yield view
    store.close()
