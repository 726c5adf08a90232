"""Pictures of every page at two widths, in light and in dark, over the bundled digests.

They are for people to look at (``tests/screenshots/out``; the best are in ``docs/``). The test
asserts that nothing failed on the page, that nothing is wider than the page, and that its heading
stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from kb.collect import Collections
from kb.span import Span
from kb.store import Library
from tests.chromium import click, resize
from tests.conftest import ROOT
from tests.ui.conftest import kb, served
from tests.ui.sample import paper

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.full]
OUT = ROOT / "tests/screenshots/out"
WIDTHS = {"desktop": (1440, 1000), "phone": (390, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
GATHERED = ("What did GAO find about performance measures?", "traced firearms of US source")
QUESTION = "How+much+did+Congress+appropriate+for+the+first+year+of+the+M%C3%A9rida+Initiative%3F"
Open = Callable[["Page", str], None]


@pytest.fixture(scope="module")
def digests(app_home: Path) -> Iterator[str]:
    """The app over the digests and a PDF, with a collection of two passages."""
    (app_home / "docs" / "note.md").unlink()
    (app_home / "docs" / "study.pdf").write_bytes(paper())
    kb(app_home, "ingest", str(ROOT / "corpus/digests"), str(app_home / "docs"))
    library = Library.open(app_home / "home")
    made = Collections(library)
    into = made.create("Memo on arms and oversight").collection_id
    for query in GATHERED:
        hit = json.loads(kb(app_home, "search", query, "-k", "1", "--json"))["hits"][0]
        made.add(into, hit["doc_id"], Span(hit["start"], hit["end"]), "For the second section.")
    library.close()
    with served(app_home) as address:
        yield address


def _shows(path: str, selector: str) -> Open:
    def opened(page: Page, address: str) -> None:
        page.goto(f"{address}{path}")
        page.locator(selector).first.wait_for()

    return opened


def _passage(query: str, selector: str) -> Open:
    def opened(page: Page, address: str) -> None:
        _shows(f"/?q={query}", ".ev-card")(page, address)
        click(page.get_by_role("link", name="Open in context").first)
        page.locator(selector).first.wait_for()

    return opened


def _recommendation(page: Page, address: str) -> None:
    _shows("/map", "table.em-table")(page, address)
    click(page.locator("table.em-table tbody th[scope=row] a").first)
    page.locator("article.em-link").first.wait_for()


def _network(page: Page, address: str) -> None:
    _shows("/map", "table.em-table")(page, address)
    click(page.get_by_text("Network of recommendations and sources"))
    page.locator("svg.em-net").scroll_into_view_if_needed()


PAGES: Mapping[str, Open] = {
    "start": _shows("/", "#record"),
    "search": _shows("/?q=performance+measures+of+the+M%C3%A9rida+Initiative", ".ev-card"),
    "answer": _shows(f"/?q={QUESTION}", ".ev-answer li"),
    "refusal": _shows("/?q=What+does+section+8399+require%3F", ".ev-answer.refused"),
    "document": _passage("firearms+traced+in+Mexico", ".ev-reading mark"),
    "pdf-page": _passage("ferry+inspectors+lanterns", "figure.ev-page img"),
    "map": _shows("/map", "table.em-table"),
    "map-kinds": _shows("/map?view=kinds", "table.em-kinds"),
    "recommendation": _recommendation,
    "network": _network,
    "timeline": _shows("/history", ".tl"),
    "glossary": _shows("/history?view=glossary", ".tl-event"),
    "start-here": _shows("/history?view=start", ".tl-path"),
    "library": _shows("/library", "table.lb-table"),
    "collections": _shows("/collections", "article.ev-card"),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_both_widths_and_has_its_picture(
    name: str, digests: str, page: Page
) -> None:
    PAGES[name](page, digests)
    heading = page.locator("h1").first.inner_text()
    OUT.mkdir(parents=True, exist_ok=True)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width, (across, down) in WIDTHS.items():
            resize(page, across, down)
            page.screenshot(path=OUT / f"{name}-{width}-{scheme}.png")
            assert page.locator("[data-testid=stException]").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth") <= across
            assert page.locator("h1").first.inner_text() == heading
