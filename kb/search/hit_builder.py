"""Builds a hit from a stored passage, if its citation verifies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.cite import cite_text, pin, verify
from kb.models import pages_of
from kb.search.hits import Hit, Why

if TYPE_CHECKING:
    from kb.store import Library
    from kb.store.records import StoredPassage


def build_hit(
    library: Library,
    passage: StoredPassage,
    score: float,
    why: Why,
    copies: tuple[str, ...] = (),
) -> Hit | None:
    """The hit for ``passage``, without a rank; ``None`` where its citation does not verify."""
    document = library.document(passage.doc_id)
    cite = pin(document, passage.span)
    if not verify(cite, document).holds:
        return None
    return Hit(
        rank=0,
        score=score,
        passage_id=passage.passage_id,
        doc_id=passage.doc_id,
        metadata=document.metadata,
        section=cite.section,
        pages=pages_of(document, passage.span),
        span=passage.span,
        text=passage.text,
        citation=cite_text(cite, document.metadata),
        role=passage.role,
        copies=copies,
        why=why,
    )
