"""Pages laid out like the publishers' are fetched, then read under the catalogue's metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.fetch.read_fetched import ingest_fetched
from ingest.progress import Progress
from kb.corpus.load import catalogue
from kb.encode.fake import FakeEncoder
from kb.models import Kind
from kb.store import Library
from tests.ingest.fetch.entries import BRIEF, LAW, REPORT, entry, fetch
from tests.ingest.fetch.server import Reply, Site, serving
from tests.ingest.read.pdf_maker import column, make_pdf

HTM = """<html><head><title>Public Law 110-252</title></head><body><pre>
[[Page 122 STAT. 9323]]

Public Law 110-252
110th Congress

                                 An Act

    Making an invented supply of lamps for depots, and for other
           purposes. &lt;&lt;NOTE: June 30, 2008 -  [H.R. 2642]&gt;&gt;

    Be it enacted by the Senate and House of Representatives of the
United States of America in Congress assembled,

SEC. 1406. LAMPS FOR MEXICO.

    (a) In General.--The Librarian shall send forty lamps, of which

[[Page 122 STAT. 9324]]

ten may be lit before the report under subsection (b).
    (b) Report.--The Librarian shall report on each lamp &amp; its depot.
</pre></body></html>
"""
USLM = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/css" href="uslm.css"?>
<pLaw xmlns="http://schemas.gpo.gov/xml/uslm"><meta><congress>110</congress>
<docNumber>252</docNumber></meta><preface><page>122 STAT. 9323</page></preface><main><longTitle>
<officialTitle>Making an invented supply of lamps.</officialTitle></longTitle>
<section><num value="1406">SEC. 1406. </num><heading>LAMPS FOR MEXICO.</heading>
<subsection><num value="a">(a) </num><heading>In General.—</heading>
<content>The Librarian shall send forty lamps, of which <page>122 STAT. 9324</page>ten may be lit.
</content></subsection></section></main></pLaw>
"""
PRODUCT = """<!DOCTYPE html><html lang="en"><head><title>Lamp Oversight | U.S. GAO</title></head><body>
<nav><a href="/">Skip to main content</a></nav><main><article><h1>Lamp Oversight: Depots Should
Count What They Light</h1><p>GAO-21-322 Published: May 11, 2021.</p><h2>Fast Facts</h2>
<p>The depots lit forty lamps between 2014 and 2020, and nobody counted how many were still burning
at the end of any of those years, although each depot keeps a book for that purpose.</p>
<h2>Recommendations</h2><p>The Librarian should have each depot count its lamps twice a year and
publish what it counted, so that those who pay for the oil can see where it went.</p>
</article></main><footer>Contact us</footer></body></html>"""
CRS = make_pdf(
    [
        column(["Lamps in Brief", "The Congress asked in 2019 whether lamps burn in depots.",
                "Forty of them did when the Library last looked, on a winter morning."]),
        column(["On a second page the oil is measured in barrels,", "nine of them for each lamp."]),
    ]
)  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "home")


@pytest.mark.parametrize(
    ("doc_id", "form", "body", "words", "labels"),
    [
        pytest.param(LAW, "html", HTM.encode(), "each lamp & its depot",
                     ["122 Stat. 9323", "122 Stat. 9324"], id="govinfo htm with page markers"),
        pytest.param(LAW, "xml", USLM.encode(), "of which ten may be lit.",
                     ["122 Stat. 9323", "122 Stat. 9324"], id="govinfo USLM"),
        pytest.param(REPORT, "html", PRODUCT.encode(), "count its lamps twice a year", [],
                     id="a GAO product page"),
        pytest.param(BRIEF, "pdf", CRS, "nine of them for each lamp", ["1", "2"], id="a CRS PDF"),
    ],
)  # fmt: skip
def test_a_fetched_document_is_read_as_the_catalogue_says(
    web: Site, tmp_path: Path, library: Library,
    doc_id: str, form: str, body: bytes, words: str, labels: list[str],
) -> None:  # fmt: skip
    folder = tmp_path / "fetched"
    (outcome,) = fetch(folder, entry(web.put("/a", serving(body)), form=form, doc_id=doc_id))
    assert outcome.status == "fetched", outcome.reason
    (read,) = ingest_fetched(library, folder, Progress(), encoder=FakeEncoder())
    assert (read.status, read.doc_id) == ("added", doc_id), read.reason
    known = catalogue()[doc_id]
    document = library.document(doc_id)
    assert (document.metadata.title, document.metadata.kind) == (known.title, known.kind)
    assert document.metadata.url == known.url
    assert words in " ".join(document.text.split())
    assert "[[Page" not in document.text
    assert [p.label for p in document.pages if p.label] == labels
    if document.metadata.kind is Kind.STATUTE:
        assert "P.L. 110-252, § 1406(a)" in [s.address for s in document.sections]
    (again,) = ingest_fetched(library, folder, Progress(), encoder=FakeEncoder())
    assert again.status == "unchanged"


def test_a_blocked_document_saved_by_hand_is_recognised(
    web: Site, tmp_path: Path, library: Library
) -> None:
    folder = tmp_path / "fetched"
    (outcome,) = fetch(folder, entry(web.put("/a", Reply(403)), doc_id=REPORT))
    assert outcome.status == "blocked"
    (folder / f"{REPORT}.pdf").write_bytes(CRS)
    (folder / "somebody-elses.pdf").write_bytes(CRS)
    (read,) = ingest_fetched(library, folder, Progress(), encoder=FakeEncoder())
    assert (read.status, read.doc_id) == ("added", REPORT)


def test_the_earlier_version_and_parts_are_not_read(
    web: Site, tmp_path: Path, library: Library
) -> None:
    folder = tmp_path / "fetched"
    for words in ("forty", "fifty"):
        url = web.put("/a", serving(HTM.replace("forty", words).encode()))
        outcomes = fetch(folder, entry(url, form="html", doc_id=LAW))
        (read,) = ingest_fetched(library, folder, Progress(), encoder=FakeEncoder())
    assert (outcomes[0].status, read.status) == ("changed upstream", "updated")
    assert "fifty lamps" in library.document(LAW).text
    (folder / f"{BRIEF}.pdf.part").write_bytes(CRS)
    assert len(ingest_fetched(library, folder, Progress(), encoder=FakeEncoder())) == 1


def test_a_missing_folder_has_nothing_to_read(tmp_path: Path, library: Library) -> None:
    assert ingest_fetched(library, tmp_path / "none", Progress(), encoder=FakeEncoder()) == ()
