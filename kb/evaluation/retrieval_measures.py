"""Measures of retrieval, computed by ir_measures: nDCG@10, R@1, R@5, R@20 and RR.

A topic that is judged by spans has needs: one where its quotes say the same, else several. Each
need is given to ir_measures as a topic of its own with one relevant document: the first hit that
meets it. R and nDCG of the topic are the means over its needs, RR the best of them. Where there is
one need, R@k is 1 when the first k hits hold a right one. A topic with graded documents is given
as it is, with each document at the place of its first passage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from kb.evaluation.figures import Figure
from kb.evaluation.judgements import Judge
from kb.evaluation.runs import FoundSpan, Run
from kb.evaluation.topics import Topic

MEASURES = (nDCG @ 10, R @ 1, R @ 5, R @ 20, RR)
_RIGHT = "right"
Judged = tuple[list[Qrel], list[ScoredDoc]]


def retrieval_figures(topics: Sequence[Topic], run: Run, judge: Judge) -> tuple[Figure, ...]:
    """The figures of every measure over the topics that have judgements in this library."""
    qrels: list[Qrel] = []
    docs: list[ScoredDoc] = []
    parts_of: dict[str, list[str]] = {}
    for topic in filter(judge.can_judge, topics):
        row = run.by_id.get(topic.id)
        hits = row.hits if row else ()
        judged = _by_needs if topic.gold else _by_documents
        for number, (relevant, ranked) in enumerate(judged(topic, hits, judge)):
            name = f"{topic.id}\x1f{number}"
            parts_of.setdefault(topic.id, []).append(name)
            qrels += (q._replace(query_id=name) for q in relevant)
            docs += (d._replace(query_id=name) for d in ranked)
    values = _values(qrels, docs)
    return tuple(
        Figure(
            str(measure),
            {
                i: (_joined(str(measure), [values[str(measure)][p] for p in parts]), 1.0)
                for i, parts in parts_of.items()
            },
        )
        for measure in MEASURES
    )


def first_right_rank(topic: Topic, hits: Iterable[FoundSpan], judge: Judge) -> int | None:
    """The rank, from 1, of the first hit that holds gold."""
    quotes = [g for need in judge.needs(topic) for g in need]
    ranks = (rank for rank, hit in enumerate(hits, 1) if judge.is_right(quotes, hit))
    return next(ranks, None)


def _by_needs(topic: Topic, hits: Sequence[FoundSpan], judge: Judge) -> Iterator[Judged]:
    for need in judge.needs(topic):
        rights = [judge.is_right(need, hit) for hit in hits]
        first = rights.index(True) if True in rights else None
        ranked = [
            ScoredDoc("", _RIGHT if i == first else f"hit {i}", -float(i)) for i in range(len(hits))
        ]
        yield [Qrel("", _RIGHT, 1)], ranked


def _by_documents(topic: Topic, hits: Sequence[FoundSpan], judge: Judge) -> Iterator[Judged]:
    found = dict.fromkeys(judge.names.judged_name(h.doc_id, topic.relevance) for h in hits)
    ranked = [ScoredDoc("", name, -float(i)) for i, name in enumerate(found)]
    yield [Qrel("", name, grade) for name, grade in topic.relevance.items()], ranked


def _values(qrels: list[Qrel], docs: list[ScoredDoc]) -> Mapping[str, Mapping[str, float]]:
    values: dict[str, dict[str, float]] = defaultdict(dict)
    if qrels:
        for metric in ir_measures.iter_calc(MEASURES, qrels, docs):
            values[str(metric.measure)][metric.query_id] = float(metric.value)
    return values


def _joined(measure: str, values: Sequence[float]) -> float:
    return max(values) if measure == str(RR) else sum(values) / len(values)
