"""Pages whose text layer is not language are named, kept out, and recognised where asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.options import IngestOptions
from ingest.pipeline import run
from ingest.read.pdf import read
from ingest.read.source import Source
from ingest.read_and_chunk import PreparedDocument, prepare
from kb.encode.fake import FakeEncoder
from kb.models import Document, Skipped
from kb.store import Library
from tests.ingest.read.pdf_maker import column, make_pdf, pdf_file

LINES = [
    "The harbor office closed nine of its posts in the past decade and",
    "sold the land to the town. Small boats that carry fuel now pass the",
    "cape at night without being seen by any of the posts on the shore.",
    "The ministry should open three of them again before the year ends.",
]


def exchanged(words: str) -> str:
    """Each small letter as the one three places on."""
    return "".join(chr((ord(c) - 97 + 3) % 26 + 97) if c.islower() else c for c in words)


def test_only_the_page_that_is_not_language_is_set_aside() -> None:
    pages = [column(LINES), column([exchanged(line) for line in LINES]), column(LINES)]
    document = read(Source.of(make_pdf(pages), "mixed.pdf"))
    assert isinstance(document, Document)
    assert exchanged("harbor") not in document.text
    assert document.text.count("harbor office") == 2
    assert [bool(p.spans) for p in document.pages] == [True, False, True]
    assert document.warnings == (
        "page 2 (label 2) has no readable text: its letters follow each other as in no language. "
        "Run `kb ingest --ocr` to recognise its image",
    )


def test_a_file_without_a_readable_page_is_skipped_with_advice() -> None:
    pages = [column([exchanged(line) for line in LINES])]
    skipped = read(Source.of(make_pdf(pages), "broken.pdf"))
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("no readable text (1 page): its letters follow each other")
    assert "--ocr" in skipped.reason


def broken_table() -> bytes:
    """A page that shows LINES, in a font whose table gives other letters."""
    pairs = "".join(f"<{97 + i:02x}> <{97 + (i + 3) % 26:04x}>\n" for i in range(26))
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"26 beginbfchar\n{pairs}endbfchar endcmap end end"
    ).encode()
    content = b"\n".join(
        b"BT /F1 12 Tf 1 0 0 1 72 %d Tm (%s) Tj ET" % (700 - 16 * i, line.encode())
        for i, line in enumerate(LINES)
    )
    return pdf_file([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R"
        b" /Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table),
    ])  # fmt: skip


def test_a_page_with_a_broken_table_of_characters_is_recognised() -> None:
    data = broken_table()
    assert isinstance(read(Source.of(data, "broken.pdf")), Skipped)
    pytest.importorskip("pytesseract", reason="needs the extra `ocr`")
    document = read(Source.of(data, "broken.pdf"), ocr=True)
    assert isinstance(document, Document)
    assert "closed nine of its posts in the past decade" in document.text
    assert document.pages[0].ocr
    assert document.warnings == ()


@pytest.mark.case("16")
def test_the_case_is_named_and_can_be_recognised(case_path: Callable[[str], Path]) -> None:
    source = Source.load(case_path("16-wrong-tounicode.pdf"))
    skipped = read(source)
    assert isinstance(skipped, Skipped)
    assert "no readable text" in skipped.reason
    pytest.importorskip("pytesseract", reason="needs the extra `ocr`")
    document = read(source, ocr=True)
    assert isinstance(document, Document)
    assert "should reopen three of the posts" in document.text


DUMP = "mQENBFQw1QIBCADCTLDQ9xZ8bXyz0JkPqZpYx3G2v1uKq9Hn7Wd4Rf5Tg6Yh7Uj8Ik9Ol0Pa1Sd2Fg3Hj4Kl5Z"


def test_a_dump_in_a_readable_file_is_left_out_of_search(tmp_path: Path) -> None:
    prose = " ".join(LINES)
    path = tmp_path / "mail.md"
    path.write_text(
        f"# Note\n\n{prose}\n\n## Attachment\n\n" + f"{DUMP}\n" * 20 + f"\n## End\n\n{prose}"
    )
    made = prepare(path, IngestOptions())
    assert isinstance(made, PreparedDocument)
    assert not any(DUMP[:20] in p.span.of(made.document.text) for p in made.passages)
    assert [p.ordinal for p in made.passages] == list(range(len(made.passages)))
    assert DUMP in made.document.text
    assert any(o.reason == "not language: it is data and not words" for o in made.document.left_out)
    assert made.document.warnings[-1].startswith("the file has text that is not language")


def test_a_paragraph_that_is_not_language_is_cut_out_of_its_passage(tmp_path: Path) -> None:
    first, last = " ".join(LINES[:2]) + " cape.", " ".join(LINES[3:])
    broken = exchanged(first)
    path = tmp_path / "memo.md"
    path.write_text(f"# Memo\n\n{first}\n\n{broken}\n\n{last}\n")
    made = prepare(path, IngestOptions())
    assert isinstance(made, PreparedDocument)
    texts = [p.span.of(made.document.text) for p in made.passages]
    assert not any(broken[:20] in text for text in texts)
    assert any(first in text for text in texts)
    assert any(last in text for text in texts)
    (left,) = [o for o in made.document.left_out if o.reason.startswith("not language")]
    assert left.span.of(made.document.text) == broken


def test_the_report_names_the_page_and_search_does_not_find_it(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    pages = [column(LINES), column([exchanged(line) for line in LINES])]
    (tmp_path / "docs" / "mixed.pdf").write_bytes(make_pdf(pages))
    (tmp_path / "docs" / "dump.txt").write_text(f"{DUMP}\n" * 30)
    library = Library.open(tmp_path / "home")
    report = run(library, [tmp_path / "docs"], encoder=FakeEncoder(), jobs=1)
    dump, mixed = report.outcomes
    assert (dump.status, mixed.status) == ("skipped", "added")
    assert dump.reason == "no readable text: it is data and not words"
    assert "page 2 (label 2) has no readable text" in (mixed.reason or "")
    assert library.mentions(exchanged("harbor")) == 0
