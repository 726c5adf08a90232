"""Answers a question with sentences quoted from the library's documents.

Answers are extractive: no language model writes anything. The best passages are found, a fitted
model ranks their sentences (``sentence_ranking``), and another gives the probability that those
chosen are an answer (``likelihood``). Below ``settings().answer.probability`` the question is
refused.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from kb.answer import refusal
from kb.answer.asked import Asked
from kb.answer.fitted_models import AnswerModels, models_for
from kb.answer.likelihood import answer_features
from kb.answer.model import Answer
from kb.answer.quote_sentences import choose_sentences, quote_sentence, without_overlaps
from kb.answer.section_mentions import passages_mentioning
from kb.answer.sentence_ranking import (
    RankedSentence,
    ReadPassage,
    ranked,
    read_passages,
    read_sentences,
)
from kb.search.engine import Searcher
from kb.search.fold_copies import fold_copies
from kb.search.retrieval_result import Candidate, RetrievalResult
from kb.settings import AnswerSettings, settings


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read for a question: the passages and their sentences, not yet ranked."""

    asked: Asked
    passages: list[ReadPassage]
    sentences: list[RankedSentence]


def answer(
    question: str,
    searcher: Searcher,
    limits: AnswerSettings | None = None,
    *,
    as_typed: bool = False,
) -> Answer:
    """The answer to ``question`` from the library, or a refusal with its reason. Misspelt words are
    corrected unless ``as_typed``.

    Raises ``QueryError`` for a question that cannot be understood as a query.
    """
    found = searcher.find(question, as_typed=as_typed)
    given = _answer(question, found, searcher, limits or settings().answer)
    return replace(given, corrections=found.corrections)


def _answer(
    question: str, found: RetrievalResult, searcher: Searcher, limits: AnswerSettings
) -> Answer:
    read = read_for(found, searcher, limits)
    if isinstance(read, str):
        return Answer(question, False, read, (), found.notices)
    models = models_for(searcher.library.encoder_key() if read.asked.vector is not None else None)
    best = ranked(read.sentences, models.sentence)
    chosen = choose_sentences(best, read.asked, limits)
    if not _answers(read, best, chosen, models, limits):
        reason = refusal.reason(read.asked, read.passages, best, searcher.library)
        return Answer(question, False, reason, (), found.notices)
    quoted = without_overlaps([quote_sentence(s, searcher.library) for s in chosen])
    if not quoted:
        return Answer(question, False, "no sentence that was found can be verified", ())
    outdated = searcher.library.outdated({s.doc_id for s in quoted})
    return Answer(question, True, None, quoted, (*found.notices, *outdated))


def read_for(found: RetrievalResult, searcher: Searcher, limits: AnswerSettings) -> Reading | str:
    """The passages and sentences that may answer, or the reason why there are none."""
    library = searcher.library
    reason = refusal.opinion(found.query.text, found.query.language)
    if reason:
        return reason
    mentioning = partial(passages_mentioning, library, limit=limits.address_passages)
    reason, ids = refusal.unresolved_section(found.addressed.unresolved, mentioning)
    if reason:
        return reason
    pool, where = _pool(found, searcher, ids, limits.passages)
    if not pool:
        return refusal.nothing_found(found, where)
    asked = Asked.of(found, library)
    passages = read_passages(asked, pool, {s.doc_id: s for s in library.documents()})
    return Reading(asked, passages, read_sentences(asked, passages, searcher, limits))


def _answers(
    read: Reading,
    best: Sequence[RankedSentence],
    chosen: Sequence[RankedSentence],
    models: AnswerModels,
    limits: AnswerSettings,
) -> bool:
    """True where the sentences chosen are likely enough an answer. A question that only names a
    section or a document is answered by its text."""
    if not chosen or not read.asked.terms:
        return bool(chosen)
    features = answer_features(read.asked, read.passages, best, chosen)
    return models.answer.probability(features) >= limits.probability


def _pool(
    found: RetrievalResult, searcher: Searcher, mentioning: Set[str], size: int
) -> tuple[list[Candidate], str]:
    """The best passages, copies folded, and words for the source they are limited to.

    They are limited to the source that the question names, to the sections it names, and to the
    passages ``mentioning`` a section that is not in the library itself.
    """
    summaries = {s.doc_id: s for s in searcher.library.documents()}
    candidates: Sequence[Candidate] = found.candidates
    where = ""
    # "El informe" may be the brief, or the report that the section named orders.
    strict = found.cues.strict and found.query.language != "es"
    if found.cues and (strict or not found.addressed.passages):
        of_source = [
            c
            for c in candidates
            if c.why.source or (not found.cues.strict and found.cues.mentioned(c.passage.text))
        ]
        if of_source or found.cues.strict:
            candidates, where = of_source, f"of {_source_name(found)} "
    if found.addressed.passages:
        candidates = [c for c in candidates if c.why.address] or candidates
    if mentioning:
        candidates = [c for c in candidates if c.why.address or c.passage.passage_id in mentioning]
    folded = fold_copies(candidates[: 4 * size], summaries)
    return [c for c, _ in folded][:size], where


def _source_name(found: RetrievalResult) -> str:
    kinds = sorted(k.value for k in found.cues.kinds)
    publishers = sorted(p.upper() if len(p) < 5 else p.title() for p in found.cues.publishers)
    return " or ".join([f"any {k}" for k in kinds] + publishers)
