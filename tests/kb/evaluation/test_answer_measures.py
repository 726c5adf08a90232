"""What makes an answer right, and what the figures of answers count."""

from __future__ import annotations

from typing import Any, cast

import pytest

from kb.evaluation.answer_measures import Outcome, answer_figures, outcome
from kb.evaluation.judgements import Judge
from kb.evaluation.runs import GivenAnswer, Quotation, Run, RunRow
from kb.evaluation.topics import GoldQuote, Topic


class _Overlapping:
    """A judge for whom the document ``gold`` is gold."""

    def overlaps_gold(self, topic: Topic, quotation: Quotation) -> bool:
        return quotation.doc_id == "gold"


JUDGE = cast(Judge, _Overlapping())
GOLD = (GoldQuote("a.md", "lamps"),)
REFUSED = GivenAnswer(False, "no passage was found")


def _answer(text: str, doc_id: str = "gold", citation: str = "") -> GivenAnswer:
    return GivenAnswer(True, "", (Quotation(doc_id, 0, len(text), text, citation),))


def _topic(answerable: bool = True, *patterns: str, **more: Any) -> Topic:
    return Topic("t", "?", answerable=answerable, gold=GOLD, must_contain=patterns, **more)


@pytest.mark.parametrize(
    ("topic", "given", "wanted", "why"),
    [
        (_topic(True, r"\b40\b"), _answer("It bought\n40  lamps"), Outcome.RIGHT, "it matches"),
        (_topic(True, "40 LAMPS"), _answer("It bought\n40  lamps"), Outcome.RIGHT, "case and line ends do not count"),
        (_topic(True, "1311"), _answer("a duty", citation="P.L. 1-2, § 1311"), Outcome.RIGHT, "the citation says it"),
        (_topic(True, "40", "9"), _answer("It bought 40 lamps"), Outcome.OTHERWISE, "one of two is missing"),
        (_topic(True, r"\b40\b"), _answer("It bought 400 lamps", "gold"), Outcome.OTHERWISE, "gold without the words"),
        (_topic(True), _answer("It bought lamps"), Outcome.RIGHT, "without patterns gold is enough"),
        (_topic(True), _answer("It bought lamps", "other"), Outcome.OTHERWISE, "without patterns and gold"),
        (_topic(True, "40"), REFUSED, Outcome.REFUSED, "a refusal is never right here"),
        (_topic(False), _answer("It bought lamps"), Outcome.OTHERWISE, "it had to be refused"),
        (_topic(False), REFUSED, Outcome.REFUSED, "as it should be"),
    ],
)  # fmt: skip
def test_an_answer_is_right_otherwise_or_refused(
    topic: Topic, given: GivenAnswer, wanted: Outcome, why: str
) -> None:
    assert outcome(topic, given, JUDGE) is wanted, why


def test_the_figures_count_each_topic_once() -> None:
    can = [Topic(f"can{i}", "?", answerable=True, gold=GOLD) for i in range(4)]
    cannot = [Topic(f"cannot{i}", "?", answerable=False) for i in range(2)]
    given = [_answer("x"), _answer("x"), _answer("x", "other"), REFUSED, REFUSED, _answer("x")]
    rows = [RunRow(t.id, answer=a) for t, a in zip([*can, *cannot], given, strict=True)]
    unknown = Topic("query", "?")
    run = Run("r", (*rows, RunRow("query", answer=REFUSED)))
    figures = {f.name: f.value for f in answer_figures([*can, *cannot, unknown], run, JUDGE)}
    assert figures == {
        "right": 2 / 4, "otherwise": 1 / 4, "refused": 1 / 4,
        "refusal precision": 1 / 2, "refusal recall": 1 / 2,
    }  # fmt: skip
