"""The interface of every vector index; its error is ``kb.errors.IndexUnusable``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
ScoredIds = list[tuple[str, float]]  # (passage id, cosine similarity), best first

DECIMALS = 6  # of a similarity; equal texts have equal scores wherever their rows are


class VectorIndex(Protocol):
    """Unit vectors by passage id. Scores are cosine similarities, -1 to 1, higher is better.

    Every id is held once: writing it again replaces its vector. Unknown ids are deleted silently.
    """

    def upsert(self, ids: Sequence[str], vectors: FloatArray, doc_ids: Sequence[str]) -> None:
        """Add or replace; ``vectors`` has one unit row for each of ``ids``."""
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ``ids``."""
        ...

    def ids(self) -> set[str]:
        """Every id held."""
        ...

    def query(self, vector: FloatArray, limit: int) -> ScoredIds:
        """At most ``limit`` ids, the most similar first, equal scores by id."""
        ...

    def scores(self, vector: FloatArray, ids: Collection[str]) -> dict[str, float]:
        """The similarity of each of ``ids``; unknown ones are left out."""
        ...

    def count(self) -> int:
        """How many ids are held."""
        ...

    def close(self) -> None:
        """Close the files; the index is not used afterwards."""
        ...


def check_shapes(ids: Sequence[str], vectors: FloatArray, doc_ids: Sequence[str]) -> None:
    """Raise ``ValueError`` unless there is one row and one document for each id."""
    if vectors.ndim != 2 or not len(ids) == len(vectors) == len(doc_ids):
        raise ValueError(
            f"Each id needs one row and one document. There are {len(ids)} ids, vectors of shape "
            f"{vectors.shape} and {len(doc_ids)} documents."
        )
    if len(set(ids)) != len(ids):
        raise ValueError("Each id may be given once in a call, and one is given twice.")


def best_first(scores: Iterable[tuple[str, float]], limit: int) -> ScoredIds:
    """The ``limit`` highest scores, equal ones by id."""
    return sorted(scores, key=lambda pair: (-pair[1], pair[0]))[: max(limit, 0)]


def similarities(matrix: FloatArray, vector: FloatArray) -> FloatArray:
    """Cosine similarity of each unit row of ``matrix`` with the unit ``vector``.

    Rounded, because the last bits of a dot product depend on the place of its row.
    """
    return np.round(matrix @ vector, DECIMALS).astype(np.float32, copy=False)
