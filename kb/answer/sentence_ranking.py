"""Ranks the sentences of the best passages as answers to a question.

A sentence is scored by its similarity to the question (cosine of embeddings), by how much of the
question it mentions, by its passage's score, and by whether it gives the type of answer asked for.
A sentence loses score where its passage lacks a name, number or year of the question: it may be
about another one. The weights are ``kb.settings.SentenceSettings``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kb.answer.abstention_checks import says_not_known
from kb.answer.answer_type import answer_type_of, gives
from kb.answer.coverage import StemmedText, WeightedTerm, coverage
from kb.answer.definitions import defines, recommends
from kb.answer.figures import around_figures, counts_only, has_one_figure, measured_object
from kb.answer.model import AnswerType
from kb.answer.years import years_in_question, years_of, years_of_document, years_of_heading
from kb.models import Role
from kb.search.engine import Searcher
from kb.search.retrieval_result import Candidate, RetrievalResult
from kb.settings import AnswerSettings, SentenceSettings
from kb.span import Span
from kb.store.records import DocumentSummary
from kb.text.quotable_sentences import is_item, is_note, quotable
from kb.text.sentences import sentences
from kb.text.stems import folded
from kb.text.widen_quotation import after_bullet

# The keys of a digest's sources, which are not part of what its sentence says.
SOURCE_KEYS = re.compile(r"(?:(?<!\s)\s+)?\[[a-z0-9]++-[^\[\]]*+\]")


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a candidate passage and what counts in its score.

    ``gives`` is True where it gives the type of answer asked for; ``whole`` is the coverage of its
    passage; ``lacks`` counts the names, numbers and years of the question that its passage does
    not mention. ``note`` marks a footnote, ``part`` an item of a list or the tail of a sentence,
    ``own`` a Spanish sentence for a Spanish question (the encoder is better at English),
    ``not_known`` a sentence that says what is not known, ``other_year`` one that names years and
    none of the question's.
    """

    candidate: Candidate
    span: Span
    text: str
    similarity: float
    coverage: float
    gives: bool
    whole: float
    weights: SentenceSettings
    lacks: int = 0
    note: bool = False
    part: bool = False
    own: bool = False
    not_known: bool = False
    other_year: bool = False

    @property
    def score(self) -> float:
        """The score, 0 to about 1; higher is better."""
        w = self.weights
        given = w.answer_type if self.gives else -w.answer_type
        score = self.relevance + (w.passage * min(self.candidate.score, 1.0) + given)
        score += w.own_language * self.own
        score -= w.missing_name * self.lacks + w.footnote * self.note + w.part * self.part
        return score - w.not_known * self.not_known

    @property
    def relevance(self) -> float:
        """How much the sentence is about the question, whatever it gives: 0 to about 1."""
        w = self.weights
        return w.similarity * self.similarity + w.coverage * self.coverage


def rank_sentences(
    found: RetrievalResult,
    pool: Sequence[Candidate],
    terms: Sequence[WeightedTerm],
    searcher: Searcher,
    limits: AnswerSettings,
) -> list[ScoredSentence]:
    """The quotable sentences of ``pool``, best first. Where the question has no ``terms``, it only
    names sections or documents, and these are in reading order."""
    parts = [part for candidate in pool for part in _sentences(candidate)]
    if not parts:
        return []
    summaries = {s.doc_id: s for s in searcher.library.documents()}
    lacks = missing_names(found, pool, terms, summaries)
    plain_texts = [SOURCE_KEYS.sub("", text) for _, _, text in parts]
    similarities = _similarities(plain_texts, found, searcher)
    question = found.query.text
    answer_type = answer_type_of(question)
    spanish = found.query.language == "es"
    years = question_years(found)
    whole = {
        c.passage.passage_id: coverage(terms, StemmedText(f"{c.passage.text} {c.passage.header}"))
        for c in pool
    }
    scored = []
    for (candidate, span, text), plain, similarity in zip(
        parts, plain_texts, similarities, strict=True
    ):
        passage = candidate.passage
        # The header counts: in "The Secretary shall submit …" the section says which law it is.
        stemmed = StemmedText(f"{plain} {passage.header}")
        scored.append(
            ScoredSentence(
                candidate,
                span,
                text,
                similarity,
                coverage(terms, stemmed),
                _gives(plain, stemmed, question, answer_type, terms, limits),
                whole[passage.passage_id],
                limits.sentences,
                lacks=lacks[passage.passage_id],
                note=passage.role is Role.FOOTNOTE or is_note(text),
                part=is_item(text),
                own=spanish and summaries[passage.doc_id].metadata.language == "es",
                not_known=says_not_known(plain),
                other_year=_of_other_year(plain, passage.header, years),
            )
        )
    if not terms:
        order = {d: i for i, d in enumerate(dict.fromkeys(c.passage.doc_id for c in pool))}
        return sorted(scored, key=lambda s: (order[s.candidate.passage.doc_id], s.span))
    return sorted(scored, key=lambda s: (-s.score, s.candidate.passage.doc_id, s.span))


