"""An optional second stage: a model that reads question and passage together orders the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from kb.search.retrieval_result import Candidate
from kb.store.publish import embedded_text


class Reranker(Protocol):
    """Scores texts for a question."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One number for each text; larger is better."""
        ...


def rerank(
    question: str, candidates: Sequence[Candidate], reranker: Reranker, depth: int
) -> tuple[Candidate, ...]:
    """``candidates`` with the first ``depth`` in the order of ``reranker``.

    The places and scores stay and the passages change places, so that what compares scores
    (the cap for each document, the answer) needs no other thresholds. Passages at an address that
    the question names keep their places.
    """
    places = [i for i, c in enumerate(candidates) if not c.why.address][:depth]
    if len(places) < 2:
        return tuple(candidates)
    passages = [candidates[i].passage for i in places]
    scores = reranker.scores(question, [embedded_text(p.header, p.text) for p in passages])
    order = sorted(range(len(places)), key=lambda n: -scores[n])
    found = list(candidates)
    for place, n in zip(places, order, strict=True):
        found[place] = replace(candidates[places[n]], score=candidates[place].score)
    return tuple(found)
