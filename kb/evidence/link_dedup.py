"""Draft links, and which of them say what a better one says already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.evidence.model import Relation
from kb.evidence.sentence_scoring import ScoredSentences
from kb.evidence.underlying_works import marks_in
from kb.models import Kind
from kb.search.near_duplicates import Shingles
from kb.settings import LinkDedupSettings
from kb.store.records import DocumentSummary

_CONTRARY = frozenset({Relation.CHALLENGES, Relation.QUALIFIES})


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A link before it is chosen and cited."""

    link_id: str
    rec_id: str
    summary: DocumentSummary
    sentences: ScoredSentences
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


def without_repeats(drafts: Sequence[DraftLink], limits: LinkDedupSettings) -> list[DraftLink]:
    """The drafts, best first, without those that repeat a better one: that overlap it, have much
    the same words, or are of the same digest in the other language."""
    kept: list[tuple[DraftLink, Shingles]] = []
    for draft in drafts:
        words = Shingles.of(draft.text)
        if not any(_repeats(draft, words, other, theirs, limits) for other, theirs in kept):
            kept.append((draft, words))
    return [draft for draft, _ in kept]


def _repeats(
    one: DraftLink, words: Shingles, other: DraftLink, theirs: Shingles, limits: LinkDedupSettings
) -> bool:
    if one.independent is not other.independent:
        return False
    same = one.summary.doc_id == other.summary.doc_id
    if same and one.sentences.span.overlaps(other.sentences.span):
        return True
    mine, yours = one.summary.metadata, other.summary.metadata
    if mine.kind is yours.kind is Kind.DIGEST and mine.language != yours.language:
        return bool(set(one.sources) & set(other.sources))
    if words.shared(theirs) >= limits.words:
        return True
    return one.sentences.similarity(other.sentences) >= _similarity_of_repeats(one, other, limits)


def capped(drafts: Sequence[DraftLink], most: int) -> list[DraftLink]:
    """At most ``most`` of each document; of a digest, which reports many works, of each."""
    counts: Counter[str] = Counter()
    kept = []
    for draft in drafts:
        digest = draft.summary.metadata.kind is Kind.DIGEST
        keys = draft.sources if digest else (draft.summary.doc_id,)
        counts.update(keys)
        if min(counts[k] for k in keys) <= most:
            kept.append(draft)
    return kept


def _similarity_of_repeats(one: DraftLink, other: DraftLink, limits: LinkDedupSettings) -> float:
    """The cosine from which two say the same. It is lower for two that rest on one work or on one
    section of a law."""
    if any("§" in mark for mark in set(marks_in(one.text)) & set(marks_in(other.text))):
        return limits.same_section
    same_work = set(one.sources) & set(other.sources)
    return limits.same_work if same_work else limits.different_works
