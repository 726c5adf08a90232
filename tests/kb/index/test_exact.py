"""Exact search finds what a plain sort finds, with any mask, ties included."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.index import exact
from kb.index.exact import ExactIndex, top
from kb.index.interface import FloatArray

Rows = Callable[..., FloatArray]


@given(st.lists(st.integers(-3, 3), max_size=40), st.integers(0, 45))
def test_top_holds_the_best_and_all_ties_of_the_last(numbers: list[int], limit: int) -> None:
    scores = np.array(numbers, dtype=np.float32)
    chosen = sorted(scores[top(scores, limit)].tolist(), reverse=True)
    assert chosen[:limit] == sorted(scores.tolist(), reverse=True)[:limit]
    if 0 < limit < len(numbers):
        assert chosen == [s for s in sorted(scores.tolist(), reverse=True) if s >= chosen[-1]]


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 1.0], ids="none few half all".split())
def test_a_filter_searches_only_what_it_leaves(
    rows: Rows, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "BLOCK", 64)  # several blocks, the last one short
    matrix, ids = rows(500), [f"p{n:03}" for n in range(500)]
    mask = np.random.default_rng(1).random(500) < share
    question = rows(1, seed=2)[0]
    everything = ExactIndex(ids, matrix).query(question, 500)
    allowed = {i for i, inside in zip(ids, mask, strict=True) if inside}
    expected = [(i, s) for i, s in everything if i in allowed][:10]
    found = ExactIndex(ids, matrix).query(question, 10, allowed | {"not held"})
    assert [i for i, _ in found] == [i for i, _ in expected]
    assert [s for _, s in found] == pytest.approx([s for _, s in expected], abs=2e-6)


def test_the_given_matrix_is_not_changed(rows: Rows) -> None:
    matrix = rows(3)
    before = matrix.copy()
    index = ExactIndex(("a", "b", "c"), matrix)
    index.upsert(["b", "d"], rows(2, seed=5), ["d", "d"])
    index.delete(["a"])
    assert (matrix == before).all()
    assert index.ids() == {"b", "c", "d"}


def test_rows_and_ids_must_agree(rows: Rows) -> None:
    with pytest.raises(ValueError, match="2 ids and 3"):
        ExactIndex(["a", "b"], rows(3))
