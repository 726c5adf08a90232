"""Copies of one text among the candidates: which are the same work, and which copy is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kb.models import Kind
from kb.search.near_duplicates import fold
from kb.search.retrieval_result import Candidate
from kb.store.records import DocumentSummary


def folded_candidates(
    pool: Sequence[Candidate], summaries: Mapping[str, DocumentSummary]
) -> Iterable[tuple[Candidate, tuple[str, ...]]]:
    """Candidates with the same text folded into one; with the ids of the other documents."""

    def needed(a: Candidate, b: Candidate) -> float:
        one, other = summaries[a.passage.doc_id], summaries[b.passage.doc_id]
        if a.passage.doc_id == b.passage.doc_id:
            return 2.0
        if work_of(one) == work_of(other):
            return 0.5
        laws = {Kind.STATUTE, Kind.BILL}
        return 2.0 if {one.metadata.kind, other.metadata.kind} & laws else 0.9

    def prefer(candidate: Candidate) -> tuple[object, ...]:
        summary = summaries[candidate.passage.doc_id]
        law = summary.metadata.kind is Kind.STATUTE
        # A copy with pages can be cited to the page; a law is cited by its sections anyway.
        return (bool(summary.pages) if law else not summary.pages, summary.doc_id)

    for shown, copies in fold(pool, lambda c: c.passage.text, needed, prefer):
        others = sorted({c.passage.doc_id for c in copies} - {shown.passage.doc_id})
        yield shown, tuple(others)


@lru_cache(maxsize=8192)
def work_of(summary: DocumentSummary) -> str:
    """What a document is a copy of: its number, else its title."""
    meta = summary.metadata
    if meta.number:
        return meta.number.casefold()
    return "".join(c for c in meta.title.casefold() if c.isalnum()) + (meta.date or "")[:4]
