"""Batches of tokenised texts, made so that no vector depends on its batch.

Each row is padded to its own length rounded up to a multiple of ``step``, and only rows of the
same padded length share a batch. So a row's arithmetic depends on itself alone, and the runtime
can reuse its compiled kernels for the few shapes. The usual padding to the longest row of a batch
changed the last bits of a fifth of the rows in OpenVINO.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """``rows`` are positions in the input; ``ids`` and ``mask`` have shape (rows, length)."""

    rows: tuple[int, ...]
    ids: IntArray
    mask: IntArray


def batches(pieces: Sequence[Sequence[int]], size: int, step: int) -> Iterator[Batch]:
    """Every row of ``pieces`` exactly once, longest first."""
    padded = [-(-max(len(row), 1) // step) * step for row in pieces]
    order = sorted(range(len(pieces)), key=lambda i: (-padded[i], i))
    start = 0
    while start < len(order):
        length = padded[order[start]]
        rows = [i for i in order[start : start + size] if padded[i] == length]
        yield _batch(pieces, rows, length)
        start += len(rows)


def single(row: Sequence[int]) -> Batch:
    """One row by itself, without padding: how queries are encoded."""
    return _batch([row], [0], len(row))


def _batch(pieces: Sequence[Sequence[int]], rows: Sequence[int], length: int) -> Batch:
    ids = np.zeros((len(rows), length), dtype=np.int64)
    mask = np.zeros((len(rows), length), dtype=np.int64)
    for at, row in enumerate(rows):
        ids[at, : len(pieces[row])] = pieces[row]
        mask[at, : len(pieces[row])] = 1
    return Batch(tuple(rows), ids, mask)
