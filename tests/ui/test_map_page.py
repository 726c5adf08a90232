"""The evidence map in a browser: from a gap to the evidence, judged, kept, taken away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import kb, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

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
lamps <img src=x onerror="window.hacked=1"> would last longer.

The lamp act authorises the Secretary to fund an audit of the lamp programme in Mexico.
"""
DOCUMENTS = {"brief.md": BRIEF, "report.md": REPORT}


@pytest.fixture(scope="module")
def mapped(app_home: Path) -> Iterator[str]:
    """The app over a library whose brief was linked."""
    kb(app_home, "ingest", str(app_home / "docs" / "brief.md"), "--kind", "brief")
    kb(app_home, "ingest", str(app_home / "docs" / "report.md"), "--kind", "evaluation")
    doc_id = next(line.split()[0] for line in kb(app_home, "docs").splitlines() if "brief" in line)
    kb(app_home, "map", "link", doc_id, "--json")
    with served(app_home) as address:
        yield address


def _open_audit(page: Page, address: str) -> None:
    page.goto(f"{address}/map?area=oversight and evaluation")
    page.goto(f"{address}/map")
    page.locator("table.em-table").first.wait_for()
    page.get_by_role("link", name="audit").first.click()
    page.locator("article.em-link").first.wait_for()


def _judge(page: Page, key: str) -> None:
    page.get_by_role("button", name="Judge").first.click()
    page.get_by_role("button", name="Confirm").first.wait_for()
    page.get_by_role("button", name=key).first.click()


def test_from_a_gap_to_a_judgement_that_outlives_a_reload(mapped: str, page: Page) -> None:
    page.goto(f"{mapped}/map")
    gap = page.locator("a.em-gap").first
    gap.wait_for()
    gap.click()
    page.get_by_role("link", name="The whole map").wait_for()
    _open_audit(page, mapped)
    name = page.get_by_label("Your name, as judge")
    name.fill("A reader")
    name.press("Enter")
    page.wait_for_function("location.search.includes('judge-name')")
    _judge(page, "Confirm")
    page.get_by_text("confirmed by A reader").first.wait_for()
    page.reload()
    page.get_by_text("confirmed by A reader").first.wait_for()
    page.get_by_role("button", name="Judge").first.click()
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("confirmed by A reader").first.wait_for(state="detached")


def test_a_judgement_needs_a_name(mapped: str, page: Page) -> None:
    _open_audit(page, mapped)
    _judge(page, "Reject")
    page.get_by_text("Write your name above first").wait_for()


def test_a_permalink_with_filters_gives_the_same_rows_in_a_fresh_browser(
    mapped: str, page: Page
) -> None:
    address = f"{mapped}/map?actor=Congress"
    page.goto(address)
    page.locator("table.em-table").first.wait_for()
    rows = page.locator("tbody th[scope=row]").all_inner_texts()
    assert any("audit of the lamp programme" in r for r in rows)
    assert not any("lamps from one maker" in r for r in rows)
    fresh = page.context.browser.new_context().new_page()  # type: ignore[union-attr]
    fresh.goto(address)
    fresh.locator("table.em-table").first.wait_for()
    assert fresh.locator("tbody th[scope=row]").all_inner_texts() == rows
    fresh.context.close()


def test_the_matrix_is_taken_away_as_csv(mapped: str, page: Page) -> None:
    page.goto(f"{mapped}/map")
    page.get_by_text("Take it away").click()
    with page.expect_download() as caught:
        page.get_by_role("button", name="CSV").click()
    text = Path(caught.value.path()).read_text()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert any("audit" in r["recommendation"] for r in rows)


def test_what_documents_say_is_shown_as_text(mapped: str, page: Page) -> None:
    page.goto(f"{mapped}/map")
    links = page.locator("tbody th[scope=row] a")
    links.first.wait_for()
    for address in [a.get_attribute("href") for a in links.all()]:
        page.goto(f"{mapped}{address}")
        page.get_by_role("link", name="The whole map").wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate("window.hacked") is None
        assert page.locator(".stMain article img, .stMain article script").count() == 0


def test_read_only_shows_the_map_and_takes_no_judgement(
    mapped: str, app_home: Path, page: Page
) -> None:
    with served(app_home, "--read-only") as address:
        _open_audit(page, address)
        assert page.get_by_role("button", name="Judge").count() == 0
        assert page.get_by_label("Your name, as judge").count() == 0
