"""Runs the topics through search and answering."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from kb.answer import answer
from kb.errors import QueryError
from kb.evaluation.runs import FoundSpan, GivenAnswer, Quotation, Run, RunRow
from kb.evaluation.topics import Asked, Topic
from kb.search.engine import Searcher

Progress = Callable[[int, int], None]  # (topics done, topics in all)
DEPTH = 20  # hits kept of each topic


def _silent(done: int, total: int) -> None:
    """Progress that is not shown."""


def make_run(
    topics: Sequence[Topic],
    searcher: Searcher,
    *,
    name: str = "this library",
    depth: int = DEPTH,
    mode: str = "hybrid",
    answers: bool = True,
    progress: Progress = _silent,
) -> Run:
    """Search for every topic, ``depth`` hits deep, and answer those that are questions."""
    rows = []
    for done, topic in enumerate(topics, 1):
        rows.append(_row(topic, searcher, depth, mode, answers and topic.asked is Asked.QUESTION))
        progress(done, len(topics))
    return Run(name, tuple(rows))


def _row(topic: Topic, searcher: Searcher, depth: int, mode: str, asks: bool) -> RunRow:
    started = time.perf_counter()
    try:
        hits = searcher.search(topic.text, limit=depth, mode=mode).hits
        given = _answered(topic.text, searcher) if asks else None
    except QueryError as error:
        hits = ()
        given = GivenAnswer(False, str(error)) if asks else None
    found = tuple(FoundSpan(h.doc_id, h.start, h.end, round(h.score, 4), h.copies) for h in hits)
    return RunRow(topic.id, found, given, round(time.perf_counter() - started, 3))


def _answered(question: str, searcher: Searcher) -> GivenAnswer:
    given = answer(question, searcher)
    quotations = tuple(
        Quotation(s.doc_id, s.start, s.end, s.text, s.citation) for s in given.sentences
    )
    return GivenAnswer(given.answered, given.reason or "", quotations)
