"""Passages that may be evidence for a recommendation, each with a score."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kb.evidence.document_topic import DocumentTopic
from kb.evidence.search_words import search_words
from kb.evidence.term_match import EvidenceTerms, WeightedQuery
from kb.models import Role
from kb.recommend.model import Recommendation
from kb.search.engine import Searcher
from kb.search.retrieval_result import Candidate
from kb.settings import CandidateSettings
from kb.store.passage_filters import ANSWERING
from kb.store.records import StoredPassage

_LETTER = re.compile(r"[^\W\d_]")
_OPENING = 300  # characters of a text in which a law's set phrases are looked for


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage with its score, 0 to 1. ``misses_place`` is set where the recommendation's action
    names a place or people of its document's topic and the passage does not."""

    passage: StoredPassage
    score: float
    misses_place: bool = False


@dataclass(slots=True)
class _Retrieved:
    """A passage with its scores in the searches that found it."""

    passage: StoredPassage
    meaning: float = 0.0
    scores: list[float] = field(default_factory=list)

    def add(self, candidate: Candidate, query: WeightedQuery, limits: CandidateSettings) -> None:
        if query.weight:
            meaning = query.weight * scaled(candidate.similarity, limits)
            self.meaning = max(self.meaning, meaning)
            self.scores.append(query.weight * min(candidate.score, 1.0))

    @property
    def found(self) -> float:
        """The mean of its two best scores: a passage found twice counts more."""
        return sum(sorted(self.scores, reverse=True)[:2]) / 2


def gather(
    recommendation: Recommendation,
    terms: EvidenceTerms,
    topic: DocumentTopic,
    searcher: Searcher,
    limits: CandidateSettings,
) -> list[ScoredPassage]:
    """All passages that the queries find, best first, without the recommendation's own places."""
    found: dict[str, _Retrieved] = {}
    for query in terms.queries:
        for candidate in searcher.find(query.query, everyday=False).candidates[: limits.pool]:
            if _may_be_evidence(recommendation, candidate.passage, limits):
                passage = candidate.passage
                entry = found.setdefault(passage.passage_id, _Retrieved(passage))
                entry.add(candidate, query, limits)
    # Words are counted only in passages whose rank and likeness leave them a chance.
    near = sorted(found.values(), key=lambda e: (-_nearness(e, limits), e.passage.passage_id))
    action = recommendation.action
    scored = [_score(entry, terms, topic, limits, action) for entry in near[: limits.read]]
    return sorted(scored, key=lambda s: (-s.score, s.passage.passage_id))


def scaled(cosine: float, limits: CandidateSettings) -> float:
    """A cosine as the default encoder gives it, stretched over 0 to 1."""
    return min(max((cosine - limits.cosine_low) / limits.cosine_range, 0.0), 1.0)


def scaled_share(share: float, limits: CandidateSettings) -> float:
    """The share of a recommendation's words that a text has, stretched over 0 to 1: a text with
    five in eight has all that can be expected of it."""
    return min(limits.word_factor * share, 1.0)


def is_prose(text: str, limits: CandidateSettings) -> bool:
    """False for headings, rows of tables, lists of numbers and a law's set phrases."""
    if search_words().boilerplate.search(text[:_OPENING]):
        return False
    letters = len(_LETTER.findall(text))
    words, cells = len(text.split()), text.count(" | ")
    return (
        words >= limits.fewest_words
        and letters >= limits.letters * len(text.replace(" ", ""))
        and cells < limits.cells * words
    )


def _nearness(entry: _Retrieved, limits: CandidateSettings) -> float:
    return limits.found * entry.found + limits.meaning * entry.meaning


def _score(
    entry: _Retrieved,
    terms: EvidenceTerms,
    topic: DocumentTopic,
    limits: CandidateSettings,
    action: str,
) -> ScoredPassage:
    passage = entry.passage
    text = f"{passage.header}\n{passage.text}"
    match = terms.match(text)
    share = terms.word_share(match)
    parts = (
        (limits.found, entry.found),
        (limits.meaning, entry.meaning),
        (limits.words, scaled_share(share, limits)),
        (limits.names, terms.instrument_share(match) if terms.instruments else share),
    )
    aside = limits.aside if passage.role is Role.FOOTNOTE else 0.0
    score = sum(weight * value for weight, value in parts) - aside
    fit = topic.fit(passage.passage_id, text)
    misses_place = topic.misses_place(action, text)
    return ScoredPassage(passage, score * (1 - limits.topic * (1 - fit)), misses_place)


def _may_be_evidence(
    recommendation: Recommendation, passage: StoredPassage, limits: CandidateSettings
) -> bool:
    if passage.role not in ANSWERING or not is_prose(passage.text, limits):
        return False
    places = recommendation.places if passage.doc_id == recommendation.doc_id else ()
    return not any(passage.span.overlaps(p) for p in places)
