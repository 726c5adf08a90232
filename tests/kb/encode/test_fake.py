"""The fake encoder is deterministic, follows the interface and has its own key."""

from __future__ import annotations

import numpy as np

from kb.encode.fake import FakeEncoder
from kb.encode.selection import BUILT_IN


def test_unit_rows_and_the_same_bytes_each_time() -> None:
    texts = ["fentanyl at the border", "", "presupuesto"]
    one, two = FakeEncoder().encode_query(texts), FakeEncoder().encode_document(texts)
    assert one.tobytes() == two.tobytes()
    assert np.allclose(np.linalg.norm(one, axis=1), 1)


def test_texts_that_share_words_are_similar() -> None:
    a, b, c = FakeEncoder().encode_query(
        ["fentanyl seized at the border", "border agents seized fentanyl", "judicial training"]
    )
    assert a @ b > 0.5 > abs(a @ c)


def test_no_texts_give_no_rows() -> None:
    assert FakeEncoder(dimension=8).encode_query([]).shape == (0, 8)


def test_its_key_differs_from_those_of_the_built_in_models() -> None:
    keys = [model.identity.key for model in BUILT_IN.values()]
    assert len({*keys, FakeEncoder().identity.key}) == len(keys) + 1
