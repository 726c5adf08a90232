"""The app in a real browser: a question answered, a passage found, hostile text shown as text."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.home import model_cache

pytestmark = pytest.mark.browser
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
NOTE = """# Lamps <script>window.hacked=1</script>

Congress appropriated $48 million for lamps in Mexico <img src=x onerror="window.hacked=1">.

A [link](javascript:window.hacked=1) and a mark \u202egnorw\u202c stand here about lamps.
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    base = tmp_path_factory.mktemp("app")
    (base / "docs").mkdir()
    (base / "docs/note.md").write_text(NOTE)
    # A home without Streamlit's own settings: on a new machine it must not ask for anything.
    env = {**os.environ, "KB_HOME": str(base / "home"), "HOME": str(base), "BROWSER": "true"}
    env.setdefault("KB_MODEL_CACHE", str(model_cache()))
    kb = str(Path(sys.executable).with_name("kb"))
    subprocess.run([kb, "ingest", str(base / "docs")], env=env, check=True, timeout=300)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([kb, "up", "--port", str(port)], env=env, stdin=quiet)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the app did not start within a minute")


@pytest.fixture(scope="module")
def page(server: str) -> Iterator[object]:
    if CHROMIUM is None:
        if os.environ.get("EVIDENCIA_CI"):
            pytest.fail("expected chromium on this machine; .ci/run installs it")
        pytest.skip("needs chromium (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync", "--no-first-run"],
        )  # fmt: skip
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


def test_a_question_typed_is_answered_with_its_citation(server: str, page) -> None:  # type: ignore[no-untyped-def]
    outside: list[str] = []
    page.on(
        "request",
        lambda r: (
            outside.append(r.url)
            if server not in r.url and not r.url.startswith(("data:", "blob:", "ws://127.0.0.1"))
            else None
        ),
    )
    page.goto(server)
    box = page.get_by_label("Search or ask")
    box.fill("How much did Congress appropriate for lamps in Mexico?")
    box.press("Enter")
    page.wait_for_selector(".ev-answer", timeout=60_000)
    assert "$48 million" in page.inner_text(".ev-answer")
    assert "[1]" in page.inner_text(".ev-answer")
    page.wait_for_selector(".ev-card")
    assert "q=How" in page.url
    assert outside == []


def test_an_address_opened_anew_gives_the_same_view(server: str, page) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{server}/?q=lamps")
    page.wait_for_selector(".ev-card", timeout=60_000)
    assert page.get_by_label("Search or ask").input_value() == "lamps"
    assert page.locator("mark").count() > 0


def test_text_from_a_document_is_shown_as_text(server: str, page) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{server}/?q=lamps")
    page.wait_for_selector(".ev-card", timeout=60_000)
    assert page.evaluate("window.hacked") is None
    assert page.locator(".ev-card script, .ev-card img, .ev-card a").count() == 0
    assert "\u202e" not in page.content()


def test_a_refusal_says_what_is_missing(server: str, page) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{server}/?q=What+does+section+9999+say%3F")
    page.wait_for_selector(".ev-answer", timeout=60_000)
    assert "No answer" in page.inner_text(".ev-answer")
