"""Debian's chromium, driven by Playwright: one for all tests of a run.

It clicks as a person does, when the page stands still: while parts of a page still come in, what is
to be clicked moves, and a click on a slow machine lands on what has come in its place. It waits for a
minute, twice as long as Playwright would, for the same machine's sake.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The shell draws the same pages without a window's surroundings, in a quarter of the time.
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None
)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip
# True when nothing runs, no widget is still to be drawn, and all stands where it stood at the look
# before. A page that is not the app's has no parts and stands still.
_STILL = """() => {
  const parts = [...document.querySelectorAll("[data-testid=stElementContainer], a, button")];
  const at = parts.map(e => { const b = e.getBoundingClientRect();
    return [b.left, b.top, b.width, b.height].map(Math.round).join(); }).join(";");
  const still = at === window.__stood;
  window.__stood = at;
  return still && !document.querySelector("[data-testid=stSkeleton], [data-testid=stStatusWidget]");
}"""
_PATIENCE = 60_000  # milliseconds
_LONGEST = 15_000  # milliseconds; work that goes on for longer is clicked in


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, driven by Playwright; one for all tests."""
    if CHROMIUM is None:
        if os.environ.get("EVIDENCIA_CI"):
            pytest.fail("expected chromium on this machine; .ci/run installs it")
        pytest.skip("needs chromium (Debian: apt-get install chromium)")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=_PATIENCE)
    _click_when_still()
    _wait_for_longer()
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


def settled(page: Page) -> None:
    """Wait until the page stands still, at most some seconds."""
    from playwright.sync_api import TimeoutError as TooLong

    # What stood is forgotten first: a page that changes soon after it was last looked at must be
    # seen twice.
    page.evaluate("delete window.__stood")
    with contextlib.suppress(TooLong):
        page.wait_for_function(_STILL, polling=120, timeout=_LONGEST)


def _click_when_still() -> None:
    from playwright.sync_api import Locator

    at_once: Any = Locator.click

    def click(self: Locator, **how: Any) -> None:
        self.first.wait_for()
        settled(self.page)
        at_once(self, **how)

    Locator.click = click  # type: ignore[method-assign]


def _wait_for_longer() -> None:
    from playwright.sync_api import Browser, BrowserContext

    opened: Any = Browser.new_context

    def new_context(self: Browser, **how: Any) -> BrowserContext:
        context: BrowserContext = opened(self, **how)
        context.set_default_timeout(_PATIENCE)
        return context

    Browser.new_context = new_context  # type: ignore[method-assign]
