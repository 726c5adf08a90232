"""Verification: reads the record again and says whether a quote stands where it is cited.

EXACT: character for character. NORMALISED: the same words in another printing
(see ``kb.cite.normal_form``). ALTERED: a near match, with what was changed. AMBIGUOUS: the
words stand in several places and the cited span settles on none. NOT_FOUND: nothing
like it is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kb.cite.difference import differences, nearest
from kb.cite.normal_form import normal, normal_quote
from kb.cite.pincite import PageRef, PinCite, page_text
from kb.models import Document, pages_of
from kb.span import Span

_MOST_PLACES = 1000


class VerificationStatus(StrEnum):
    """The outcome of a verification."""

    EXACT = "exact"
    NORMALISED = "normalised"
    ALTERED = "altered"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found. ``span`` is where the words stand (for ALTERED, the nearest
    place), ``pages`` the pages of that span, ``places`` all places of an ambiguous quote.
    ``problems`` are sentences about what is wrong besides the words: another document, other
    pages. ``notices`` are worth knowing and not wrong."""

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


def locate(quote: str, document: Document) -> list[Span]:
    """Every place where ``quote`` stands, whole words only: exact places where there are any,
    else places that differ in printing alone. At most a thousand."""
    return _exact(quote.strip(), document.text) or _normalised(quote, document.text)


def verify(cite: PinCite, document: Document) -> Verification:
    """Check ``cite`` against ``document``, the record's present copy."""
    quote = cite.quote.strip()
    if not re.search(r"\w", quote):
        return Verification(VerificationStatus.NOT_FOUND, problems=("the quote holds no word",))
    if cite.doc_id != document.doc_id:
        told = f"the citation is of {cite.doc_id}, the document is {document.doc_id}"
        return Verification(VerificationStatus.NOT_FOUND, problems=(told,))
    if cite.span.of(document.text) == cite.quote:
        return _found(VerificationStatus.EXACT, cite.span, cite, document)
    for status, places in (
        (VerificationStatus.EXACT, _exact(quote, document.text)),
        (VerificationStatus.NORMALISED, _normalised(quote, document.text)),
    ):
        if places:
            return _settled(status, places, cite, document)
    return _altered(quote, cite, document)


def _exact(quote: str, text: str) -> list[Span]:
    return [s for s in _places(quote, text) if _whole(s, text)] if quote else []


def _normalised(quote: str, text: str) -> list[Span]:
    wanted = normal_quote(quote)
    if not re.search(r"\w", wanted):
        return []
    whole = normal(text)
    found = (whole.raw(s.start, s.end) for s in _places(wanted, whole.text))
    return [s for s in found if _whole(s, text)]


def _places(wanted: str, text: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(wanted)
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append(Span(at, at + len(wanted)))
        at = text.find(wanted, at + 1)
    return found


def _whole(span: Span, text: str) -> bool:
    """No word is cut at either end."""
    before = text[span.start - 1 : span.start] if span.start else ""
    cut_before = before.isalnum() and text[span.start].isalnum()
    after = text[span.end : span.end + 1]
    return not cut_before and not (text[span.end - 1].isalnum() and after.isalnum())


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
        notices=(f"the words stand in {len(places)} places of {document.doc_id}",),
    )


def _altered(quote: str, cite: PinCite, document: Document) -> Verification:
    near = nearest(normal_quote(quote), normal(document.text), cite.span.start)
    if near is None:
        return Verification(VerificationStatus.NOT_FOUND)
    told = differences(quote, near.span.of(document.text))
    return Verification(
        VerificationStatus.ALTERED,
        near.span,
        _pages(document, near.span),
        differences=told,
        similarity=round(near.similarity, 4),
        notices=_notices(cite, document),
    )


def _found(
    status: VerificationStatus, span: Span, cite: PinCite, document: Document
) -> Verification:
    pages = _pages(document, span)
    problems = []
    if cite.pages and pages != cite.pages:
        problems.append(
            f"cited at {page_text(cite.pages)}, the words stand at "
            f"{page_text(pages) or 'no page known'}"
        )
    notices = list(_notices(cite, document))
    if not span.overlaps(cite.span):
        notices.append(f"the words stand at [{span.start}, {span.end}), not at the span cited")
    return Verification(
        status, span, pages, similarity=1.0, problems=tuple(problems), notices=tuple(notices)
    )


def _pages(document: Document, span: Span) -> tuple[PageRef, ...]:
    return tuple(PageRef.of(p) for p in pages_of(document, span))


def _notices(cite: PinCite, document: Document) -> tuple[str, ...]:
    if cite.sha256 == document.sha256:
        return ()
    return (f"the file of {document.doc_id} has changed since the citation was made",)
