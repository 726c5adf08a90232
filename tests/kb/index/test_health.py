"""A broken index is detected without harm to the process that checks it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.index import health
from kb.index.chroma import ChromaIndex, generation_folder
from kb.index.health import Health, check_health
from kb.index.interface import FloatArray

Rows = Callable[..., FloatArray]


@pytest.fixture
def sound(tmp_path: Path, rows: Rows) -> Path:
    index = ChromaIndex(tmp_path, "g")
    index.upsert([f"p{n}" for n in range(1_500)], rows(1_500), ["d"] * 1_500)
    index.close()
    return tmp_path


def test_a_sound_index_is_ok_with_its_ids(sound: Path) -> None:
    assert check_health(sound, "g") == Health(True, "", frozenset(f"p{n}" for n in range(1_500)))


def test_a_missing_index_is_not_ok(tmp_path: Path) -> None:
    found = check_health(tmp_path, "g")
    assert not found.ok
    assert "no vector index" in found.reason


def test_a_truncated_database_is_not_ok(sound: Path) -> None:
    database = generation_folder(sound, "g") / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[:5_000])
    assert not check_health(sound, "g").ok


def test_damaged_graph_files_are_not_ok(sound: Path) -> None:
    files = [f for f in generation_folder(sound, "g").rglob("*.bin") if f.stat().st_size]
    assert files, "Chroma keeps its graph in .bin files"
    for file in files:
        file.write_bytes(b"\xff" * file.stat().st_size)
    found = check_health(sound, "g")
    assert not found.ok
    assert found.reason


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
        pytest.param("import time; time.sleep(60)", "within 2 s"),
        pytest.param("raise SystemExit(3)", "code 3"),
        pytest.param("print('not json')", "code 0"),
    ],
    ids=["a crash", "a hang", "a failure", "nonsense"],
)
def test_however_the_child_ends_there_is_a_reason(
    code: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    child.write_text(f"#!{sys.executable}\n{code}\n")
    child.chmod(0o755)
    monkeypatch.setattr(health.sys, "executable", str(child))
    found = check_health(tmp_path, "g", timeout_s=2 if "sleep" in code else 60)
    assert not found.ok
    assert expected in found.reason
