"""Search, open in context, see the page: in a real browser, over a small PDF, a law and a note."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.chromium import click, fresh_page, wait_until_drawn
from tests.ingest.read.pdf_maker import Text, column, make_pdf
from ui.web.links import search_url

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EVIL = """---
date: 2023-02-01
---

# Harbours ![x](/spy.png) :red[x] <script>window.hacked=1</script>

Harbour lanterns were counted by the committee <img src=x onerror="window.hacked=1">
&lt;img src=x onerror="window.hacked=1"> in spring.

A [link](javascript:window.hacked=1) and a mark \u202egnorw\u202c stand here about harbour lanterns.
"""


def _paper() -> bytes:
    """Three full pages with printed numbers i to iii; the ferries are on the second."""
    pages = [
        [Text("A study of the northern gulf", 72, 720, 18, bold=True), *_body("Bridges", "i")],
        [Text("Ferry inspections", 72, 720, 14, bold=True), *_body("Ferries", "ii", _FERRIES)],
        [Text("Lighthouse repairs", 72, 720, 14, bold=True), *_body("Lighthouses", "iii")],
    ]
    return make_pdf(pages, labels="0 << /S /r >>")


_FERRIES = (
    "Ferry inspectors seized forty crates of contraband lanterns near the old bridge,",
    "and the harbour office lost count of the crates that were never opened at all.",
)


def _body(subject: str, number: str, first: tuple[str, ...] = ()) -> list[Text]:
    lines = [f"{subject} of district {n} were visited {n} times and then described in a report."
             for n in range(1, 41)]  # fmt: skip
    return [*column([*first, *lines], top=690), Text(number, 300, 40)]


DOCUMENTS = {
    "paper.pdf": _paper(),
    "harbours.md": EVIL,
    "faros.md": "---\ndate: 2019-05-01\n---\n\n# Faros\n\nEl comité contó los faros y las linternas del puerto durante la primavera.\n",
}
QUERY = "ferry inspectors contraband lanterns"


def _opened(page: Page, server: str) -> None:
    """The first hit for the ferries, opened in context."""
    page.goto(server + search_url(QUERY))
    page.wait_for_selector(".ev-card")
    card = page.locator(".st-key-card-1")
    expect(card).to_contain_text("Ferry inspectors")
    click(card.get_by_role("link", name="Open in context"))
    page.wait_for_selector("figure.ev-page img")


def test_a_hit_opens_in_context_with_its_page_marked(server: str, page: Page) -> None:
    _opened(page, server)
    asked = parse_qs(urlsplit(page.url).query)
    assert {"doc", "start", "end"} <= set(asked)
    wait_until_drawn(page)
    marks = page.locator(".ev-reading mark").all_inner_texts()
    assert "Ferry inspectors seized" in " ".join(marks)
    page.wait_for_function(
        "() => { const r = document.getElementById('passage').getBoundingClientRect();"
        " return r.top >= 0 && r.top < innerHeight }"
    )
    image = page.locator("figure.ev-page img")
    assert image.evaluate("i => i.naturalWidth") > 500
    assert float(image.get_attribute("data-marked") or 0) > 0.9
    expect(page.locator("figcaption").first).to_contain_text("PDF page 2 of 3")
    expect(page.locator("figcaption").first).to_contain_text("p. ii")


def test_going_back_once_returns_to_the_hits(server: str, page: Page) -> None:
    _opened(page, server)
    page.go_back()
    page.wait_for_selector(".ev-card")
    expect(page.get_by_label("Search or ask")).to_have_value(QUERY)


def test_the_next_page_has_its_own_image_and_name(server: str, page: Page) -> None:
    _opened(page, server)
    click(page.get_by_role("link", name="Next page").first)
    page.wait_for_selector("figcaption:has-text('PDF page 3 of 3')")
    expect(page.locator(".ev-reading").first).to_contain_text("Lighthouses of district")


def test_a_permalink_opened_in_a_fresh_browser_gives_the_same_view(
    server: str, page: Page, browser: Browser
) -> None:
    _opened(page, server)
    with fresh_page(browser) as other:
        other.goto(page.url)
        other.wait_for_selector("figure.ev-page img")
        for part in ("#passage", ".ev-pin", "figcaption", "h1"):
            expect(other.locator(part)).to_have_text(page.inner_text(part))


def test_a_filter_narrows_the_hits_and_stays_in_the_address(
    server: str, page: Page, browser: Browser
) -> None:
    page.goto(server + search_url("committee spring"))
    page.wait_for_selector(".ev-card")
    page.locator(".ev-card").nth(1).wait_for(state="attached")
    click(page.get_by_role("button", name="Language"))
    click(page.get_by_role("combobox"))
    click(page.get_by_role("option", name="Spanish"))
    page.wait_for_function("() => document.querySelectorAll('.ev-card').length == 1")
    page.wait_for_url("**lang=es**")
    with fresh_page(browser) as other:
        other.goto(page.url)
        other.wait_for_selector(".ev-card")
        expect(other.locator(".ev-card")).to_have_count(1)
        expect(other.locator(".ev-card").first).to_contain_text("Faros")


def test_years_are_chosen_with_arrow_keys(server: str, page: Page) -> None:
    page.goto(server + search_url("committee spring primavera comité"))
    page.wait_for_selector(".ev-card:has-text('Faros')")
    click(page.get_by_role("button", name="Years"))
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("h2[data-query$='year:2023..2023']")
    page.wait_for_url("**years=2023..2023**")
    expect(page.locator(".ev-title").filter(has_text="Faros")).to_have_count(0)
    page.locator(".ev-title").first.wait_for()
    page.keyboard.press("Escape")
    click(page.get_by_role("button", name="Clear filters"))
    page.wait_for_selector(".ev-card:has-text('Faros')")


def test_a_citation_is_shown_in_several_styles(server: str, page: Page) -> None:
    page.goto(server + search_url(QUERY))
    page.wait_for_selector(".ev-card")
    click(page.locator(".st-key-card-1").get_by_role("button", name="Cite"))
    page.wait_for_selector("[data-testid=stCode]")
    page.wait_for_function("() => document.querySelectorAll('[data-testid=stCode]').length == 8")
    expect(page.locator("[data-testid=stCode]").first).to_contain_text("p. ii")


def test_the_original_is_downloaded_as_it_was_read(server: str, page: Page) -> None:
    _opened(page, server)
    with page.expect_download() as started:
        click(page.get_by_role("button", name="Download the original"))
    assert started.value.path().read_bytes() == DOCUMENTS["paper.pdf"]
    assert started.value.suggested_filename.endswith(".pdf")


def test_one_document_alone_is_searched(server: str, page: Page) -> None:
    _opened(page, server)
    click(page.get_by_role("link", name="Search in this document"))
    box = page.get_by_label("Search or ask")
    box.wait_for()
    box.fill("committee report")
    box.press("Enter")
    page.wait_for_selector("h2[data-query^='committee report doc:']")
    page.wait_for_url(lambda url: "doc=" in url and "q=committee" in url)
    page.locator(".ev-title").first.wait_for()
    expect(page.locator(".ev-title").filter(has_not_text="northern gulf")).to_have_count(0)


def test_text_of_a_hostile_document_is_shown_as_text(server: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server + search_url("harbour lanterns committee"))
    page.wait_for_selector(".ev-card:has-text('Harbours')")
    click(page.get_by_role("button", name="Document"))
    click(page.get_by_role("combobox"))
    page.get_by_role("option", name="Harbours").wait_for()
    page.keyboard.press("Escape")
    card = page.locator("[class*=st-key-card-]:has-text('Harbours')").first
    click(card.get_by_role("button", name="Cite"))
    page.wait_for_selector("[data-testid=stCode]")
    page.keyboard.press("Escape")
    click(card.get_by_role("link", name="Open in context"))
    page.wait_for_selector("#passage")
    click(page.get_by_text("Sections ("))
    page.wait_for_selector(".ev-outline a")
    _nothing_ran(page, asked)
    expect(page.locator(".ev-reading").first).to_contain_text("onerror")
    page.goto(server + "/document")
    page.wait_for_selector(".ev-docs a:has-text('Harbours')")
    _nothing_ran(page, asked)


def _nothing_ran(page: Page, asked: list[str]) -> None:
    assert page.evaluate("window.hacked") is None
    assert not [url for url in asked if "spy" in url]
    hostile = "[data-testid=stMain] :is(img[src*=spy], img[onerror])"
    assert page.locator(hostile).count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0
    assert "\u202e" not in page.content()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/document?doc=nothing-like-it", "No such document"),  # an id that is not in the library
        ("/document?doc=DOC&start=5&end=999999", "may have been read again"),  # a span past the end
        ("/document?doc=DOC&section=999", "does not have"),  # a section that is not there
        ("/document?doc=DOC&start=x&page=-4", "Faros"),  # no numbers: the beginning
    ],
)
def test_an_address_that_names_nothing_shows_a_message(
    server: str, page: Page, address: str, said: str
) -> None:
    page.goto(server + "/document")
    page.wait_for_selector(".ev-docs a")
    href = page.get_by_role("link", name="Faros").get_attribute("href") or ""
    doc_id = parse_qs(urlsplit(href).query)["doc"][0]
    page.goto(server + address.replace("DOC", doc_id))
    page.wait_for_selector(f"text={said}")
