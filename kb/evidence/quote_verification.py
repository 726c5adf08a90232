"""Checks that words are in the library now: only then may they be shown as a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.cite import cite_text, pin_verified
from kb.errors import UnknownDocument
from kb.evidence.model import EvidenceLink
from kb.recommend.model import Recommendation

if TYPE_CHECKING:
    from kb.span import Span
    from kb.store import Library


def citation_at(text: str, doc_id: str, span: Span, library: Library) -> str | None:
    """The pin cite of ``text`` at ``span`` of a document; ``None`` where the document is not in
    the library or other words are there. The words are compared too, not the span alone: any span
    holds some words."""
    try:
        document = library.document(doc_id)
    except UnknownDocument:
        return None
    cite = pin_verified(document, span)
    return cite_text(cite, document.metadata) if cite and cite.quote == text else None


def citation_of(recommendation: Recommendation, library: Library) -> str | None:
    """The pin cite of a recommendation; ``None`` where the library does not have its words."""
    rec = recommendation
    return citation_at(rec.text, rec.doc_id, rec.span, library) if rec.in_library else None


def verified_links(links: Sequence[EvidenceLink], library: Library) -> tuple[EvidenceLink, ...]:
    """The links whose words are where they are cited, cited as their documents are now."""
    cited = ((x, citation_at(x.text, x.doc_id, x.span, library)) for x in links)
    return tuple(replace(link, citation=citation) for link, citation in cited if citation)
