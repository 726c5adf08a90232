"""The plain pipeline's chunks stand where they say, and the nearest come first."""

from __future__ import annotations

import numpy as np

from tests.bench.plain_search import chunks, nearest
from tests.kb.evaluation.small_library import small_library

TEXT = "\n\n".join(f"Paragraph {n}. " + "The office bought forty lamps. " * 20 for n in range(9))


def test_a_chunk_is_the_text_at_its_place() -> None:
    cut = list(chunks(small_library({"a.md": ("a", None, TEXT)})))
    assert len(cut) > 5
    for (doc_id, start, end), text in cut:
        assert doc_id == "a"
        assert TEXT[start:end] == text
        assert len(text) <= 1000


def test_the_nearest_chunks_come_first() -> None:
    places = [("a", n, n + 1) for n in range(30)]
    angles = np.linspace(0, 1, 30, dtype=np.float32)
    matrix = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    found = nearest(matrix[3], matrix, places)
    assert [hit.start for hit in found][:3] == [3, 2, 4]
    assert len(found) == 20
