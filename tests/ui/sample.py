"""A small library with something of everything, and the states in which each page is tested.

The fixture ``sample`` serves it. ``tests/ui/test_accessibility.py`` visits ``STATES`` and ``READ_ONLY``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.collect import Collections
from kb.span import Span
from kb.store import Library
from tests.chromium import click
from tests.ingest.read.pdf_maker import Text, column, make_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Page

BRIEF = """---
title: Lamps for the border
kind: brief
publisher: Lamp Institute
date: 2024-03-01
---
# Lamps for the border

Lamps at the border crossings of Mexico fail often, and nobody counts them.

## Recommendations

Congress should fund an audit of the lamp programme in Mexico every year.

The State Department should not buy lamps from one maker alone.
"""
REPORT = """---
kind: evaluation
publisher: GAO
date: 2022-05-04
---
# Evaluation of the lamp programme

The evaluation found that the lamp programme in Mexico had no audit and no measures of outcome.

However, an audit of the lamp programme would cost $2 million a year, and it is not known whether
lamps would last longer. Congress appropriated $48 million for lamps in Mexico.

The lamp act authorises the Secretary to fund an audit of the lamp programme in Mexico.
"""
FAROS = """---
title: Faros
language: es
date: 2019-05-01
---
# Faros

El comité contó los faros y las linternas del puerto durante la primavera.
"""
_FERRIES = (
    "Ferry inspectors seized forty crates of contraband lanterns near the old bridge,",
    "and the harbour office lost count of the crates that were never opened at all.",
)


def paper() -> bytes:
    """Two full pages with printed numbers i and ii; the ferries are on the second."""
    lines = [
        f"Bridges of district {n} were visited and then described in a report."
        for n in range(1, 41)
    ]
    return make_pdf(
        [
            [Text("A study of the northern gulf", 72, 720, 18, bold=True), *column(lines, top=690), Text("i", 300, 40)],
            [Text("Ferry inspections", 72, 720, 14, bold=True), *column([*_FERRIES, *lines], top=690), Text("ii", 300, 40)],
        ],
        labels="0 << /S /r >>",
    )  # fmt: skip


DOCUMENTS: Mapping[str, str | bytes] = {
    "brief.md": BRIEF,
    "report.md": REPORT,
    "faros.md": FAROS,
    "paper.pdf": paper(),
    "scan.pdf": make_pdf([[]]),  # no text: skipped, with its reason
}
QUESTION = "How+much+did+Congress+appropriate+for+lamps+in+Mexico%3F"
Kb = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Sample:
    """The library served: its folder, the app's address, and the ids of documents by file name."""

    base: Path
    address: str
    ids: Mapping[str, str]

    def at(self, path: str, **words: str) -> str:
        """The address of a page; ``{brief}`` and the like stand for the ids of documents."""
        names = {name.partition(".")[0]: doc_id for name, doc_id in self.ids.items()}
        return self.address + path.format(**names, **words)


def build(base: Path, kb: Kb) -> Mapping[str, str]:
    """Make the library under ``base``: documents, a linked map, a collection with two passages and
    a note; the ids of its documents by file name."""
    (base / "docs").mkdir()
    for name, content in DOCUMENTS.items():
        data = content.encode() if isinstance(content, str) else content
        (base / "docs" / name).write_bytes(data)
    kb(base, "ingest", str(base / "docs"))
    found = json.loads(kb(base, "docs", "--json"))["documents"]
    titles = {"Lamps for the border": "brief.md", "Evaluation of the lamp programme": "report.md",
              "Faros": "faros.md", "A study of the northern gulf": "paper.pdf"}  # fmt: skip
    ids = {titles[d["title"]]: d["doc_id"] for d in found}
    kb(base, "map", "link", ids["brief.md"], "--json")
    with_passages(base, ids)
    return ids


def with_passages(base: Path, ids: Mapping[str, str]) -> None:
    """Collect two passages, the first with a note."""
    library = Library.open(base / "home")
    made = Collections(library)
    into = made.create("For the memo").collection_id
    for name, words in (("report.md", "no audit and no measures"), ("paper.pdf", "forty crates")):
        start = library.document(ids[name]).text.index(words)
        made.add(into, ids[name], Span(start, start + len(words)), "See the annex.")
    library.close()


# -- states -----------------------------------------------------------------------------------

State = Callable[["Page", Sample], None]


def _shows(path: str, selector: str) -> State:
    def opened(page: Page, sample: Sample) -> None:
        page.goto(sample.at(path))
        page.locator(selector).first.wait_for()

    return opened


def _filter_open(page: Page, sample: Sample) -> None:
    _shows("/?q=lamps", ".ev-card")(page, sample)
    click(page.get_by_role("button", name="Kind"))
    page.get_by_role("combobox").wait_for()


