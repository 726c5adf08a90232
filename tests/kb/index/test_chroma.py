"""Chroma alone: generations, stale handles, errors with the command that repairs them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.errors import IndexUnusable
from kb.index.chroma import COLLECTION, ChromaIndex, generation_folder
from kb.index.interface import FloatArray

Rows = Callable[..., FloatArray]


def test_generations_do_not_mix(tmp_path: Path, rows: Rows) -> None:
    one, two = ChromaIndex(tmp_path, "minilm-1"), ChromaIndex(tmp_path, "minilm-2")
    one.upsert(["a"], rows(1), ["d"])
    assert (one.count(), two.count()) == (1, 0)
    one.close()
    two.close()


def test_vectors_are_kept_after_reopening(tmp_path: Path, rows: Rows) -> None:
    index = ChromaIndex(tmp_path, "g")
    index.upsert(["a", "b"], rows(2), ["d", "d"])
    index.close()
    again = ChromaIndex(tmp_path, "g", create=False)
    assert again.ids() == {"a", "b"}
    assert again.query(rows(2)[1], 1)[0][0] == "b"
    again.close()


def test_a_stale_handle_opens_the_new_collection(tmp_path: Path, rows: Rows) -> None:
    index = ChromaIndex(tmp_path, "g")
    index.upsert(["a"], rows(1), ["d"])
    index._client.delete_collection(COLLECTION)
    assert index.count() == 0
    index.upsert(["b"], rows(1), ["d"])
    assert index.ids() == {"b"}
    index.close()


def test_opening_a_missing_index_fails_and_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="kb rebuild"):
        ChromaIndex(tmp_path / "chroma", "g", create=False)
    assert not (tmp_path / "chroma").exists()


def test_a_folder_that_is_not_an_index_is_reported(tmp_path: Path) -> None:
    folder = generation_folder(tmp_path, "g")
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"this is no database" * 500)
    with pytest.raises(IndexUnusable, match="kb rebuild"):
        ChromaIndex(tmp_path, "g", create=False)


@pytest.mark.parametrize("key", ["../out", "a/b", "", "..", "ñ:*"])
def test_a_key_never_leaves_the_folder(tmp_path: Path, key: str) -> None:
    assert generation_folder(tmp_path, key).resolve().parent == tmp_path.resolve()


def test_importing_the_module_does_not_import_chromadb() -> None:
    code = "import sys, kb.index.chroma, kb.index.health; print('chromadb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