def missing_names(
    found: RetrievalResult,
    pool: Sequence[Candidate],
    terms: Sequence[WeightedTerm],
    summaries: Mapping[str, DocumentSummary],
) -> dict[str, int]:
    """For each passage of ``pool``, how many names, numbers and years of the question it lacks."""
    # A report by GAO says "we", not "GAO".
    names = [t for t in terms if t.essential and not found.cues.mentioned(t.name)]
    years = question_years(found)
    counts = {}
    for candidate in pool:
        passage = candidate.passage
        stemmed = StemmedText(f"{passage.header} {passage.text}")
        missing = sum(not stemmed.mentions_related(t) for t in names)
        missing += len(years - years_of_candidate(candidate, summaries))
        counts[passage.passage_id] = missing
    return counts


def question_years(found: RetrievalResult) -> frozenset[int]:
    """The years that the question names, without those of its addresses."""
    return years_in_question(found.query.text, (a.span for a in found.query.addresses if a.span))


def years_of_candidate(
    candidate: Candidate, summaries: Mapping[str, DocumentSummary]
) -> frozenset[int]:
    """The years that a passage and its headings name, and those of its document."""
    passage = candidate.passage
    named = years_of(passage.text) | years_of_heading(passage.header)
    return named | years_of_document(summaries[passage.doc_id].metadata)


def _sentences(candidate: Candidate) -> list[tuple[Candidate, Span, str]]:
    passage = candidate.passage
    headings = folded(passage.header)
    found = []
    for span in sentences(passage.text):
        span = after_bullet(passage.text, span)
        text = span.of(passage.text)
        if quotable(text) and folded(text) not in headings:
            start = passage.span.start
            found.append((candidate, Span(start + span.start, start + span.end), text))
    return found


def _of_other_year(text: str, header: str, years: frozenset[int]) -> bool:
    """True when ``text`` names years and, like its headings, none of ``years``."""
    named = years_of(text)
    return bool(years and named) and not years & (named | years_of_heading(header))


def _gives(
    text: str,
    stemmed: StemmedText,
    question: str,
    answer_type: AnswerType,
    terms: Sequence[WeightedTerm],
    limits: AnswerSettings,
) -> bool:
    """True when ``text`` gives the type of answer asked for, and of the right thing: it mentions
    the numbers of the question, and its figure is near what the question measures."""
    if answer_type is AnswerType.TEXT:
        longest = limits.terms.longest_defined
        return defines(text, question, longest) and recommends(text, question)
    if not gives(text, answer_type):
        return False
    if any(t.numbered and not stemmed.mentions(t) for t in terms):
        return False
    if answer_type not in (AnswerType.SHARE, AnswerType.COUNT):
        return True
    measured = StemmedText(" ".join(measured_object(question)))
    objects = [t for t in terms if not t.essential and measured.mentions(t)]
    counted = counts_only(text) if answer_type is AnswerType.COUNT else text
    # "The average number of ships from various countries … was about 130": one count, far off.
    alone = answer_type is AnswerType.COUNT and has_one_figure(counted)
    reach = limits.sentences.around_figure
    near = StemmedText(counted if alone else around_figures(counted, reach))
    return not objects or any(near.mentions_related(t) for t in objects)


def _similarities(
    texts: Sequence[str], found: RetrievalResult, searcher: Searcher
) -> Sequence[float]:
    if found.vector is None or not len(found.vector):
        return [0.0] * len(texts)
    matrix = searcher.encoder.encode_query(list(texts))
    return [float(s) for s in np.clip(matrix @ found.vector, 0.0, 1.0)]
