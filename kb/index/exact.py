"""Exact search: every vector is compared. It misses nothing and keeps nothing on disk."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from kb.index.interface import (
    FloatArray,
    ScoredIds,
    best_first,
    check_shapes,
    similarities,
)
from kb.store.passage_table import PassageSet

Rows = npt.NDArray[np.intp]

BLOCK = 65_536  # rows compared at a time: limits the memory needed besides the matrix


class ExactIndex:
    """Search over ``matrix``, which has one unit row for each id. ``numbers`` are those of the
    passages in the library's table, where the ids are of one."""

    def __init__(self, ids: Sequence[str], matrix: FloatArray, numbers: Rows | None = None) -> None:
        if len(ids) != len(matrix):
            raise ValueError(
                f"Each id needs one row. There are {len(ids)} ids and {len(matrix)} rows."
            )
        self._ids: Sequence[str] = ids
        self._matrix = matrix
        self._known: dict[str, int] | None = None
        self._numbers = numbers

    def query(
        self, vector: FloatArray, limit: int, allowed: Collection[str] | None = None
    ) -> ScoredIds:
        """The ``limit`` most similar ids, equal scores by id; of all, or of those ``allowed``."""
        rows = None if allowed is None else self._rows_of(allowed)
        scores = self._scores(np.asarray(vector, dtype=np.float32), rows)
        best = top(scores, limit)
        numbers = best if rows is None else rows[best]
        found = [(self._ids[n], float(scores[b])) for n, b in zip(numbers, best, strict=True)]
        return best_first(found, limit)

    def scores(self, vector: FloatArray, ids: Collection[str]) -> dict[str, float]:
        """The similarity of each of ``ids``; unknown ones are left out."""
        rows = self._rows_of(ids)
        scores = self._scores(np.asarray(vector, dtype=np.float32), rows)
        return {self._ids[n]: float(s) for n, s in zip(rows, scores, strict=True)}

    def upsert(self, ids: Sequence[str], vectors: FloatArray, doc_ids: Sequence[str]) -> None:
        """Add or replace. Each call copies the matrix."""
        check_shapes(ids, vectors, doc_ids)
        self.delete(ids)
        rows = np.asarray(vectors, dtype=np.float32)
        self._matrix = np.concatenate([self._matrix, rows]) if len(self._ids) else rows.copy()
        self._ids = [*self._ids, *ids]
        self._known = self._numbers = None

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ``ids``; unknown ones are ignored."""
        gone = set(ids)
        keep = np.array([i not in gone for i in self._ids], dtype=bool)
        if not keep.all():
            self._matrix = self._matrix[keep]
            self._ids = [i for i in self._ids if i not in gone]
            self._known = self._numbers = None

    def ids(self) -> set[str]:
        """Every id held."""
        return set(self._ids)

    def count(self) -> int:
        """How many ids are held."""
        return len(self._ids)

    def close(self) -> None:
        """Nothing to close."""

    def _rows_of(self, ids: Collection[str]) -> Rows:
        """The rows of ``ids`` in order, each once; unknown ids have none."""
        if isinstance(ids, PassageSet) and self._numbers is not None:
            return np.flatnonzero(ids.mask[self._numbers])
        if self._known is None:
            self._known = {name: row for row, name in enumerate(self._ids)}
        known = self._known
        return np.unique(np.fromiter((known[i] for i in ids if i in known), dtype=np.intp))

    def _scores(self, vector: FloatArray, rows: Rows | None) -> FloatArray:
        """Similarities of all rows, or of ``rows``; few rows are gathered, many compared whole."""
        if rows is not None and 4 * len(rows) < len(self._matrix):
            return self._blocks(vector, rows)
        scores = self._blocks(vector, None)
        return scores if rows is None else scores[rows]

    def _blocks(self, vector: FloatArray, rows: Rows | None) -> FloatArray:
        total = len(self._matrix) if rows is None else len(rows)
        scores = np.empty(total, dtype=np.float32)
        for start in range(0, total, BLOCK):
            part = slice(start, start + BLOCK)
            block = self._matrix[part] if rows is None else self._matrix[rows[part]]
            scores[part] = similarities(block, vector)
        return scores


def top(scores: FloatArray, limit: int) -> Rows:
    """Positions of the ``limit`` highest scores and of all that tie with the last, unsorted."""
    if limit <= 0:
        return np.empty(0, dtype=np.intp)
    if limit >= len(scores):
        return np.arange(len(scores))
    edge = scores[np.argpartition(scores, -limit)[-limit]]
    return np.flatnonzero(scores >= edge)
