"""The ONNX file of the bundled model: made once, kept in a cache folder, checked at each start."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from kb.encode.weights import SHA256, WEIGHTS, bundled_folder, verify
from kb.settings import model_cache

NOTICE = "preparing the encoder, once"
GRAPH_VERSION = 1  # equals kb.encode.graph.VERSION, as a test checks: reading it would import onnx

Notices = Callable[[str], None]


def prepared_model(cache: Path | None, notices: Notices) -> Path | bytes:
    """The ONNX model of the bundled weights, made now if it is not there yet.

    Returns the file in ``cache`` (``None``: the user's model cache), or, where nothing can
    be written, the model itself, with a notice. Raises ``EncoderError`` for missing or altered
    weights.
    """
    weights = bundled_folder() / WEIGHTS
    folder = cache if cache is not None else model_cache()
    file = folder / f"minilm-{SHA256[:12]}-v{GRAPH_VERSION}.onnx"
    try:
        return _prepare(weights, file, notices)
    except OSError as error:
        notices(
            f"{folder} cannot be written ({error.strerror}): the encoder is prepared at each run"
        )
        verify(weights)
        return _build(weights)


def drop_if_damaged(model: Path | bytes) -> bool:
    """Delete a prepared file whose hash is not that of what was written, so that it is made again.

    Returns True where the file was damaged, False where it is sound and the runtime is at fault.
    """
    if isinstance(model, bytes):
        return False
    try:
        if _digest(model).read_text() == hashlib.sha256(model.read_bytes()).hexdigest():
            return False
    except OSError:
        pass  # the file or its hash is missing: it counts as damaged
    model.unlink(missing_ok=True)
    return True


def _prepare(weights: Path, file: Path, notices: Notices) -> Path:
    seal = file.with_suffix(".json")
    if file.is_file():
        verify(weights, seal)
        return file
    from filelock import FileLock

    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(file.with_suffix(".lock")):
        if not file.is_file():  # another process may have made it while this one waited
            notices(NOTICE)
            verify(weights, seal)
            _write(file, _build(weights))
    return file


def _build(weights: Path) -> bytes:
    from kb.encode import graph

    return graph.build(weights)


def _digest(file: Path) -> Path:
    return file.with_suffix(".sha256")


def _write(file: Path, data: bytes) -> None:
    """All of it or nothing: a killed run leaves no half file under the final name."""
    _digest(file).write_text(hashlib.sha256(data).hexdigest())
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with part.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    part.replace(file)
