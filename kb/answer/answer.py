"""Answers a question with sentences quoted from the record. No language model writes anything.

Extractive: the best passages are found, their sentences are scored by similarity to the question
(cosine of embeddings), by how much of what is asked they speak of (weighted by rarity), and by
whether they give the kind of thing that is wanted. Before anything is quoted, the refusals of
``kb.answer.refuse`` are tried.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kb.answer import refuse
from kb.answer.coverage import Ask, Stems, asks_of, coverage
from kb.answer.model import Answer, Sentence
from kb.answer.wants import MONEY_WORDS, Want, around_figures, gives, measured, wanted
from kb.cite import cite_text, pin, verify
from kb.library.stems import folded, words
from kb.model import Kind, pages_of
from kb.search.engine import Candidate, Found, Searcher, content_groups, folded_candidates
from kb.search.fold import Shingles
from kb.sentences import sentences
from kb.span import Span

_PASSAGES = 10  # whose sentences are weighed
_MOST = 4  # sentences quoted
_NEAR = 0.82  # of the best sentence's score, for another to be quoted beside it
_BULLET = re.compile(r"[-•▪●◦]\s+")  # of a list item: not part of its sentence
_SHORTEST = 25  # characters; headings and fragments answer nothing


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of a candidate passage and what speaks for it."""

    candidate: Candidate
    span: Span
    text: str
    similarity: float
    coverage: float
    gives: bool

    @property
    def score(self) -> float:
        """The weight of the sentence, 0 to about 1."""
        base = 0.45 * self.similarity + 0.35 * self.coverage
        return base + 0.1 * min(self.candidate.score, 1.0) + (0.1 if self.gives else -0.1)


def answer(question: str, searcher: Searcher, limits: refuse.Thresholds | None = None) -> Answer:
    """The record's answer to ``question``, or a refusal that names what is missing.

    Raises ``QueryError`` for a question that cannot be understood as a query.
    """
    found = searcher.find(question)
    limits = limits or refuse.Thresholds()
    reason = refuse.unresolved(found.addressed.unresolved, searcher.library.mentions)
    if reason:
        return Answer(question, False, reason, (), found.notices)
    pool, where = _scoped(found, searcher)
    if not pool:
        return Answer(question, False, f"no passage {where}was found", (), found.notices)
    asks = _asks(found, searcher)
    scored = _scored(found, pool, asks, searcher)
    want = wanted(question)
    kinds = {s.doc_id: s.metadata.kind for s in searcher.library.documents()}
    reason = _reason(found, pool, asks, scored, want, limits, where, kinds)
    if reason:
        return Answer(question, False, reason, (), found.notices)
    chosen = _chosen(scored, want)
    quoted = tuple(q for q in (_quoted(s, searcher) for s in chosen) if q)
    if not quoted:
        return Answer(question, False, "no sentence found verifies against the record", ())
    return Answer(question, True, None, quoted, found.notices)


def _scoped(found: Found, searcher: Searcher) -> tuple[list[Candidate], str]:
    """The best passages, copies folded; of the source the question names alone, if it names one."""
    summaries = {s.doc_id: s for s in searcher.library.documents()}
    candidates: Sequence[Candidate] = found.candidates
    where = ""
    if found.cues:
        of_source = [
            c
            for c in candidates
            if c.why.source or (not found.cues.strict and found.cues.mentioned(c.passage.text))
        ]
        if of_source or found.cues.strict:
            candidates, where = of_source, f"of {_source_name(found)} "
    if found.addressed.passages:
        candidates = [c for c in candidates if c.why.address] or candidates
    folded = folded_candidates(candidates[: 4 * _PASSAGES], summaries)
    return [c for c, _ in folded][:_PASSAGES], where


def _source_name(found: Found) -> str:
    kinds = sorted(k.value for k in found.cues.kinds)
    publishers = sorted(p.upper() if len(p) < 5 else p.title() for p in found.cues.publishers)
    return " or ".join([f"any {k}" for k in kinds] + publishers)


def _asks(found: Found, searcher: Searcher) -> tuple[Ask, ...]:
    groups = content_groups(found.expansion, found.cues)
    if wanted(found.query.text) is Want.MONEY:
        # "How much money" wants an amount; a sentence that gives one need not say "money".
        groups = tuple(g for g in groups if folded(g[0]) not in MONEY_WORDS) or groups
    groups += tuple((p,) for p in found.query.phrases)
    single = {w for g in groups for a in g for w in words(a)}
    counts = searcher.library.frequencies(single)
    total = len(searcher.library.vector_table().ids)
    return asks_of(groups, counts, total, found.query.text)


