"""The plain pipeline's chunks stand where they say, and the nearest come first."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kb.encode.fake import FakeEncoder
from tests.bench.plain_search import chunks, nearest, vectors
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


def test_kept_vectors_are_used_for_the_same_texts_only(tmp_path: Path) -> None:
    kept, encoder = tmp_path / "vectors.npz", FakeEncoder()
    first = vectors(["lamps", "ferries"], encoder, kept)
    written = kept.stat().st_mtime_ns
    assert np.array_equal(vectors(["lamps", "ferries"], encoder, kept), first)
    assert kept.stat().st_mtime_ns == written
    other = vectors(["lamps", "bridges"], encoder, kept)
    assert np.array_equal(other, encoder.encode_document(["lamps", "bridges"]))
