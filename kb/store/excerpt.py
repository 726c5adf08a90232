"""Finds a part of a document by its page, section or span."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from kb.errors import QueryError
from kb.models import Document, Page, Section, pages_of
from kb.span import Span
from kb.text.dashes import hyphens_in_numbers


@dataclass(frozen=True, slots=True)
class Part:
    """A part of ``document``: one span, or two where a footnote was moved out of a page."""

    document: Document
    spans: tuple[Span, ...]
    name: str

    @property
    def text(self) -> str:
        """The text of the part."""
        return "\n\n".join(span.of(self.document.text).strip() for span in self.spans)

    def as_json(self) -> dict[str, Any]:
        """The part as ``kb show --json`` prints it."""
        pages = {p.index: p for s in self.spans for p in pages_of(self.document, s)}
        return {
            "doc_id": self.document.doc_id,
            "title": self.document.metadata.title,
            "part": self.name,
            "spans": [[s.start, s.end] for s in self.spans],
            "pages": [
                {"index": p.index, "label": p.label, "printed": p.printed} for p in pages.values()
            ],
            "text": self.text,
            "warnings": list(self.document.warnings),
        }


def part_of(
    document: Document,
    *,
    page: str | None = None,
    section: str | None = None,
    span: str | None = None,
) -> Part:
    """The part that one of ``page``, ``section`` and ``span`` names; the whole document without
    them. Raises ``QueryError`` where several are given, or where the document has no such part;
    the message names the nearest."""
    named = [n for n in (page, section, span) if n is not None]
    if len(named) > 1:
        raise QueryError("Several of --page, --section and --span are given. Give one of them.")
    if page is not None:
        found = _page(document, page)
        return Part(document, found.spans, f"page {found.cited}")
    if section is not None:
        chosen = _section(document, section)
        return Part(document, (chosen.span,), chosen.address or " › ".join(chosen.path))
    if span is not None:
        chosen_span = _span(document, span)
        name = f"characters {chosen_span.start}:{chosen_span.end}"
        return Part(document, (chosen_span,), name)
    return Part(document, (Span(0, len(document.text)),), "the whole document")


def _page(document: Document, named: str) -> Page:
    label = named.strip().casefold().removeprefix("p.").strip()
    labels: tuple[Callable[[Page], str | None], ...] = (
        lambda p: p.printed,
        lambda p: p.label,
        lambda p: f"pdf {p.index + 1}",
    )
    for label_of in labels:
        for page in document.pages:
            if (label_of(page) or "").casefold() == label:
                return page
    if not document.pages:
        raise QueryError(f"{document.doc_id} has no pages. Give a --section or a --span.")
    first, last = document.pages[0].cited, document.pages[-1].cited
    raise QueryError(
        f"{document.doc_id} has no page {named!r}; its pages run from {first} to {last} "
        f"(or 'pdf 1' to 'pdf {document.pages[-1].index + 1}')"
    )


def _section(document: Document, named: str) -> Section:
    name = _plain(named)
    tests: tuple[Callable[[Section], bool], ...] = (
        lambda s: _plain(s.address or "") == name,
        lambda s: s.atomic and _plain(s.number or "") == name,
        lambda s: _plain(s.address or "").endswith(" " + name),
        lambda s: _plain(s.heading) == name or _plain(" › ".join(s.path)) == name,
        lambda s: name in _plain(s.heading),
    )
    for test in tests:
        for section in document.sections:
            if test(section):
                return section
    names = [s.address or s.heading for s in document.sections]
    near = get_close_matches(named, names, n=3, cutoff=0.4)
    hint = f"; the nearest are {', '.join(map(repr, near))}" if near else ""
    raise QueryError(f"{document.doc_id} has no section {named!r}{hint}")


def _plain(words: str) -> str:
    bare = re.sub(r"\b(section|sec|sección)\b\.?|§", " ", hyphens_in_numbers(words).casefold())
    return re.sub(r"[\s.,—–:]+", " ", bare).strip()


def _span(document: Document, named: str) -> Span:
    match = re.fullmatch(r"(\d+):(\d+)", named.strip())
    if not match or not int(match[1]) < int(match[2]) <= len(document.text):
        raise QueryError(
            f"{named!r} is not a span of this document. Write A:B with "
            f"0 <= A < B <= {len(document.text)}."
        )
    return Span(int(match[1]), int(match[2]))
