"""Measures of answers: right, otherwise, refused; and how good the refusals are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from kb.evaluation.figures import Figure
from kb.evaluation.judgements import Judge
from kb.evaluation.runs import GivenAnswer, Run
from kb.evaluation.topics import Topic


class Outcome(StrEnum):
    """What an answer was."""

    RIGHT = "right"
    OTHERWISE = "otherwise"
    REFUSED = "refused"


def outcome(topic: Topic, given: GivenAnswer, judge: Judge) -> Outcome:
    """What ``given`` is for ``topic``.

    An answer is right when every pattern of ``must_contain`` matches the quoted text and its
    citations, in any letter case; without patterns, when a quotation overlaps gold. An answer to a
    question that cannot be answered is never right.
    """
    if not given.answered:
        return Outcome.REFUSED
    if topic.answerable is False:
        return Outcome.OTHERWISE
    if topic.must_contain:
        quoted = " ".join(f"{q.text} {q.citation}" for q in given.quotations)
        text = " ".join(quoted.split())
        right = all(re.search(p, text, re.IGNORECASE) for p in topic.must_contain)
    else:
        right = any(judge.overlaps_gold(topic, q) for q in given.quotations)
    return Outcome.RIGHT if right else Outcome.OTHERWISE


def outcomes(topics: Sequence[Topic], run: Run, judge: Judge) -> dict[str, Outcome]:
    """The outcome of every topic that is known to be answerable or not and has an answer."""
    found = {}
    for topic in topics:
        row = run.by_id.get(topic.id)
        if row and row.answer and topic.answerable is not None:
            found[topic.id] = outcome(topic, row.answer, judge)
    return found


def answer_figures(topics: Sequence[Topic], run: Run, judge: Judge) -> tuple[Figure, ...]:
    """Shares of right, other and refused answers among the answerable topics; the precision of
    refusals (how many are of topics that cannot be answered) and their recall (how many of those
    topics are refused)."""
    found = outcomes(topics, run, judge)
    answerable = {t.id: bool(t.answerable) for t in topics if t.id in found}
    shares = tuple(
        Figure(
            kind.value,
            {i: (float(found[i] is kind), 1.0) for i, can in answerable.items() if can},
            lower_is_better=kind is not Outcome.RIGHT,
        )
        for kind in Outcome
    )
    refused = {i for i, kind in found.items() if kind is Outcome.REFUSED}
    precision = {i: (float(not answerable[i]), 1.0) for i in answerable if i in refused}
    recall = {i: (float(i in refused), 1.0) for i, can in answerable.items() if not can}
    return (*shares, Figure("refusal precision", precision), Figure("refusal recall", recall))
