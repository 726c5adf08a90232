"""A page that is made to be slow to draw: the reader has the text at once, others are served, and
when the reader leaves, the drawing ends."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import expect

from tests.chromium import wait_until_drawn
from tests.ui.conftest import NOTE, kb, served
from tests.ui.slow_page import slow_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.case("S2")]


DOCUMENTS = {"slow.pdf": slow_page(), "note.md": NOTE}


@pytest.fixture(scope="module")
def patient(app_home: Path) -> Iterator[str]:
    """The app over these documents, which gives a page ten minutes."""
    kb(app_home, "ingest", str(app_home / "docs"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_APP__DRAW_S", "600")
        patch.setenv("KB_APP__DRAW_WAIT_S", "600")
        with served(app_home) as address:
            yield address


def _drawing(server: str) -> list[int]:
    """The numbers of the app's children that work."""
    port = urlsplit(server).port
    mine = next(
        c.pid for c in psutil.net_connections("inet")
        if c.status == psutil.CONN_LISTEN and c.laddr.port == port
    )  # fmt: skip
    return [c.pid for c in psutil.Process(mine).children() if _draws(c)]


def _draws(child: psutil.Process) -> bool:
    with suppress(psutil.Error):  # it may end while it is looked at
        return "ui.guarded.child" in child.cmdline()
    return False


def _until(drawing: bool, server: str) -> None:
    until = time.monotonic() + 60
    while bool(_drawing(server)) is not drawing:
        assert time.monotonic() < until, f"drawing is not {drawing}"
        time.sleep(0.05)


def test_a_slow_page_disturbs_nobody_and_ends_with_its_reader(patient: str, page: Page) -> None:
    found = page.context.new_page()
    found.goto(f"{patient}/document")
    link = found.locator(".ev-docs a", has_text="erries").first
    address = f"{patient}{link.get_attribute('href')}"
    page.goto(address)
    expect(page.locator(".ev-reading")).to_contain_text("zebra lamps")
    page.get_by_text("is being drawn").wait_for()
    _until(True, patient)
    # Another reader searches meanwhile.
    found.goto(f"{patient}/?q=lamps+Mexico")
    found.locator(".ev-card").first.wait_for()
    wait_until_drawn(found)
    assert _drawing(patient), "the page is still being drawn"
    found.close()
    # A click elsewhere ends it, and so does a closed tab.
    page.get_by_role("link", name="Collections").click()
    page.locator(".stMain h1", has_text="Collections").wait_for()
    _until(False, patient)
    page.goto(address)
    page.get_by_text("is being drawn").wait_for()
    _until(True, patient)
    page.goto("about:blank")
    _until(False, patient)
