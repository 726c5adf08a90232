"""A built-in model on each runtime: right for every text, and the same in any batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest

from kb.encode.batches import Batch
from kb.encode.built_in import BuiltIn
from kb.encode.graph_encoder import GraphEncoder, Runtime
from kb.encode.interface import FloatArray
from kb.encode.minilm import MINILM
from kb.encode.onnx import OrtRuntime
from kb.encode.openvino import OpenVinoRuntime
from kb.encode.prepared_model import prepared_model
from kb.encode.sentence_transformer import SentenceEncoder
from kb.errors import EncoderError


@pytest.fixture(scope="module")
def tiny_model(tiny: BuiltIn, cache: Path) -> Path | bytes:
    return prepared_model(tiny, cache, lambda notice: None)


@pytest.fixture(
    scope="module", params=["minilm ort", "minilm openvino", "tiny ort", "tiny openvino"]
)
def encoder(
    request: pytest.FixtureRequest, model: Path | bytes, tiny: BuiltIn, tiny_model: Path | bytes
) -> GraphEncoder:
    described, file = {"minilm": (MINILM, model), "tiny": (tiny, tiny_model)}[
        request.param.split()[0]
    ]
    runtime = OrtRuntime if request.param.endswith("ort") else OpenVinoRuntime
    return GraphEncoder(described, runtime(file, 2))


def test_unit_rows_for_every_text(encoder: GraphEncoder, texts: list[str]) -> None:
    vectors = encoder.encode_document(texts)
    assert vectors.shape == (len(texts), encoder.identity.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_no_texts_give_no_rows(encoder: GraphEncoder) -> None:
    assert encoder.encode_document([]).shape == (0, encoder.identity.dimension)
    assert encoder.encode_query([]).shape == (0, encoder.identity.dimension)


def test_a_text_has_the_same_bytes_in_any_batch(encoder: GraphEncoder, texts: list[str]) -> None:
    together = encoder.encode_document(texts)
    assert encoder.encode_document(texts[::-3]).tobytes() == together[::-3].tobytes()
    assert encoder.encode_document([texts[5]]).tobytes() == together[5].tobytes()


def test_a_query_has_the_same_bytes_with_any_other_queries(
    encoder: GraphEncoder, texts: list[str]
) -> None:
    assert (
        encoder.encode_query(texts[3:5])[1].tobytes() == encoder.encode_query([texts[4]]).tobytes()
    )


@pytest.mark.parametrize("runtime", [OrtRuntime, OpenVinoRuntime])
def test_same_bytes_on_any_number_of_workers(
    runtime: type[OrtRuntime] | type[OpenVinoRuntime], model: Path | bytes, texts: list[str]
) -> None:
    one, three = (GraphEncoder(MINILM, runtime(model, n)).encode_document(texts) for n in (1, 3))
    assert one.tobytes() == three.tobytes()


def test_progress_ends_at_the_number_of_texts(encoder: GraphEncoder, texts: list[str]) -> None:
    calls: list[tuple[int, int]] = []
    encoder.encode_document(texts, lambda done, total: calls.append((done, total)))
    assert calls == sorted(calls)
    assert calls[-1] == (len(texts), len(texts))


def test_text_beyond_the_models_limit_is_not_read(encoder: GraphEncoder) -> None:
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
        GraphEncoder(MINILM, runtime)


def test_each_kind_of_text_has_its_prompt(tiny: BuiltIn) -> None:
    class Keeps:
        name, batch, step = "keeps what it is given", 1, 1
        rows: list[list[int]] = []  # noqa: RUF012  # of this one test

        def run(self, work: Iterable[Batch]) -> Iterator[tuple[Batch, FloatArray]]:
            for batch in work:
                self.rows += batch.ids.tolist()
                yield batch, np.ones((len(batch.rows), 64), dtype=np.float32)

    runtime = Keeps()
    encoder = GraphEncoder(tiny, runtime)
    runtime.rows.clear()  # the check's own sentence
    encoder.encode_query(["the"])
    encoder.encode_document(["the"])
    assert runtime.rows == tiny.load_tokenizer().encode(["query: the", "passage: the"])


@pytest.fixture(scope="module")
def reference(texts: list[str]) -> tuple[list[str], FloatArray]:
    """Texts and their vectors by sentence-transformers, which cannot take a surrogate."""
    readable = [t for t in texts if "\ud800" not in t]
    return readable, SentenceEncoder(str(MINILM.weights().parent)).encode_document(readable)


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
    found = GraphEncoder(MINILM, runtime(model, 2)).encode_document(readable)
    assert (found * expected).sum(axis=1).min() >= least
