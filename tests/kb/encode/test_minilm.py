"""The bundled model on each runtime: right for every text, and the same in any batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest

from kb.encode.batches import Batch
from kb.encode.interface import FloatArray
from kb.encode.minilm import MiniLmEncoder, Runtime
from kb.encode.onnx import OrtRuntime
from kb.encode.openvino import OpenVinoRuntime
from kb.encode.sentence_transformer import SentenceEncoder
from kb.encode.weights import bundled_folder
from kb.errors import EncoderError


@pytest.fixture(scope="module", params=[OrtRuntime, OpenVinoRuntime])
def encoder(request: pytest.FixtureRequest, model: Path | bytes) -> MiniLmEncoder:
    return MiniLmEncoder(request.param(model, 2))


def test_unit_rows_for_every_text(encoder: MiniLmEncoder, texts: list[str]) -> None:
    vectors = encoder.encode_document(texts)
    assert vectors.shape == (len(texts), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_no_texts_give_no_rows(encoder: MiniLmEncoder) -> None:
    assert encoder.encode_document([]).shape == (0, 384)
    assert encoder.encode_query([]).shape == (0, 384)


def test_a_text_has_the_same_bytes_in_any_batch(encoder: MiniLmEncoder, texts: list[str]) -> None:
    together = encoder.encode_document(texts)
    assert encoder.encode_document(texts[::-3]).tobytes() == together[::-3].tobytes()
    assert encoder.encode_document([texts[5]]).tobytes() == together[5].tobytes()


def test_a_query_has_the_same_bytes_with_any_other_queries(
    encoder: MiniLmEncoder, texts: list[str]
) -> None:
    assert (
        encoder.encode_query(texts[3:5])[1].tobytes() == encoder.encode_query([texts[4]]).tobytes()
    )


@pytest.mark.parametrize("runtime", [OrtRuntime, OpenVinoRuntime])
def test_same_bytes_on_any_number_of_workers(
    runtime: type[OrtRuntime] | type[OpenVinoRuntime], model: Path | bytes, texts: list[str]
) -> None:
    one, three = (MiniLmEncoder(runtime(model, n)).encode_document(texts) for n in (1, 3))
    assert one.tobytes() == three.tobytes()


def test_progress_ends_at_the_number_of_texts(encoder: MiniLmEncoder, texts: list[str]) -> None:
    calls: list[tuple[int, int]] = []
    encoder.encode_document(texts, lambda done, total: calls.append((done, total)))
    assert calls == sorted(calls)
    assert calls[-1] == (len(texts), len(texts))


def test_text_beyond_256_pieces_is_not_read(encoder: MiniLmEncoder) -> None:
    cut = encoder.encode_query(["word " * 254, "word " * 254 + "entirely different ending"])
    assert cut[0].tobytes() == cut[1].tobytes()


def test_a_runtime_with_wrong_arithmetic_is_refused() -> None:
    class Wrong:
        name, batch, step = "a broken runtime", 1, 1

        def run(self, work: Iterable[Batch]) -> Iterator[tuple[Batch, FloatArray]]:
            for batch in work:
                yield batch, np.full((len(batch.rows), 384), 0.05, dtype=np.float32)

    runtime: Runtime = Wrong()
    with pytest.raises(EncoderError, match="a broken runtime"):
        MiniLmEncoder(runtime)


@pytest.fixture(scope="module")
def reference(texts: list[str]) -> tuple[list[str], FloatArray]:
    """Texts and their vectors by sentence-transformers, which cannot take a surrogate."""
    readable = [t for t in texts if "\ud800" not in t]
    return readable, SentenceEncoder(str(bundled_folder())).encode_document(readable)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("runtime", "least"),
    [(OrtRuntime, 0.99999), (OpenVinoRuntime, 0.9999)],
    ids=["ort", "openvino"],
)
def test_agrees_with_sentence_transformers(
    runtime: type[OrtRuntime] | type[OpenVinoRuntime],
    least: float,
    model: Path | bytes,
    reference: tuple[list[str], FloatArray],
) -> None:
    readable, expected = reference
    found = MiniLmEncoder(runtime(model, 2)).encode_document(readable)
    assert (found * expected).sum(axis=1).min() >= least
