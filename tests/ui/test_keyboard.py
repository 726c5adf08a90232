"""Everything by keyboard alone: Tab, Enter, arrows. Each stop shows where the focus is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.chromium import settled
from tests.ui.whole import STATES, Whole

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# An element is told by its label, words and attributes, its looks aside: those change as it is come
# to. So does `aria-describedby`, which Streamlit's choice boxes have at first and lose soon after.
_TOLD = """const told = e => ((e.labels?.[0]?.textContent || '') + e.outerHTML.replace(
    / (class|style|color|id|data-[a-z-]+|aria-describedby)="[^"]*"/g, '')).slice(0, 300);"""

# The element with the focus: what it is called, and whether one sees that it has it.
_FOCUSED = (
    f"""() => {{ {_TOLD}"""
    + """
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const marked = x => { const s = getComputedStyle(x);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; };
  const r = e.getBoundingClientRect();
  const words = e.cloneNode(true);
  words.querySelectorAll('[data-testid=stIconMaterial]').forEach(x => x.remove());
  const name = e.getAttribute('aria-label') || words.textContent || e.labels?.[0]?.innerText ||
    e.querySelector('title')?.textContent || '';
  return {tag: e.tagName, name: name.replace(/\\s+/g, ' ').trim(),
    tab: e.tabIndex, seen: marked(e),
    inside: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
    told: told(e)};
}"""
)


def _settled(page: Page) -> None:
    """Wait until nothing is drawn any more: what is drawn anew loses the focus."""
    page.wait_for_function(
        "document.querySelector('.stApp').dataset.testScriptState === 'notRunning'"
    )
    settled(page)
    page.wait_for_timeout(300)


def _stops(page: Page, most: int) -> Iterator[dict[str, Any]]:
    """Press Tab; each element it leads to, round the page and on."""
    _settled(page)
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUSED)
        # None is the browser's own; where Tab does not lead to, the driver has put the focus.
        if found is not None and found["tab"] >= 0:
            yield found


def _tab_to(page: Page, name: str, *, exact: bool = False, most: int = 90) -> None:
    """Press Tab until what is called so has the focus. On the way the focus is always seen."""
    passed = []
    for stop in _stops(page, most):
        assert stop["seen"], f"the focus is not seen on {stop['told']}"
        assert stop["inside"], f"the focus is out of sight on {stop['told']}"
        called = stop["name"]
        if called == name if exact else called.startswith(name):
            return
        passed.append(called[:30])
    raise AssertionError(f"expected to come to {name!r} by Tab, came to {passed}")


def _enter(page: Page, name: str, **how: bool) -> None:
    _tab_to(page, name, **how)  # type: ignore[arg-type]
    page.keyboard.press("Enter")


def test_the_way_past_the_menu(whole: Whole, page: Page) -> None:
    STATES["results with an answer"](page, whole)
    _enter(page, "Skip to main content")
    stop = next(_stops(page, 1))
    assert stop["name"].startswith("Search or ask")


def test_searched_opened_collected_and_taken_away(whole: Whole, page: Page, tmp_path: Path) -> None:
    page.goto(whole.address)
    page.locator("#record").wait_for()
    _tab_to(page, "Search or ask")
    page.keyboard.type("ferry inspectors contraband lanterns")
    page.keyboard.press("Enter")
    page.locator(".ev-card").first.wait_for()
    _enter(page, "Open in context")
    page.locator("figure.ev-page img").wait_for()
    _enter(page, "Collect", exact=True)
    page.get_by_text("ollected in “For the memo”").first.wait_for()
    _enter(page, "Collections", exact=True)
    page.locator("article.ev-card").first.wait_for()
    _tab_to(page, "Note on passage 1")
    page.keyboard.type("Read this. ")
    page.keyboard.press("Control+Enter")
    _tab_to(page, "Markdown", exact=True, most=120)
    with page.expect_download() as caught:
        page.keyboard.press("Enter")
    assert "Ferry inspectors seized" in Path(caught.value.path()).read_text()


def test_from_the_map_to_a_judgement_and_back(whole: Whole, page: Page) -> None:
    page.goto(whole.at("/map?doc={brief}"))
    page.locator("table.em-relations").wait_for()
    _enter(page, "Fund an audit")
    page.locator("article.em-link").first.wait_for()
    _tab_to(page, "Your name")
    page.keyboard.type("A keyboard")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('judge-name')")
    _enter(page, "Judge")
    page.get_by_role("button", name="Confirm").first.wait_for()
    _enter(page, "Confirm")
    page.get_by_text("confirmed by A keyboard").first.wait_for()
    if page.get_by_role("button", name="Undo").count() == 0:
        _enter(page, "Judge")
    page.get_by_role("button", name="Undo").first.wait_for()
    _enter(page, "Undo")
    page.get_by_text("confirmed by A keyboard").first.wait_for(state="detached")


def test_a_filter_of_the_map_is_chosen(whole: Whole, page: Page) -> None:
    page.goto(whole.at("/map"))
    page.locator("table.em-relations").wait_for()
    _tab_to(page, "Document")
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.type("Lamps for")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('doc=')")


def test_a_file_is_added_and_its_document_removed(whole: Whole, page: Page, tmp_path: Path) -> None:
    kites = tmp_path / "kites.md"
    kites.write_text("# Kites over Puebla\n\nMexico counted ninety kites.\n")
    page.goto(whole.at("/library"))
    page.locator("table.lb-table").wait_for()
    _enter(page, "Add documents")
    page.locator("[data-testid=stFileUploader] button").first.wait_for()
    _tab_to(page, "Upload")
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


# What can be pressed, chosen or written into: all of it is to be reached by Tab, but what
# Streamlit leads to by arrows (the parts of one control), and what it keeps for the mouse beside a
# key that does the same.
_ACTIONS = (
    f"""() => {{ {_TOLD}"""
    + """
  return [...document.querySelectorAll(
    '.stMain :is(a[href], button, input, textarea, summary, [role=slider], [role=combobox])')]
  .filter(e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden' &&
    !e.disabled && e.type !== 'file' && !e.closest('[inert], [aria-hidden=true]') &&
    e.getAttribute('role') !== 'radio' && e.getAttribute('tabindex') !== '-1')
  .map(told); }"""
)


@pytest.mark.parametrize("state", STATES)
def test_every_action_is_come_to(whole: Whole, page: Page, state: str) -> None:
    STATES[state](page, whole)
    _settled(page)
    actions = set(page.evaluate(_ACTIONS))
    assert actions
    reached: set[str] = set()
    for stop in _stops(page, 3 * len(actions) + 40):
        reached.add(stop["told"])
        if reached >= actions:
            break
    assert actions - reached == set()
