"""Looks for a reason to refuse a question; ``docs/answers.md`` has the checks in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.answer import abstention_checks
from kb.answer.answer_type import answer_type_of
from kb.answer.coverage import StemmedText, WeightedTerm
from kb.answer.model import AnswerType
from kb.answer.sentence_ranking import ScoredSentence, question_years, years_of_candidate
from kb.search.retrieval_result import Candidate, RetrievalResult
from kb.settings import AnswerSettings
from kb.store.records import DocumentSummary

if TYPE_CHECKING:
    from kb.store import Library


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is known about a question when the decision is taken: the ``pool`` of passages, their
    ``ranked`` sentences, those that are ``able`` to answer, and words for ``where`` was searched.
    """

    found: RetrievalResult
    pool: Sequence[Candidate]
    terms: Sequence[WeightedTerm]
    ranked: Sequence[ScoredSentence]
    able: Sequence[ScoredSentence]
    limits: AnswerSettings
    where: str
    library: Library

    def reason(self) -> str | None:
        """Why to refuse, or ``None``."""
        if not self.ranked:
            return f"no sentence {self.where}was found"
        missing = self._missing_terms()
        summaries = {s.doc_id: s for s in self.library.documents()}
        return (
            self._missing_names(missing, summaries)
            or self._far(missing)
            or self._not_known(summaries)
            or self._not_given(summaries)
        )

    def _missing_terms(self) -> tuple[WeightedTerm, ...]:
        """The terms that the nearest passages do not mention."""
        nearest = self.pool[: self.limits.near]
        near = StemmedText(" ".join(f"{c.passage.text} {c.passage.header}" for c in nearest))
        return tuple(t for t in self.terms if not near.mentions_related(t))

    def _named(self) -> bool:
        """True where the question names its section, or only a document."""
        addressed = self.found.addressed
        return bool(addressed.passages or (addressed.documents and not self.terms))

    def _missing_names(
        self, missing: Sequence[WeightedTerm], summaries: Mapping[str, DocumentSummary]
    ) -> str | None:
        if not self._named():
            reason = abstention_checks.missing_name(self.terms, missing, self.where)
            if reason:
                return reason
        years = [years_of_candidate(c, summaries) for c in self.pool]
        subject = abstention_checks.subject_of(self.terms, missing)
        return abstention_checks.missing_year(question_years(self.found), years, subject)

    def _far(self, missing: tuple[WeightedTerm, ...]) -> str | None:
        """The reason where the best sentences are too far from the question."""
        found, limits, where = self.found, self.limits, self.where
        question = found.query.text
        best = max(self.ranked[: limits.best], key=lambda s: s.score)
        evidence = abstention_checks.Evidence(best.similarity, best.whole, missing, best.lacks)
        if found.addressed.passages:
            place = best.candidate.passage.header
            reason = abstention_checks.not_in_section(self.terms, evidence, limits, place)
            if found.query.language == "en":
                reason = reason or abstention_checks.missing_head(question, evidence, limits, where)
            return reason
        if self._named():
            return None
        years, answer_type = question_years(found), answer_type_of(question)
        return (
            abstention_checks.too_far(evidence, limits, where)
            or abstention_checks.missing_head(question, evidence, limits, where)
            or abstention_checks.scattered_names(self.terms, years, evidence, limits, where)
            or abstention_checks.missing_word(answer_type, evidence, limits, where)
        )

    def _not_known(self, summaries: Mapping[str, DocumentSummary]) -> str | None:
        """The reason where a sentence says that the answer is not known, and mentions all names of
        the question, unless a sentence that may answer is about as near."""
        if answer_type_of(self.found.query.text) is AnswerType.TEXT:
            return None
        names = [t for t in self.terms if t.essential]
        saying = [
            s
            for s in self.ranked
            if s.not_known
            and s.coverage >= self.limits.not_known_coverage
            and all(map(StemmedText(s.text).mentions_related, names))
        ]
        best = max(saying, key=lambda s: s.relevance, default=None)
        margin = self.limits.not_known_margin
        if best is None or not all(best.relevance >= s.relevance + margin for s in self.able):
            return None
        title = summaries[best.candidate.passage.doc_id].metadata.title
        return abstention_checks.not_known(best.text, title)

    def _not_given(self, summaries: Mapping[str, DocumentSummary]) -> str | None:
        question = self.found.query.text
        if not self.able:
            return abstention_checks.none_gives(self.terms, answer_type_of(question))
        top = self.ranked[:4]
        kinds = [summaries[s.candidate.passage.doc_id].metadata.kind for s in top]
        texts = [c.passage.text for c in self.pool]
        addressed = bool(self.found.addressed.passages)
        if not abstention_checks.only_ordered(question, kinds, texts, addressed=addressed):
            return None
        place = top[0].candidate.passage.header
        return f"the library has the law that orders it ({place}), not the report itself"
