"""The fake is deterministic, keeps the interface's promises and has a key of its own."""

from __future__ import annotations

import numpy as np

from kb.encode.fake import FakeEncoder
from kb.encode.minilm import BUNDLED


def test_unit_rows_and_the_same_bytes_each_time() -> None:
    texts = ["fentanyl at the border", "", "presupuesto"]
    one, two = FakeEncoder().encode_query(texts), FakeEncoder().encode_document(texts)
    assert one.tobytes() == two.tobytes()
    assert np.allclose(np.linalg.norm(one, axis=1), 1)


def test_shared_words_bring_texts_together() -> None:
    a, b, c = FakeEncoder().encode_query(
        ["fentanyl seized at the border", "border agents seized fentanyl", "judicial training"]
    )
    assert a @ b > 0.5 > abs(a @ c)


def test_no_texts_give_no_rows() -> None:
    assert FakeEncoder(dimension=8).encode_query([]).shape == (0, 8)


def test_never_mistaken_for_the_real_one() -> None:
    assert FakeEncoder().identity.key != BUNDLED.key
