"""Reads a PDF: pages to lines, lines to blocks, blocks to the canonical text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.read.legible_pages import is_illegible, legible_pages, reason_of
from ingest.read.pdf.hyphens import Hyphens
from ingest.read.pdf.line_numbers import mark_line_numbers
from ingest.read.pdf.lines import Line
from ingest.read.pdf.page import PageLayout, lay_out
from ingest.read.pdf.page_warnings import page_warnings
from ingest.read.pdf.paragraphs import blocks_of
from ingest.read.pdf.pdf_file import Pdf, PdfError
from ingest.read.pdf.runs import RawPage
from ingest.read.pdf.statute_pdf import law_document
from ingest.read.pdf.title_page import title_page_metadata
from ingest.read.pdf.write_blocks import Writer
from ingest.read.source import PartProgress, ReadResult, Source, no_progress
from ingest.read.statute import looks_statutory
from kb.models import Document, LeftOut, Metadata, Page, Skipped
from kb.span import Span

_HEAD_PAGES = 12  # pages whose text shows whether it is a law


def read(source: Source, progress: PartProgress = no_progress, *, ocr: bool = False) -> ReadResult:
    """The text of a PDF. ``Skipped`` when it cannot be opened or no page has text.

    ``ocr`` has pages without a text layer, or with one that is not language, recognised.
    """
    try:
        pdf = Pdf(source.data)
    except PdfError as error:
        return Skipped(str(source.path), str(error))
    labels = pdf.labels()
    raw = []
    for index in range(pdf.pages):
        raw.append(pdf.read(index, labels[index]))
        progress(index + 1, pdf.pages)
    raw = legible_pages(raw)
    recognised: frozenset[int] = frozenset()
    if ocr:
        from ingest.read.ocr import recognise

        raw, recognised = recognise(source.data, raw)
        raw = legible_pages(raw)
    raw = mark_line_numbers(raw)
    if not any(p.has_text for p in raw):
        return Skipped(str(source.path), _why_no_text(raw, ocr))
    document = _document(source, pdf, raw, recognised)
    if not document.text.strip():
        return Skipped(str(source.path), _why_no_text(raw, ocr))
    return document


def _document(
    source: Source, pdf: Pdf, raw: Sequence[RawPage], recognised: frozenset[int]
) -> Document:
    pages = lay_out(raw)
    bases = _bases(pages)
    names = [
        Page(p.index, p.label, laid.printed, (), p.index in recognised)
        for p, laid in zip(raw, pages, strict=True)
    ]
    lines = [p.lines for p in pages]
    if looks_statutory("\n".join(n.text for page in lines[:_HEAD_PAGES] for n in page)):
        heads = [n.text for p in pages for n in p.headers][:1]
        document = law_document(source, lines, bases, names, heads)
    else:
        document = _prose(source, lines, names, pdf.outline())
        document = replace(document, metadata=title_page_metadata(pdf.information(), pages))
    return replace(
        document,
        left_out=document.left_out + tuple(_left_out(pages, bases)),
        warnings=page_warnings(raw, [p.undecided for p in pages]),
        format="pdf",
    )


def _bases(pages: Sequence[PageLayout]) -> list[int]:
    """Where each page's text starts in the source text, form feeds between pages."""
    bases = [0]
    for page in pages:
        bases.append(bases[-1] + len(page.text) + 1)
    return bases


def _prose(
    source: Source,
    lines: Sequence[Sequence[Line]],
    names: Sequence[Page],
    outline: Sequence[tuple[int, str, int]],
) -> Document:
    writer = Writer(Hyphens(n.text for page in lines for n in page))
    for block in blocks_of(lines, outline):
        writer.write(block)
    text, sections = writer.finish()
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=text,
        metadata=Metadata(title=""),
        pages=tuple(replace(p, spans=tuple(writer.pages.get(p.index, ()))) for p in names),
        sections=sections,
        format="pdf",
    )


def _left_out(pages: Sequence[PageLayout], bases: Sequence[int]) -> Iterator[LeftOut]:
    for page in pages:
        base = bases[page.index]
        for line in page.headers:
            start, last = line.pieces[0][1], line.pieces[-1]
            span = Span(base + start, base + last[1] + len(last[0]))
            yield LeftOut(span, "running head or page number", False)
        for line in page.lines:
            for at, length in line.marks:
                yield LeftOut(Span(base + at, base + at + length), "mark of a footnote", False)
        for start, end in page.rotated:
            yield LeftOut(Span(base + start, base + end), "set at an angle", False)
        for start, end in page.hidden:
            yield LeftOut(Span(base + start, base + end), "cannot be seen on the page", False)
        for start, end in page.line_numbers:
            yield LeftOut(Span(base + start, base + end), "number of a line", False)


def _why_no_text(raw: Sequence[RawPage], ocr: bool) -> str:
    illegible = [p for p in raw if is_illegible(p)]
    if illegible:
        return f"no readable text ({_count(len(raw))}): {reason_of(illegible[0])}; {_advice(ocr)}"
    problems = [p.problem for p in raw if p.problem]
    if problems:
        return (
            f"none of its {_count(len(raw))} can be read: the first {problems[0]}. Save it again "
            "from a PDF viewer, or get another copy"
        )
    return f"scanned: no text layer ({_count(len(raw))}); {_advice(ocr)}"


def _advice(ocr: bool) -> str:
    return "recognition found no words either" if ocr else (
        "to read it, install the extra `ocr` (pip install 'evidencia[ocr]', and Tesseract) and "
        "ingest it with --ocr"
    )  # fmt: skip


def _count(pages: int) -> str:
    return f"{pages} page" if pages == 1 else f"{pages} pages"
