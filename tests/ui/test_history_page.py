"""The history page in a browser: event to passage to document, filters, glossary, reading paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import click, fresh_page, wait_until_drawn
from tests.ui.conftest import kb, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
LAW = """---
title: Bipartisan Safer Communities Act
kind: statute
number: P.L. 117-159
date: 2022-06-25
---
# Bipartisan Safer Communities Act

Straw purchasing of firearms becomes a federal crime <script>window.hacked=1</script> of its own,
and gun trafficking too, with penalties of up to 15 years, or 25 years in aggravated cases.
"""
DOCUMENTS = {"law.md": LAW}
DIGESTS = ("merida-initiative.md", "iniciativa-merida.md", "straw-purchasing.md")


@pytest.fixture(scope="module")
def history(app_home: Path) -> Iterator[str]:
    """The app over a law that an event cites, and three digests."""
    kb(app_home, "ingest", str(app_home / "docs"))
    kb(app_home, "ingest", *(str(ROOT / "corpus" / "digests" / name) for name in DIGESTS))
    with served(app_home) as address:
        yield f"{address}/history"


def _marks(page: Page) -> int:
    return page.locator("table.tl .tl-mark").count()


def test_from_the_timeline_to_an_event_to_its_passage_in_context(history: str, page: Page) -> None:
    page.goto(f"{history}?years=2022..2022")
    click(page.get_by_role("table").get_by_role("link", name="Straw purchasing becomes"))
    page.get_by_role("heading", name="Straw purchasing becomes", level=2).wait_for()
    source = page.get_by_label("Sources").get_by_role("link", name="Bipartisan Safer")
    expect(source).to_have_attribute("href", re.compile("/document[?]doc="))
    page.get_by_role("heading", name="Passages of its sources").wait_for()
    page.get_by_role("heading", name="Passages of other documents").wait_for()
    click(page.get_by_role("link", name="Open in context").first)
    marked = page.locator(".ev-reading mark.near").first
    marked.wait_for()
    expect(page.locator(".ev-reading")).to_contain_text("Straw purchasing")
    assert page.evaluate("window.hacked") is None


def test_the_link_back_to_the_events_keeps_the_filters(history: str, page: Page) -> None:
    page.goto(f"{history}?topic=arms&years=2022..2025")
    page.locator("table.tl").wait_for()
    click(page.locator(".tl-event h3 a").first)
    click(page.get_by_role("link", name="The events"))
    page.locator("table.tl").wait_for()
    assert re.search(r"topic=arms", page.url)
    assert re.search(r"years=2022\.\.2025", page.url)


def test_a_year_zooms_in_by_keyboard(history: str, page: Page) -> None:
    page.goto(history)
    page.locator("table.tl").wait_for()
    every = _marks(page)
    page.get_by_role("link", name="2025: zoom in").focus()
    page.keyboard.press("Enter")
    page.get_by_role("columnheader", name="Oct").wait_for()
    assert "years=2025..2025" in page.url
    assert 0 < _marks(page) < every
    click(page.get_by_role("link", name="Earlier: 2024"))
    page.wait_for_url("**years=2024..2024")
    click(page.get_by_role("link", name="All years"))
    page.get_by_role("link", name="2025: zoom in").wait_for()
    assert _marks(page) == every


def test_the_slider_of_years_works_by_keyboard(history: str, page: Page) -> None:
    page.goto(f"{history}?years=2008..2026")
    page.locator("table.tl").wait_for()
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => location.search.includes('2009..2026')")
    page.get_by_role("columnheader", name="2008").wait_for(state="detached")


def test_the_filters_are_the_same_in_another_browser(
    history: str, page: Page, browser: Browser
) -> None:
    page.goto(history)
    page.locator("table.tl").wait_for()
    click(page.get_by_label("Topic"))
    click(page.get_by_role("option", name="arms ("))
    page.wait_for_function("() => location.search.includes('topic=arms')")
    click(page.get_by_label("Government"))
    click(page.get_by_role("option", name="By both together"))
    page.wait_for_function("() => location.search.includes('government=both')")
    page.get_by_label("Words").fill("firewall")
    page.get_by_label("Words").press("Enter")
    page.wait_for_function("() => location.search.includes('words=firewall')")
    page.get_by_text("1 event of 72").wait_for()
    titles = ["First meeting of the Security Implementation Group"]
    expect(page.locator(".tl-event h3")).to_have_text(titles)
    with fresh_page(browser) as other:
        other.goto(page.url)
        other.get_by_text("1 event of 72").wait_for()
        expect(other.locator(".tl-event h3")).to_have_text(titles)
        expect(other.get_by_label("Words")).to_have_value("firewall")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("?event=<script>window.hacked=1</script>", "No event has the id"),
        ("?view=glossary&term=<script>window.hacked=1</script>", "No term has the id"),
        ("?topic=<script>window.hacked=1</script>", "No events match"),
        ("?words=<script>window.hacked=1</script>", "No events match"),
        ("?government=nobody&years=9999..1", "72 events"),
        ("?view=start&path=nowhere&step=99", "New to US–Mexico security policy?"),
        ("?view=start&path=follow-the-money&step=99", "Step 5 of 5"),
    ],
)
def test_an_address_that_leads_nowhere_shows_a_message_as_text(
    history: str, page: Page, address: str, message: str
) -> None:
    page.goto(history + address)
    page.get_by_text(message).first.wait_for()
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("asked", ["Mérida", "merida", "iniciativa mérida"])
def test_the_glossary_is_searched_in_both_languages(
    history: str, page: Page, asked: str, browser: Browser
) -> None:
    page.goto(f"{history}?view=glossary")
    page.get_by_text("96 terms").wait_for()
    page.get_by_label("Search the glossary").fill(asked)
    page.get_by_label("Search the glossary").press("Enter")
    page.get_by_text(re.compile(r"^\d+ terms? of 96$")).wait_for()
    expect(page.locator(".tl-event h2").first).to_contain_text("Mérida Initiative")
    expect(page.locator(".tl-event")).not_to_have_count(96)
    with fresh_page(browser) as other:
        other.goto(page.url)
        other.get_by_text(re.compile(r"^\d+ terms? of 96$")).wait_for()
        wait_until_drawn(page)
        titles = page.locator(".tl-event h2").all_inner_texts()
        expect(other.locator(".tl-event h2")).to_have_text(titles)


def test_a_term_has_a_permalink_and_leads_to_passages(history: str, page: Page) -> None:
    page.goto(f"{history}?view=glossary&find=straw purchase")
    click(page.get_by_role("link", name="straw purchase", exact=True))
    page.get_by_role("link", name="All terms").wait_for()
    expect(page.locator(".tl-event")).to_have_count(1)
    click(page.get_by_role("link", name="Find passages: straw purchase"))
    page.locator(".ev-card").first.wait_for()


def test_a_reading_path_leads_step_by_step_to_a_digest(history: str, page: Page) -> None:
    page.goto(history.removesuffix("/history"))
    click(page.get_by_role("link", name="Start here"))
    click(page.get_by_role("link", name="Begin: From Mérida to the present"))
    page.get_by_text("Step 1 of 7").wait_for()
    click(page.get_by_role("link", name="Next: step 2"))
    click(page.get_by_role("link", name="Next: step 3"))
    page.get_by_text("Step 3 of 7").wait_for()
    expect(page.locator(".tl-trail [aria-current=step]")).to_have_text("3")
    click(page.get_by_role("link", name="Read it"))
    page.locator(".ev-reading").wait_for()
    expect(page.locator("h1")).to_contain_text("Mérida Initiative")
    page.go_back()
    page.get_by_text("Step 3 of 7").wait_for()
    page.get_by_role("link", name="En español").wait_for()


def test_another_view_starts_without_filters(history: str, page: Page) -> None:
    page.goto(f"{history}?topic=arms")
    page.locator("table.tl").wait_for()
    click(page.get_by_role("radio", name="Glossary"))
    page.get_by_text("96 terms").wait_for()
    page.wait_for_function("() => location.search === '?view=glossary'")
    click(page.get_by_role("radio", name="Timeline"))
    page.get_by_text("72 events").wait_for()
    page.wait_for_function("() => location.search === ''")
