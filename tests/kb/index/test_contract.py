"""The contract of every vector index, tested on each of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from kb.index.interface import FloatArray, VectorIndex

Rows = Callable[..., FloatArray]


def test_an_empty_index_finds_nothing(index: VectorIndex, rows: Rows) -> None:
    assert (index.count(), index.ids(), index.query(rows(1)[0], 5)) == (0, set(), [])
    index.delete(["never there"])


def test_best_first_with_cosine_scores(index: VectorIndex, rows: Rows) -> None:
    vectors = rows(40)
    ids = [f"p{n:02}" for n in range(40)]
    index.upsert(ids, vectors, ["d"] * 40)
    found = index.query(vectors[7], 40)
    expected = sorted(
        ((i, round(float(v @ vectors[7]), 6)) for i, v in zip(ids, vectors, strict=True)),
        key=lambda pair: (-pair[1], pair[0]),
    )
    assert [i for i, _ in found] == [i for i, _ in expected]
    assert np.allclose([s for _, s in found], [s for _, s in expected], atol=1e-5)
    assert found[0] == ("p07", pytest.approx(1.0))


@pytest.mark.parametrize("limit", [0, 1, 3, 9, 100])
def test_a_query_returns_at_most_the_limit(index: VectorIndex, rows: Rows, limit: int) -> None:
    index.upsert([f"p{n}" for n in range(9)], rows(9), ["d"] * 9)
    assert len(index.query(rows(1, seed=1)[0], limit)) == min(limit, 9)


@pytest.mark.parametrize("ids", [[], ["p1"], ["p3", "p1", "unknown"], ["unknown"]])
def test_named_ids_have_the_scores_of_a_query(
    index: VectorIndex, rows: Rows, ids: list[str]
) -> None:
    index.upsert([f"p{n}" for n in range(9)], rows(9), ["d"] * 9)
    question = rows(1, seed=1)[0]
    everything = dict(index.query(question, 9))
    found = index.scores(question, ids)
    assert found == pytest.approx({i: everything[i] for i in ids if i in everything}, abs=2e-6)


def test_equal_scores_are_ordered_by_id(index: VectorIndex, rows: Rows) -> None:
    same = np.repeat(rows(1), 6, axis=0)
    index.upsert(["f", "b", "d", "a", "e", "c"], same, ["d"] * 6)
    assert [i for i, _ in index.query(same[0], 4)] == ["a", "b", "c", "d"]


def test_upsert_replaces_a_vector(index: VectorIndex, rows: Rows) -> None:
    first, second = rows(2)
    index.upsert(["a", "b"], np.stack([first, second]), ["d", "d"])
    index.upsert(["a"], second[None, :], ["d"])
    assert (index.count(), index.ids()) == (2, {"a", "b"})
    assert [i for i, s in index.query(second, 2) if s > 0.999] == ["a", "b"]


def test_deleted_ids_are_not_found(index: VectorIndex, rows: Rows) -> None:
    index.upsert(["a", "b", "c"], rows(3), ["d"] * 3)
    index.delete(["b", "unknown"])
    assert (index.count(), index.ids()) == (2, {"a", "c"})
    assert "b" not in [i for i, _ in index.query(rows(3)[1], 3)]


def test_more_than_one_batch_of_chroma(index: VectorIndex, rows: Rows) -> None:
    ids = [f"p{n}" for n in range(5_100)]
    index.upsert(ids, rows(5_100), ["d"] * 5_100)
    assert index.ids() == set(ids)
    index.delete(ids[:5_050])
    assert index.count() == 50


def test_the_same_question_gives_the_same_answer(index: VectorIndex, rows: Rows) -> None:
    index.upsert([f"p{n}" for n in range(300)], rows(300), ["d"] * 300)
    question = rows(1, seed=9)[0]
    assert index.query(question, 20) == index.query(question, 20)


@pytest.mark.parametrize(
    ("ids", "count", "documents"),
    [
        pytest.param(["a"], 2, ["d"], id="a row too many"),
        pytest.param(["a", "b"], 2, ["d"], id="a document too few"),
        pytest.param(["a", "a"], 2, ["d", "d"], id="an id twice"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(
    index: VectorIndex, rows: Rows, ids: list[str], count: int, documents: list[str]
) -> None:
    with pytest.raises(ValueError, match=r"[Ee]ach id"):
        index.upsert(ids, rows(count), documents)
    assert index.count() == 0
