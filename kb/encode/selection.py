"""Which encoder: the bundled one on the best runtime that works here, or a model by name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from kb.encode.interface import Encoder, EncoderIdentity, FloatArray, Progress, silent
from kb.encode.minilm import BUNDLED, MiniLmEncoder
from kb.encode.prepared_model import Notices, drop_if_damaged, prepared_model
from kb.encode.weights import bundled_folder
from kb.errors import EncoderError
from kb.settings import cores, current, gpu_hidden

if TYPE_CHECKING:
    from kb.encode.minilm import Runtime

DEFAULT = "minilm"
GPU = "the GPU"

MakeEncoder = Callable[[], Encoder]


def load_encoder(name: str | None = None, *, cache: Path | None, notices: Notices) -> Encoder:
    """The encoder called ``name``; ``None`` asks the environment's ``KB_ENCODER``, then the
    bundled model.

    ``minilm`` is the bundled model, ``fake`` the one for tests, anything else the name or folder
    of a sentence-transformers model. ``cache`` holds the prepared model (``None``: the platform's
    cache folder). Nothing heavy is loaded before the first text. Raises ``EncoderError``.
    """
    chosen = name or current().encoder
    if chosen == "fake":
        from kb.encode.fake import FakeEncoder

        return FakeEncoder()
    if chosen == DEFAULT:
        return BundledEncoder(cache, notices)
    from kb.encode.sentence_transformer import SentenceEncoder

    return SentenceEncoder(chosen)


class BundledEncoder:
    """all-MiniLM-L6-v2, loaded on first use, on the first runtime that works.

    Passages go through the GPU where the machine has one, then OpenVINO, ONNX Runtime and
    sentence-transformers; questions always through ONNX Runtime first, since it starts fastest.
    Every step down gives a notice.
    """

    def __init__(self, cache: Path | None, notices: Notices) -> None:
        self._cache = cache
        self._notices = notices
        self._lock = Lock()
        self._made: dict[str, Encoder] = {}
        self._failed: set[str] = set()
        self._runtimes: dict[str, MakeEncoder] = {
            **({GPU: self._gpu} if gpu_here() else {}),
            "OpenVINO": self._openvino,
            "ONNX Runtime": self._ort,
            "sentence-transformers": self._sentence,
        }

    @property
    def identity(self) -> EncoderIdentity:
        """Known without loading anything."""
        return BUNDLED

    def encode_query(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions, each encoded alone and always by the same runtime."""
        return self._first("ONNX Runtime", "sentence-transformers").encode_query(texts)

    def encode_document(self, texts: Sequence[str], progress: Progress = silent) -> FloatArray:
        """Vectors of passages, on the runtime that is fastest for many."""
        return self.document_encoder().encode_document(texts, progress)

    def document_encoder(self) -> Encoder:
        """The encoder passages go through here; it is loaded now if it was not."""
        return self._first(*self._runtimes)

    def _first(self, *names: str) -> Encoder:
        with self._lock:
            for name in names:
                if name not in self._failed and (encoder := self._get(name)) is not None:
                    return encoder
        raise EncoderError(
            f"None of {', '.join(names)} can run the bundled model; the notices above say why. "
            "Run: pip install --force-reinstall evidencia"
        )

    def _get(self, name: str) -> Encoder | None:
        if name not in self._made:
            bundled_folder()  # missing weights are not a fault of the runtime
            try:
                self._made[name] = self._runtimes[name]()
            except Exception as error:  # a native library may raise anything
                self._failed.add(name)
                self._notices(
                    f"{name} cannot run the encoder here ({_first_line(error)}); "
                    "the next runtime is tried, which is slower"
                )
                return None
        return self._made[name]

    def _gpu(self) -> Encoder:
        from kb.encode.sentence_transformer import SentenceEncoder

        return SentenceEncoder(str(bundled_folder()), BUNDLED, device="cuda")

    def _openvino(self) -> Encoder:
        from kb.encode.openvino import OpenVinoRuntime

        return self._prepared(lambda model: OpenVinoRuntime(model, cores()))

    def _ort(self) -> Encoder:
        from kb.encode.onnx import OrtRuntime

        return self._prepared(lambda model: OrtRuntime(model, cores()))

    def _sentence(self) -> Encoder:
        from kb.encode.sentence_transformer import SentenceEncoder

        return SentenceEncoder(str(bundled_folder()), BUNDLED)

    def _prepared(self, runtime: Callable[[Path | bytes], Runtime]) -> Encoder:
        """An encoder on the prepared model, which is made again once if it is damaged."""
        model = prepared_model(self._cache, self._notices)
        try:
            return MiniLmEncoder(runtime(model))
        except Exception:
            if not drop_if_damaged(model):
                raise
            return MiniLmEncoder(runtime(prepared_model(self._cache, self._notices)))


def gpu_here() -> bool:
    """Whether the machine has an NVIDIA GPU and its driver, found without loading torch. An empty
    ``CUDA_VISIBLE_DEVICES`` hides it, as it does from torch."""
    if gpu_hidden():
        return False
    return Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi") is not None


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
