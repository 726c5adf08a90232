"""A question as answers read it: its terms, years, type of answer and vector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.answer.answer_type import answer_type_of
from kb.answer.coverage import WeightedTerm
from kb.answer.model import AnswerType
from kb.answer.question_terms import question_terms
from kb.answer.years import years_in_question
from kb.search.retrieval_result import RetrievalResult
from kb.search.source_cues import Cues

if TYPE_CHECKING:
    from kb.encode.interface import FloatArray
    from kb.store import Library


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for. ``vector`` is ``None`` where it was searched by words alone;
    ``at_address`` is set where sections that it names were found."""

    question: str
    language: str
    terms: tuple[WeightedTerm, ...]
    years: frozenset[int]
    type: AnswerType
    cues: Cues
    at_address: bool
    vector: FloatArray | None

    @classmethod
    def of(cls, found: RetrievalResult, library: Library) -> Asked:
        """The question of a search."""
        query, vector = found.query, found.vector
        return cls(
            query.text,
            query.language,
            question_terms(found, library),
            years_in_question(query.text, (a.span for a in query.addresses if a.span)),
            answer_type_of(query.text),
            found.cues,
            bool(found.addressed.passages),
            vector if vector is not None and len(vector) else None,
        )

    @property
    def typed(self) -> bool:
        """True where the words of a text show whether it gives what is asked for."""
        return self.type is not AnswerType.TEXT
