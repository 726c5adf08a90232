"""Weighs the sentences of the best passages: what each says of what is asked.

A sentence is scored by its similarity to the question (cosine of embeddings), by how much of what
is asked it speaks of (rare words more), by its passage's score, and by whether it gives the kind
of thing that is wanted. A passage that lacks a name, number or year of the question counts less:
its sentences may be about another one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kb.answer.abstention import says_not_known
from kb.answer.answer_type import answer_type_of, gives
from kb.answer.coverage import Ask, Stems, coverage
from kb.answer.definitions import defines, recommends
from kb.answer.figures import around_figures, counts_only, has_one_figure, measured_object
from kb.answer.model import AnswerType
from kb.answer.years import IN_HEADINGS, years_asked, years_of, years_of_document
from kb.models import Role
from kb.search.engine import Searcher
from kb.search.retrieval_result import Candidate, RetrievalResult
from kb.span import Span
from kb.store.records import DocumentSummary
from kb.text.quotable import is_item, is_note, quotable
from kb.text.quotation import after_bullet
from kb.text.sentences import sentences
from kb.text.stems import folded

# The keys of a digest's sources, which are no part of what its sentence says.
SOURCE_KEYS = re.compile(r"\s*\[[a-z0-9]+-[^\[\]]*\]")
_OWN_LANGUAGE = 0.12  # onto the score of a sentence in the language of a Spanish question
_LACKING = 0.1  # off the score for each name or year that the passage lacks
_NOTE = 0.08  # off the score of a footnote
_NOT_KNOWN = 0.08  # off the score of a sentence that says something is not known
_PART = 0.08  # off the score of an item of a list, or of the tail of a sentence


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a candidate passage and what speaks for it. ``lacks`` counts the names,
    numbers and years asked for that its passage does not mention; ``note`` marks a footnote,
    ``part`` an item of a list or the tail of a sentence, ``own`` a Spanish sentence for a Spanish
    question (the encoder knows English better), ``not_known`` one that says what is not known,
    ``other_year`` one that names years and none of those asked for."""

    candidate: Candidate
    span: Span
    text: str
    similarity: float
    coverage: float
    gives: bool
    whole: float  # coverage of its passage
    lacks: int = 0
    note: bool = False
    part: bool = False
    own: bool = False
    not_known: bool = False
    other_year: bool = False

    @property
    def score(self) -> float:
        """The weight of the sentence, 0 to about 1."""
        base = 0.45 * self.similarity + 0.35 * self.coverage
        base += 0.1 * min(self.candidate.score, 1.0) + (0.1 if self.gives else -0.1)
        base += _OWN_LANGUAGE * self.own
        base -= _LACKING * self.lacks + _NOTE * self.note + _PART * self.part
        return base - _NOT_KNOWN * self.not_known

    @property
    def about(self) -> float:
        """How much the sentence is about the question, whatever it gives: 0 to about 1."""
        return 0.45 * self.similarity + 0.35 * self.coverage


