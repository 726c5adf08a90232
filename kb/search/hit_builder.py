"""Builds a hit from a stored passage, if its citation verifies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.cite import PinCite, cite_text
from kb.cite.pincite import PageRef
from kb.search.hits import Hit, Why

if TYPE_CHECKING:
    from kb.store.reader import Reader
    from kb.store.records import DocumentSummary, StoredPassage


def build_hit(
    library: Reader,
    passage: StoredPassage,
    summary: DocumentSummary,
    score: float,
    why: Why,
    copies: tuple[str, ...] = (),
) -> Hit | None:
    """The hit for ``passage`` of the document ``summary``, without a rank; ``None`` where its
    citation does not verify.

    Text, pages and section were taken from the document when it was published, and reading the
    passage verified their digest, which covers the hash of its text in the record. So what is left
    to verify is that the passage has a word, and that the document is still as it was published.
    Raises ``DocumentDamaged`` where it is not.
    """
    library.verify_document(passage.doc_id)
    if not re.search(r"\w", passage.text):
        return None
    cite = pin_of(passage, summary)
    return Hit(
        rank=0,
        score=score,
        passage_id=passage.passage_id,
        doc_id=passage.doc_id,
        metadata=summary.metadata,
        section=cite.section,
        pages=passage.place.pages,
        span=passage.span,
        text=passage.text,
        citation=cite_text(cite, summary.metadata),
        role=passage.role,
        copies=copies,
        why=why,
    )


def pin_of(passage: StoredPassage, summary: DocumentSummary) -> PinCite:
    """The pin cite of a whole passage: that of ``kb.cite.pin`` for its span."""
    place = passage.place
    pages = tuple(PageRef.of(page) for page in place.pages)
    return PinCite(
        passage.doc_id, summary.sha256, passage.span, passage.text, pages,
        place.address, place.path, place.footnote,
    )  # fmt: skip
