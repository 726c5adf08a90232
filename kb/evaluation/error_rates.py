"""Rates of two errors of the top hit: another document, and a defense act of another year."""

from __future__ import annotations

from collections.abc import Sequence

from kb.evaluation.figures import Figure, Part
from kb.evaluation.judgements import Judge
from kb.evaluation.runs import FoundSpan, Run
from kb.evaluation.topics import Topic


def error_figures(topics: Sequence[Topic], run: Run, judge: Judge) -> tuple[Figure, Figure]:
    """The share of topics whose top hit is in a document without gold, and of those with gold in a
    National Defense Authorization Act (NDAA) the share whose top hit is in the act of another
    fiscal year. Topics for which nothing was found are not counted."""
    documents: dict[str, Part] = {}
    years: dict[str, Part] = {}
    for topic in filter(judge.can_judge, topics):
        row = run.by_id.get(topic.id)
        if not row or not row.hits:
            continue
        top = row.hits[0]
        documents[topic.id] = (float(not _is_right(topic, top, judge)), 1.0)
        wanted = {y for d in judge.right_documents(topic) if (y := judge.names.ndaa_year(d))}
        if wanted:
            year = judge.names.ndaa_year(top.doc_id)
            years[topic.id] = (float(year is not None and year not in wanted), 1.0)
    return (
        Figure("wrong document", documents, lower_is_better=True),
        Figure("wrong year", years, lower_is_better=True),
    )


def _is_right(topic: Topic, hit: FoundSpan, judge: Judge) -> bool:
    documents = (hit.doc_id, *hit.copies)
    if topic.gold:
        return not judge.right_documents(topic).isdisjoint(documents)
    relevant = {name for name, grade in topic.relevance.items() if grade > 0}
    return any(judge.names.judged_name(d, relevant) in relevant for d in documents)
