"""Each page in each of its states: no grave violation by axe-core, and it fits a narrow screen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui import axe
from tests.ui.conftest import kb, opened, served
from tests.ui.whole import READ_ONLY, STATES, Whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
EMPTY = {  # what tells that the page stands
    "/": ".ev-empty",
    "/document": "h1",
    "/map": "h1",
    "/history": ".tl-event",
    "/collections": "h1",
    "/library": "input[type=file]",
}


@pytest.fixture(scope="session")
def script() -> str:
    """axe-core, or the reason why the test cannot run."""
    return axe.source()


@pytest.fixture(scope="module")
def read_only(whole: Whole) -> Iterator[Whole]:
    """The same library, served read-only."""
    with served(whole.base, "--read-only") as address:
        yield Whole(whole.base, address, whole.ids)


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over a library whose one document was removed: ``kb up`` fills one that is empty."""
    base = tmp_path_factory.mktemp("emptied")
    (base / "only.md").write_text("# Only\n\nThe only document about lamps.\n")
    kb(base, "ingest", str(base / "only.md"))
    with served(base) as address:
        (document,) = json.loads(kb(base, "docs", "--json"))["documents"]
        kb(base, "remove", document["doc_id"], "--yes")
        yield address


@pytest.fixture(scope="module", params=[*STATES, *READ_ONLY, *(f"empty {p}" for p in EMPTY)])
def shown(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in one of the states; each test of it looks at the same page."""
    name: str = request.param
    with opened(browser) as page:
        page.emulate_media(reduced_motion="reduce")
        if name.startswith("empty "):
            path = name.removeprefix("empty ")
            page.goto(request.getfixturevalue("emptied") + path)
            page.locator(EMPTY[path]).first.wait_for(state="attached")
        elif name in READ_ONLY:
            READ_ONLY[name](page, request.getfixturevalue("read_only"))
        else:
            STATES[name](page, request.getfixturevalue("whole"))
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_grave_violation(script: str, shown: Page, scheme: str) -> None:
    shown.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    shown.wait_for_function(
        "dark => { const [r, g, b] = getComputedStyle(document.querySelector('.stApp'))"
        ".backgroundColor.match(/\\d+/g).map(Number); return (r + g + b < 384) === dark; }",
        arg=scheme == "dark",
    )
    shown.wait_for_timeout(400)  # a long page takes its colours some frames later
    assert axe.violations(shown, script) == []


# What reaches past the right edge, or is cut off by a box that does not scroll. Fields scroll
# their text by the caret; Streamlit's own header is a row of its own.
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


@pytest.mark.parametrize("width", [390, 320])
def test_all_of_it_fits_a_narrow_screen(shown: Page, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 800})
    shown.wait_for_timeout(300)
    try:
        assert shown.evaluate(_OUT_OF_SIGHT) == []
    finally:
        shown.set_viewport_size({"width": 1280, "height": 900})


def test_nothing_moves_where_that_is_not_wanted(shown: Page) -> None:
    moving = (
        "() => document.getAnimations().filter(a => a.playState === 'running' &&"
        " a.effect.getComputedTiming().activeDuration > 100).length"
    )
    assert shown.evaluate(moving) == 0


def test_a_violation_is_found(script: str, whole: Whole, page: Page) -> None:
    """The instrument itself: what is plainly wrong is said."""
    STATES["search"](page, whole)
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


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "Search"),
        ("/map", "Evidence map"),
        ("/history", "History"),
        ("/collections", "Collections"),
        ("/library", "Library"),
        ("/document?doc={brief}", "Lamps for the border"),
    ],
)
def test_every_page_has_its_title(whole: Whole, page: Page, path: str, title: str) -> None:
    page.goto(whole.at(path))
    page.wait_for_function("title => document.title === `${title} · Evidencia`", arg=title)
