"""Debian's chromium, driven by Playwright, and how tests wait for pages in it.

Tests wait for what they look at, never for time. They wait for up to a minute, because they also
run on machines that are slow or busy.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

# The headless shell draws the same pages as the whole browser, in a quarter of the time.
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None
)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip
PATIENCE_MS = 60_000
# A page of the app is drawn when its script does not run and no element waits for its content.
# Other pages are drawn once they are loaded.
_DRAWN = """() => {
  const app = document.querySelector(".stApp");
  return !app || (app.dataset.testScriptState === "notRunning" &&
    !document.querySelector("[data-testid=stSkeleton], [data-testid=stStatusWidget]"));
}"""
_NEXT_FRAME = "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))"
Value = TypeVar("Value")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    if CHROMIUM is None:
        pytest.skip("needs chromium (Debian: apt-get install chromium)")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@contextmanager
def fresh_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page that shares nothing with other pages, as in another person's browser."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def wait_until_drawn(page: Page) -> None:
    """Wait until the app has drawn the whole page."""
    page.wait_for_function(_DRAWN)


def wait_for_frame(page: Page) -> None:
    """Wait until what has changed so far is on the screen."""
    page.evaluate(_NEXT_FRAME)


def click(target: Locator) -> None:
    """Click once the page is drawn: until then, what is above the target may still move it."""
    target.first.wait_for()
    wait_until_drawn(target.page)
    target.click()


def resize(page: Page, width: int, height: int = 800) -> None:
    """Give the page another size, and wait until it is drawn in it."""
    page.set_viewport_size({"width": width, "height": height})
    wait_for_frame(page)
    wait_until_drawn(page)


def eventually(look: Callable[[], Value], wanted: Value, page: Page) -> None:
    """Assert that ``look()`` gives ``wanted`` within ten seconds: on a busy machine some parts of a
    page follow frames later."""
    until = time.monotonic() + 10
    while (found := look()) != wanted and time.monotonic() < until:
        wait_for_frame(page)
    assert found == wanted
