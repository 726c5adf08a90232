"""Where gold is in a library, what stands for it, and what of it is missing."""

from __future__ import annotations

import pytest

from kb.evaluation.faults import find_faults
from kb.evaluation.judgements import Judge
from kb.evaluation.runs import FoundSpan, Quotation
from kb.evaluation.topics import GoldQuote, Need, Topic
from tests.kb.evaluation.small_library import small_library

ACT = "SEC. 1. The office shall buy\n40 lamps. SEC. 2. The office shall sell 40 lamps."
LIBRARY = small_library(
    {
        "/home/docs/laws/act.pdf": ("act-pdf", "P.L. 9-1", ACT),
        "/home/docs/laws/act.txt": ("act", "P.L. 9-1", f"Public Law 9-1\n{ACT}"),
        "/home/docs/laws/other act.txt": ("other-act", "P.L. 9-2", ACT),
        "/home/docs/news/lamps.md": ("lamps", None, "“Forty” lamps — at last."),
        "/home/docs/news/copy.md": ("copy", None, "Again: “Forty” lamps — at last."),
    }
)
BUY = GoldQuote("laws/act.pdf", "shall buy 40 lamps")
SELL = GoldQuote("laws/act.txt", "shall sell 40 lamps")
NEWS = GoldQuote("news/lamps.md", '"Forty" lamps - at last')


def _judge(*gold: GoldQuote, need: Need = Need.ANY) -> tuple[Judge, Topic]:
    topic = Topic("t", "?", gold=gold, need=need)
    return Judge(LIBRARY, [topic]), topic


@pytest.mark.parametrize(
    ("gold", "hit", "right", "why"),
    [
        (BUY, FoundSpan("act-pdf", 0, 40), True, "the words, over the end of a line"),
        (BUY, FoundSpan("act-pdf", 40, 78), False, "another part of the document"),
        (BUY, FoundSpan("act", 15, 55), True, "the same law in another file"),
        (BUY, FoundSpan("other-act", 0, 40), False, "another law with the same words"),
        (NEWS, FoundSpan("lamps", 0, 30), True, "other quotation marks and dashes"),
        (NEWS, FoundSpan("copy", 0, 40), False, "a document that the gold does not name"),
        (NEWS, FoundSpan("copy", 0, 40, copies=("lamps",)), True, "a hit that stands for its copy"),
        (NEWS, FoundSpan("gone", 0, 40), False, "a document that is not in the library"),
    ],
)
def test_a_hit_is_judged_in_its_document(
    gold: GoldQuote, hit: FoundSpan, right: bool, why: str
) -> None:
    judge, _ = _judge(gold)
    assert judge.is_right([gold], hit) is right, why


@pytest.mark.parametrize(
    ("need", "needs"),
    [
        (Need.ANY, [(BUY, SELL, NEWS)]),
        (Need.ALL, [(BUY,), (SELL,), (NEWS,)]),
        (Need.ALL_DOCS, [(BUY, SELL), (NEWS,)]),  # the two files of the law are one work
    ],
)
def test_a_topic_needs_any_quote_all_or_one_of_each_work(
    need: Need, needs: list[tuple[GoldQuote, ...]]
) -> None:
    judge, topic = _judge(BUY, SELL, NEWS, need=need)
    assert list(judge.needs(topic)) == needs


def test_a_quotation_overlaps_gold_where_it_shares_characters() -> None:
    judge, topic = _judge(BUY)
    assert judge.overlaps_gold(topic, Quotation("act-pdf", 36, 38, "40"))
    assert not judge.overlaps_gold(topic, Quotation("act-pdf", 39, 45, "SEC. 2"))


def test_a_file_is_known_by_the_end_of_its_path_in_whole_names() -> None:
    judge, _ = _judge()
    assert judge.documents_of("act.txt") == {"act", "act-pdf"}
    assert judge.documents_of("docs/laws/act.txt") == {"act", "act-pdf"}
    assert judge.documents_of("aws/act.txt") == judge.documents_of("laws") == frozenset()


def test_what_is_missing_is_named_and_only_unknown_files_leave_a_topic_out() -> None:
    gone = GoldQuote("laws/gone.txt", "lamps")
    lost = GoldQuote("news/lamps.md", "fifty lamps")
    topics = [
        Topic("gone", "?", gold=(gone,)),
        Topic("both", "?", gold=(gone, BUY)),
        Topic("lost", "?", gold=(lost,)),
        Topic("trec", "?", relevance={"act": 1, "no act": 1, "irrelevant": 0}),
        Topic("trec gone", "?", relevance={"no act": 2}),
    ]
    faults = find_faults(topics, Judge(LIBRARY, topics))
    assert faults.files == {"laws/gone.txt": ("gone", "both"), "no act": ("trec", "trec gone")}
    assert faults.quotes == (("lost", lost),)
    assert faults.unjudged == ("gone", "trec gone")
