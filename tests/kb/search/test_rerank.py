"""A second stage orders the best passages; the scale of the scores stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from ingest.pipeline import run
from kb.encode.fake import FakeEncoder
from kb.models import Role
from kb.search.engine import Searcher
from kb.search.hits import Why
from kb.search.rerank import rerank
from kb.search.retrieval_result import Candidate, PassageReader
from kb.settings import settings
from kb.span import Span
from kb.store import Library
from kb.store.records import StoredPassage


class ByLength:
    """Long texts first."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        self.asked.append((question, list(texts)))
        return [float(len(text)) for text in texts]


def candidate(text: str, score: float, address: bool = False) -> Candidate:
    passage = StoredPassage(text, "d", 0, Span(0, len(text)), "", None, Role.BODY, text, "")
    reader = PassageReader(cast("Library", None), [passage])  # which has read it
    return Candidate(text, "d", Role.BODY, True, score, Why(address=address), reader)


FOUND = (candidate("address", 2.0, address=True), candidate("a", 0.9), candidate("bbb", 0.8),
         candidate("cc", 0.5), candidate("dddd", 0.4))  # fmt: skip


@pytest.mark.parametrize(
    ("depth", "order", "why"),
    [
        (9, "address dddd bbb cc a", "all but the address, by the second stage"),
        (3, "address bbb cc a dddd", "only the best three are read"),
        (1, "address a bbb cc dddd", "one passage has no other order"),
    ],
)
def test_passages_change_places_and_scores_stay(depth: int, order: str, why: str) -> None:
    found = rerank("q", FOUND, ByLength(), depth)
    assert [c.passage.text for c in found] == order.split(), why
    assert [c.score for c in found] == [c.score for c in FOUND]


def test_equal_scores_keep_the_order() -> None:
    class Even:
        def scores(self, question: str, texts: Sequence[str]) -> list[float]:
            return [0.0] * len(texts)

    assert rerank("q", FOUND, Even(), 9) == FOUND


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    base = tmp_path_factory.mktemp("rerank")
    (base / "a.md").write_text("# Pumps\n\nThe office ordered pumps for the border stations.\n")
    (base / "b.md").write_text(
        "# Gates\n\nThe office ordered gates, and pumps were ordered by another office as well, "
        "which the audit of the year before had asked for.\n"
    )
    library = Library.open(base / "home")
    run(library, [base / "a.md", base / "b.md"], encoder=FakeEncoder(), jobs=1)
    return library


def test_a_search_asks_the_second_stage_with_the_question_and_the_passages(
    library: Library,
) -> None:
    reranker = ByLength()
    plain = Searcher(library, FakeEncoder()).search("who ordered pumps")
    found = Searcher(library, FakeEncoder(), reranker=reranker).search("who ordered pumps")
    assert "border stations" in plain.hits[0].text
    assert "border stations" in found.hits[1].text
    ((question, texts),) = reranker.asked
    assert question == "who ordered pumps"
    assert any("border stations" in text for text in texts)


@pytest.mark.parametrize("mode", ["lexical", "dense"])
def test_a_search_by_words_or_by_meaning_alone_is_not_reranked(library: Library, mode: str) -> None:
    reranker = ByLength()
    Searcher(library, FakeEncoder(), reranker=reranker).search("pumps", mode=mode)
    assert reranker.asked == []


def test_texts_of_documents_are_not_reranked(library: Library) -> None:
    reranker = ByLength()
    Searcher(library, FakeEncoder(), reranker=reranker).find("pumps", everyday=False)
    assert reranker.asked == []


def test_a_reranker_that_is_missing_gives_a_notice_and_the_search_goes_on(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KB_RERANKER", str(tmp_path / "none"))
    settings.cache_clear()
    try:
        found = Searcher(library, FakeEncoder()).search("who ordered pumps")
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert found.hits
    assert any("without the cross-encoder: There is no folder" in n for n in found.notices)
