"""Documents, pages, sections and passages.

A document has one canonical text, made once when it is read. Pages, sections and passages are
spans over that text, so a citation can be computed from a span at any time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kb.span import Span


class Kind(StrEnum):
    """What a document is. The values are those of the ``kind:`` filter."""

    BRIEF = "brief"
    STATUTE = "statute"
    BILL = "bill"
    EVALUATION = "evaluation"
    REPORT = "report"
    AGREEMENT = "agreement"
    STATEMENT = "statement"
    ORDER = "order"
    ARTICLE = "article"
    DIGEST = "digest"
    DATA = "data"
    OTHER = "other"


class Role(StrEnum):
    """What a section's text is. Only BODY, FOOTNOTE and NOTE are searched."""

    BODY = "body"
    CONTENTS = "contents"  # a table of contents
    FOOTNOTE = "footnote"
    NOTE = "note"  # a side note of a statute, an editor's note
    FRONT = "front"  # masthead, enacting clause


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document; unknown fields are ``None`` or empty.

    ``date`` is ISO 8601 at the precision known (``2026``, ``2026-03``, ``2026-03-17``).
    ``language`` is ISO 639-1. ``number`` is the document's own number as printed
    (``GAO-26-108754``, ``R47324``, ``P.L. 118-31``). ``names`` are other names that readers cite
    the document by (``FY2024 NDAA``, ``Pub. L. 118-31``). ``fiscal_year`` and ``enacted`` (ISO
    8601) are set for statutes. ``guessed`` lists the fields that were inferred because the file
    does not state them.
    """

    title: str
    kind: Kind = Kind.OTHER
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    language: str | None = None
    number: str | None = None
    url: str | None = None
    rights: str | None = None
    names: tuple[str, ...] = ()
    fiscal_year: int | None = None
    enacted: str | None = None
    topics: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document.

    ``index`` counts from 0 in the file. ``label`` is the PDF's page label or, in a statute, the
    page of the Statutes at Large (``139 Stat. 410``). ``printed`` is the number printed on the
    page, set only where the numbers of the pages run consistently. ``spans`` are sorted; there are
    two where a footnote was moved out of a sentence. ``ocr`` is true where the text was recognised
    from an image.
    """

    index: int
    label: str | None = None
    printed: str | None = None
    spans: tuple[Span, ...] = ()
    ocr: bool = False

    @property
    def cited(self) -> str:
        """The page as people cite it: its printed number, else its label, else its place in the
        file (``PDF 3``). A label that only counts the file's pages is not used."""
        if self.printed:
            return self.printed
        counted = str(self.index + 1)
        return self.label if self.label and self.label != counted else f"PDF {counted}"


@dataclass(frozen=True, slots=True)
class Section:
    """A section with everything in it. Sections nest: a section's span contains those of its
    subsections.

    ``path`` is the headings from the outermost section to this one (``("Division A", "Title
    XIII", …)``). ``level`` is 1 for the outermost. ``heading`` is the words of its own heading,
    ``number`` its own designation (``1311``, ``a``, ``3``), ``address`` its full statutory address
    (``P.L. 118-31, div. A, title XIII, subtitle A, § 1311(a)``). ``atomic`` marks a section of a
    statute, whose bounds no passage crosses.
    """

    span: Span
    path: tuple[str, ...]
    level: int
    heading: str = ""
    number: str | None = None
    address: str | None = None
    role: Role = Role.BODY
    atomic: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text that is in no passage, and the reason (``running header``).

    ``span`` is over the canonical text where ``canonical`` is true, else over the text that the
    reader took from the file.
    """

    span: Span
    reason: str
    canonical: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its canonical text, and spans over it.

    ``doc_id`` and ``sha256``, the hash of the file's bytes, identify it. ``warnings`` are
    sentences for its readers ("page 3 has no text").
    """

    doc_id: str
    sha256: str
    text: str
    metadata: Metadata
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    format: str = "text"  # pdf, uslm, statute, html, markdown, text, docx, epub
    generation: str = ""  # reader and chunker settings that made it; set by ingestion


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read, and the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one document that is embedded and found as one piece.

    ``ordinal`` counts the document's passages from 0. ``header`` is embedded before the passage
    as its context; it is not shown or quoted. ``section`` is the index in ``Document.sections`` of
    the innermost section that contains the whole passage, or ``None``.
    """

    doc_id: str
    ordinal: int
    span: Span
    header: str
    section: int | None = None
    role: Role = Role.BODY


def pages_of(document: Document, span: Span) -> tuple[Page, ...]:
    """The pages that have at least one character of ``span``, in page order."""
    return tuple(p for p in document.pages if any(s.overlaps(span) for s in p.spans))


def section_of(document: Document, span: Span) -> int | None:
    """Index of the innermost section that contains the whole of ``span``, or ``None``."""
    best: int | None = None
    level = 0
    start, end = span.start, span.end
    for i, section in enumerate(document.sections):  # no calls here: a law has thousands
        of = section.span
        if of.start <= start and end <= of.end and section.level >= level:
            best, level = i, section.level
    return best


def passage_id(document: Document, passage: Passage) -> str:
    """An id made of the passage's content: the same file chunked the same way has the same ids."""
    key = "\x1f".join(
        (document.doc_id, document.sha256, str(passage.span.start), passage.header)
        + (passage.span.of(document.text),)
    )
    return hashlib.sha256(key.encode()).hexdigest()[:24]
