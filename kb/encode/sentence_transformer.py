"""Any sentence-transformers model, by name or by folder. Only this module and ``cross_encoder``
import that library.

Importing this module is cheap; making a ``SentenceEncoder`` loads torch, which takes seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from kb.encode.interface import EncoderIdentity, FloatArray, Progress, silent, unit_rows
from kb.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Model = TypeVar("Model")

WINDOW = 256  # texts handed over at a time on a CPU, so that progress can be shown
BATCH = 8  # small batches beat 32 on a CPU
GPU_WINDOW, GPU_BATCH = 4_096, 256


class SentenceEncoder:
    """A sentence-transformers model, on the GPU when there is one.

    ``name`` is a model's name or its folder. ``identity`` is given where it is known already (a
    built-in model); else it is taken from the model: its prompts, lengths, and a hash of its
    weights. ``device`` is torch's name of one that must be used. Raises ``EncoderError`` when the
    model or the device is not available.
    """

    def __init__(
        self, name: str, identity: EncoderIdentity | None = None, device: str | None = None
    ) -> None:
        _require(device)
        self._model = _load(name, device)
        self._identity = identity or _identity(name, self._model)

    @property
    def identity(self) -> EncoderIdentity:
        """What made the vectors."""
        return self._identity

    @property
    def runtime(self) -> str:
        """The runtime and the device, for people to read."""
        return f"sentence-transformers on {self._model.device}"

    def encode_query(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions, with the model's query prompt, each encoded alone."""
        rows = [self._model.encode_query([text], show_progress_bar=False) for text in texts]
        return self._rows(rows)

    def encode_document(self, texts: Sequence[str], progress: Progress = silent) -> FloatArray:
        """Vectors of passages, with the model's document prompt."""
        on_cpu = self._model.device.type == "cpu"
        many, size = (WINDOW, BATCH) if on_cpu else (GPU_WINDOW, GPU_BATCH)
        rows = []
        for start in range(0, len(texts), many):
            window = list(texts[start : start + many])
            rows.append(
                self._model.encode_document(window, batch_size=size, show_progress_bar=False)
            )
            progress(min(start + many, len(texts)), len(texts))
        return self._rows(rows)

    def _rows(self, rows: Sequence[object]) -> FloatArray:
        if not rows:
            return np.zeros((0, self._identity.dimension), dtype=np.float32)
        return unit_rows(np.vstack([np.asarray(row, dtype=np.float32) for row in rows]))


def _load(name: str, device: str | None) -> SentenceTransformer:
    def model(*given: Any, **named: Any) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(*given, **named)

    return load_by_name(model, name, "KB_ENCODER", device)


def load_by_name(
    kind: Callable[..., Model], name: str, setting: str, device: str | None = None
) -> Model:
    """The model called ``name``, or in the folder ``name``; a model fetched before is not asked for
    again. ``kind`` is a class of sentence-transformers, ``setting`` the variable that named it.
    Raises ``EncoderError``."""
    looks_like_folder = Path(name).is_absolute() or name.startswith((".", "~"))
    folder = Path(name).expanduser()
    if looks_like_folder and not folder.is_dir():
        raise EncoderError(
            f"There is no folder {name} with a sentence-transformers model. Correct {setting}, or "
            "unset it."
        )
    try:
        if folder.is_dir():
            return kind(str(folder), device=device, local_files_only=True)
        try:  # a model fetched before needs no connection, so none is made
            return kind(name, device=device, local_files_only=True)
        except Exception:
            return kind(name, device=device)
    except Exception as error:  # its loaders raise many types; the message is the same
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise EncoderError(
            f"The model {name!r} could not be loaded from a folder or the model hub ({reason}). "
            "Without a connection, save it on a machine that has one with its save(FOLDER) and set "
            f"{setting}=FOLDER, or unset {setting}."
        ) from error


def _require(device: str | None) -> None:
    if device != "cuda":
        return
    import torch

    if not torch.cuda.is_available():
        raise EncoderError(
            f"torch {torch.__version__} cannot use the GPU. Install torch's CUDA build to encode "
            "many times faster."
        )


def _identity(name: str, model: SentenceTransformer) -> EncoderIdentity:
    prompts = model.prompts or {}
    folder = Path(name).expanduser()
    return EncoderIdentity(
        model=folder.resolve().name if folder.is_dir() else name,
        revision="",
        sha256=_hash(model),
        max_tokens=int(model.max_seq_length or 0),
        dimension=int(model.get_embedding_dimension() or 0),
        query_prompt=prompts.get("query") or "",
        document_prompt=prompts.get("document") or "",
        precision=_precision(model),
    )


def _precision(model: SentenceTransformer) -> str:
    names = {"float32": "fp32", "bfloat16": "bf16", "float16": "fp16"}
    kind = str(next(iter(model.parameters())).dtype).removeprefix("torch.")
    return names.get(kind, kind)


def _hash(model: SentenceTransformer) -> str:
    """The hash of the weights as loaded, which does not depend on the names of their files."""
    import torch

    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        flat = tensor.detach().cpu().contiguous().reshape(-1)
        digest.update(flat.view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()