def _scored(
    found: Found, pool: Sequence[Candidate], asks: Sequence[Ask], searcher: Searcher
) -> list[Scored]:
    want = wanted(found.query.text)
    parts: list[tuple[Candidate, Span, str]] = []
    for candidate in pool:
        passage = candidate.passage
        for span in sentences(passage.text):
            mark = _BULLET.match(passage.text, span.start)
            span = Span(mark.end(), span.end) if mark and mark.end() < span.end else span
            text = span.of(passage.text)
            if len(text) >= _SHORTEST and not text.endswith("?"):
                start = passage.span.start
                parts.append((candidate, Span(start + span.start, start + span.end), text))
    if not parts:
        return []
    similar = _similarities([p[2] for p in parts], found, searcher)
    scored = []
    for (candidate, span, text), similarity in zip(parts, similar, strict=True):
        # The header counts: in "The Secretary shall submit …" the section says which law it is.
        stems = Stems(f"{text} {candidate.passage.header}")
        right = gives(text, want) and _measures(text, found.query.text, want, asks)
        scored.append(Scored(candidate, span, text, similarity, coverage(asks, stems), right))
    return sorted(scored, key=lambda s: (-s.score, s.candidate.passage.doc_id, s.span))


def _measures(text: str, question: str, want: Want, asks: Sequence[Ask]) -> bool:
    """True unless the figure wanted is of one thing and the sentence's figures are of another."""
    if want not in (Want.SHARE, Want.COUNT):
        return True
    named = Stems(measured(question))
    objects = [a for a in asks if named.speaks_of(a)][:2]
    near = Stems(around_figures(text))
    return not objects or any(near.names(a) for a in objects)


def _similarities(texts: Sequence[str], found: Found, searcher: Searcher) -> Sequence[float]:
    if found.vector is None or not len(found.vector):
        return [0.0] * len(texts)
    matrix = searcher.encoder.encode_query(list(texts))
    return [float(s) for s in np.clip(matrix @ found.vector, 0.0, 1.0)]


def _reason(
    found: Found,
    pool: Sequence[Candidate],
    asks: Sequence[Ask],
    scored: Sequence[Scored],
    want: Want,
    limits: refuse.Thresholds,
    where: str,
    kinds: Mapping[str, Kind],
) -> str | None:
    """Why to refuse, if there is a reason."""
    if not scored:
        return f"no sentence {where}was found"
    near = Stems(" ".join(f"{c.passage.text} {c.passage.header}" for c in pool[:5]))
    missing = tuple(a for a in asks if not near.names(a))
    if not found.addressed.passages:
        reason = refuse.absent(asks, missing, where)
        if reason:
            return reason
    best = max(scored[:3], key=lambda s: s.score)
    passage = Stems(f"{best.candidate.passage.text} {best.candidate.passage.header}")
    evidence = refuse.Evidence(best.similarity, coverage(asks, passage), missing)
    reason = refuse.too_far(evidence, limits, where)
    reason = reason or refuse.head_missing(found.query.text, evidence, limits, where)
    if reason and not found.addressed.passages:
        return reason
    if want is not Want.TEXT:
        giving = [s for s in scored if s.gives and s.coverage >= limits.want]
        if not giving:
            return refuse.not_given(asks, want)
    top = scored[:4]
    of_top = [kinds[s.candidate.passage.doc_id] for s in top]
    if refuse.only_ordered(found.query.text, of_top, [s.text for s in top]):
        place = top[0].candidate.passage.header
        return f"the record holds the law that orders it ({place}), not the report itself"
    return None


def _chosen(scored: Sequence[Scored], want: Want) -> list[Scored]:
    """The best sentences, each saying something the others do not, in order of weight."""
    able = [s for s in scored if s.gives] if want is not Want.TEXT else list(scored)
    chosen: list[Scored] = []
    shingles: list[Shingles] = []
    for sentence in able:
        if len(chosen) == _MOST or sentence.score < _NEAR * able[0].score:
            break
        mine = Shingles.of(sentence.text)
        if any(mine.shared(other) >= 0.5 for other in shingles):
            continue
        chosen.append(sentence)
        shingles.append(mine)
    return chosen


def _quoted(scored: Scored, searcher: Searcher) -> Sentence | None:
    """The sentence with its pin cite, if that verifies."""
    document = searcher.library.document(scored.candidate.passage.doc_id)
    cite = pin(document, scored.span)
    if not verify(cite, document).holds:
        return None
    return Sentence(
        text=scored.text,
        doc_id=document.doc_id,
        span=scored.span,
        section=cite.section,
        pages=pages_of(document, scored.span),
        citation=cite_text(cite, document.metadata),
        score=scored.score,
        kind=document.metadata.kind,
    )
