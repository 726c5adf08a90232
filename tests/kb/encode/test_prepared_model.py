"""The prepared model is made once, completely or not at all; without a cache at each run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.encode import graph
from kb.encode import prepared_model as preparing
from kb.encode.prepared_model import NOTICE, drop_if_damaged, prepared_model


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []

    def build(weights: Path) -> bytes:
        calls.append(weights.name)
        return b"a model"

    monkeypatch.setattr(preparing, "_build", build)
    return calls


def test_the_model_is_prepared_once_with_one_notice(tmp_path: Path, built: list[str]) -> None:
    notices: list[str] = []
    first = prepared_model(tmp_path, notices.append)
    assert first == prepared_model(tmp_path, notices.append)
    assert isinstance(first, Path)
    assert first.read_bytes() == b"a model"
    assert (notices, len(built)) == ([NOTICE], 1)


def test_a_killed_writer_leaves_nothing_under_the_final_name(
    tmp_path: Path, built: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            prepared_model(tmp_path, lambda notice: None)
    assert not list(tmp_path.glob("*.onnx"))
    assert isinstance(prepared_model(tmp_path, lambda notice: None), Path)


def test_a_read_only_cache_gives_a_notice(tmp_path: Path, built: list[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    notices: list[str] = []
    assert prepared_model(blocked / "cache", notices.append) == b"a model"
    assert "cannot be written" in notices[-1]


def test_only_a_damaged_file_is_dropped(tmp_path: Path, built: list[str]) -> None:
    file = prepared_model(tmp_path, lambda notice: None)
    assert isinstance(file, Path)
    assert not drop_if_damaged(file), "sound: the fault is the runtime's"
    assert not drop_if_damaged(b"a model"), "in memory: nothing to drop"
    file.write_bytes(b"a mod")
    assert drop_if_damaged(file)
    assert not file.exists()


def test_the_graph_version_is_known_without_importing_onnx() -> None:
    assert preparing.GRAPH_VERSION == graph.VERSION


def test_the_graph_has_the_same_bytes_each_time(model: Path | bytes) -> None:
    from kb.encode.weights import WEIGHTS, bundled_folder

    assert isinstance(model, Path)
    assert graph.build(bundled_folder() / WEIGHTS) == model.read_bytes()
