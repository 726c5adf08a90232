"""Any sentence-transformers model: a missing one is explained, another follows the interface."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kb.encode.built_in import BuiltIn
from kb.encode.graph_encoder import GraphEncoder
from kb.encode.minilm import MINILM
from kb.encode.onnx import OrtRuntime
from kb.encode.prepared_model import prepared_model
from kb.encode.selection import load_encoder
from kb.encode.sentence_transformer import SentenceEncoder
from kb.errors import EncoderError


@pytest.mark.parametrize("name", ["./no/such/model", "/no/such/model", "~/no-such-model"])
def test_a_missing_model_folder_is_reported_before_loading(name: str) -> None:
    with pytest.raises(EncoderError, match="KB_ENCODER"):
        load_encoder(name, cache=None, notices=print)


@pytest.mark.slow
def test_without_a_connection_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model").mkdir()
    with pytest.raises(EncoderError, match=r"could not be loaded .* save it on a machine"):
        SentenceEncoder(str(tmp_path / "model"))


@pytest.mark.slow
def test_a_model_by_folder_has_an_identity_of_its_own_weights() -> None:
    encoder = SentenceEncoder(str(MINILM.weights().parent))
    assert (encoder.identity.max_tokens, encoder.identity.dimension) == (256, 384)
    assert (encoder.identity.precision, len(encoder.identity.sha256)) == ("fp32", 64)
    calls: list[tuple[int, int]] = []
    vectors = encoder.encode_document(["", "a passage"], lambda d, t: calls.append((d, t)))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert calls == [(2, 2)]
    assert encoder.encode_query([]).shape == (0, 384)
    alone, beside = encoder.encode_query(["hola"]), encoder.encode_query(["x " * 90, "hola"])[1:]
    assert alone.tobytes() == beside.tobytes()


@pytest.mark.slow
def test_a_model_in_blocks_becomes_a_folder_that_gives_the_same_vectors(
    tiny: BuiltIn, tmp_path: Path
) -> None:
    """The other road to the same numbers: transformers' BERT, with the weights as float32."""
    folder = tiny.sentence_folder(tiny, tmp_path)
    assert folder == tiny.sentence_folder(tiny, tmp_path)
    encoder = SentenceEncoder(str(folder))
    assert encoder.identity.query_prompt == "query: "
    assert SentenceEncoder(str(folder)).identity == encoder.identity, "no random weights in it"
    texts = ["the aduanas", "¿que?", "a " * 90, "de la aduana en the ring"]
    whole = GraphEncoder(tiny, OrtRuntime(prepared_model(tiny, tmp_path, print), 1))
    small = prepared_model(tiny, tmp_path, print, questions=True)
    questions = GraphEncoder(tiny, OrtRuntime(small, 1))
    expected = encoder.encode_document(texts)
    assert (whole.encode_document(texts) * expected).sum(axis=1).min() >= 0.99999
    expected = encoder.encode_query(texts)
    assert (whole.encode_query(texts) * expected).sum(axis=1).min() >= 0.99999
    assert (questions.encode_query(texts) * expected).sum(axis=1).min() >= 0.999
