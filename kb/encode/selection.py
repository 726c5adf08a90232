"""Which encoder: a built-in one on the best runtime that works here, or a model by name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from kb.encode.built_in import BuiltIn
from kb.encode.e5 import E5
from kb.encode.graph_encoder import GraphEncoder
from kb.encode.interface import Encoder, EncoderIdentity, FloatArray, Progress, silent
from kb.encode.minilm import MINILM
from kb.encode.prepared_model import Notices, drop_if_damaged, prepared_model
from kb.errors import EncoderError
from kb.settings import cores, current, gpu_hidden, model_cache

if TYPE_CHECKING:
    from kb.encode.graph_encoder import Runtime

BUILT_IN = {model.name: model for model in (MINILM, E5)}
DEFAULT = MINILM
GPU, ORT, QUESTIONS = "the GPU", "ONNX Runtime", "ONNX Runtime for questions"

MakeEncoder = Callable[[], Encoder]


def load_encoder(
    name: str | None = None, *, cache: Path | None, notices: Notices, library: str | None = None
) -> Encoder:
    """The encoder called ``name``; ``None`` asks the environment's ``KB_ENCODER``, then takes the
    built-in model whose key is ``library``'s, the one that made the vectors of a library, and
    ``DEFAULT`` where there is none.

    A name is that of a built-in model (``minilm``, ``e5``), ``fake`` for tests, or the name or
    folder of a sentence-transformers model. ``cache`` holds the prepared model (``None``: the
    platform's cache folder). Nothing heavy is loaded before the first text. Raises
    ``EncoderError``.
    """
    chosen = name or current().encoder or (built_in_of(library) or DEFAULT).name
    if chosen == "fake":
        from kb.encode.fake import FakeEncoder

        return FakeEncoder()
    if chosen in BUILT_IN:
        return BuiltInEncoder(BUILT_IN[chosen], cache, notices)
    from kb.encode.sentence_transformer import SentenceEncoder

    return SentenceEncoder(chosen)


def built_in_of(key: str | None) -> BuiltIn | None:
    """The built-in model whose vectors have that key, if one has."""
    return next((model for model in BUILT_IN.values() if model.identity.key == key), None)


class BuiltInEncoder:
    """A built-in model, loaded on first use, on the first runtime that works.

    Passages go through the GPU where the machine has one, then OpenVINO, ONNX Runtime and
    sentence-transformers; questions always through ONNX Runtime first, since it starts fastest.
    Every step down gives a notice.
    """

    def __init__(self, model: BuiltIn, cache: Path | None, notices: Notices) -> None:
        self._model = model
        self._cache = cache
        self._notices = notices
        self._lock = Lock()
        self._made: dict[str, Encoder] = {}
        self._failed: set[str] = set()
        self._runtimes: dict[str, MakeEncoder] = {
            **({GPU: self._gpu} if gpu_here() else {}),
            "OpenVINO": self._openvino,
            ORT: self._ort,
            QUESTIONS: self._ort_for_questions,
            "sentence-transformers": self._sentence,
        }

    @property
    def identity(self) -> EncoderIdentity:
        """Known without loading anything."""
        return self._model.identity

    def encode_query(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions, each encoded alone and always by the same runtime."""
        return self._first(
            QUESTIONS if self._model.in_blocks else ORT, "sentence-transformers"
        ).encode_query(texts)

    def encode_document(self, texts: Sequence[str], progress: Progress = silent) -> FloatArray:
        """Vectors of passages, on the runtime that is fastest for many."""
        return self.document_encoder().encode_document(texts, progress)

    def document_encoder(self) -> Encoder:
        """The encoder passages go through here; it is loaded now if it was not."""
        return self._first(*(name for name in self._runtimes if name != QUESTIONS))

    def _first(self, *names: str) -> Encoder:
        with self._lock:
            for name in names:
                if name not in self._failed and (encoder := self._get(name)) is not None:
                    return encoder
        raise EncoderError(
            f"None of {', '.join(names)} can run the encoder; the notices above say why. "
            "Run: pip install --force-reinstall evidencia"
        )

    def _get(self, name: str) -> Encoder | None:
        if name not in self._made:
            self._model.weights()  # missing weights are not a fault of the runtime
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
        return self._sentence("cuda")

    def _openvino(self) -> Encoder:
        from kb.encode.openvino import OpenVinoRuntime

        return self._prepared(lambda model: OpenVinoRuntime(model, cores()))

    def _ort(self) -> Encoder:
        from kb.encode.onnx import OrtRuntime

        return self._prepared(lambda model: OrtRuntime(model, cores()))

    def _ort_for_questions(self) -> Encoder:
        from kb.encode.onnx import OrtRuntime

        return self._prepared(lambda model: OrtRuntime(model, cores()), questions=True)

    def _sentence(self, device: str | None = None) -> Encoder:
        from kb.encode.sentence_transformer import SentenceEncoder

        folder = self._model.sentence_folder(self._model, self._cache or model_cache())
        return SentenceEncoder(str(folder), self._model.identity, device=device)

    def _prepared(
        self, runtime: Callable[[Path | bytes], Runtime], *, questions: bool = False
    ) -> Encoder:
        """An encoder on the prepared model, which is made again once if it is damaged."""

        def prepared() -> Path | bytes:
            return prepared_model(self._model, self._cache, self._notices, questions=questions)

        file = prepared()
        try:
            return GraphEncoder(self._model, runtime(file))
        except Exception:
            if not drop_if_damaged(file):
                raise
            return GraphEncoder(self._model, runtime(prepared()))


def gpu_here() -> bool:
    """Whether the machine has an NVIDIA GPU and its driver, found without loading torch. An empty
    ``CUDA_VISIBLE_DEVICES`` hides it, as it does from torch."""
    if gpu_hidden():
        return False
    return Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi") is not None


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
