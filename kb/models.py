"""The records everything else is made of: documents, pages, sections, passages.

A document has one canonical text, made once; pages and sections are spans over it, so that a
citation can be computed from a span at any time and never drifts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kb.span import Span


class Kind(StrEnum):
    """What sort of document it is; the values are what ``kind:`` filters take."""

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
    """What a section's text is for. Only BODY, FOOTNOTE and NOTE answer queries."""

    BODY = "body"
    CONTENTS = "contents"  # a table of contents
    FOOTNOTE = "footnote"
    NOTE = "note"  # a side note of a statute, an editor's note
    FRONT = "front"  # masthead, enacting clause


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document; unknown fields stay ``None`` or empty.

    ``date`` is ISO 8601 at the precision known (``2026``, ``2026-03``, ``2026-03-17``).
    ``language`` is ISO 639-1. ``number`` is the document's own number as printed
    (``GAO-26-108754``, ``R47324``, ``P.L. 118-31``). ``names`` are the other names a reader may
    cite it by (``FY2024 NDAA``, ``Pub. L. 118-31``). ``fiscal_year`` and ``enacted`` are for
    statutes. ``guessed`` names the fields that were inferred rather than stated by the file.
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
    """One page. ``index`` counts from 0 in the file. ``label`` is the PDF's page label or, in a
    statute, the Statutes at Large page (``139 Stat. 410``). ``printed`` is the number read off
    the page itself, only where it runs consistently. ``spans`` are sorted; a footnote that was
    moved out of a sentence can make them two."""

    index: int
    label: str | None = None
    printed: str | None = None
    spans: tuple[Span, ...] = ()
    ocr: bool = False

    @property
    def cited(self) -> str:
        """The page as people cite it: printed number, else label, else place in the file. A
        label that only counts the file's pages is no more than that place."""
        if self.printed:
            return self.printed
        counted = str(self.index + 1)
        return self.label if self.label and self.label != counted else f"PDF {counted}"


@dataclass(frozen=True, slots=True)
class Section:
    """A section and everything under it. Sections nest: a parent's span contains its children's.

    ``path`` is the heading path from the outermost (``("Division A", "Title XIII", …)``).
    ``number`` is the section's own designation (``1311``, ``a``, ``3``), ``address`` the full
    statutory address (``P.L. 118-31, div. A, title XIII, subtitle A, § 1311(a)``), ``heading``
    the words of the heading alone. ``level`` counts from 1 for the outermost. ``atomic`` marks a
    statutory section that no passage may cross.
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
    """Source or canonical text that no passage carries, and why (``running header`` …).

    ``span`` is in canonical text when ``canonical`` is true, else in the source text."""

    span: Span
    reason: str
    canonical: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read: canonical text and spans over it.

    ``sha256`` is the hash of the file's bytes; together with ``doc_id`` it is the document's
    identity. ``warnings`` are sentences for the reader of the document ("page 3 has no text").
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
    """A file that was not read, because."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one document that is embedded and found as one piece.

    ``header`` is the context that is embedded before the passage and never shown or quoted.
    ``section`` indexes ``Document.sections`` (the innermost that holds the whole passage), or
    ``None``. ``ordinal`` counts passages of the document from 0."""

    doc_id: str
    ordinal: int
    span: Span
    header: str
    section: int | None = None
    role: Role = Role.BODY


def pages_of(document: Document, span: Span) -> tuple[Page, ...]:
    """The pages ``span`` touches with at least one character, in page order."""
    return tuple(p for p in document.pages if any(s.overlaps(span) for s in p.spans))


def section_of(document: Document, span: Span) -> int | None:
    """Index of the innermost section that contains the whole of ``span``, or ``None``."""
    best: int | None = None
    level = 0
    start, end = span.start, span.end
    for i, section in enumerate(document.sections):  # a law has thousands: nothing is called
        of = section.span
        if of.start <= start and end <= of.end and section.level >= level:
            best, level = i, section.level
    return best


def passage_id(document: Document, passage: Passage) -> str:
    """A stable id derived from content: the same file chunked alike gives the same ids."""
    key = "\x1f".join(
        (document.doc_id, document.sha256, str(passage.span.start), passage.header)
        + (passage.span.of(document.text),)
    )
    return hashlib.sha256(key.encode()).hexdigest()[:24]
