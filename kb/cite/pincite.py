"""Pin cites: a span of a document with its quote, pages and section, and the short citation.

A page may have three numbers: its position in the file, the PDF's page label, and the number
printed on it. A pin cite keeps all three and prints the one that people cite: the printed number
where it is known, else the label, else ``PDF p. 7``, the position in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.models import Document, Kind, Metadata, Page, Role, Section, pages_of, section_of
from kb.span import Span

_FULL_STOP = re.compile(r"(?<![.\s])(?<!\b[A-Z])\.$")  # and not that of an initial (U.S.)
_STATUTES_PAGE = re.compile(r"(\d+) Stat\. (\d+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageRef:
    """One page by its three numbers: ``index`` in the file from 0, PDF ``label``, ``printed``."""

    index: int
    label: str | None = None
    printed: str | None = None

    @classmethod
    def of(cls, page: Page) -> PageRef:
        """The numbers of ``page``."""
        return cls(page.index, page.label, page.printed)

    @property
    def cited(self) -> str | None:
        """The number people cite; ``None`` where the page has no printed number and its label is
        only its position in the file."""
        return self.printed or (self.label if self.label != str(self.index + 1) else None)

    def __str__(self) -> str:
        """``p. 12``, ``139 Stat. 410``, or ``PDF p. 13``."""
        return page_text((self,))

    def in_full(self) -> str:
        """All numbers of the page where they differ: ``p. 1 (PDF page 4, labelled iv)``."""
        asides = []
        if self.cited is not None and self.cited != str(self.index + 1):
            if _STATUTES_PAGE.match(self.cited):
                return str(self)
            asides.append(f"PDF page {self.index + 1}")
        if self.printed and self.label and self.label != self.printed:
            asides.append(f"labelled {self.label}")
        return f"{self} ({', '.join(asides)})" if asides else str(self)


@dataclass(frozen=True, slots=True)
class PinCite:
    """What is quoted from where. ``address`` is the statutory address of the innermost section
    that holds the whole span; ``path`` its heading path; ``footnote`` the number of the footnote
    that the words are in. ``sha256`` is the hash of the file the span was computed for."""

    doc_id: str
    sha256: str
    span: Span
    quote: str
    pages: tuple[PageRef, ...] = ()
    address: str | None = None
    path: tuple[str, ...] = ()
    footnote: str | None = None

    @property
    def section(self) -> str | None:
        """The statutory address, else the heading path, else ``None``."""
        return self.address or " › ".join(self.path) or None


def pin(document: Document, span: Span) -> PinCite:
    """The pin cite of ``span``; pages and section are computed from the span.

    Raises ``ValueError`` when the span is empty or runs past the end of the text.
    """
    if not len(span) or span.end > len(document.text):
        raise ValueError(
            f"[{span.start}, {span.end}) is empty or not inside the {len(document.text)} "
            f"characters of {document.doc_id}"
        )
    index = section_of(document, span)
    section = document.sections[index] if index is not None else None
    footnote = section if section and section.role is Role.FOOTNOTE else None
    return PinCite(
        document.doc_id,
        document.sha256,
        span,
        span.of(document.text),
        tuple(PageRef.of(p) for p in pages_of(document, span)),
        section.address if section else None,
        _path(section),
        footnote.number if footnote else None,
    )


def _path(section: Section | None) -> tuple[str, ...]:
    return section.path if section is not None else ()


def page_text(pages: Sequence[PageRef]) -> str:
    """Pages as they are cited: ``pp. 2–3``, ``p. iv, PDF p. 6``, ``139 Stat. 410–411``; ``""``
    for no pages."""
    groups: list[tuple[str, list[tuple[int, str]]]] = []
    for page in pages:
        statutes = _STATUTES_PAGE.match(page.cited or "")
        if statutes:
            lead, number = f"{int(statutes[1])} Stat.", statutes[2]
        elif page.cited is not None:
            lead, number = "p.", page.cited
        else:
            lead, number = "PDF p.", str(page.index + 1)
        if not groups or groups[-1][0] != lead:
            groups.append((lead, []))
        groups[-1][1].append((page.index, number))
    return ", ".join(f"{_plural(lead, numbers)} {_ranges(numbers)}" for lead, numbers in groups)


def _plural(lead: str, numbers: Sequence[tuple[int, str]]) -> str:
    return lead.replace("p.", "pp.") if len(numbers) > 1 and lead.endswith("p.") else lead


def _ranges(numbers: Sequence[tuple[int, str]]) -> str:
    """Consecutive pages as ``2–3``, others separately: ``2–3, 7``."""
    runs: list[list[tuple[int, str]]] = []
    for entry in numbers:
        if runs and entry[0] == runs[-1][-1][0] + 1:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return ", ".join(r[0][1] if len(r) == 1 else f"{r[0][1]}–{r[-1][1]}" for r in runs)


def where(cite: PinCite) -> str:
    """The place alone: the address with its page in the Statutes at Large, or the pages with the
    footnote, or, without pages, the heading; ``""`` where nothing is known."""
    pages = page_text(cite.pages)
    if cite.address:
        stat = pages if " Stat. " in pages else ""
        return ", ".join(p for p in (cite.address, stat) if p)
    note = f"n. {cite.footnote}" if cite.footnote else ""
    if pages:
        return ", ".join(p for p in (pages, note) if p)
    heading = f"“{cite.path[-1]}”" if cite.path and not cite.footnote else ""
    return ", ".join(p for p in (heading, note) if p)


def unstopped(title: str) -> str:
    """A title without the full stop at its end, where more follows; three points stay."""
    return _FULL_STOP.sub("", title)


def cite_text(cite: PinCite, metadata: Metadata) -> str:
    """The short citation: ``Publisher, Title, NUMBER (year), pp. 2–3``; of a statute its address
    and, where known, its page in the Statutes at Large."""
    place = where(cite)
    if cite.address:
        return place
    if metadata.kind in (Kind.STATUTE, Kind.BILL) and metadata.number:
        return ", ".join(p for p in (metadata.number, place) if p)
    number = metadata.number if metadata.number and metadata.number not in metadata.title else None
    lead = ", ".join(p for p in (metadata.publisher, unstopped(metadata.title), number) if p)
    year = metadata.date[:4] if metadata.date else "n.d."
    return f"{lead} ({year})" + (f", {place}" if place else "")
