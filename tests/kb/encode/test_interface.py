"""An encoder's identity decides which vectors can be mixed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kb.encode.interface import EncoderIdentity, unit_rows

BASE = EncoderIdentity("org/model", "1", "ab" * 32, 256, 384)


@pytest.mark.parametrize(
    ("change", "same", "why"),
    [
        ({}, True, "the same identity"),
        ({"precision": "bf16"}, True, "bf16 is as good as fp32: cosine 0.9999"),
        ({"precision": "int8"}, False, "int8 is not: cosine 0.990"),
        ({"sha256": "cd" * 32}, False, "other weights"),
        ({"revision": "2"}, False, "another revision"),
        ({"max_tokens": 512}, False, "texts are cut elsewhere"),
        ({"query_prompt": "query: "}, False, "another prompt"),
        ({"document_prompt": "query: "}, False, "the prompt's place matters"),
        ({"dimension": 256}, False, "another dimension"),
    ],
)
def test_a_key_is_shared_only_by_vectors_that_can_mix(
    change: dict[str, object], same: bool, why: str
) -> None:
    assert (replace(BASE, **change).key == BASE.key) is same, why  # type: ignore[arg-type]


def test_key_is_stable_and_fit_for_a_file_name() -> None:
    key = replace(BASE, model="/odd path/ñ:*?/Model").key
    assert key == replace(BASE, model="/odd path/ñ:*?/Model").key
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in key)
    assert key[0] != "-"


def test_unit_rows_have_length_one_and_zeros_stay() -> None:
    rows = unit_rows(np.array([[3, 4], [0, 0]], dtype=np.float32))
    assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]
    assert rows.dtype == np.float32
