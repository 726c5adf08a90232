"""Reads a PDF: pages to lines, lines to blocks, blocks to the canonical text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.read.canon import CanonBuilder
from ingest.read.clean import clean
from ingest.read.masthead import front_page
from ingest.read.pdf.blocks import Block, Is, blocks_of
from ingest.read.pdf.door import Pdf, PdfError, RawPage
from ingest.read.pdf.furniture import furniture, printed_numbers
from ingest.read.pdf.hyphens import Hyphens
from ingest.read.pdf.law import law_document
from ingest.read.pdf.lines import Line, lines_of
from ingest.read.source import Progress, ReadResult, Source, silent
from ingest.read.statute import looks_statutory
from kb.model import Document, LeftOut, Metadata, Page, Role, Section, Skipped
from kb.span import Span


def read(source: Source, progress: Progress = silent, *, ocr: bool = False) -> ReadResult:
    """The text of a PDF. ``Skipped`` when it cannot be opened or no page has text.

    ``ocr`` has pages without a text layer read by Tesseract.
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
    recognised: frozenset[int] = frozenset()
    if ocr:
        from ingest.read.ocr import recognise

        raw, recognised = recognise(source.data, raw)
    silent_pages = [p for p in raw if not p.text.strip()]
    if len(silent_pages) == len(raw):
        return Skipped(str(source.path), _why_silent(raw, ocr))
    return _document(source, pdf, raw, silent_pages, recognised)


def _why_silent(raw: Sequence[RawPage], ocr: bool) -> str:
    problems = [p.problem for p in raw if p.problem]
    if problems:
        return f"expected pages with text, found {len(raw)} pages, none readable: {problems[0]}"
    what = "recognition found no words either" if ocr else (
        "to have it read, install the extra `ocr` (pip install 'evidencia[ocr]', and Tesseract) "
        "and ingest it with --ocr"
    )  # fmt: skip
    return f"scanned: no text layer ({_count(len(raw))}); {what}"


def _count(pages: int) -> str:
    return f"{pages} page" if pages == 1 else f"{pages} pages"


def _document(
    source: Source,
    pdf: Pdf,
    raw: Sequence[RawPage],
    silent_pages: Sequence[RawPage],
    recognised: frozenset[int],
) -> ReadResult:
    lines = [lines_of(page) for page in raw]
    marked = furniture(lines, [p.height for p in raw])
    numbers = printed_numbers(lines, marked)
    bases = _bases(raw)
    left_out = _furniture_left_out(lines, marked, bases)
    kept = [
        [n for i, n in enumerate(page) if i not in chosen]
        for page, chosen in zip(lines, marked, strict=True)
    ]
    head = "\n".join(n.text for page in kept[:12] for n in page)
    furniture_text = [page[i].text for page, chosen in zip(lines, marked, strict=True)
                      for i in sorted(chosen)][:400]  # fmt: skip
    names = [Page(p.index, p.label, numbers[p.index], (), p.index in recognised) for p in raw]
    if looks_statutory(head):
        document = law_document(source, kept, bases, names, furniture_text)
    else:
        document = _prose(source, kept, bases, names, pdf.outline())
        tail = "\n".join(n.text for page in kept[-2:] for n in page[-40:])
        meta = front_page(pdf.information(), kept[0] if kept else [], head, [*furniture_text, tail])
        document = replace(document, metadata=meta)
    if not document.text.strip():
        return Skipped(str(source.path), _why_silent(raw, bool(recognised)))
    return replace(
        document,
        left_out=document.left_out + left_out,
        warnings=tuple(_warning(p) for p in silent_pages),
        format="pdf",
    )


def _bases(raw: Sequence[RawPage]) -> list[int]:
    """Where each page's extracted text starts in the source text, form feeds between pages."""
    bases = [0]
    for page in raw:
        bases.append(bases[-1] + len(page.text) + 1)
    return bases


def _warning(page: RawPage) -> str:
    label = f" (label {page.label})" if page.label else ""
    return f"page {page.index + 1}{label} {page.problem or 'has no text layer'}"


def _furniture_left_out(
    lines: Sequence[Sequence[Line]], marked: Sequence[set[int]], bases: Sequence[int]
) -> tuple[LeftOut, ...]:
    out = []
    for page, chosen in zip(lines, marked, strict=True):
        for i in sorted(chosen):
            out.append(LeftOut(_source_span(page[i], bases), "running head or page number", False))
    for page in lines:
        for line in page:
            for at, length in line.marks:
                start = bases[line.page] + at
                out.append(LeftOut(Span(start, start + length), "mark of a footnote", False))
    return tuple(out)


