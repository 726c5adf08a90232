"""PDF: what a reader of the page would read, in that order, on the page it is on."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest

from ingest.read.pdf import read
from ingest.read.pdf.hyphens import Hyphens
from ingest.read.source import Source
from kb.model import Document, Role, Skipped, pages_of
from kb.span import Span
from tests.ingest.read.pdf_maker import Text, column, make_pdf

LONG = "Auditors reviewed the equipment that was handed over and found that records were kept"


def document(pages: list[list[Text]], labels: str | None = None) -> Document:
    read_one = read(Source.of(make_pdf(pages, labels), "test.pdf"))
    assert isinstance(read_one, Document), read_one
    return read_one


def test_lines_of_a_paragraph_are_joined_and_broken_words_mended() -> None:
    page = column(["The programme bought equip-", "ment for the police of four", "states."])
    assert document([page]).text == "The programme bought equipment for the police of four states."


@pytest.mark.parametrize(
    ("line", "following", "undone", "why"),
    [
        ("the infor-", "mation was", True, "a word broken at the line's end"),
        ("a cross-", "border case", False, "written with its hyphen elsewhere"),
        ("the under-", "scores matter", True, "an inflected word of the vocabulary"),
        ("US-", "Mexico talks", False, "a name follows"),
        ("plain", "words", False, "no hyphen"),
    ],
)
def test_hyphens(line: str, following: str, undone: bool, why: str) -> None:
    known = Hyphens(["many cross-border cases", "a border", "the infor-", "mation", line])
    assert known.undone(line, following) is undone, why


def test_a_paragraph_over_a_page_break_is_one_and_its_pages_part_it() -> None:
    first = column([LONG, "for only a part of the vehicles that the two"])
    doc = document([first, column(["governments had agreed on in the first year."])])
    assert "that the two governments had agreed" in doc.text
    split = doc.text.index("governments had")
    assert [p.index for p in pages_of(doc, Span(0, split))] == [0]
    assert [p.index for p in pages_of(doc, Span(split, len(doc.text)))] == [1]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line number {i} runs on" for i in range(14)]
    right = [f"right column line number {i} runs on" for i in range(14)]
    page = []
    for a, b in zip(column(left, 60), column(right, 330), strict=True):
        page += [a, b]  # the file itself has them line by line across
    text = document([page]).text
    assert text.index("left column line number 13") < text.index("right column line number 0")


def test_running_heads_and_page_numbers_are_left_out_with_their_reason() -> None:
    pages = [
        [Text("ANNUAL REVIEW OF AID", 72, 760, 8), *column([f"Page body {w} stands here."]),
         Text(str(n + 3), 300, 30, 8)]
        for n, w in enumerate(["one", "two", "three", "four"])
    ]  # fmt: skip
    doc = document(pages)
    assert "ANNUAL REVIEW" not in doc.text
    assert [p.printed for p in doc.pages] == ["3", "4", "5", "6"]
    assert sum(o.reason == "running head or page number" for o in doc.left_out) == 8


def test_index_label_and_printed_number_are_kept_apart() -> None:
    pages = [[*column([f"Text of page {n}."]), Text(f"- {n} -", 300, 30, 8)] for n in range(1, 4)]
    doc = document(pages, "0 << /S /r >>")
    assert [(p.index, p.label, p.printed) for p in doc.pages] == [
        (0, "i", "1"),
        (1, "ii", "2"),
        (2, "iii", "3"),
    ]


def test_a_footnote_does_not_interrupt_the_sentence_it_stands_under() -> None:
    first = [
        *column([LONG, LONG, LONG, "for the vehicles that the"]),
        Text("4 See the inspector's letter of May.", 72, 100, 7.5),
    ]
    doc = document([first, column(["governments had bought.", LONG, LONG])])
    assert "vehicles that the governments had bought." in doc.text
    notes = [s for s in doc.sections if s.role is Role.FOOTNOTE]
    assert [(s.number, s.span.of(doc.text)) for s in notes] == [
        ("4", "4 See the inspector's letter of May.")
    ]


def test_the_raised_mark_of_a_footnote_is_taken_out() -> None:
    page = [
        *column([LONG, LONG]),
        Text("The aid was halted", 72, 640),
        Text("12", 160, 644, 6),
        Text(" in May.", 167, 640),
    ]
    doc = document([page])
    assert "12" not in doc.text
    assert any(o.reason == "mark of a footnote" for o in doc.left_out)


def test_headings_open_sections() -> None:
    page = [Text("Findings", 72, 740, 16, True), *column([LONG, LONG, LONG + "."])]
    doc = document([page])
    assert [(s.heading, s.span.of(doc.text)[:8]) for s in doc.sections] == [
        ("Findings", "Findings")
    ]


def test_pages_without_text_are_named_and_a_file_of_them_skipped() -> None:
    doc = document([column(["Words here."]), []], "0 << /S /r >>")
    assert doc.warnings == ("page 2 (label ii) has no text layer",)
    none = read(Source.of(make_pdf([[], []]), "scan.pdf"))
    assert isinstance(none, Skipped)
    assert none.reason.startswith("scanned: no text layer (2 pages)")
    assert "--ocr" in none.reason


@pytest.mark.parametrize("cut", [40, 200, 500])
def test_a_cut_off_file_is_skipped_or_read_and_never_raises(cut: int) -> None:
    data = make_pdf([column(["Words here."])])[:-cut]
    assert isinstance(read(Source.of(data, "cut.pdf")), Document | Skipped)


# -- the real documents ------------------------------------------------------------------------


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.replace("-", ""))


@pytest.mark.parametrize("name", ["", "-two-column"])
def test_every_word_of_the_brief_is_on_the_page_pypdf_has_it_on(shared: Path, name: str) -> None:
    path = shared / f"documents/briefs/quincy-2026-smarter-way{name}.pdf"
    doc = read(Source.load(path))
    assert isinstance(doc, Document)
    reader = pypdf.PdfReader(path)
    assert [p.label for p in doc.pages] == list(reader.page_labels)
    for page in doc.pages:
        theirs = "".join(_words(reader.pages[page.index].extract_text()))
        for span in page.spans:
            ours = "".join(_words(span.of(doc.text)))
            assert ours[:60] in theirs
            assert ours[-60:] in theirs


@pytest.mark.parametrize("name", ["", "-two-column"])
def test_the_brief_reads_as_its_text_does(shared: Path, name: str) -> None:
    folder = shared / "documents/briefs"
    doc = read(Source.load(folder / f"quincy-2026-smarter-way{name}.pdf"))
    assert isinstance(doc, Document)
    plain = (folder / "quincy-2026-smarter-way.txt").read_text().replace("\\$", "$")
    ours, theirs = "".join(_words(doc.text)), "".join(_words(plain))
    assert abs(len(ours) - len(theirs)) < 40
    assert sum(ours[i : i + 60] in theirs for i in range(0, len(ours), 60)) >= 0.97 * (
        len(ours) // 60
    )


def test_reports_print_their_numbers_from_the_page_after_the_front_matter(shared: Path) -> None:
    doc = read(Source.load(shared / "documents/reports/R48883.4.pdf"))
    assert isinstance(doc, Document)
    assert [(p.index, p.label, p.printed) for p in doc.pages][2:5] == [
        (2, "3", None),
        (3, "4", "1"),
        (4, "5", "2"),
    ]
    assert doc.pages[-1].printed == "25"


def test_every_odd_file_gives_a_document_or_a_reason(shared: Path) -> None:
    files = sorted(p for p in (shared / "documents/pdfs").iterdir() if p.suffix == ".pdf")
    results = [read(Source.load(p)) for p in files]
    assert len(results) == 71
    assert all(r.reason if isinstance(r, Skipped) else r.text for r in results)


def test_a_scan_is_read_with_recognition_and_marked(shared: Path) -> None:
    pytest.importorskip("pytesseract", reason="needs the extra `ocr`")
    doc = read(
        Source.load(shared / "documents/briefs/quincy-2026-smarter-way-scanned.pdf"), ocr=True
    )
    assert isinstance(doc, Document)
    assert all(p.ocr for p in doc.pages)
    assert "kingpin" in doc.text
