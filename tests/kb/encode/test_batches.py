"""Batches hold every row once, and a row's padding depends on the row alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.encode.batches import batches, single

rows = st.lists(st.lists(st.integers(1, 99), max_size=40), max_size=30)


@given(rows, st.integers(1, 9), st.sampled_from([1, 8, 16]))
def test_every_row_once_padded_by_its_own_length(
    pieces: list[list[int]], size: int, step: int
) -> None:
    seen: list[int] = []
    for batch in batches(pieces, size, step):
        assert 1 <= len(batch.rows) <= size
        for at, row in enumerate(batch.rows):
            length = len(pieces[row])
            assert batch.ids[at, :length].tolist() == pieces[row]
            assert batch.mask[at].sum() == length
            assert not batch.ids[at, length:].any()
            assert batch.ids.shape[1] == -(-max(length, 1) // step) * step
        seen += batch.rows
    assert sorted(seen) == list(range(len(pieces)))


@given(rows)
def test_longest_come_first(pieces: list[list[int]]) -> None:
    widths = [batch.ids.shape[1] for batch in batches(pieces, 4, 8)]
    assert widths == sorted(widths, reverse=True)


def test_single_row_is_not_padded() -> None:
    assert single([101, 7, 102]).mask.tolist() == [[1, 1, 1]]
