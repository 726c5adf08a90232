"""Passages that may bear on a recommendation, scored as passages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kb.evidence.document_topic import Setting
from kb.evidence.term_match import EvidenceTerms, Lead
from kb.models import Role
from kb.recommend.model import Recommendation
from kb.search.engine import Searcher
from kb.search.retrieval_result import Candidate
from kb.settings import CandidateSettings
from kb.store.filters import ANSWERING
from kb.store.records import StoredPassage

_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_WORDS = 8
# Parts of a law that say nothing by themselves: names of committees, meanings of terms.
_BOILERPLATE = re.compile(
    r"^\W*(?:\(\w+\)\s*)*(?:the (?:[Cc]ommittees? on|Select Committee)|[Dd]efinitions?\b)"
    r"|\bhas the meaning given\b|^\W*(?:\(\w+\)\s*)*Appropriate (?:congressional )?committees"
)


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage with its score, 0 to 1, and whether it misses what of the subject the
    recommendation names."""

    passage: StoredPassage
    score: float
    misses: bool = False


@dataclass(slots=True)
class _Seen:
    """A passage with what the searches said of it."""

    passage: StoredPassage
    meaning: float = 0.0
    scores: list[float] = field(default_factory=list)

    def note(self, candidate: Candidate, lead: Lead) -> None:
        if lead.weight:
            self.meaning = max(self.meaning, lead.weight * scaled(candidate.similarity))
            self.scores.append(lead.weight * min(candidate.score, 1.0))

    @property
    def found(self) -> float:
        """The mean of its two best scores: found twice counts for more."""
        return sum(sorted(self.scores, reverse=True)[:2]) / 2


def gather(
    recommendation: Recommendation,
    wanted: EvidenceTerms,
    setting: Setting,
    searcher: Searcher,
    weights: CandidateSettings,
) -> list[ScoredPassage]:
    """All passages that the leads find, best first, the recommendation itself left out."""
    seen: dict[str, _Seen] = {}
    for lead in wanted.leads:
        for candidate in searcher.find(lead.query, everyday=False).candidates[: weights.pool]:
            if _may_be_evidence(recommendation, candidate.passage):
                entry = seen.setdefault(candidate.passage.passage_id, _Seen(candidate.passage))
                entry.note(candidate, lead)
    # Words are looked for only in passages that their place and likeness leave a chance.
    near = sorted(seen.values(), key=lambda e: (-_nearness(e, weights), e.passage.passage_id))
    action = recommendation.action
    scored = [_score(entry, wanted, setting, weights, action) for entry in near[: weights.read]]
    return sorted(scored, key=lambda s: (-s.score, s.passage.passage_id))


def scaled(cosine: float) -> float:
    """A cosine as the default encoder gives it, stretched over 0 to 1."""
    return min(max((cosine - 0.15) / 0.55, 0.0), 1.0)


def spoken_of(share: float) -> float:
    """The share of a recommendation's words stretched over 0 to 1: a text that speaks of five in
    eight speaks of all that one can ask of it."""
    return min(1.6 * share, 1.0)


def is_prose(text: str) -> bool:
    """False for headings, rows of tables, lists of numbers and a law's set phrases."""
    if _BOILERPLATE.search(text[:300]):
        return False
    letters = len(_LETTER.findall(text))
    rows = text.count(" | ")
    return (
        len(text.split()) >= _FEWEST_WORDS
        and letters >= 0.6 * len(text.replace(" ", ""))
        and rows < 0.1 * len(text.split())
    )


def _nearness(seen: _Seen, weights: CandidateSettings) -> float:
    return weights.found * seen.found + weights.meaning * seen.meaning


def _score(
    seen: _Seen, wanted: EvidenceTerms, setting: Setting, weights: CandidateSettings, action: str
) -> ScoredPassage:
    passage = seen.passage
    whole = f"{passage.header}\n{passage.text}"
    heard = wanted.heard(whole)
    covered = wanted.covered(heard)
    parts = (
        (weights.found, seen.found),
        (weights.meaning, seen.meaning),
        (weights.words, spoken_of(covered)),
        (weights.names, wanted.naming(heard) if wanted.named else covered),
    )
    aside = weights.aside if passage.role is Role.FOOTNOTE else 0.0
    fits = setting.fits(passage.passage_id, whole)
    score = sum(weight * value for weight, value in parts) - aside
    misses = setting.misses(action, whole)
    return ScoredPassage(passage, score * (1 - weights.setting * (1 - fits)), misses)


def _may_be_evidence(recommendation: Recommendation, passage: StoredPassage) -> bool:
    if passage.role not in ANSWERING or not is_prose(passage.text):
        return False
    places = recommendation.places if passage.doc_id == recommendation.doc_id else ()
    return not any(passage.span.overlaps(p) for p in places)