def _cite_open(page: Page, sample: Sample) -> None:
    _shows("/?q=lamps", ".ev-card")(page, sample)
    click(page.get_by_role("button", name="Cite").first)
    page.locator("[data-testid=stCode]").nth(7).wait_for()


def _passage(page: Page, sample: Sample) -> None:
    _shows("/?q=ferry+inspectors+lanterns", ".ev-card")(page, sample)
    click(page.get_by_role("link", name="Open in context").first)
    page.locator("figure.ev-page img").wait_for()
    for fold in ("About this document", "Sections ("):
        if page.get_by_text(fold).count():
            click(page.get_by_text(fold).first)


def _network(page: Page, sample: Sample) -> None:
    _shows("/map", "table.em-table")(page, sample)
    click(page.get_by_text("Network of recommendations and sources"))
    page.locator("svg.em-net").wait_for()
    click(page.get_by_text("The same as a table"))
    page.get_by_role("table", name="Sources by recommendation").wait_for()
    click(page.get_by_text("Export", exact=True))
    click(page.get_by_text("Look for evidence").first)
    page.get_by_role("button", name="GraphML").wait_for()


def judging_open(page: Page, sample: Sample) -> None:
    """The page of the recommendation on audits, with the fold to judge its first link open."""
    _shows("/map", "table.em-table")(page, sample)
    click(page.get_by_role("link", name="audit").first)
    page.locator("article.em-link").first.wait_for()
    click(page.get_by_role("button", name="Judge").first)
    page.get_by_role("button", name="Confirm").first.wait_for()


def _recommendation(page: Page, sample: Sample) -> None:
    _shows("/map", "table.em-table")(page, sample)
    click(page.get_by_role("link", name="audit").first)
    page.locator("article.em-link").first.wait_for()


def _job(page: Page, sample: Sample) -> None:
    _shows("/library", "table.lb-table")(page, sample)
    click(page.get_by_role("button", name="Check", exact=True))
    page.locator("section.lb-job[data-status=finished]").first.wait_for()
    click(page.get_by_text("Files that were not read"))


def _upload(page: Page, sample: Sample) -> None:
    _shows("/library", "table.lb-table")(page, sample)
    click(page.get_by_text("Add documents"))
    page.locator("input[type=file]").set_input_files(
        [{"name": "kites.md", "mimeType": "text/markdown", "buffer": b"# Kites"}]
    )
    page.get_by_role("button", name="Add this file").wait_for()


def _removing(page: Page, sample: Sample) -> None:
    _shows("/library?doc={faros}", ".lb-panel")(page, sample)
    click(page.get_by_role("button", name="Remove"))
    page.get_by_role("button", name="Remove it").wait_for()


def _naming(page: Page, sample: Sample) -> None:
    _shows("/collections", "article.ev-card")(page, sample)
    click(page.get_by_role("button", name="New collection"))
    page.get_by_role("button", name="Create").wait_for()


STATES: Mapping[str, State] = {
    "search": _shows("/", "#record"),
    "results with an answer": _shows(f"/?q={QUESTION}", ".ev-answer li"),
    "results with a refusal": _shows("/?q=What+does+section+9999+say%3F", ".ev-answer.refused"),
    "nothing found": _shows("/?q=zyxwv&mode=lexical", ".ev-empty"),
    "a filter open": _filter_open,
    "citations open": _cite_open,
    "all documents": _shows("/document", ".ev-docs"),
    "a document": _shows("/document?doc={brief}", ".ev-reading"),
    "a page of a PDF": _passage,
    "no such document": _shows("/document?doc=none", "h1"),
    "map by relation": _shows("/map", "table.em-relations"),
    "map by kind": _shows("/map?view=kinds", "table.em-kinds"),
    "map by document": _shows("/map?view=documents", "table.em-documents"),
    "network and exports": _network,
    "a recommendation": _recommendation,
    "judging": judging_open,
    "timeline": _shows("/history", ".tl"),
    "glossary": _shows("/history?view=glossary", ".tl-event"),
    "start here": _shows("/history?view=start", ".tl-path"),
    "an event": _shows("/history?event=t035", ".tl-one"),
    "a step of a path": _shows("/history?view=start&path=from-merida-to-now&step=3", ".tl-trail"),
    "library with a job": _job,
    "uploading": _upload,
    "removing": _removing,
    "collections": _shows("/collections", "article.ev-card"),
    "a new collection": _naming,
}
READ_ONLY: Mapping[str, State] = {
    "read-only search": _shows("/?q=lamps", ".ev-card"),
    "read-only recommendation": _recommendation,
    "read-only library": _shows("/library", "table.lb-table"),
    "read-only collections": _shows("/collections", "article.ev-card"),
}
