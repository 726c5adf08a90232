"""The fastest runtime that works is used; each failure gives a notice; loading waits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kb.encode import selection
from kb.encode.fake import FakeEncoder
from kb.encode.interface import Encoder
from kb.encode.minilm import BUNDLED, MiniLmEncoder
from kb.encode.selection import BundledEncoder, load_encoder
from kb.errors import EncoderError


def _quiet(notice: str) -> None:
    pytest.fail(f"an unexpected notice: {notice}")


@pytest.mark.parametrize(
    ("named", "variable", "kind", "why"),
    [
        (None, None, BundledEncoder, "no name: the bundled model"),
        ("minilm", "fake", BundledEncoder, "an argument beats the environment"),
        (None, "fake", FakeEncoder, "the environment names one"),
        ("fake", None, FakeEncoder, "the fake, because it was named"),
        (None, "", BundledEncoder, "an empty variable is none"),
    ],
)
def test_the_encoder_is_chosen_by_its_name(
    named: str | None,
    variable: str | None,
    kind: type,
    why: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.delenv("KB_ENCODER", raising=False)
    if variable is not None:
        monkeypatch.setenv("KB_ENCODER", variable)
    assert isinstance(load_encoder(named, cache=tmp_path, notices=_quiet), kind), why


def test_the_identity_is_known_without_loading_anything(tmp_path: Path) -> None:
    encoder = load_encoder("minilm", cache=tmp_path, notices=_quiet)
    assert encoder.identity == BUNDLED
    assert not list(tmp_path.iterdir())


def _broken(*args: object) -> Encoder:
    raise RuntimeError("no such instruction\nand a long trace")


def test_a_broken_runtime_gives_one_notice_and_the_next_is_used(
    cache: Path, model: Path | bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BundledEncoder, "_openvino", _broken)
    notices: list[str] = []
    encoder = BundledEncoder(cache, notices.append)
    first = encoder.encode_document(["a passage"])
    assert encoder.encode_document(["a passage"]).tobytes() == first.tobytes()
    document_encoder = encoder.document_encoder()
    assert isinstance(document_encoder, MiniLmEncoder)
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
    found = BundledEncoder(cache, notices.append).document_encoder()
    assert isinstance(found, MiniLmEncoder)
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
    assert isinstance(BundledEncoder(cache, _quiet).document_encoder(), OnGpu)
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
    monkeypatch.setattr(BundledEncoder, "_openvino", lambda self: pytest.fail("loaded"))
    BundledEncoder(cache, _quiet).encode_query(["a question"])


def test_where_all_runtimes_fail_the_error_names_them(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for runtime in ("_openvino", "_ort", "_sentence"):
        monkeypatch.setattr(BundledEncoder, runtime, _broken)
    encoder = BundledEncoder(cache, lambda notice: None)
    with pytest.raises(EncoderError, match="OpenVINO, ONNX Runtime, sentence-transformers"):
        encoder.encode_document(["a passage"])


def test_a_damaged_prepared_file_is_made_again(tmp_path: Path) -> None:
    notices: list[str] = []
    encoder = BundledEncoder(tmp_path, notices.append)
    expected = encoder.encode_query(["a question"])
    (file,) = tmp_path.glob("*.onnx")
    file.write_bytes(file.read_bytes()[:1000])
    again = BundledEncoder(tmp_path, notices.append).encode_query(["a question"])
    assert again.tobytes() == expected.tobytes()
    assert len(notices) == 2, "prepared twice, and nothing failed"


def test_runtimes_give_nearly_equal_vectors(bundled: BundledEncoder) -> None:
    text = ["Who pays for the training of customs officers?"]
    similarity = float(np.sum(bundled.encode_query(text) * bundled.encode_document(text)))
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