def weighed(
    found: RetrievalResult, pool: Sequence[Candidate], asks: Sequence[Ask], searcher: Searcher
) -> list[ScoredSentence]:
    """The quotable sentences of ``pool``, best first; in reading order where nothing is asked
    about the sections or documents that are named."""
    parts = [part for candidate in pool for part in _sentences(candidate)]
    if not parts:
        return []
    summaries = {s.doc_id: s for s in searcher.library.documents()}
    lacks = lacking(found, pool, asks, summaries)
    said = [SOURCE_KEYS.sub("", text) for _, _, text in parts]
    similar = _similarities(said, found, searcher)
    question = found.query.text
    want = answer_type_of(question)
    spanish = found.query.language == "es"
    years = question_years(found)
    whole = {
        c.passage.passage_id: coverage(asks, Stems(f"{c.passage.text} {c.passage.header}"))
        for c in pool
    }
    scored = []
    for (candidate, span, text), plain, similarity in zip(parts, said, similar, strict=True):
        passage = candidate.passage
        # The header counts: in "The Secretary shall submit …" the section says which law it is.
        stems = Stems(f"{plain} {passage.header}")
        scored.append(
            ScoredSentence(
                candidate,
                span,
                text,
                similarity,
                coverage(asks, stems),
                _gives(plain, stems, question, want, asks),
                whole[passage.passage_id],
                lacks[passage.passage_id],
                passage.role is Role.FOOTNOTE or is_note(text),
                is_item(text),
                spanish and summaries[passage.doc_id].metadata.language == "es",
                says_not_known(plain),
                _of_other_year(plain, passage.header, years),
            )
        )
    if not asks:
        # Only a section or a document is named: it is read from its beginning.
        order = {d: i for i, d in enumerate(dict.fromkeys(c.passage.doc_id for c in pool))}
        return sorted(scored, key=lambda s: (order[s.candidate.passage.doc_id], s.span))
    return sorted(scored, key=lambda s: (-s.score, s.candidate.passage.doc_id, s.span))


def lacking(
    found: RetrievalResult,
    pool: Sequence[Candidate],
    asks: Sequence[Ask],
    summaries: Mapping[str, DocumentSummary],
) -> dict[str, int]:
    """How many of the names, numbers and years asked for each passage of ``pool`` lacks."""
    # A report by GAO says "we", not "GAO".
    named = [a for a in asks if a.essential and not found.cues.mentioned(a.name)]
    years = question_years(found)
    counts = {}
    for candidate in pool:
        passage = candidate.passage
        stems = Stems(f"{passage.header} {passage.text}")
        missing = sum(not stems.names(a) for a in named)
        missing += len(years - years_of_candidate(candidate, summaries))
        counts[passage.passage_id] = missing
    return counts


def question_years(found: RetrievalResult) -> frozenset[int]:
    """The years a question names, those of its addresses apart."""
    return years_asked(found.query.text, (a.span for a in found.query.addresses if a.span))


def years_of_candidate(
    candidate: Candidate, summaries: Mapping[str, DocumentSummary]
) -> frozenset[int]:
    """The years a passage speaks of, and those its document is of."""
    passage = candidate.passage
    told = years_of(passage.text) | years_of(passage.header, IN_HEADINGS)
    return told | years_of_document(summaries[passage.doc_id].metadata)


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
    """True when ``text`` names years and, like its headings, none of those that are asked for."""
    told = years_of(text)
    return bool(years and told) and not years & (told | years_of(header, IN_HEADINGS))


def _gives(text: str, stems: Stems, question: str, want: AnswerType, asks: Sequence[Ask]) -> bool:
    """True when ``text`` gives the kind of thing that is wanted, and of the thing asked about:
    the numbers of the question stand in it, and its figure is near what is to be measured."""
    if want is AnswerType.TEXT:
        return defines(text, question, 6) and recommends(text, question)
    if not gives(text, want) or any(a.numbered and not stems.speaks_of(a) for a in asks):
        return False
    if want not in (AnswerType.SHARE, AnswerType.COUNT):
        return True
    measured = Stems(" ".join(measured_object(question)))
    objects = [a for a in asks if not a.essential and measured.speaks_of(a)]
    counted = counts_only(text) if want is AnswerType.COUNT else text
    # "The average number of ships from various countries … was about 130": one count, far off.
    alone = want is AnswerType.COUNT and has_one_figure(counted)
    near = Stems(counted if alone else around_figures(counted, 7))
    return not objects or any(near.names(a) for a in objects)


def _similarities(
    texts: Sequence[str], found: RetrievalResult, searcher: Searcher
) -> Sequence[float]:
    if found.vector is None or not len(found.vector):
        return [0.0] * len(texts)
    matrix = searcher.encoder.encode_query(list(texts))
    return [float(s) for s in np.clip(matrix @ found.vector, 0.0, 1.0)]
