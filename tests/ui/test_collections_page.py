"""The collections page in a browser: collected, noted, ordered and exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import click, fresh_page
from tests.ui.conftest import kb

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
DOCUMENTS = {
    "lamps.md": "# Lamps in Mexico\n\nThe lamp office counted 48 lamps in 2021.\n",
    "hostile.md": "# Lamps <img src=x onerror='window.hacked=1'>\n\n"
    "A lamp <script>window.hacked=1</script> and **bold** lamps stood here in Mexico.\n",
}


def _collect_all(page: Page, server: str) -> None:
    page.goto(f"{server}/?q=lamp")
    buttons = page.get_by_role("button", name="Collect")
    expect(buttons).to_have_count(2)
    for n in range(2):
        click(buttons.nth(n))
        expect(buttons.nth(n)).to_have_text("Collected")


def test_a_collection_keeps_notes_and_order_and_is_exported(
    server: str, page: Page, tmp_path: Path
) -> None:
    _collect_all(page, server)
    page.goto(f"{server}/collections")
    quotes = page.locator("article.ev-card blockquote")
    quotes.nth(1).wait_for()
    first, second = quotes.nth(0).inner_text(), quotes.nth(1).inner_text()
    note = page.get_by_label("Note on passage 1")
    note.fill("for the memo")
    note.press("Control+Enter")
    click(page.get_by_role("button", name="Down", exact=True).first)
    page.wait_for_function(
        "want => document.querySelector('article.ev-card blockquote').innerText === want",
        arg=second,
    )
    page.reload()
    expect(quotes).to_have_text([second, first])
    expect(page.get_by_label("Note on passage 2")).to_have_value("for the memo")
    with page.expect_download() as caught:
        click(page.get_by_role("button", name="Markdown"))
    text = Path(caught.value.path()).read_text()
    assert "48 lamps" in text
    assert "for the memo" in text
    assert "<script>" not in text
    assert page.evaluate("window.hacked") is None


def test_a_removed_passage_is_brought_back(server: str, page: Page) -> None:
    _collect_all(page, server)
    page.goto(f"{server}/collections")
    cards = page.locator("article.ev-card")
    click(page.get_by_role("button", name="Remove").nth(1))
    page.get_by_text("Passage 2 was removed.").wait_for()
    expect(cards).to_have_count(1)
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    click(page.get_by_role("button", name="Undo"))
    cards.nth(1).wait_for()


def test_the_address_opens_the_same_collection_in_a_fresh_browser(
    server: str, page: Page, browser: Browser
) -> None:
    _collect_all(page, server)
    page.goto(f"{server}/collections")
    page.locator("article.ev-card").first.wait_for()
    address = page.url
    assert "c=" in address
    with fresh_page(browser) as fresh:
        fresh.goto(address)
        fresh.locator("article.ev-card").first.wait_for()
        expect(fresh.locator("article.ev-card")).to_have_count(2)


def test_collections_are_made_named_and_deleted_by_keyboard(server: str, page: Page) -> None:
    name = "<b>Memo</b> ![x](http://127.0.0.1:9/x.png) :red[a] $b$"
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    _collect_all(page, server)
    page.goto(f"{server}/collections")
    page.get_by_role("button", name="New collection").press("Enter")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Name", exact=True).press("Tab")
    page.get_by_role("button", name="Create").press("Enter")
    page.get_by_text("This collection is empty").wait_for()
    page.goto(f"{server}/?q=lamp")  # a fresh session: the newest is still the one
    page.get_by_role("button", name="Collect").first.press("Enter")
    page.get_by_text(f"Collected in “{name}”.").wait_for()
    page.get_by_role("button", name="Collect").first.press("Enter")
    page.get_by_text(f"Already collected in “{name}”.").wait_for()
    page.goto(f"{server}/collections")
    page.locator("article.ev-card").first.wait_for()
    page.get_by_role("button", name="Delete", exact=True).press("Enter")
    page.get_by_text("with its passage and its note will be deleted").wait_for()
    page.get_by_role("button", name="Delete it").press("Enter")
    page.locator("article.ev-card").nth(1).wait_for()
    page.get_by_text("<b>Memo").wait_for(state="detached")
    assert not [url for url in requested if "x.png" in url]


def test_a_passage_that_no_longer_verifies_stays_and_has_no_citation(
    server: str, app_home: Path, page: Page
) -> None:
    _collect_all(page, server)
    lamps = app_home / "docs" / "lamps.md"
    before = lamps.read_text()
    lamps.write_text(before.replace("48 lamps", "49 lamps"))
    try:
        kb(app_home, "ingest", str(app_home / "docs"))
        page.goto(f"{server}/collections")
        gone = page.locator("article.co-unverified")
        gone.wait_for()
        expect(gone).to_contain_text("48 lamps")
        expect(gone).to_contain_text("are not in")
        assert gone.locator("a").count() == 0
        with page.expect_download() as caught:
            click(page.get_by_role("button", name="RIS"))
        assert "48 lamps" not in Path(caught.value.path()).read_text()
    finally:
        lamps.write_text(before)
        kb(app_home, "ingest", str(app_home / "docs"))
    page.reload()
    page.locator("article.ev-card").nth(1).wait_for()
    assert page.locator("article.co-unverified").count() == 0
