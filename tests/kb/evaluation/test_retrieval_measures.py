"""Measures of retrieval on rankings whose figures can be computed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log2
from typing import cast

import pytest

from kb.evaluation.documents import DocumentNames
from kb.evaluation.error_rates import error_figures
from kb.evaluation.judgements import Judge
from kb.evaluation.retrieval_measures import retrieval_figures
from kb.evaluation.runs import FoundSpan, Run, RunRow
from kb.evaluation.topics import GoldQuote, Topic

YEARS = {"act-2020": 2020, "act-2024": 2024}


class _Names:
    def judged_name(self, doc_id: str, judged: object) -> str:
        return doc_id

    def ndaa_year(self, doc_id: str) -> int | None:
        return YEARS.get(doc_id)


class _Judge:
    """Needs are single quotes; a hit at character ``n`` holds the quote named ``n``."""

    names = cast(DocumentNames, _Names())

    def can_judge(self, topic: Topic) -> bool:
        return topic.has_judgements

    def needs(self, topic: Topic) -> tuple[tuple[GoldQuote, ...], ...]:
        return tuple((g,) for g in topic.gold)

    def is_right(self, need: Iterable[GoldQuote], hit: FoundSpan) -> bool:
        return any(g.quote == str(hit.start) for g in need)

    def right_documents(self, topic: Topic) -> frozenset[str]:
        return frozenset(g.file for g in topic.gold)


JUDGE = cast(Judge, _Judge())


def _run(hits: Sequence[FoundSpan]) -> Run:
    return Run("r", (RunRow("t", tuple(hits)),))


def _at(*starts: int, doc_id: str = "a") -> list[FoundSpan]:
    return [FoundSpan(doc_id, start, start + 1) for start in starts]


def _measured(topic: Topic, hits: Sequence[FoundSpan]) -> dict[str, float | None]:
    return {f.name: f.value for f in retrieval_figures([topic], _run(hits), JUDGE)}


ONE = Topic("t", "?", gold=(GoldQuote("a", "1"),))
TWO = Topic("t", "?", gold=(GoldQuote("a", "1"), GoldQuote("a", "2")))


@pytest.mark.parametrize(
    ("topic", "starts", "ndcg", "r1", "r5", "rr"),
    [
        (ONE, [1, 7, 8], 1, 1, 1, 1),
        (ONE, [7, 8, 1, 1], 1 / log2(4), 0, 1, 1 / 3),
        (ONE, [7, 8], 0, 0, 0, 0),
        (ONE, [], 0, 0, 0, 0),
        (TWO, [1, 7, 2], (1 + 1 / log2(4)) / 2, 0.5, 1, 1),
        (TWO, [7, 2, 8], 0.5 / log2(3), 0, 0.5, 0.5),
    ],
)
def test_measures_by_needs(
    topic: Topic, starts: list[int], ndcg: float, r1: float, r5: float, rr: float
) -> None:
    found = _measured(topic, _at(*starts))
    wanted = {"nDCG@10": ndcg, "R@1": r1, "R@5": r5, "R@20": r5, "RR": rr}
    assert found == pytest.approx(wanted, abs=1e-6)


def test_documents_are_ranked_by_their_first_passage_and_counted_once() -> None:
    topic = Topic("t", "?", relevance={"b": 2, "c": 1})
    hits = [FoundSpan(d, 0, 1) for d in ("a", "a", "b", "a", "b", "c")]
    found = _measured(topic, hits)
    best = 2 + 1 / log2(3)
    wanted = (2 / log2(3) + 1 / log2(4)) / best
    assert found["nDCG@10"] == pytest.approx(wanted, abs=1e-6)
    assert (found["R@1"], found["R@5"], found["RR"]) == (0, 1, 0.5)


def test_topics_without_judgements_are_in_no_figure() -> None:
    assert [f.parts for f in retrieval_figures([Topic("t", "?")], _run([]), JUDGE)] == [{}] * 5


@pytest.mark.parametrize(
    ("gold", "top", "copies", "document", "year", "why"),
    [
        ("act-2020", "act-2020", (), 0, 0, "the right act"),
        ("act-2020", "act-2024", (), 1, 1, "the act of another year"),
        ("act-2020", "a report", (), 1, 0, "another document, and no act"),
        ("a report", "act-2024", (), 1, None, "the gold is in no act"),
        ("a report", "its copy", ("a report",), 0, None, "a copy of the gold's document"),
    ],
)
def test_errors_of_the_top_hit(
    gold: str, top: str, copies: tuple[str, ...], document: float, year: float | None, why: str
) -> None:
    topic = Topic("t", "?", gold=(GoldQuote(gold, "1"),))
    hits = [FoundSpan(top, 0, 1, copies=copies), FoundSpan(gold, 0, 1)]
    assert [f.value for f in error_figures([topic], _run(hits), JUDGE)] == [document, year], why
