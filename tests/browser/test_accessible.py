"""Every page can be read and worked by everybody: WCAG 2.2 AA as axe-core tests it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_server import serving

from kg.settings import Settings
from kg.store import open_store

CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).parents[1] / "clients" / "node_modules" / "axe-core" / "axe.min.js"
ROUND = "pakistan-afghanistan-istanbul-2025-10"
PAGES = [
    "/",
    "/search?q=asif",
    f"/rounds/{ROUND}",
    "/people/khawaja-asif",
    "/actors/pakistan",
    "/processes/pakistan-afghanistan",
    "/sources/samaa-2025-10-25",
    "/contested",
    "/suggestions",
    f"/explore?focus=round/{ROUND}",
    "/query",
    "/ask/attendance",
    f"/ask/attendance?round={ROUND}",
    "/ontology",
    "/docs",
    "/rounds/nowhere",
]
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
TELL = "v => v.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).slice(0, 2).join(' | '))"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(not AXE.exists(), reason="`npm ci --prefix tests/clients` installs axe"),
]


@pytest.fixture(scope="module")
def address(example: Path) -> Iterator[str]:
    settings = Settings(corpus=str(example))
    store = open_store(settings)
    with serving(store, corpus=str(example)) as url:
        yield url
    store.close()


@pytest.fixture(scope="module", params=["light", "dark"])
def context(request: pytest.FixtureRequest) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_context(color_scheme=request.param, bypass_csp=True)
        browser.close()


@pytest.mark.parametrize("path", PAGES)
def test_no_violation(context: Any, address: str, path: str) -> None:
    page = context.new_page()
    page.goto(address + path, wait_until="load")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(f"() => axe.run(document, {RULES}).then({TELL})")
    page.close()
    assert found == []
