"""The evidence map in a browser: from a gap to the evidence, judged and exported."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import click, fresh_page, wait_for_frame, wait_until_drawn
from tests.ui.conftest import kb, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
BRIEF = """---
title: Lamps for the border
kind: brief
---
# Lamps for the border

Lamps at the border crossings of Mexico fail often, and nobody counts them.

## Recommendations

Congress should fund an audit of the lamp programme in Mexico every year.

The State Department should <script>window.hacked=1</script> not buy lamps from one maker alone.
"""
REPORT = """# Evaluation of the lamp programme

The evaluation found that the lamp programme in Mexico had no audit and no measures of outcome.

However, an audit of the lamp programme would cost $2 million a year, and it is not known whether
lamps \\<img src=x onerror="window.hacked=1"> would last longer.

The lamp act authorises the Secretary to fund an audit of the lamp programme in Mexico.
"""
PLAN = """# A plan for beacons

## Recommendations

Congress should fund beacons at the border crossings of Mexico.
"""
DOCUMENTS = {"brief.md": BRIEF, "report.md": REPORT, "plan.md": PLAN}


@pytest.fixture(scope="module")
def mapped(app_home: Path) -> Iterator[str]:
    """The app over a library whose brief was linked."""
    kb(app_home, "ingest", str(app_home / "docs" / "brief.md"), "--kind", "brief")
    kb(app_home, "ingest", str(app_home / "docs" / "report.md"), "--kind", "evaluation")
    kb(app_home, "ingest", str(app_home / "docs" / "plan.md"), "--kind", "report")
    kb(app_home, "map", "link", _id(app_home, "Lamps for the border"), "--json")
    with served(app_home) as address:
        yield address


def _id(base: Path, title: str) -> str:
    documents = json.loads(kb(base, "docs", "--json"))["documents"]
    return next(d["doc_id"] for d in documents if d["title"] == title)


def _open_audit(page: Page, address: str) -> None:
    page.goto(f"{address}/map?area=oversight and evaluation")
    page.goto(f"{address}/map")
    page.locator("table.em-table").first.wait_for()
    click(page.get_by_role("link", name="audit").first)
    page.locator("article.em-link").first.wait_for()


def _judge(page: Page, label: str) -> None:
    click(page.get_by_role("button", name="Judge").first)
    click(page.get_by_role("button", name=label).first)


def _judge_by_key(page: Page, key: str, label: str) -> None:
    """With the keyboard alone: the fold is opened with Enter, the key pressed beside the fields."""
    page.get_by_role("button", name="Judge").first.focus()
    if page.get_by_role("button", name=label).count() == 0:
        page.keyboard.press("Enter")
    page.get_by_role("button", name=label).first.wait_for()
    page.keyboard.press(key)


def test_from_a_gap_to_a_judgement_that_outlives_a_reload(mapped: str, page: Page) -> None:
    page.goto(f"{mapped}/map")
    gap = page.locator("a.em-gap").first
    gap.wait_for()
    click(gap)
    page.get_by_role("link", name="The whole map").wait_for()
    _open_audit(page, mapped)
    name = page.get_by_label("Your name")
    name.fill("A reader")
    name.press("Enter")
    page.wait_for_function("() => location.search.includes('judge-name')")
    _judge_by_key(page, "y", "Confirm")
    page.get_by_text("confirmed by A reader").first.wait_for()
    page.reload()
    page.get_by_text("confirmed by A reader").first.wait_for()
    _judge_by_key(page, "u", "Undo")
    page.get_by_text("confirmed by A reader").first.wait_for(state="detached")


def test_a_judgement_needs_a_name(mapped: str, page: Page) -> None:
    _open_audit(page, mapped)
    _judge(page, "Reject")
    page.get_by_text("Enter your name above first").wait_for()


def test_a_permalink_with_filters_gives_the_same_rows_in_a_fresh_browser(
    mapped: str, page: Page, browser: Browser
) -> None:
    address = f"{mapped}/map?actor=Congress"
    page.goto(address)
    page.locator("table.em-table").first.wait_for()
    wait_until_drawn(page)
    rows = page.locator("tbody th[scope=row]").all_inner_texts()
    assert any("audit of the lamp programme" in r for r in rows)
    assert not any("lamps from one maker" in r for r in rows)
    with fresh_page(browser) as fresh:
        fresh.goto(address)
        fresh.locator("table.em-table").first.wait_for()
        wait_until_drawn(fresh)
        assert fresh.locator("tbody th[scope=row]").all_inner_texts() == rows


def test_an_address_chooses_a_document_and_a_view(mapped: str, app_home: Path, page: Page) -> None:
    page.goto(f"{mapped}/map?doc={_id(app_home, 'Lamps for the border')}&view=documents")
    page.locator("table.em-documents").wait_for()
    chosen = page.locator(".st-key-map-doc input")
    expect(chosen).to_have_value("Lamps for the border")
    click(page.get_by_text("Kinds of source"))
    page.locator("table.em-kinds").wait_for()
    assert "view=kinds" in page.url
    click(page.locator("td.n a").first)
    page.locator("article.em-link").first.wait_for()
    assert "kind=" in page.url


def test_the_network_is_drawn_and_shown_as_a_table(mapped: str, page: Page) -> None:
    page.goto(f"{mapped}/map")
    click(page.get_by_text("Network of recommendations and sources"))
    drawn = page.locator("svg.em-net")
    drawn.wait_for()
    drawn.locator("path").nth(4).wait_for(state="attached")
    assert "Evaluation of the lamp programme" in (drawn.text_content() or "")
    table = page.get_by_role("table", name="Sources by recommendation")
    until = time.monotonic() + 60
    while not table.is_visible() and time.monotonic() < until:
        # By keyboard: the drawing above grows when it is opened, and a click can miss what moves.
        page.get_by_text("The same as a table").press("Enter")
        wait_for_frame(page)
    expect(table).to_be_visible()
    click(drawn.locator("a").first)
    page.get_by_role("link", name="The whole map").wait_for()


def test_a_search_for_evidence_starts_at_a_recommendation(
    mapped: str, app_home: Path, page: Page
) -> None:
    page.goto(f"{mapped}/document?doc={_id(app_home, 'A plan for beacons')}")
    click(page.get_by_text("Recommendations", exact=True).last)
    click(page.locator(".ev-recommended a").first)
    page.get_by_text("No evidence has been searched for yet").wait_for()
    click(page.get_by_role("button", name="Look for evidence"))
    page.get_by_text("Searched for; none found").wait_for(timeout=90_000)


def test_the_matrix_is_exported_as_csv(mapped: str, page: Page) -> None:
    page.goto(f"{mapped}/map")
    click(page.get_by_text("Export", exact=True))
    with page.expect_download() as caught:
        click(page.get_by_role("button", name="CSV"))
    text = Path(caught.value.path()).read_text()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert any("audit" in r["recommendation"] for r in rows)


def test_hostile_text_in_the_map_is_only_text(mapped: str, app_home: Path, page: Page) -> None:
    page.goto(f"{mapped}/map?doc={_id(app_home, 'Lamps for the border')}")
    links = page.locator("table.em-relations tbody th[scope=row] a")
    links.first.wait_for()
    click(page.get_by_text("Network of recommendations and sources"))
    page.locator("svg.em-net").wait_for()
    assert page.locator("svg.em-net script, svg.em-net img").count() == 0
    for address in [a.get_attribute("href") for a in links.all()]:
        page.goto(f"{mapped}{address}")
        page.get_by_role("link", name="The whole map").wait_for()
        wait_until_drawn(page)
        assert page.evaluate("window.hacked") is None
        assert page.locator(".stMain article img, .stMain article script").count() == 0


def test_the_html_export_shows_hostile_words_as_text(
    mapped: str, app_home: Path, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{mapped}/map?doc={_id(app_home, 'Lamps for the border')}")
    click(page.get_by_text("Export", exact=True))
    with page.expect_download() as caught:
        click(page.get_by_role("button", name="One HTML file"))
    kept = tmp_path / "map.html"
    caught.value.save_as(kept)
    page.goto(kept.as_uri())
    expect(page.locator("body")).to_contain_text("onerror")
    assert page.locator("img[src=x]").count() == 0
    assert page.evaluate("window.hacked") is None
