"""Chooses the sentences to quote, and quotes each as one verified run of the text."""

from __future__ import annotations

from collections.abc import Sequence

from kb.answer.coverage import Ask
from kb.answer.model import Sentence
from kb.answer.sentence_ranking import SOURCE_KEYS, ScoredSentence
from kb.cite import cite_text, pin_verified
from kb.models import pages_of
from kb.search.near_duplicates import Shingles
from kb.search.text_agreement import agree
from kb.settings import settings
from kb.store import Library
from kb.text.quotation import widened

_MOST = 4  # sentences quoted
_NEAR = 0.82  # of the best sentence's score, for another to be quoted beside it


def chosen(able: Sequence[ScoredSentence], asks: Sequence[Ask]) -> list[ScoredSentence]:
    """The best sentences, each saying something the others do not, in order of weight."""
    kept: list[ScoredSentence] = []
    shingles: list[Shingles] = []
    limits = settings().search.near_duplicates
    for sentence in able:
        if len(kept) == _MOST or (asks and sentence.score < _NEAR * able[0].score):
            break
        mine = Shingles.of(sentence.text)
        if any(
            mine.shared(grams) >= limits.same_sentence and agree(sentence.text, other.text)
            for grams, other in zip(shingles, kept, strict=True)
        ):
            continue
        if any(_same_said(sentence, other) for other in kept):
            continue
        kept.append(sentence)
        shingles.append(mine)
    if asks and all(s.candidate.why.address for s in kept):
        # A section is quoted as it runs.
        kept.sort(key=lambda s: (s.candidate.passage.doc_id, s.span))
    return kept


def _same_said(one: ScoredSentence, other: ScoredSentence) -> bool:
    """True for a sentence and its counterpart in a translation: other words, the same sources."""
    keys = SOURCE_KEYS.findall(one.text)
    return bool(keys) and one.own != other.own and keys == SOURCE_KEYS.findall(other.text)


def apart(quotations: Sequence[Sentence | None]) -> tuple[Sentence, ...]:
    """The quotations that verified, without those that share words of the text with another."""
    kept: list[Sentence] = []
    for one in quotations:
        if one is None:
            continue
        same = [k for k in kept if k.doc_id == one.doc_id and k.span.overlaps(one.span)]
        if any(not one.span.contains(k.span) for k in same):
            continue
        kept = [k for k in kept if k not in same]
        kept.append(one)
    return tuple(kept)


def quoted(scored: ScoredSentence, library: Library) -> Sentence | None:
    """The sentence with its pin cite, if that verifies; with the list it leads in to, or the
    sentence that it points back to."""
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
    )
