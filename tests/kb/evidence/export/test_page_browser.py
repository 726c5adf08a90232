"""The HTML export of the shipped map in a real browser: from disk, offline, with the keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ingest.pipeline import run
from kb.encode.fake import FakeEncoder
from kb.evidence.evidence_map import MapMaker
from kb.evidence.export import export
from kb.evidence.store import EvidenceStore
from kb.resources import CORPUS
from kb.store import Library
from tests.kb.evidence.conftest import library, put
from tests.kb.evidence.export.hostile import hostile_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.kb.evidence.conftest import Put

__all__ = ["library", "put"]
pytestmark = pytest.mark.browser
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
# Brightness of a colour and contrast of two, after WCAG 2.2.
CONTRAST = """() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const lum = c => { const [r, g, b] = parse(c).map(v => v / 255).map(v =>
    v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const back = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (parse(c).length < 4 || parse(c)[3] > 0) return c; } return 'rgb(255, 255, 255)'; };
  let worst = [99, ''];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const [a, b] = [lum(getComputedStyle(e).color), lum(back(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < worst[0]) worst = [ratio, e.className + ' ' + e.tagName];
  }
  return worst;
}"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Library]:
    """The map of a library that was built from the digests, and that library."""
    base = tmp_path_factory.mktemp("shipped")
    opened = Library.open(base / "home")
    run(opened, [CORPUS / "digests"], encoder=FakeEncoder())
    maker = MapMaker(EvidenceStore(opened))
    (base / "map.html").write_text(export(maker.make(maker.documents()), opened, "html"))
    return base / "map.html", opened


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    context.close()


def _focused(page: Page) -> str:
    """What has the keyboard: its tag, and its address or its first words."""
    return str(
        page.evaluate(
            "(e => `${e.tagName} ${e.getAttribute('href') || e.textContent.trim().slice(0, 30)}`)"
            "(document.activeElement)"
        )
    )


def test_every_quotation_of_the_page_verifies(shipped: tuple[Path, Library], offline: Page) -> None:
    path, opened = shipped
    offline.goto(path.as_uri())
    expect(offline.locator("article")).to_have_count(32)
    quotes = offline.locator("blockquote").all_text_contents()
    assert len(quotes) == 207
    texts = " ".join(" ".join(opened.text(d.doc_id).split()) for d in opened.documents())
    assert [q for q in quotes if " ".join(q.split()) not in texts] == []
    expect(offline.get_by_text("A paraphrase, not a quotation")).to_have_count(32)


def test_the_page_works_with_the_keyboard_alone(
    shipped: tuple[Path, Library], offline: Page
) -> None:
    offline.goto(shipped[0].as_uri())
    offline.keyboard.press("Tab")
    assert _focused(offline) == "A #list"
    assert offline.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    offline.keyboard.press("Tab")
    assert _focused(offline) == "SUMMARY By relation"
    style = "getComputedStyle(document.activeElement)"
    assert offline.evaluate(f"{style}.outlineStyle") == "solid"
    assert offline.evaluate(f"parseFloat({style}.outlineWidth)") >= 2
    offline.keyboard.press("Enter")
    assert not offline.locator("details").first.evaluate("e => e.open")
    offline.keyboard.press("Enter")
    offline.keyboard.press("Tab")
    assert _focused(offline).startswith("DIV")  # the table, to scroll it
    offline.keyboard.press("Tab")
    offline.keyboard.press("Tab")
    assert _focused(offline) == "A #r2"
    offline.keyboard.press("Enter")
    offline.wait_for_function("document.activeElement.id === 'r2'")
    assert offline.evaluate("location.hash") == "#r2"
    assert offline.locator("#r2").evaluate("e => Math.abs(e.getBoundingClientRect().top) < 60")
    offline.keyboard.press("Tab")
    assert _focused(offline).startswith("SUMMARY Evidence")
    fold = offline.locator("#r2 details")
    offline.keyboard.press("Space")
    assert not fold.evaluate("e => e.open")
    offline.keyboard.press("Tab")
    assert _focused(offline) == "A #tables"
    offline.keyboard.press("Enter")
    offline.wait_for_function("document.activeElement.id === 'tables'")


def test_the_other_tables_open_and_lead_to_the_evidence(shipped: tuple[Path, Library], offline: Page) -> None:  # fmt: skip
    offline.goto(shipped[0].as_uri())
    for name in ("By kind of source", "By document"):
        offline.get_by_text(name, exact=True).click()
        table = offline.get_by_role("region", name=f"Table: {name.lower()}")
        expect(table.locator("tbody th[scope=row]")).to_have_count(32)
        table.locator("tbody a").first.click()
        assert offline.evaluate("location.hash") == "#r1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
def test_the_page_fits_the_window_and_is_legible(browser: Browser, shipped: tuple[Path, Library], size: str, scheme: str) -> None:  # fmt: skip
    width, height = SIZES[size]
    context = browser.new_context(offline=True, viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]  # fmt: skip
    page = context.new_page()
    page.goto(shipped[0].as_uri())
    for fold in page.locator(".views summary").all()[1:]:
        fold.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, where
    context.close()


def test_hostile_text_does_nothing(
    library: Library, put: Put, offline: Page, tmp_path: Path
) -> None:
    asked: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.on("dialog", lambda dialog: pytest.fail(dialog.message))
    path = tmp_path / "map.html"
    path.write_text(export(hostile_map(put), library, "html"), encoding="utf-8")
    offline.goto(path.as_uri())
    assert offline.evaluate("window.hacked") is None
    assert asked == [path.as_uri()]
    expect(offline.locator("article")).to_have_count(1)
    shown = offline.locator("body").inner_text()
    assert "<script>window.hacked=1</script>" in shown
    assert "</blockquote></li></ul>" in shown
    assert json.dumps("\u202e") not in json.dumps(shown)
    assert "\u202e" not in shown
