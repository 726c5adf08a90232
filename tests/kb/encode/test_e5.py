"""The real weights of multilingual-e5-small, where their package is installed."""

from __future__ import annotations

import importlib.util

import pytest

from kb.encode.e5 import E5
from kb.encode.quantised_file import Q4Matrix

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec(E5.package) is None, reason=f"{E5.install} is not installed"
)


def test_the_weights_are_the_known_ones_and_can_be_read() -> None:
    weights = E5.verified_weights()
    assert E5.load_tokenizer().encode(["query: Who pays for it?"]) == [
        [0, 41, 1294, 12, 40469, 19859, 100, 442, 32, 2]
    ]
    tensors = E5.read_tensors(weights)
    words = tensors["embeddings.word_embeddings.weight"]
    assert isinstance(words, Q4Matrix)
    assert words.numbers.shape == (250_037, E5.identity.dimension)
    assert len(tensors) == 5 + 16 * 12
    last = tensors["encoder.layer.11.output.dense.weight"]
    assert isinstance(last, Q4Matrix)
    assert last.decode()[0, :3].tolist() == pytest.approx([0.005497, 0.005497, -0.005497], abs=1e-6)
