"""Topics as JSON lines: what is read, and what is said of a wrong line."""

from __future__ import annotations

import pytest

from kb.errors import EvaluationError
from kb.evaluation.topic_lines import read_lines
from kb.evaluation.topics import Asked, GoldQuote, Need

LINE = (
    '{"id": "a", "question": "How many lamps?", "language": "en", "type": "figure", '
    '"tags": ["lay"], "answerable": true, "gold": [{"file": "docs/lamps.md", "quote": "40 lamps"}],'
    ' "gold_need": "all-docs", "answer": "40", "must_contain": ["\\\\b40\\\\b"]}'
)


def test_a_line_gives_a_topic() -> None:
    (topic,) = read_lines(LINE)
    assert (topic.id, topic.asked, topic.need) == ("a", Asked.QUESTION, Need.ALL_DOCS)
    assert topic.gold == (GoldQuote("docs/lamps.md", "40 lamps"),)
    assert topic.must_contain == (r"\b40\b",)
    assert list(topic.groups()) == [
        ("language", "questions, en"),
        ("type", "figure"),
        ("tag", "lay"),
    ]


def test_a_query_is_not_known_to_be_answerable() -> None:
    (topic,) = read_lines('{"id": "q", "query": "lamps"}')
    assert (topic.asked, topic.answerable) == (Asked.QUERY, None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2"),
        ('{"question": "How many?"}', "id: Field required"),
        ('{"id": "b"}', "give one of question and query"),
        ('{"id": "b", "question": "?", "query": "?"}', "give one of question and query"),
        ('{"id": "b", "question": "?", "must_contain": ["("]}', "is not a regular expression"),
        ('{"id": "b", "question": "?", "gold_need": "most"}', "gold_need"),
        ('{"id": "b", "question": "?", "gold": [{"file": "x.md"}]}', "gold.0.quote"),
        ('{"id": "a", "question": "Which lamps?"}', "the id 'a' is given twice"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_wrong(line: str, said: str) -> None:
    with pytest.raises(EvaluationError, match=r"t\.jsonl, line 2: ") as error:
        read_lines(f"{LINE}\n{line}\n", "t.jsonl")
    assert said in str(error.value)


def test_only_a_line_feed_ends_a_line() -> None:
    """JSON may hold U+2028 and U+0085 unescaped, which Python calls line ends."""
    text = '\ufeff{"id": "a", "query": "one\u2028two\x85three"}\r\n\n{"id": "b", "query": "four"}'
    assert [t.text for t in read_lines(text)] == ["one\u2028two\x85three", "four"]