def _source_span(line: Line, bases: Sequence[int]) -> Span:
    base = bases[line.page]
    starts = [at for _, at in line.pieces]
    ends = [at + len(t) for t, at in line.pieces]
    return Span(base + min(starts), base + max(ends))


def _prose(
    source: Source,
    kept: Sequence[Sequence[Line]],
    bases: Sequence[int],
    names: Sequence[Page],
    outline: Sequence[tuple[int, str, int]],
) -> Document:
    writer = _Writer(bases, Hyphens(n.text for page in kept for n in page))
    for block in blocks_of(kept, outline):
        writer.write(block)
    text, sections = writer.finish()
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=text,
        metadata=Metadata(title=""),
        pages=tuple(replace(p, spans=tuple(writer.pages.get(p.index, ()))) for p in names),
        sections=sections,
        source_map=writer.builder.source_map(),
        format="pdf",
    )


class _Writer:
    """Writes blocks to the canonical text; keeps sections and which characters are whose page."""

    def __init__(self, bases: Sequence[int], hyphens: Hyphens) -> None:
        self.builder = CanonBuilder()
        self.pages: dict[int, list[Span]] = {}
        self._bases = bases
        self._hyphens = hyphens
        self._open: list[tuple[int, int, str]] = []  # level, start, heading
        self._sections: list[Section] = []
        self._last = Is.HEADING

    def write(self, block: Block) -> None:
        """Append ``block`` after the separator its kind wants."""
        if not any(clean(n.text).strip() for n in block.lines):
            return
        end = len(self.builder)
        if block.kind is Is.HEADING:
            self._close(block.level, end)
        tight = block.kind is self._last and block.kind in (Is.ITEM, Is.CONTENTS)
        if end:
            self.builder.gap("\n" if tight else "\n\n")
        start = len(self.builder)
        self._lines(block.lines, apart=block.kind is Is.CONTENTS)
        self._last = block.kind
        span = Span(start, len(self.builder))
        if block.kind is Is.HEADING:
            self._open.append((block.level, start, clean(block.text).strip()))
        elif block.kind in (Is.FOOTNOTE, Is.CONTENTS):
            role = Role.FOOTNOTE if block.kind is Is.FOOTNOTE else Role.CONTENTS
            path = tuple(h for _, _, h in self._open)
            self._sections.append(
                Section(span, path, len(path) + 1, number=block.number, role=role)
            )

    def finish(self) -> tuple[str, tuple[Section, ...]]:
        """The text and its sections, outer before inner."""
        self._close(0, len(self.builder))
        order = sorted(self._sections, key=lambda s: (s.span.start, -s.span.end, s.level))
        return self.builder.text(), tuple(order)

    def _lines(self, lines: Sequence[Line], *, apart: bool) -> None:
        for i, line in enumerate(lines):
            words = clean("".join(t for t, _ in line.pieces)).strip()
            if not words:
                continue
            following = lines[i + 1].text if i + 1 < len(lines) else ""
            joined = not apart and bool(following) and self._hyphens.undone(words, following)
            self._put(line, words[:-1] if joined else words)
            glued = joined or (words.endswith("-") and following[:1].islower())
            if following and not glued:
                self.builder.gap("\n" if apart else " ")

    def _put(self, line: Line, words: str) -> None:
        source = _source_span(line, self._bases)
        raw = "".join(t for t, _ in line.pieces)
        lead = len(raw) - len(raw.lstrip())
        whole = len(raw) == len(source)
        if whole and raw.lstrip().startswith(words):
            span = self.builder.add(words, source.start + lead)
        else:
            span = self.builder.put(words, source.start + lead, source.end)
        spans = self.pages.setdefault(line.page, [])
        if spans and self._only_space_between(spans[-1].end, span.start, line.page):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)

    def _only_space_between(self, end: int, start: int, page: int) -> bool:
        """True when nothing of another page was written since ``end``."""
        return start - end <= 2 and all(
            not s or s[-1].end <= end
            for p, s in self.pages.items()
            if p != page and abs(p - page) <= 2
        )

    def _close(self, level: int, end: int) -> None:
        while self._open and self._open[-1][0] >= level:
            path = tuple(h for _, _, h in self._open)
            _, start, heading = self._open.pop()
            self._sections.append(
                Section(Span(start, max(start, end)), path, len(path), heading=heading)
            )
