"""What a person sees, in headless Chromium: the pages work, ask nobody else, and run no text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.store.base import View
from kg.views import graph

CHROMIUM = shutil.which("chromium")
BASE = "https://w3id.org/sulh/id/"
ISTANBUL = "round/pakistan-afghanistan-istanbul-2025-10"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails the test on any error, dialog, or request to another place."""
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda r: faults.append(r.url) if r.url.startswith("http") else None)
    yield page
    page.close()
    assert faults == []


def opened(page: Any, html: str, tmp_path: Path) -> Any:
    path = tmp_path / "graph.html"
    path.write_text(html, encoding="utf-8")
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-drawn=yes]")
    return page


def test_the_words_stand_beside_the_link(page: Any, example_view: View, tmp_path: Path) -> None:
    html = graph.graph_page(example_view, base=BASE, focus=ISTANBUL)
    opened(page, html, tmp_path)
    assert page.inner_text("#name") == "Istanbul, October 2025"
    page.fill("#find", "mujib")
    page.press("#find", "Enter")
    assert page.inner_text("#name") == "Rahmatullah Mujib"
    assert "Afghan" in page.inner_text("#details") and "samaa" in page.inner_text("#details")
    assert page.url.endswith("#person%2Frahmatullah-mujib")


def test_the_keyboard_walks_and_the_legend_hides(
    page: Any, example_view: View, tmp_path: Path
) -> None:
    opened(page, graph.graph_page(example_view, base=BASE, focus=ISTANBUL), tmp_path)
    page.focus("#graph")
    before = page.inner_text("#name")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#name") != before
    page.uncheck('.legend input[value="person"]')
    page.fill("#find", "haqqani")
    page.press("#find", "Enter")
    assert page.inner_text("#name") == "Nothing selected"


def test_hostile_names_run_nothing(page: Any, tmp_path: Path) -> None:
    from kg.views.scene import Link, Node, Scene

    evil = "</script><img src=x onerror=alert(1)><a href=javascript:alert(2)>x</a>"
    scene = Scene(evil)
    scene.nodes = {f"{kind}/x": Node(f"{kind}/x", kind, evil, evil) for kind in ("round", "person")}
    words = {"source": evil, "quote": evil}
    scene.links = {("person/x", "round/x"): Link("person/x", "round/x", [evil], [words])}
    opened(page, graph.render(scene, "person/x"), tmp_path)
    assert page.inner_text("#name") == evil
    assert page.locator("img").count() == 0
