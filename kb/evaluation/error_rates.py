"""Rates of two errors of the top hit: another document, and a defense act of another year."""

from __future__ import annotations

from collections.abc import Sequence

from kb.evaluation.documents import DocumentNames
from kb.evaluation.figures import Figure, Part
from kb.evaluation.judgements import Judge
from kb.evaluation.runs import FoundSpan, Run
from kb.evaluation.topics import Topic


def error_figures(
    topics: Sequence[Topic], run: Run, judge: Judge, names: DocumentNames
) -> tuple[Figure, Figure]:
    """The share of topics whose top hit is in a document without gold, and of those with gold in a
    National Defense Authorization Act (NDAA) the share whose top hit is in the act of another
    fiscal year. Topics for which nothing was found are not counted."""
    documents: dict[str, Part] = {}
    years: dict[str, Part] = {}
    for topic in topics:
        row = run.by_id.get(topic.id)
        if not topic.has_judgements or not row or not row.hits:
            continue
        top = row.hits[0]
        right = judge.right_documents(topic)
        if topic.gold and not right:
            continue
        documents[topic.id] = (float(not _is_of(topic, top, right, names)), 1.0)
        wanted = {year for d in right if (year := names.ndaa_year(d))}
        if wanted:
            year = names.ndaa_year(top.doc_id)
            years[topic.id] = (float(year is not None and year not in wanted), 1.0)
    return (
        Figure("wrong document", documents, lower_is_better=True),
        Figure("wrong year", years, lower_is_better=True),
    )


def _is_of(topic: Topic, hit: FoundSpan, right: frozenset[str], names: DocumentNames) -> bool:
    if topic.gold:
        return hit.doc_id in right or bool(right.intersection(hit.copies))
    relevant = {name for name, grade in topic.relevance.items() if grade > 0}
    return any(names.judged_name(d, relevant) in relevant for d in (hit.doc_id, *hit.copies))
