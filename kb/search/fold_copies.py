"""Folds copies of one text among the candidates into one, and chooses the copy to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kb.models import Kind
from kb.search.hits import Hit
from kb.search.near_duplicates import NEVER, Shingles, fold
from kb.search.retrieval_result import Candidate
from kb.settings import settings
from kb.store.records import DocumentSummary

if TYPE_CHECKING:
    from kb.search.near_duplicates import Grams


def fold_copies(
    pool: Sequence[Candidate], summaries: Mapping[str, DocumentSummary]
) -> Iterable[tuple[Candidate, tuple[str, ...]]]:
    """One candidate for each text, with the ids of the other documents that hold the text.

    Passages of one document are never folded, nor are passages of two works where one is a law:
    two years of one provision are near-identical and both are shown.
    """
    limits = settings().search.near_duplicates

    def needed(a: Candidate, b: Candidate) -> float:
        one, other = summaries[a.doc_id], summaries[b.doc_id]
        if a.doc_id == b.doc_id:
            return NEVER
        if work_of(one) == work_of(other):
            return limits.same_work
        laws = {Kind.STATUTE, Kind.BILL}
        return NEVER if {one.metadata.kind, other.metadata.kind} & laws else limits.other_works

    def prefer(candidate: Candidate) -> tuple[object, ...]:
        summary = summaries[candidate.doc_id]
        law = summary.metadata.kind is Kind.STATUTE
        # A copy with pages can be cited to the page; a law is cited by its sections anyway.
        return (bool(summary.pages) if law else not summary.pages, summary.doc_id)

    groups = fold(pool, lambda c: c.passage.text, needed, prefer, _grams_of, _read)
    for shown, copies in groups:
        others = sorted({c.doc_id for c in copies} - {shown.doc_id})
        yield shown, tuple(others)


def _grams_of(pool: Sequence[Candidate]) -> Sequence[Grams]:
    return pool[0].reader.shingles([c.passage_id for c in pool]) if pool else []


def _read(several: Sequence[Candidate]) -> None:
    if several:
        several[0].reader.read([c.passage_id for c in several])


@lru_cache(maxsize=8192)
def work_of(summary: DocumentSummary) -> str:
    """The work a document is a copy of: its number, else its title and year."""
    meta = summary.metadata
    if meta.number:
        return meta.number.casefold()
    return "".join(c for c in meta.title.casefold() if c.isalnum()) + (meta.date or "")[:4]


def with_versions(hits: Sequence[Hit], summaries: Mapping[str, DocumentSummary]) -> tuple[Hit, ...]:
    """``hits``, each with the other versions of its document that say something else in the same
    passage. Hits that say the same have been folded before."""
    least = settings().search.near_duplicates.version
    grams = cache(lambda i: Shingles.of(hits[i].text))
    works = [_series(summaries[hit.doc_id]) for hit in hits]
    return tuple(
        replace(
            hit,
            versions=tuple(
                dict.fromkeys(
                    other.doc_id
                    for j, other in enumerate(hits)
                    if other.doc_id != hit.doc_id
                    and works[i] == works[j]
                    and grams(i).shared(grams(j)) >= least
                )
            ),
        )
        for i, hit in enumerate(hits)
    )


def _series(summary: DocumentSummary) -> str:
    """What a document is a version of: its number, else its title of any date."""
    meta = summary.metadata
    if meta.number:
        return meta.number.casefold()
    return "".join(c for c in meta.title.casefold() if c.isalnum())
