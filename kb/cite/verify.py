"""Verification: reads the document again and says whether a quote is where it is cited.

EXACT: character for character. NORMALISED: the same words in another printing
(``kb.cite.normal_form``). ALTERED: a passage like it, with the differences. AMBIGUOUS: the words
are in several places and the cited span is at none of them. NOT_FOUND: nothing like it is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kb.cite.pincite import PageRef, PinCite, page_text, pin
from kb.cite.relocate import change, exact_places, normalised_places
from kb.models import Document, pages_of
from kb.span import Span


class VerificationStatus(StrEnum):
    """The outcome of a verification."""

    EXACT = "exact"
    NORMALISED = "normalised"
    ALTERED = "altered"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found. ``span`` is where the words are (for ALTERED, the passage most
    like them), ``pages`` the pages of that span, ``places`` all places of an ambiguous quote.
    ``similarity`` is 0 to 1. ``problems`` say what is wrong besides the words: another document,
    other pages. ``notices`` are worth knowing and not wrong."""

    status: VerificationStatus
    span: Span | None = None
    pages: tuple[PageRef, ...] = ()
    places: tuple[Span, ...] = ()
    differences: tuple[str, ...] = ()
    similarity: float = 0.0
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """True when the words are there and everything else about the pin cite is right: only
        then may it be shown as a citation."""
        return (
            self.status in (VerificationStatus.EXACT, VerificationStatus.NORMALISED)
            and not self.problems
        )


def verify(cite: PinCite, document: Document) -> Verification:
    """Check ``cite`` against ``document`` as it is in the library now."""
    quote = cite.quote.strip()
    if not re.search(r"\w", quote):
        return Verification(VerificationStatus.NOT_FOUND, problems=("the quote holds no word",))
    if cite.doc_id != document.doc_id:
        problem = f"the citation is of {cite.doc_id}, the document is {document.doc_id}"
        return Verification(VerificationStatus.NOT_FOUND, problems=(problem,))
    if cite.span.of(document.text) == cite.quote:
        return _found(VerificationStatus.EXACT, cite.span, cite, document)
    for status, places in (
        (VerificationStatus.EXACT, exact_places),
        (VerificationStatus.NORMALISED, normalised_places),
    ):
        found = places(quote, document.text)
        if found:
            return _settled(status, found, cite, document)
    return _altered(quote, cite, document)


def pin_verified(document: Document, span: Span) -> PinCite | None:
    """The pin cite of ``span`` if it verifies; ``None`` where the span holds no word or is not
    inside the document. What is shown as a quotation is made by this."""
    if not len(span) or span.end > len(document.text):
        return None
    cite = pin(document, span)
    return cite if verify(cite, document).holds else None


def _settled(
    status: VerificationStatus, places: list[Span], cite: PinCite, document: Document
) -> Verification:
    here = [s for s in places if s.overlaps(cite.span)] if len(places) > 1 else places
    if len(here) == 1:
        return _found(status, here[0], cite, document)
    return Verification(
        VerificationStatus.AMBIGUOUS,
        places=tuple(places),
        similarity=1.0,
        notices=(f"the words are in {len(places)} places of {document.doc_id}",),
    )


def _altered(quote: str, cite: PinCite, document: Document) -> Verification:
    found = change(quote, cite.span, document)
    if found is None:
        return Verification(VerificationStatus.NOT_FOUND)
    return Verification(
        VerificationStatus.ALTERED,
        found.span,
        _pages(document, found.span),
        differences=found.differences,
        similarity=found.similarity,
        notices=_notices(cite, document),
    )


def _found(
    status: VerificationStatus, span: Span, cite: PinCite, document: Document
) -> Verification:
    pages = _pages(document, span)
    problems = []
    if cite.pages and pages != cite.pages:
        problems.append(
            f"cited at {page_text(cite.pages)}, the words are at "
            f"{page_text(pages) or 'no page known'}"
        )
    notices = list(_notices(cite, document))
    if not span.overlaps(cite.span):
        notices.append(f"the words are at [{span.start}, {span.end}), not at the span cited")
    return Verification(
        status, span, pages, similarity=1.0, problems=tuple(problems), notices=tuple(notices)
    )


def _pages(document: Document, span: Span) -> tuple[PageRef, ...]:
    return tuple(PageRef.of(p) for p in pages_of(document, span))


def _notices(cite: PinCite, document: Document) -> tuple[str, ...]:
    if cite.sha256 == document.sha256:
        return ()
    return (f"the file of {document.doc_id} has changed since the citation was made",)
