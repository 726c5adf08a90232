"""Answers a question with sentences quoted from the record. No language model writes anything.

Extractive: the best passages are found, their sentences are scored by similarity to the question
(cosine of embeddings), by how much of what is asked they speak of (weighted by rarity), and by
whether they give the kind of thing that is wanted. Before anything is quoted, the refusals of
``kb.answer.abstention`` are tried.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import partial

from kb.answer import abstention
from kb.answer.answer_type import answer_type_of
from kb.answer.coverage import Ask, Stems
from kb.answer.model import Answer, AnswerType
from kb.answer.question_terms import asks_in
from kb.answer.quote import apart, chosen, quoted
from kb.answer.section_mentions import passages_about
from kb.answer.sentence_ranking import ScoredSentence, question_years, weighed, years_of_candidate
from kb.search.copies import folded_candidates
from kb.search.engine import Searcher
from kb.search.filters import Filters
from kb.search.retrieval_result import Candidate, RetrievalResult
from kb.settings import AnswerSettings, settings

_PASSAGES = 10  # whose sentences are weighed
_NEARER = 0.08  # by which "that is not known" must be nearer than any answer, to be the answer


def answer(question: str, searcher: Searcher, limits: AnswerSettings | None = None) -> Answer:
    """The record's answer to ``question``, or a refusal that names what is missing.

    Raises ``QueryError`` for a question that cannot be understood as a query.
    """
    found = searcher.find(question)
    limits = limits or settings().answer
    about = partial(passages_about, searcher.library)
    reason, speaking = abstention.unresolved(found.addressed.unresolved, about)
    if reason:
        return Answer(question, False, reason, (), found.notices)
    pool, where = _scoped(found, searcher, speaking)
    if not pool:
        return Answer(question, False, _nothing_found(found, where), (), found.notices)
    asks = asks_in(found, searcher.library)
    scored = weighed(found, pool, asks, searcher)
    able = _able(scored, answer_type_of(question), limits)
    reason = _reason(found, pool, asks, scored, able, limits, where, searcher)
    if reason:
        return Answer(question, False, reason, (), found.notices)
    sentences = apart([quoted(s, searcher.library) for s in chosen(able, asks)])
    if not sentences:
        return Answer(question, False, "no sentence found verifies against the record", ())
    return Answer(question, True, None, sentences, found.notices)


def _scoped(
    found: RetrievalResult, searcher: Searcher, speaking: Set[str]
) -> tuple[list[Candidate], str]:
    """The best passages, copies folded; of the source the question names alone, if it names one.
    ``speaking`` are those about a section that is not on record itself."""
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
    if speaking:
        candidates = [c for c in candidates if c.why.address or c.passage.passage_id in speaking]
    folded = folded_candidates(candidates[: 4 * _PASSAGES], summaries)
    return [c for c, _ in folded][:_PASSAGES], where


def _nothing_found(found: RetrievalResult, where: str) -> str:
    narrowed = found.query.filters != Filters() or found.query.excluded
    if narrowed:
        return f"no passage {where}was found that the filters let through"
    if found.query.phrases:
        told = " and ".join(f"“{p}”" for p in found.query.phrases)
        return f"no passage {where}holds {told} word for word; ask without the quotation marks"
    return f"no passage {where}was found"


def _source_name(found: RetrievalResult) -> str:
    kinds = sorted(k.value for k in found.cues.kinds)
    publishers = sorted(p.upper() if len(p) < 5 else p.title() for p in found.cues.publishers)
    return " or ".join([f"any {k}" for k in kinds] + publishers)


def _able(
    scored: Sequence[ScoredSentence], want: AnswerType, limits: AnswerSettings
) -> list[ScoredSentence]:
    """The sentences that may answer: those that give what is wanted and are about the thing asked,
    in a passage that mentions all its names and years. At an address that was asked for, what is
    wanted is enough."""
    if want is AnswerType.TEXT:
        return [s for s in scored if not s.note] or list(scored)
    able = (s for s in scored if s.gives and not s.not_known and not s.other_year)
    return [s for s in able if s.candidate.why.address or _on_subject(s, limits)]


def _on_subject(sentence: ScoredSentence, limits: AnswerSettings) -> bool:
    enough = sentence.coverage >= limits.want and sentence.whole >= limits.whole
    return enough and not sentence.lacks


def _reason(
    found: RetrievalResult,
    pool: Sequence[Candidate],
    asks: Sequence[Ask],
    scored: Sequence[ScoredSentence],
    able: Sequence[ScoredSentence],
    limits: AnswerSettings,
    where: str,
    searcher: Searcher,
) -> str | None:
    """Why to refuse, if there is a reason."""
    if not scored:
        return f"no sentence {where}was found"
    summaries = {s.doc_id: s for s in searcher.library.documents()}
    near = Stems(" ".join(f"{c.passage.text} {c.passage.header}" for c in pool[:5]))
    missing = tuple(a for a in asks if not near.names(a))
    named = bool(found.addressed.passages or (found.addressed.documents and not asks))
    if not named:
        reason = abstention.absent(asks, missing, where)
        if reason:
            return reason
    years = [years_of_candidate(c, summaries) for c in pool]
    reason = abstention.other_year(
        question_years(found), years, abstention.subject_of(asks, missing)
    )
    if reason:
        return reason
    best = max(scored[:3], key=lambda s: s.score)
    evidence = abstention.Evidence(best.similarity, best.whole, missing, best.lacks)
    want = answer_type_of(found.query.text)
    if found.addressed.passages:
        reason = abstention.not_in_section(asks, evidence, limits, best.candidate.passage.header)
        if found.query.language == "en":
            reason = reason or abstention.head_missing(found.query.text, evidence, limits, where)
    elif not named:
        reason = (
            abstention.too_far(evidence, limits, where)
            or abstention.head_missing(found.query.text, evidence, limits, where)
            or abstention.scattered(asks, question_years(found), evidence, limits, where)
            or abstention.crux_missing(want, evidence, limits, where)
        )
    if reason:
        return reason
    unknown = _unknown(scored, able, want, asks)
    if unknown:
        return abstention.not_known(
            unknown.text, summaries[unknown.candidate.passage.doc_id].metadata.title
        )
    if not able:
        return abstention.not_given(asks, want)
    top = scored[:4]
    of_top = [summaries[s.candidate.passage.doc_id].metadata.kind for s in top]
    texts = [c.passage.text for c in pool]
    addressed = bool(found.addressed.passages)
    if abstention.only_ordered(found.query.text, of_top, texts, addressed=addressed):
        place = top[0].candidate.passage.header
        return f"the record holds the law that orders it ({place}), not the report itself"
    return None


def _unknown(
    scored: Sequence[ScoredSentence],
    able: Sequence[ScoredSentence],
    want: AnswerType,
    asks: Sequence[Ask],
) -> ScoredSentence | None:
    """The sentence that says it is not known, of all the names asked about, unless one that may
    answer is about as near."""
    if want is AnswerType.TEXT:
        return None
    named = [a for a in asks if a.essential]
    saying = [
        s
        for s in scored
        if s.not_known and s.coverage >= 0.5 and all(map(Stems(s.text).names, named))
    ]
    best = max(saying, key=lambda s: s.about, default=None)
    if best and all(best.about >= s.about + _NEARER for s in able):
        return best
    return None
