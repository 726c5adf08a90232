"""Ranks the sentences of the best passages as answers to a question.

A fitted model (``kb.answer.fitted_models``) weighs a few features of each sentence. Only the
sentences that a cheap measure prefers are embedded: embedding is what an answer costs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kb.answer.answer_type import gives
from kb.answer.asked import Asked
from kb.answer.coverage import StemmedText, coverage
from kb.answer.fitted_models import Logistic
from kb.answer.model import AnswerType
from kb.answer.years import years_of, years_of_document, years_of_heading
from kb.models import Kind, Role
from kb.search.engine import Searcher
from kb.search.retrieval_result import Candidate
from kb.settings import AnswerSettings
from kb.span import Span
from kb.store.records import DocumentSummary
from kb.text.quotable_sentences import is_note, quotable
from kb.text.sentences import sentences
from kb.text.stems import folded
from kb.text.widen_quotation import after_bullet

# The keys of a digest's sources, which are not part of what its sentence says.
SOURCE_KEYS = re.compile(r"(?:(?<!\s)\s+)?\[[a-z0-9]++-[^\[\]]*+\]")
LAWS = (Kind.STATUTE, Kind.BILL)


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A candidate passage as read for a question: the stems of its text and headings, its
    ``coverage`` of the question, the ``years`` it is of, and how many of the question's names and
    years it ``lacks``."""

    candidate: Candidate
    place: int
    document: DocumentSummary
    stems: StemmedText
    coverage: float
    years: frozenset[int]
    lacks: int


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A sentence of a passage. ``features`` are those of the fitted model, ``score`` is their
    weighted sum (log-odds, no bounds; higher is better)."""

    passage: ReadPassage
    span: Span
    text: str
    features: Mapping[str, float]
    score: float = 0.0

    @property
    def candidate(self) -> Candidate:
        """The passage as search found it."""
        return self.passage.candidate

    @property
    def cosine(self) -> float:
        """The similarity of the sentence to the question."""
        return self.features["cosine"]


def read_passages(
    asked: Asked, pool: Sequence[Candidate], summaries: Mapping[str, DocumentSummary]
) -> list[ReadPassage]:
    """The passages of ``pool``, best first, as read for the question."""
    names = [t for t in asked.terms if t.essential and not asked.cues.mentioned(t.name)]
    read = []
    for place, candidate in enumerate(pool, 1):
        passage, document = candidate.passage, summaries[candidate.passage.doc_id]
        stems = StemmedText(f"{passage.header} {passage.text}")
        years = years_of(passage.text) | years_of_heading(passage.header)
        years |= years_of_document(document.metadata)
        lacks = sum(not stems.mentions_related(t) for t in names) + len(asked.years - years)
        whole = coverage(asked.terms, stems)
        read.append(ReadPassage(candidate, place, document, stems, whole, years, lacks))
    return read


def read_sentences(
    asked: Asked, passages: Sequence[ReadPassage], searcher: Searcher, limits: AnswerSettings
) -> list[RankedSentence]:
    """The quotable sentences of the passages with their features, those that are embedded only,
    in the order of the passages."""
    found = [s for passage in passages for s in _sentences(asked, passage)]
    # Measured: the model's best sentence is among these in all but one of 155 questions.
    found.sort(key=lambda s: -_preferred(s))
    found = found[: limits.embedded]
    cosines = _cosines(found, asked, searcher)
    read = [
        replace(s, features={**s.features, "cosine": c})
        for s, c in zip(found, cosines, strict=True)
    ]
    return sorted(read, key=lambda s: (s.passage.place, s.span))


def ranked(found: Sequence[RankedSentence], model: Logistic) -> list[RankedSentence]:
    """The sentences with their scores, best first."""
    scored = [replace(s, score=model.log_odds(s.features)) for s in found]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.passage.doc_id, s.span))


def _sentences(asked: Asked, passage: ReadPassage) -> list[RankedSentence]:
    stored = passage.candidate.passage
    headings = folded(stored.header)
    found = []
    for span in sentences(stored.text):
        span = after_bullet(stored.text, span)
        text = span.of(stored.text)
        if quotable(text) and folded(text) not in headings:
            start = stored.span.start
            features = _features(asked, passage, text)
            found.append(
                RankedSentence(passage, Span(start + span.start, start + span.end), text, features)
            )
    return found


def _features(asked: Asked, passage: ReadPassage, text: str) -> dict[str, float]:
    """All features but the cosine; each about 0 to 1."""
    stored, candidate = passage.candidate.passage, passage.candidate
    plain = SOURCE_KEYS.sub("", text)
    law, asks_law = passage.document.metadata.kind in LAWS, asked.type is AnswerType.LAW
    named, headed = years_of(plain), years_of_heading(stored.header)
    spanish = asked.language == "es" and passage.document.metadata.language == "es"
    return {
        "passage_cosine": candidate.similarity,
        # The header counts: in "The Secretary shall submit …" the section says which law it is.
        "coverage": coverage(asked.terms, StemmedText(f"{plain} {stored.header}")),
        "passage_coverage": passage.coverage,
        "passage_score": min(candidate.score, 1.5),
        "passage_rank": 1 / passage.place,
        "gives_type": float(asked.typed and gives(plain, asked.type)),
        "other_year": float(bool(asked.years and named and not asked.years & (named | headed))),
        "law_asked": float(law and asks_law),
        "law_not_asked": float(law and not asks_law),
        "footnote": float(stored.role is Role.FOOTNOTE or is_note(text)),
        "own_language": float(spanish),
        "digest": float(passage.document.metadata.kind is Kind.DIGEST),
    }


def _preferred(sentence: RankedSentence) -> float:
    f = sentence.features
    return f["coverage"] + f["passage_cosine"] + 0.5 * f["passage_score"]


def _cosines(found: Sequence[RankedSentence], asked: Asked, searcher: Searcher) -> Sequence[float]:
    if asked.vector is None or not found:
        return [0.0] * len(found)
    texts = [SOURCE_KEYS.sub("", s.text) for s in found]
    return [float(c) for c in np.clip(searcher.encoder.encode_query(texts) @ asked.vector, 0, 1)]
