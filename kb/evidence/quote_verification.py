"""Whether words stand in the record at this moment: only then may they be shown as a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.cite import cite_text, pin, verify
from kb.errors import UnknownDocument
from kb.evidence.model import EvidenceLink
from kb.recommend.model import Recommendation

if TYPE_CHECKING:
    from kb.models import Document
    from kb.span import Span
    from kb.store import Library


def stands(text: str, span: Span, document: Document) -> bool:
    """True where ``text`` is what stands at ``span`` of the document, and a citation of it
    verifies. What a citation is checked against is not the span alone: any span holds some
    words."""
    if not len(span) or span.end > len(document.text) or span.of(document.text) != text:
        return False
    return verify(pin(document, span), document).holds


def citation_of(recommendation: Recommendation, library: Library) -> str | None:
    """The pin cite of a recommendation; ``None`` where its words do not stand in the record."""
    rec = recommendation
    document = _document(rec.doc_id, library) if rec.on_record else None
    if document is None or not stands(rec.text, rec.span, document):
        return None
    return cite_text(pin(document, rec.span), document.metadata)


def standing(links: Sequence[EvidenceLink], library: Library) -> tuple[EvidenceLink, ...]:
    """The links whose words stand where they are cited, cited as their documents are now."""
    return tuple(x for x in (_now(link, library) for link in links) if x is not None)


def _now(link: EvidenceLink, library: Library) -> EvidenceLink | None:
    document = _document(link.doc_id, library)
    if document is None or not stands(link.text, link.span, document):
        return None
    return replace(link, citation=cite_text(pin(document, link.span), document.metadata))


def _document(doc_id: str, library: Library) -> Document | None:
    try:
        return library.document(doc_id)
    except UnknownDocument:
        return None
