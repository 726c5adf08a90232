"""Links in the making, and which of them say again what a better one says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.evidence.model import Relation
from kb.evidence.sentence_scoring import Bearing
from kb.evidence.underlying_works import marks_in
from kb.models import Kind
from kb.search.near_duplicates import Shingles
from kb.store.records import DocumentSummary

_CONTRARY = frozenset({Relation.CHALLENGES, Relation.QUALIFIES})
_AGAIN = 0.6  # share of the shorter's word 5-grams from which two links say the same
_ALIKE = 0.58  # cosine of two links' sentences from which they tell the same of one work,
_ALIKE_SECTION = 0.5  # of one section of a law,
_ALIKE_APART = 0.76  # and of different works


@dataclass(frozen=True, slots=True)
class Draft:
    """A link in the making; its citation is made and verified once it is chosen."""

    link_id: str
    rec_id: str
    summary: DocumentSummary
    bearing: Bearing
    text: str
    score: float
    relation: Relation
    reasons: tuple[str, ...]
    sources: tuple[str, ...]
    independent: bool
    copies: tuple[str, ...]

    @property
    def contrary(self) -> bool:
        """True for an independent one that speaks against the recommendation."""
        return self.independent and self.relation in _CONTRARY


def apart(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts that do not say again what a better one says: overlapping words of one document,
    much the same words in another, or the same digest in the other language."""
    kept: list[tuple[Draft, Shingles]] = []
    for draft in drafts:
        words = Shingles.of(draft.text)
        if not any(_again(draft, words, other, theirs) for other, theirs in kept):
            kept.append((draft, words))
    return [draft for draft, _ in kept]


def _again(one: Draft, words: Shingles, other: Draft, theirs: Shingles) -> bool:
    if one.independent is not other.independent:
        return False
    same = one.summary.doc_id == other.summary.doc_id
    if same and one.bearing.span.overlaps(other.bearing.span):
        return True
    mine, yours = one.summary.metadata, other.summary.metadata
    if mine.kind is yours.kind is Kind.DIGEST and mine.language != yours.language:
        return bool(set(one.sources) & set(other.sources))
    alike = one.bearing.alike(other.bearing)
    return words.shared(theirs) >= _AGAIN or alike >= _enough_alike(one, other)


def capped(drafts: Sequence[Draft], most: int) -> list[Draft]:
    """At most ``most`` of each document; of a digest, which tells of many works, of each."""
    counts: Counter[str] = Counter()
    kept = []
    for draft in drafts:
        digest = draft.summary.metadata.kind is Kind.DIGEST
        keys = draft.sources if digest else (draft.summary.doc_id,)
        counts.update(keys)
        if min(counts[k] for k in keys) <= most:
            kept.append(draft)
    return kept


def _enough_alike(one: Draft, other: Draft) -> float:
    """From which cosine two say the same. Two digests that rest on one work, or on one section of
    a law, tell the same of it sooner than two works do."""
    if any("§" in mark for mark in set(marks_in(one.text)) & set(marks_in(other.text))):
        return _ALIKE_SECTION
    return _ALIKE if set(one.sources) & set(other.sources) else _ALIKE_APART
