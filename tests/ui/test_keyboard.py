"""The app used with the keyboard alone: Tab, Enter, arrows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.ui.keyboard import stops, tab_to
from tests.ui.sample import STATES, Sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _enter(page: Page, name: str, **how: bool) -> None:
    tab_to(page, name, **how)  # type: ignore[arg-type]
    page.keyboard.press("Enter")


def test_the_first_tab_stop_skips_the_menu(sample: Sample, page: Page) -> None:
    STATES["results with an answer"](page, sample)
    _enter(page, "Skip to main content")
    stop = next(stops(page, 1))
    assert stop["name"].startswith("Search or ask")


def test_a_passage_is_found_collected_and_exported(
    sample: Sample, page: Page, tmp_path: Path
) -> None:
    page.goto(sample.address)
    page.locator("#record").wait_for()
    tab_to(page, "Search or ask")
    page.keyboard.type("ferry inspectors contraband lanterns")
    page.keyboard.press("Enter")
    page.locator(".ev-card").first.wait_for()
    _enter(page, "Open in context")
    page.locator("figure.ev-page img").wait_for()
    _enter(page, "Collect", exact=True)
    page.get_by_text("ollected in “For the memo”").first.wait_for()
    _enter(page, "Collections", exact=True)
    page.locator("article.ev-card").first.wait_for()
    tab_to(page, "Note on passage 1")
    page.keyboard.type("Read this. ")
    page.keyboard.press("Control+Enter")
    tab_to(page, "Markdown", exact=True, most=120)
    with page.expect_download() as caught:
        page.keyboard.press("Enter")
    assert "Ferry inspectors seized" in Path(caught.value.path()).read_text()


def test_evidence_is_judged_and_the_judgement_undone(sample: Sample, page: Page) -> None:
    page.goto(sample.at("/map?doc={brief}"))
    page.locator("table.em-relations").wait_for()
    _enter(page, "Fund an audit")
    page.locator("article.em-link").first.wait_for()
    tab_to(page, "Your name")
    page.keyboard.type("A keyboard")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('judge-name')")
    _enter(page, "Judge")
    page.get_by_role("button", name="Confirm").first.wait_for()
    _enter(page, "Confirm")
    page.get_by_text("confirmed by A keyboard").first.wait_for()
    if page.get_by_role("button", name="Undo").count() == 0:
        _enter(page, "Judge")
    page.get_by_role("button", name="Undo").first.wait_for()
    _enter(page, "Undo")
    page.get_by_text("confirmed by A keyboard").first.wait_for(state="detached")


def test_the_map_is_filtered_by_document(sample: Sample, page: Page) -> None:
    page.goto(sample.at("/map"))
    page.locator("table.em-relations").wait_for()
    tab_to(page, "Document")
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.type("Lamps for")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('doc=')")


def test_a_file_is_added_and_its_document_removed(
    sample: Sample, page: Page, tmp_path: Path
) -> None:
    kites = tmp_path / "kites.md"
    kites.write_text("# Kites over Puebla\n\nMexico counted ninety kites.\n")
    page.goto(sample.at("/library"))
    page.locator("table.lb-table").wait_for()
    _enter(page, "Add documents")
    page.locator("[data-testid=stFileUploader] button").first.wait_for()
    tab_to(page, "Upload")
    # What Enter opens here is the browser's own dialog; it is answered for it.
    page.locator("input[type=file]").set_input_files(kites)
    page.get_by_role("button", name="Add this file").wait_for()
    _enter(page, "Add this file")
    page.get_by_role("link", name="Kites over Puebla", exact=True).first.wait_for()
    _enter(page, "Change: Kites over Puebla", most=160)
    page.locator(".lb-panel").wait_for()
    _enter(page, "Remove", exact=False)
    page.get_by_role("button", name="Remove it").wait_for()
    _enter(page, "Remove it")
    page.locator(
        'section.lb-job[aria-label="Removing a document"][data-status=finished]'
    ).wait_for()
    expect(page.get_by_role("link", name="Change: Kites over Puebla")).to_have_count(0)
