"""TREC's topics and judgements."""

from __future__ import annotations

import pytest

from kb.errors import EvaluationError
from kb.evaluation.trec_files import read_qrels, read_trec_topics, with_relevance

TAGGED = """<top>
<num> Number: 301
<title> Topic: lamps of
  the border
<desc> Description: what is not read
</top>
<top><num>302</num><title>ferries</title></top>
"""


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (TAGGED, [("301", "lamps of the border"), ("302", "ferries")]),
        ("301\tlamps of the border\n\n302\tferries\n", [("301", "lamps of the border"), ("302", "ferries")]),
    ],
)  # fmt: skip
def test_topics_are_read_in_both_forms(text: str, topics: list[tuple[str, str]]) -> None:
    assert [(t.id, t.text) for t in read_trec_topics(text)] == topics


def test_qrels_of_trec_and_of_beir_give_grades() -> None:
    wanted = {"301": {"lamps": 2, "ferries": 0}}
    assert read_qrels("301 0 lamps 2\n301 0 ferries 0\n") == wanted
    assert read_qrels("query-id\tcorpus-id\tscore\n301\tlamps\t2\n301\tferries\t0\n") == wanted
    assert read_qrels("301\tlamps of 1990\t1\n") == {"301": {"lamps of 1990": 1}}


def test_topics_that_nobody_judged_are_left_out() -> None:
    topics = read_trec_topics(TAGGED)
    assert [t.id for t in with_relevance(topics, read_qrels("302 0 ferries 1"))] == ["302"]
    with pytest.raises(EvaluationError, match=r"of other topics \(9\) than the topics \(301"):
        with_relevance(topics, read_qrels("9 0 ferries 1"))


@pytest.mark.parametrize("line", ["301 0 lamps", "301 0 lamps much", "301", "1 2 3 4 5"])
def test_a_wrong_judgement_is_named(line: str) -> None:
    with pytest.raises(EvaluationError, match="q, line 2: write a topic"):
        read_qrels(f"301 0 lamps 1\n{line}\n", "q")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<top><title>lamps</top>", "record 1: it needs <num> and <title>"),
        ("301 lamps", "line 1: write an id, a tab and the text"),
    ],
)
def test_a_wrong_topic_is_named(text: str, said: str) -> None:
    with pytest.raises(EvaluationError, match=said):
        read_trec_topics(text)
