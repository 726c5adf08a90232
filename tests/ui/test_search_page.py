"""The app in a real browser: a question answered, a passage found, hostile text shown as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NOTE = """# Lamps <script>window.hacked=1</script>

Congress appropriated $48 million for lamps in Mexico <img src=x onerror="window.hacked=1">.

A [link](javascript:window.hacked=1) and a mark \u202egnorw\u202c stand here about lamps.
"""
DOCUMENTS = {"note.md": NOTE}


def test_a_question_typed_is_answered_with_its_citation(server: str, page: Page) -> None:
    outside: list[str] = []
    page.on(
        "request",
        lambda r: (
            outside.append(r.url)
            if server not in r.url and not r.url.startswith(("data:", "blob:", "ws://127.0.0.1"))
            else None
        ),
    )
    page.goto(server)
    box = page.get_by_label("Search or ask")
    box.fill("How much did Congress appropriate for lamps in Mexico?")
    box.press("Enter")
    page.wait_for_selector(".ev-answer")
    expect(page.locator(".ev-answer").first).to_contain_text("$48 million")
    expect(page.locator(".ev-answer").first).to_contain_text("[1]")
    page.wait_for_selector(".ev-card")
    assert "q=How" in page.url
    assert outside == []


def test_an_address_opened_again_shows_the_same_results(server: str, page: Page) -> None:
    page.goto(f"{server}/?q=lamps")
    page.wait_for_selector(".ev-card")
    expect(page.get_by_label("Search or ask")).to_have_value("lamps")
    page.locator("mark").nth(0).wait_for(state="attached")


def test_text_from_a_document_is_shown_as_text(server: str, page: Page) -> None:
    page.goto(f"{server}/?q=lamps")
    page.wait_for_selector(".ev-card")
    assert page.evaluate("window.hacked") is None
    assert page.locator(".ev-card script, .ev-card img, .ev-card a").count() == 0
    assert "\u202e" not in page.content()


def test_a_refusal_says_what_is_missing(server: str, page: Page) -> None:
    page.goto(f"{server}/?q=What+does+section+9999+say%3F")
    page.wait_for_selector(".ev-answer")
    expect(page.locator(".ev-answer").first).to_contain_text("No answer")
