"""The real documents: pages, order, numbers; every odd file has a status."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path

import pypdf
import pytest

from ingest.read.pdf import read
from ingest.read.source import Source
from kb.models import Document, Role, Skipped, pages_of
from kb.span import Span


@lru_cache(maxsize=8)
def document(path: Path) -> Document:
    found = read(Source.load(path))
    assert isinstance(found, Document), found
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.replace("-", ""))


@pytest.mark.parametrize("name", ["", "-two-column"])
def test_every_paragraph_of_the_brief_is_on_the_pages_pypdf_has_it_on(
    shared: Path, name: str
) -> None:
    path = shared / f"documents/briefs/quincy-2026-smarter-way{name}.pdf"
    doc = document(path)
    reader = pypdf.PdfReader(path)
    theirs = ["".join(_words(p.extract_text())) for p in reader.pages]
    assert [p.label for p in doc.pages] == list(reader.page_labels)
    for found in re.finditer(r"[^\n]+", doc.text):
        whole = Span(found.start(), found.end())
        pages = pages_of(doc, whole)
        assert pages
        for page in pages:
            for span in page.spans:
                start, end = max(span.start, whole.start), min(span.end, whole.end)
                ours = "".join(_words(doc.text[start:end])) if start < end else ""
                assert ours[:50] in theirs[page.index]
                assert ours[-50:] in theirs[page.index]


@pytest.mark.parametrize("name", ["", "-two-column"])
def test_the_brief_reads_as_its_text_does(shared: Path, name: str) -> None:
    folder = shared / "documents/briefs"
    doc = document(folder / f"quincy-2026-smarter-way{name}.pdf")
    plain = (folder / "quincy-2026-smarter-way.txt").read_text().replace("\\$", "$")
    ours, theirs = "".join(_words(doc.text)), "".join(_words(plain))
    assert abs(len(ours) - len(theirs)) < 40
    pieces = [ours[i : i + 60] in theirs for i in range(0, len(ours), 60)]
    assert sum(pieces) >= 0.98 * len(pieces)


@pytest.mark.parametrize(
    ("name", "order", "why"),
    [
        (
            "IF11175.11.pdf",
            ["U.S.-Mexico Trade Relations", "Mexico’s Economy", "Trade in Goods", "Services Trade",
             "Bilateral Foreign Direct Investment", "Issues for Congress", "Disclaimer"],
            "two columns, a figure in one of them",
        ),
        (
            "IF13206.1.pdf",
            ["Overview", "Individual Accounts", "U.S. Court of International Trade",
             "Federal Judicial Center", "Mandatory Funding", "Disclaimer"],
            "text in the left column, a table in the right",
        ),
    ],
)  # fmt: skip
def test_in_focus_is_read_column_by_column(
    shared: Path, name: str, order: list[str], why: str
) -> None:
    doc = document(shared / "documents/reports" / name)
    headings = [s.heading for s in doc.sections]
    places = [headings.index(h) for h in order]
    assert places == sorted(places), why


def test_text_continues_from_the_left_column_in_the_right_one(shared: Path) -> None:
    text = document(shared / "documents/reports/IF11175.11.pdf").text
    assert re.search(r"The U\.S\. trade balance in goods with Mexico went from a surplus", text)


@pytest.mark.parametrize(
    ("name", "first", "last", "why"),
    [
        ("R48883.4.pdf", (3, "4", "1"), "25", "a cover, a summary and one page of contents"),
        ("R48907.2.pdf", (4, "5", "1"), "33", "two pages of contents"),
    ],
)
def test_reports_print_their_numbers_from_the_page_after_the_front_matter(
    shared: Path, name: str, first: tuple[int, str, str], last: str, why: str
) -> None:
    doc = document(shared / "documents/reports" / name)
    numbered = [(p.index, p.label, p.printed) for p in doc.pages if p.printed]
    assert numbered[0] == first, why
    assert numbered[-1][2] == last, why


def test_the_note_beside_a_summary_does_not_interrupt_it(shared: Path) -> None:
    text = document(shared / "documents/reports/R48907.2.pdf").text
    assert "was based solely on DADT and (2) there are no aggravating factors" in text


def test_footnotes_of_a_report_count_up_without_a_gap(shared: Path) -> None:
    doc = document(shared / "documents/reports/R48883.4.pdf")
    notes = [s.number for s in doc.sections if s.role is Role.FOOTNOTE]
    assert notes == [str(n) for n in range(1, len(notes) + 1)]
    assert len(notes) > 100


def test_no_mark_of_a_footnote_stays_on_a_word(shared: Path) -> None:
    doc = document(shared / "documents/reports/R48883.4.pdf")
    body = doc.text
    for section in reversed([s for s in doc.sections if s.role is not Role.BODY]):
        body = body[: section.span.start] + body[section.span.end :]
    assert not re.findall(r"[a-z]{3}[.,”]\d{1,3}(?=\s)", body)
    assert sum(o.reason == "mark of a footnote" for o in doc.left_out) > 100


def test_the_register_is_read_in_three_columns_under_its_own_numbers(shared: Path) -> None:
    doc = document(shared / "documents/pdfs/federal-register-2020-17221.pdf")
    assert [p.printed for p in doc.pages] == [str(n) for n in range(47698, 47713)]
    assert "reference a specific portion of the proposal, explain the reason" in doc.text
    assert doc.metadata.date == "2020-08-06"


@pytest.mark.parametrize(
    ("name", "number", "date"),
    [
        ("IF11175.11.pdf", "IF11175", "2026-04-16"),
        ("R48883.4.pdf", "R48883", "2026-04-17"),
        ("LSB11417.1.pdf", "LSB11417", "2026-04-10"),
    ],
)
def test_number_and_date_are_those_the_report_prints(
    shared: Path, name: str, number: str, date: str
) -> None:
    meta = document(shared / "documents/reports" / name).metadata
    assert (meta.number, meta.date) == (number, date)


def test_every_odd_file_gives_a_document_or_a_reason(shared: Path) -> None:
    files = sorted((shared / "documents/pdfs").iterdir())
    results = [read(Source.load(p)) for p in files]
    assert len(results) == 72
    assert all(r.reason if isinstance(r, Skipped) else r.text for r in results)
    assert sum(isinstance(r, Document) for r in results) >= 50


def test_a_page_set_sideways_is_read_upright(shared: Path) -> None:
    doc = document(shared / "documents/pdfs/nics-background-checks-2015-11-rotated.pdf")
    assert "Alabama 18,870 23,022 22,650 859 1,178" in doc.text


def test_a_scan_is_read_with_recognition_and_marked(shared: Path) -> None:
    pytest.importorskip("pytesseract", reason="needs the extra `ocr`")
    scan = shared / "documents/briefs/quincy-2026-smarter-way-scanned.pdf"
    first = pypdf.PdfWriter()
    first.add_page(pypdf.PdfReader(scan).pages[0])  # one page takes seconds enough
    out = io.BytesIO()
    first.write(out)
    doc = read(Source.of(out.getvalue(), "scan.pdf"), ocr=True)
    assert isinstance(doc, Document)
    assert all(p.ocr for p in doc.pages)
    assert "Cartel Jalisco Nueva Generación" in doc.text


def test_a_scan_is_skipped_with_what_to_do(shared: Path) -> None:
    path = shared / "documents/briefs/quincy-2026-smarter-way-scanned.pdf"
    skipped = read(Source.load(path))
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("scanned: no text layer (3 pages); ")
    assert "--ocr" in skipped.reason
