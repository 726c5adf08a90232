"""The ONNX file of a built-in model: made once, kept in a cache folder, checked at each start."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from kb.encode.built_in import BuiltIn
from kb.settings import model_cache

NOTICE = "preparing the encoder, once"
GRAPH_VERSION = 2  # equals kb.encode.graph.VERSION, as a test checks: reading it would import onnx

Notices = Callable[[str], None]


def prepared_model(
    model: BuiltIn, cache: Path | None, notices: Notices, *, questions: bool = False
) -> Path | bytes:
    """The ONNX model of the built-in ``model``, made now if it is not there yet.

    With ``questions`` it is the graph for questions, where the model has one of its own. Returns
    the file in ``cache`` (``None``: the user's model cache), or, where nothing can be written, the
    model itself, with a notice. Raises ``EncoderError`` for missing or altered weights.
    """
    model.weights()  # missing ones are reported before anything else
    blocks = questions and model.in_blocks
    folder = cache if cache is not None else model_cache()
    kind = "-questions" if blocks else ""
    file = folder / f"{model.name}-{model.identity.sha256[:12]}-v{GRAPH_VERSION}{kind}.onnx"
    try:
        return _prepare(model, blocks, file, notices)
    except OSError as error:
        notices(
            f"{folder} cannot be written ({error.strerror}): the encoder is prepared at each run"
        )
        return _build(model, blocks, None)


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


def _prepare(model: BuiltIn, blocks: bool, file: Path, notices: Notices) -> Path:
    seal = file.with_suffix(".json")
    if file.is_file():
        model.verified_weights(seal)
        return file
    from filelock import FileLock

    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(file.with_suffix(".lock")):
        if not file.is_file():  # another process may have made it while this one waited
            notices(NOTICE)
            _write(file, _build(model, blocks, seal))
    return file


def _build(model: BuiltIn, blocks: bool, seal: Path | None) -> bytes:
    from kb.encode import graph

    tensors = model.read_tensors(model.verified_weights(seal))
    return graph.build(tensors, model.heads, blocks=blocks)


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
