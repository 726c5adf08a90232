"""Answers a question with sentences quoted from the library's documents.

Answers are extractive: no language model writes anything. The best passages are found and their
sentences ranked (``sentence_ranking``). Before anything is quoted, ``refusal`` looks for a reason
to refuse the question.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import partial

from kb.answer import abstention_checks
from kb.answer.abstention import Refusal
from kb.answer.answer_type import answer_type_of
from kb.answer.model import Answer, AnswerType
from kb.answer.question_terms import question_terms
from kb.answer.quote_sentences import choose_sentences, quote_sentence, without_overlaps
from kb.answer.section_mentions import passages_mentioning
from kb.answer.sentence_ranking import ScoredSentence, rank_sentences
from kb.search.engine import Searcher
from kb.search.fold_copies import fold_copies
from kb.search.query_filters import Filters
from kb.search.retrieval_result import Candidate, RetrievalResult
from kb.settings import AnswerSettings, settings


def answer(
    question: str,
    searcher: Searcher,
    limits: AnswerSettings | None = None,
    *,
    as_typed: bool = False,
) -> Answer:
    """The answer to ``question`` from the library, or a refusal that names what is missing.
    Misspelt words are corrected unless ``as_typed``.

    Raises ``QueryError`` for a question that cannot be understood as a query.
    """
    found = searcher.find(question, as_typed=as_typed)
    given = _answer(question, found, searcher, limits or settings().answer)
    return replace(given, corrections=found.corrections)


def _answer(
    question: str, found: RetrievalResult, searcher: Searcher, limits: AnswerSettings
) -> Answer:
    asked = abstention_checks.opinion(found.query.text, found.query.language)
    if asked:
        return Answer(question, False, asked, (), found.notices)
    mentioning = partial(passages_mentioning, searcher.library, limit=limits.address_passages)
    reason, ids = abstention_checks.unresolved_section(found.addressed.unresolved, mentioning)
    if reason:
        return Answer(question, False, reason, (), found.notices)
    pool, where = _pool(found, searcher, ids, limits.passages)
    if not pool:
        return Answer(question, False, _nothing_found(found, where), (), found.notices)
    terms = question_terms(found, searcher.library)
    ranked = rank_sentences(found, pool, terms, searcher, limits)
    able = _able(ranked, answer_type_of(found.query.text), limits)
    reason = Refusal(found, pool, terms, ranked, able, limits, where, searcher.library).reason()
    if reason:
        return Answer(question, False, reason, (), found.notices)
    chosen = choose_sentences(able, terms, limits)
    sentences = without_overlaps([quote_sentence(s, searcher.library) for s in chosen])
    if not sentences:
        return Answer(question, False, "no sentence that was found can be verified", ())
    outdated = searcher.library.outdated({s.doc_id for s in sentences})
    return Answer(question, True, None, sentences, (*found.notices, *outdated))


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


def _nothing_found(found: RetrievalResult, where: str) -> str:
    if found.query.filters != Filters() or found.query.excluded:
        return f"no passage {where}was found that matches the filters"
    if found.query.phrases:
        phrases = " and ".join(f"“{p}”" for p in found.query.phrases)
        return f"no passage {where}has {phrases} word for word; ask without the quotation marks"
    return f"no passage {where}was found"


def _source_name(found: RetrievalResult) -> str:
    kinds = sorted(k.value for k in found.cues.kinds)
    publishers = sorted(p.upper() if len(p) < 5 else p.title() for p in found.cues.publishers)
    return " or ".join([f"any {k}" for k in kinds] + publishers)


def _able(
    ranked: Sequence[ScoredSentence], answer_type: AnswerType, limits: AnswerSettings
) -> list[ScoredSentence]:
    """The sentences that may answer. They give the type of answer asked for and are on the
    subject; at an address that the question names, the type is enough."""
    if answer_type is AnswerType.TEXT:
        return [s for s in ranked if not s.note] or list(ranked)
    able = (s for s in ranked if s.gives and not s.not_known and not s.other_year)
    return [s for s in able if s.candidate.why.address or _on_subject(s, limits)]


def _on_subject(sentence: ScoredSentence, limits: AnswerSettings) -> bool:
    enough = (
        sentence.coverage >= limits.sentence_coverage and sentence.whole >= limits.passage_coverage
    )
    return enough and not sentence.lacks
