"""A hostile document, on every page and in every export: it shows as text, nothing of it runs, and
nothing is loaded for it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import networkx as nx
import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from tests.chromium import click, eventually, resize, wait_until_drawn
from tests.ingest.read.pdf_maker import Text, column, make_pdf
from tests.ui.conftest import kb, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
SPY = "//127.0.0.1:9/spy.png"
MARKS = f'<img src="{SPY}" onerror="window.hacked=1"> <script>window.hacked=1</script>'
TEXT = (
    f"{MARKS} ![x](http:{SPY}) [go](javascript:window.hacked=1) [d](data:text/html,<b>x</b>)"
    f" <a href='javascript:window.hacked=1'>a</a> <iframe src='{SPY}'></iframe> <svg onload=window.hacked=1>"
    " $E=mc^2$ $$x$$ :smile: :red[red] :material/home: :shortcode[y] **bold** `code` ~~s~~"
    " &lt;b&gt; &#106;&#97;vascript: {{7*7}} ${7*7}"
)
TURNED = " \u202egnorw\u202c \u2066isolated\u2069 zero\u200bwidth be\x07ll esc\x1b[31m del\x7f"
LONG = "Wort" * 90
TITLE = f"=cmd() {MARKS} :red[Lamps] $x$ ![x](http:{SPY})"
BODY = (
    f"Lamps of Mexico {TEXT}{TURNED} stood at the border.",
    f"Congress should fund an audit of the lamp programme in Mexico every year {MARKS}.",
    f"The lamp office {LONG} counted lamps.",
)


def _markdown(text: str) -> str:
    """Markdown that shows ``text``, HTML and all, as text."""
    return text.replace("<", "&lt;")


BRIEF = (
    f"---\ntitle: {json.dumps(TITLE)}\nkind: brief\npublisher: {json.dumps('=pub ' + MARKS)}\n"
    f"number: {json.dumps('@no ' + MARKS)}\nauthors: [{json.dumps('-Ana ' + MARKS)}]\n"
    f"url: 'javascript:window.hacked=1'\ndate: 2024-01-01\n---\n"
    + _markdown(
        f"# {TITLE}\n\n## Heading {TEXT}\n\n{BODY[0]}\n\n{BODY[2]}\n\n## Recommendations\n\n{BODY[1]}\n"
    )
    + f"\n{MARKS}\n"
)
REPORT = (
    f"---\ntitle: {json.dumps('+Evaluation ' + MARKS)}\nkind: evaluation\ndate: 2022-01-01\n---\n"
    + _markdown(
        "# An evaluation\n\n"
        "=cmd() the evaluation found <svg onload=window.hacked=1> that the lamp programme in Mexico had no"
        " audit and no measures :red[x] $E=mc^2$.\n\n"
        f"The lamp act authorises the Secretary to fund an audit of the lamp programme in Mexico {TEXT}.\n"
    )
)
WEB = (
    f"<!doctype html><html><head><title>{html.escape(TITLE)}</title>{MARKS}</head><body>"
    f"<h1>{html.escape('Page ' + TITLE)}</h1>{MARKS}"
    f"<h2>{html.escape('Heading ' + TEXT)}</h2>"
    + "".join(f"<p>{html.escape(p)} {MARKS}</p>" for p in BODY)
    + "</body></html>"
)


def _pdf() -> bytes:
    """The same as a PDF, whose letters are those of Windows-1252."""
    words = " ".join((*BODY[:2], BODY[2])).encode("cp1252", "ignore").decode("cp1252")
    words = "".join(c for c in words if c.isprintable())
    lines = [words[i : i + 80] for i in range(0, len(words), 80)]
    return make_pdf([[Text(TITLE[:70], 72, 740, 16, bold=True), *column(lines, top=700)]] * 2)


DOCUMENTS = {
    "=cmd() <img src=x onerror=window.hacked=1> $x$ :red[y].md": BRIEF,
    "report.md": REPORT,
    "page.html": WEB,
    "paper.pdf": _pdf(),
    "scan <img src=x onerror=window.hacked=1>.pdf": make_pdf([[]]),
}
HOSTILE_NAME = f"=1+1 {MARKS[:60]} :red[a] $b$"


@pytest.fixture(scope="module")
def hostile(app_home: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The app over these documents, the brief linked; its address and ids by the files' suffix."""
    kb(app_home, "ingest", str(app_home / "docs"))
    kinds = {"brief": "md", "evaluation": "report"}
    found = json.loads(kb(app_home, "docs", "--json"))["documents"]
    ids = {kinds.get(d["kind"], "pdf" if d["pages"] else "html"): d["doc_id"] for d in found}
    assert len(ids) == 4
    kb(app_home, "map", "link", ids["md"], "--json")
    with served(app_home) as address:
        yield address, ids


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page that must load nothing that the documents name, and open no dialog."""
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("dialog", lambda dialog: requested.append("dialog://spy"))
    yield page
    assert [url for url in requested if urlsplit(url).netloc in ("127.0.0.1:9", "spy")] == []


# The page without what a person has written into its fields: that is theirs, as they wrote it.
_WITHOUT_FIELDS = """() => {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelectorAll('input, textarea').forEach(e => e.remove());
  return copy.outerHTML;
}"""


def _harmless(page: Page, *, shows: str = "window.hacked") -> None:
    """Nothing ran, no element was made of the document's words, no mark turns the text; the words
    themselves are to be read."""
    expect(page.locator(".stMain")).to_contain_text(shows)
    assert page.evaluate("window.hacked") is None
    made = page.locator(
        ".stMain :is(script, iframe, object, embed, img:not([src^='data:image/webp']), .katex,"
        " [onerror], [onload])"
    )
    # Streamlit's own image of a file's kind and the constant scripts of ours are not among them.
    assert [
        e.evaluate("e => e.outerHTML.slice(0, 200)") for e in made.all() if _of_document(e)
    ] == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x07\x1b\x7f]", page.evaluate(_WITHOUT_FIELDS))
    there = "a => a.host === '127.0.0.1:9' || /^(javascript|data):$/.test(a.protocol)"
    assert (
        page.evaluate(f"[...document.querySelectorAll('.stMain a[href]')].filter({there}).length")
        == 0
    )


def _of_document(element: object) -> bool:
    text = element.evaluate("e => e.outerHTML")  # type: ignore[attr-defined]
    return "scrollIntoView" not in text


PLACES = {
    "search": "/?q=lamps+Mexico+audit",
    "a question": "/?q=Who+should+fund+an+audit+of+the+lamp+programme+in+Mexico%3F",
    "all documents": "/document",
    "Markdown": "/document?doc={md}",
    "HTML": "/document?doc={html}",
    "PDF": "/document?doc={pdf}&page=1",
    "map": "/map?doc={md}",
    "map by document": "/map?doc={md}&view=documents",
    "library": "/library",
    "library, one document": "/library?doc={md}",
}
SHOWN = {"map": "table.em-table", "map by document": "table.em-table"}


@pytest.mark.parametrize("place", PLACES)
def test_hostile_text_on_a_page_is_only_text(
    hostile: tuple[str, dict[str, str]], watched: Page, place: str
) -> None:
    address, ids = hostile
    watched.goto(address + PLACES[place].format(**ids))
    watched.locator(SHOWN.get(place, ".stMain :text('window.hacked')")).first.wait_for()
    for fold in watched.locator(".stMain :is(details > summary)").all():
        fold.evaluate("e => { if (!e.parentElement.open) e.click(); }")
    wait_until_drawn(watched)
    _harmless(watched)
    resize(watched, 390)
    fits = "document.querySelector('.stMain').scrollWidth <= innerWidth"
    eventually(lambda: watched.evaluate(fits), True, watched)  # one long word does not widen it


def test_hostile_words_are_shown_unchanged(
    hostile: tuple[str, dict[str, str]], watched: Page
) -> None:
    address, ids = hostile
    watched.goto(f"{address}/document?doc={ids['md']}")
    watched.locator(".ev-reading").wait_for()
    text = watched.locator(".ev-reading").inner_text()
    # What Markdown itself takes away (`**`, entities) is gone when the file was read.
    for words in ("<script>", ":red[red]", "$E=mc^2$", ":smile:", "${7", "<b> javascript:"):
        assert words in text
    assert watched.title().startswith("=cmd() <img")


def test_hostile_text_in_filters_and_citations_is_only_text(
    hostile: tuple[str, dict[str, str]], watched: Page
) -> None:
    address, _ = hostile
    watched.goto(f"{address}/?q=lamps+Mexico+audit")
    watched.locator(".ev-card").first.wait_for()
    click(watched.get_by_role("button", name="Cite").first)
    watched.locator("[data-testid=stCode]").nth(7).wait_for()
    watched.keyboard.press("Escape")
    for name in ("Document", "Publisher"):
        click(watched.get_by_role("button", name=name, exact=True).first)
        click(watched.get_by_role("combobox"))
        watched.get_by_role("option").first.wait_for()
        _harmless(watched)
        assert watched.evaluate("document.querySelectorAll('[role=option] img').length") == 0
        click(watched.get_by_role("option").first)
        watched.keyboard.press("Escape")
        watched.keyboard.press("Escape")
    wait_until_drawn(watched)
    _harmless(watched)
    watched.goto(f"{address}/map")
    watched.locator("table.em-relations").wait_for()
    click(watched.locator(".st-key-map-doc input"))
    click(watched.get_by_role("option").filter(has_text="=cmd()").first)
    watched.wait_for_function("() => location.search.includes('doc=')")
    wait_until_drawn(watched)
    _harmless(watched, shows="Evidence map")


@pytest.mark.parametrize(
    "path",
    [
        "/?q={x}", "/?q=lamps&publisher={x}&kind={x}&lang={x}&doc={x}&years={x}&mode={x}&p={x}",
        "/document?doc={x}&start={x}", "/map?rec={x}", "/map?doc={x}&area={x}&view={x}",
        "/history?event={x}", "/history?view=glossary&term={x}", "/history?view=glossary&term-words={x}",
        "/collections?c={x}", "/library?find={x}&doc={x}",
    ],
)  # fmt: skip
def test_hostile_text_in_an_address_is_only_text(
    hostile: tuple[str, dict[str, str]], watched: Page, path: str
) -> None:
    address, _ = hostile
    watched.goto(address + path.format(x=quote(f"{TEXT}{TURNED}")))
    watched.locator(".stMain h1").first.wait_for()
    wait_until_drawn(watched)
    _harmless(watched, shows="")


def _taken(page: Page, button: str) -> str:
    with page.expect_download() as caught:
        click(page.get_by_role("button", name=button, exact=True))
    return Path(caught.value.path()).read_text(encoding="utf-8")


def _rendered(markdown: str) -> None:
    """What Markdown with HTML let through would show has nothing of the document's making."""
    made = MarkdownIt("commonmark", {"html": True}).enable("strikethrough").render(markdown)
    assert not re.search(r"<(script|img|iframe|svg|del)\b", made)
    assert "javascript:" not in " ".join(re.findall(r'href="([^"]*)"', made))
    assert not re.findall(r'href="(?:data:|(?:https?:)?//127)', made)


