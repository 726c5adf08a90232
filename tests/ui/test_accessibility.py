"""Each page in each of its states, in one visit: accessibility, narrow screens, the keyboard.

A state is visited once, and everything that must hold on every page is checked there. ``make test``
visits one state of each page (``FEW``), ``make check`` all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.chromium import eventually, resize, wait_for_frame, wait_until_drawn
from tests.ui import axe
from tests.ui.conftest import kb, served
from tests.ui.keyboard import actions_not_reached
from tests.ui.sample import READ_ONLY, STATES, Sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
EMPTY = {  # the pages of an empty library, and what is on them when they are drawn
    "/": ".ev-empty",
    "/document": "h1",
    "/map": "h1",
    "/history": ".tl-event",
    "/collections": "h1",
    "/library": "input[type=file]",
}
FEW = ("results with an answer", "a page of a PDF", "map by relation", "judging", "an event",
       "library with a job", "collections")  # fmt: skip
ALL = (*STATES, *READ_ONLY, *(f"empty {path}" for path in EMPTY))


@pytest.fixture(scope="session")
def script() -> str:
    """axe-core. Skips the test where it is not installed."""
    return axe.source()


@pytest.fixture(scope="session")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over a library whose only document was removed. ``kb up`` fills a new library."""
    base = tmp_path_factory.mktemp("emptied")
    (base / "only.md").write_text("# Only\n\nThe only document about lamps.\n")
    kb(base, "ingest", str(base / "only.md"))
    with served(base) as address:
        (document,) = json.loads(kb(base, "docs", "--json"))["documents"]
        kb(base, "remove", document["doc_id"], "--yes")
        yield address


def _visit(name: str, page: Page, request: pytest.FixtureRequest) -> None:
    """Bring ``page`` into the state called ``name``."""
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    if name.startswith("empty "):
        path = name.removeprefix("empty ")
        page.goto(request.getfixturevalue("emptied") + path)
        page.locator(EMPTY[path]).first.wait_for(state="attached")
    elif name in READ_ONLY:
        READ_ONLY[name](page, request.getfixturevalue("read_only"))
    else:
        STATES[name](page, request.getfixturevalue("sample"))
    wait_until_drawn(page)


@pytest.mark.parametrize(
    "name", [n if n in FEW else pytest.param(n, marks=pytest.mark.full) for n in ALL]
)
def test_every_page_is_accessible_on_any_width_and_by_keyboard(
    name: str, script: str, page: Page, request: pytest.FixtureRequest
) -> None:
    _visit(name, page, request)
    assert page.locator("[data-testid=stException]").count() == 0
    eventually(lambda: page.evaluate(_MOVING), [], page)  # people may ask for less motion
    _has_headings_in_order(page)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    ours = [i for i in ids if re.fullmatch(r"t\d{3}|term-.*|hit-\d+", i)]
    assert len(ours) == len(set(ours)), "no two elements have the same id"
    for scheme in ("light", "dark"):
        _use_colours(page, scheme)
        eventually(lambda: axe.violations(page, script), [], page)
    page.emulate_media(color_scheme="light")
    for width in (390, 320):
        resize(page, width)
        eventually(lambda: page.evaluate(_OUT_OF_SIGHT), [], page)
    resize(page, 1280, 900)
    if name in STATES:
        assert actions_not_reached(page) == set(), "every action is reached with Tab"


# The names of animations that run and take longer than a tenth of a second.
_MOVING = """() => document.getAnimations().filter(a => a.playState === 'running' &&
  a.effect.getComputedTiming().activeDuration > 100).map(a => a.animationName || 'transition')"""
_DARK = """() => { const [r, g, b] = getComputedStyle(document.querySelector('.stApp'))
  .backgroundColor.match(/\\d+/g).map(Number); return r + g + b < 384; }"""


def _use_colours(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    eventually(lambda: page.evaluate(_DARK), scheme == "dark", page)
    wait_for_frame(page)


def _has_headings_in_order(page: Page) -> None:
    """One heading of the first level, first; then none skips a level."""
    headings = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])"
    levels = page.evaluate(headings)
    assert levels[:1] == [1]
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False)), levels


# Text that reaches past the right edge of the page, or is cut off by a box that does not scroll.
# Fields scroll their text by the caret.
_OUT_OF_SIGHT = """() => {
  const found = [], edge = document.documentElement.clientWidth;
  const over = e => getComputedStyle(e).overflowX;
  const boxes = e => { const all = []; for (let x = e.parentElement; x && !x.matches('.stMain');
    x = x.parentElement) all.push(x); return all; };
  for (const e of document.querySelectorAll('.stMain *, header *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    if (!own || r.width < 2 || r.height < 2 || s.visibility === 'hidden') continue;
    if (e.closest('svg, [hidden], .ev-picture, [data-testid=stSkipToContent]')) continue;
    if (boxes(e).some(x => /auto|scroll/.test(over(x)))) continue;
    const cut = boxes(e).find(x => /hidden|clip/.test(over(x)) &&
      x.getBoundingClientRect().width > 1 && r.right > x.getBoundingClientRect().right + 1);
    if (r.right > edge + 1 || cut) found.push(`${e.tagName} ${e.textContent.slice(0, 60)}`);
  }
  const main = document.querySelector('.stMain');
  if (document.documentElement.scrollWidth > edge) found.push('the page scrolls sideways');
  if (main && main.scrollWidth > main.clientWidth) found.push('its main part scrolls sideways');
  return found;
}"""


def test_a_violation_is_found(script: str, sample: Sample, page: Page) -> None:
    """The checks themselves report what is plainly wrong."""
    STATES["search"](page, sample)
    page.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend',"
        '\'<img src="data:,"><p style="color:#ccc;background:#fff;width:3000px">faint</p>\')'
    )
    found = " ".join(axe.violations(page, script))
    assert "image-alt" in found
    assert "color-contrast" in found
    assert any("faint" in line for line in page.evaluate(_OUT_OF_SIGHT))


def test_what_streamlit_violates_is_listed_in_the_docs() -> None:
    told = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", told, re.MULTILINE))
    assert listed == {(a.rule, a.selector) for a in axe.STREAMLIT}


def test_every_page_has_its_title(sample: Sample, page: Page) -> None:
    for path, title in (
        ("/", "Search"),
        ("/map", "Evidence map"),
        ("/history", "History"),
        ("/collections", "Collections"),
        ("/library", "Library"),
        ("/document?doc={brief}", "Lamps for the border"),
    ):
        page.goto(sample.at(path))
        page.wait_for_function("title => document.title === `${title} · Evidencia`", arg=title)
