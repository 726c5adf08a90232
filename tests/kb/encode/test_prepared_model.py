"""The prepared model is made once, completely or not at all; without a cache at each run."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kb.encode import graph
from kb.encode import prepared_model as preparing
from kb.encode.built_in import BuiltIn
from kb.encode.minilm import MINILM
from kb.encode.prepared_model import NOTICE, drop_if_damaged, prepared_model
from kb.errors import EncoderError


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []

    def build(model: BuiltIn, blocks: bool, seal: Path | None) -> bytes:
        calls.append(model.name)
        return b"a model"

    monkeypatch.setattr(preparing, "_build", build)
    return calls


def test_the_model_is_prepared_once_with_one_notice(tmp_path: Path, built: list[str]) -> None:
    notices: list[str] = []
    first = prepared_model(MINILM, tmp_path, notices.append)
    assert first == prepared_model(MINILM, tmp_path, notices.append)
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
            prepared_model(MINILM, tmp_path, lambda notice: None)
    assert not list(tmp_path.glob("*.onnx"))
    assert isinstance(prepared_model(MINILM, tmp_path, lambda notice: None), Path)


def test_a_read_only_cache_gives_a_notice(tmp_path: Path, built: list[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    notices: list[str] = []
    assert prepared_model(MINILM, blocked / "cache", notices.append) == b"a model"
    assert "cannot be written" in notices[-1]


def test_only_a_damaged_file_is_dropped(tmp_path: Path, built: list[str]) -> None:
    file = prepared_model(MINILM, tmp_path, lambda notice: None)
    assert isinstance(file, Path)
    assert not drop_if_damaged(file), "sound: the fault is the runtime's"
    assert not drop_if_damaged(b"a model"), "in memory: nothing to drop"
    file.write_bytes(b"a mod")
    assert drop_if_damaged(file)
    assert not file.exists()


def test_the_graph_version_is_known_without_importing_onnx() -> None:
    assert preparing.GRAPH_VERSION == graph.VERSION


def test_the_graph_has_the_same_bytes_each_time(model: Path | bytes) -> None:
    assert isinstance(model, Path)
    again = graph.build(MINILM.read_tensors(MINILM.weights()), MINILM.heads)
    assert again == model.read_bytes()


@pytest.mark.parametrize("questions", [False, True])
def test_altered_weights_are_not_prepared(tiny: BuiltIn, questions: bool, tmp_path: Path) -> None:
    other = replace(tiny, identity=replace(tiny.identity, sha256="0" * 64))
    with pytest.raises(EncoderError, match="altered"):
        prepared_model(other, tmp_path, lambda notice: None, questions=questions)
    assert not list(tmp_path.glob("*.onnx"))


def test_only_a_model_in_blocks_has_a_graph_of_its_own_for_questions(
    tiny: BuiltIn, model: Path | bytes, cache: Path
) -> None:
    assert prepared_model(MINILM, cache, pytest.fail, questions=True) == model
    whole, small = (
        prepared_model(tiny, cache, lambda notice: None, questions=q) for q in (False, True)
    )
    assert isinstance(whole, Path)
    assert isinstance(small, Path)
    assert small.stat().st_size < whole.stat().st_size / 2