def test_exports_of_collections_with_hostile_names_and_notes_are_harmless(
    hostile: tuple[str, dict[str, str]], watched: Page
) -> None:
    address, _ = hostile
    watched.goto(f"{address}/collections")
    click(watched.get_by_role("button", name="New collection"))
    watched.get_by_label("Name", exact=True).fill(HOSTILE_NAME)
    watched.get_by_label("Name", exact=True).press("Enter")
    click(watched.get_by_role("button", name="Create"))
    watched.get_by_label("Collection", exact=True).wait_for()  # there are two to choose from
    watched.goto(f"{address}/?q=lamps+Mexico+audit")
    buttons = watched.get_by_role("button", name=re.compile("^Collect(ed)?$"))
    watched.get_by_text("Results 1–").wait_for()  # is below the last of them
    buttons.nth(watched.locator("article.ev-card").count() - 1).wait_for()
    click(buttons.first)
    watched.get_by_text("Collected in “=1+1").wait_for()  # the message stays for some seconds
    for n in range(buttons.count()):
        click(buttons.nth(n))
        expect(buttons.nth(n)).to_have_text("Collected")
    watched.goto(f"{address}/collections")
    watched.locator("article.ev-card").first.wait_for()
    note = watched.get_by_label("Note on passage 1", exact=True)
    note.fill(f"=2+2 {TEXT}{TURNED}\nTY  - JOUR\n}}, @misc{{x,")
    note.press("Control+Enter")
    eventually(lambda: _note_after_reload(watched), True, watched)
    assert watched.evaluate("window.hacked") is None
    _rendered(_taken(watched, "Markdown"))
    items = json.loads(_taken(watched, "CSL-JSON"))
    assert any(i["title"].startswith("=cmd()") for i in items)
    assert not any("URL" in i for i in items), "a javascript: address is none"
    _is_ris(_taken(watched, "RIS"), len(items))
    _is_bibtex(_taken(watched, "BibTeX"), len(items))


