"""Choose the sentences to quote, and quote each as one verified span of the text."""

from __future__ import annotations

from collections.abc import Sequence

from kb.answer.coverage import WeightedTerm
from kb.answer.model import Sentence
from kb.answer.sentence_ranking import SOURCE_KEYS, ScoredSentence
from kb.cite import cite_text, pin_verified
from kb.models import pages_of
from kb.search.near_duplicates import Shingles
from kb.search.same_facts import agree
from kb.settings import AnswerSettings, settings
from kb.store import Library
from kb.text.speakers import speaker_at
from kb.text.widen_quotation import widened


def choose_sentences(
    able: Sequence[ScoredSentence], terms: Sequence[WeightedTerm], limits: AnswerSettings
) -> list[ScoredSentence]:
    """The best sentences, best first, without those that repeat another. Where the question names
    a section and asks about it, they are in the order of the text."""
    kept: list[ScoredSentence] = []
    for sentence in able:
        if len(kept) == limits.quoted:
            break
        if terms and sentence.score < limits.quoted_score * able[0].score:
            break
        if not any(_repeats(sentence, other) for other in kept):
            kept.append(sentence)
    if terms and all(s.candidate.why.address for s in kept):
        kept.sort(key=lambda s: (s.candidate.passage.doc_id, s.span))
    return kept


def _repeats(one: ScoredSentence, other: ScoredSentence) -> bool:
    share = settings().search.near_duplicates.same_sentence
    same_words = Shingles.of(one.text).shared(Shingles.of(other.text)) >= share
    return (same_words and agree(one.text, other.text, whole=True)) or _is_translation(one, other)


def _is_translation(one: ScoredSentence, other: ScoredSentence) -> bool:
    """True for a digest's sentence and its translation: other words, the same sources."""
    keys = SOURCE_KEYS.findall(one.text)
    return bool(keys) and one.own != other.own and keys == SOURCE_KEYS.findall(other.text)


def without_overlaps(quotations: Sequence[Sentence | None]) -> tuple[Sentence, ...]:
    """The verified quotations. Of two that overlap, one that contains the other stays, else the
    first."""
    kept: list[Sentence] = []
    for quotation in quotations:
        if quotation is None:
            continue
        overlapping = [
            k for k in kept if k.doc_id == quotation.doc_id and k.span.overlaps(quotation.span)
        ]
        if all(quotation.span.contains(k.span) for k in overlapping):
            kept = [*(k for k in kept if k not in overlapping), quotation]
    return tuple(kept)


def quote_sentence(scored: ScoredSentence, library: Library) -> Sentence | None:
    """The sentence with its pin cite, or ``None`` where that does not verify. The quote includes
    the list that the sentence leads in to, or the sentence it points back to."""
    document = library.document(scored.candidate.passage.doc_id)
    span = widened(document.text, scored.span)
    cite = pin_verified(document, span)
    if cite is None:
        return None
    return Sentence(
        text=span.of(document.text),
        doc_id=document.doc_id,
        span=span,
        section=cite.section,
        pages=pages_of(document, span),
        citation=cite_text(cite, document.metadata),
        score=scored.score,
        kind=document.metadata.kind,
        speaker=speaker_at(document.text, span),
    )
