"""Indexes to hold the contract: exact, Chroma, and a fake of a dozen lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from kb.encode.interface import unit_rows
from kb.index.chroma import ChromaIndex
from kb.index.exact import ExactIndex
from kb.index.interface import (
    FloatArray,
    ScoredIds,
    VectorIndex,
    check_shapes,
    similarities,
)

DIMENSION = 16


class FakeIndex:
    """A dictionary; what others are measured against."""

    def __init__(self) -> None:
        self._rows: dict[str, FloatArray] = {}

    def upsert(self, ids: Sequence[str], vectors: FloatArray, doc_ids: Sequence[str]) -> None:
        check_shapes(ids, vectors, doc_ids)
        self._rows.update(zip(ids, vectors, strict=True))

    def delete(self, ids: Sequence[str]) -> None:
        for i in ids:
            self._rows.pop(i, None)

    def ids(self) -> set[str]:
        return set(self._rows)

    def query(self, vector: FloatArray, limit: int) -> ScoredIds:
        scores = [(i, float(similarities(r[None, :], vector)[0])) for i, r in self._rows.items()]
        return sorted(scores, key=lambda pair: (-pair[1], pair[0]))[: max(limit, 0)]

    def scores(self, vector: FloatArray, ids: Collection[str]) -> dict[str, float]:
        return {i: s for i, s in self.query(vector, self.count()) if i in ids}

    def count(self) -> int:
        return len(self._rows)

    def close(self) -> None:
        pass


class Rows(Protocol):
    """``count`` random unit vectors, the same for the same seed."""

    def __call__(self, count: int, seed: int = 0) -> FloatArray: ...


@pytest.fixture
def rows() -> Rows:
    def make(count: int, seed: int = 0) -> FloatArray:
        made = np.random.default_rng(seed).standard_normal((count, DIMENSION), dtype=np.float32)
        return unit_rows(made)

    return make


@pytest.fixture(params=["exact", "chroma", "fake"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    made: VectorIndex
    if request.param == "exact":
        made = ExactIndex([], np.empty((0, DIMENSION), np.float32))
    elif request.param == "chroma":
        made = ChromaIndex(tmp_path, "test")
    else:
        made = FakeIndex()
    yield made
    made.close()