def _note_after_reload(page: Page) -> bool:
    """Whether the first note is in the library: a reload shows it."""
    page.reload()
    note = page.get_by_label("Note on passage 1", exact=True)
    note.wait_for()
    return note.input_value().startswith("=2+2")


def _is_ris(text: str, records: int) -> None:
    """Every line is a tag and its value (RIS has no other), records begin and end in turn."""
    lines = [line for line in text.split("\n") if line.strip()]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    turns = [line[:2] for line in lines if line[:2] in ("TY", "ER")]
    assert turns == ["TY", "ER"] * records
    assert not re.search("[\u202a-\u202e\x07\x1b]", text)


def _is_bibtex(text: str, entries: int) -> None:
    """Braces are balanced, and outside them there are entries alone."""
    depth, outside = 0, []
    for before, char in zip(" " + text, text, strict=False):
        if char == "{" and before != "\\":
            depth += 1
        if depth == 0:
            outside.append(char)
        if char == "}" and before != "\\":
            depth -= 1
            assert depth >= 0
    assert depth == 0
    assert re.fullmatch(r"(?:\s*@[a-z]+\s*)*", "".join(outside))
    assert "".join(outside).count("@") == entries
    assert not re.search("[\u202a-\u202e\x07\x1b]", text)


def test_exports_of_a_judgement_by_a_hostile_name_are_harmless(
    hostile: tuple[str, dict[str, str]], watched: Page, tmp_path: Path
) -> None:
    address, ids = hostile
    watched.goto(f"{address}/map?doc={ids['md']}")
    click(watched.locator("table.em-table tbody th[scope=row] a").first)
    watched.get_by_label("Your name").wait_for()
    watched.locator("article.em-link").first.wait_for()
    watched.get_by_label("Your name").fill(HOSTILE_NAME[:60])
    watched.get_by_label("Your name").press("Enter")
    watched.wait_for_function("() => location.search.includes('judge-name')")
    click(watched.get_by_role("button", name="Judge").first)
    watched.get_by_label("Reason", exact=True).fill(f"=3+3 {TEXT}")
    watched.get_by_label("Reason", exact=True).press("Control+Enter")
    click(watched.get_by_role("button", name="Confirm").first)
    watched.get_by_text("confirmed by =1+1").first.wait_for()
    for fold in watched.locator(".stMain details > summary").all():
        fold.evaluate("e => { if (!e.parentElement.open) e.click(); }")
    wait_until_drawn(watched)
    _harmless(watched)
    watched.goto(f"{address}/map?doc={ids['md']}")
    click(watched.get_by_text("Export", exact=True))
    _is_sheet(_taken(watched, "CSV"))
    assert json.loads(_taken(watched, "JSON"))
    graph = nx.parse_graphml(_taken(watched, "GraphML"))
    assert any("<script>" in str(d.get("label", "")) for _, d in graph.nodes(data=True))
    _rendered(_taken(watched, "Markdown annex"))
    kept = tmp_path / "map.html"
    kept.write_text(_taken(watched, "One HTML file"), encoding="utf-8")
    watched.goto(kept.as_uri())
    text = watched.locator("body").inner_text()
    assert "onerror" in text
    assert ":red[" in text
    assert watched.locator("script, img, iframe, svg[onload], a[href^='javascript' i]").count() == 0
    assert watched.evaluate("window.hacked") is None


def _is_sheet(text: str) -> None:
    rows = list(csv.DictReader(io.StringIO(text)))
    assert any(r["judges"] for r in rows)
    cells = [cell for row in rows for cell in row.values() if cell]
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any("'=" in c for c in cells), "the hostile judge is among them"
