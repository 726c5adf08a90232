"""Files are found once, in a stable order; a file that is not read has a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.discover import discover
from kb.models import Skipped


def names(*paths: Path) -> list[str]:
    return [p.name for p in discover(paths) if isinstance(p, Path)]


def reasons(*paths: Path) -> dict[str, str]:
    return {Path(s.path).name: s.reason for s in discover(paths) if isinstance(s, Skipped)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.md", "a.txt", "a.txt.meta.yaml", ".hidden.md", "sub/c.pdf", ".git/d.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("words")
    return tmp_path


def test_a_folder_is_searched_by_name_without_hidden_files_and_sidecars(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b.md", "c.pdf"]
    assert reasons(folder) == {}


def test_a_file_that_is_named_twice_is_found_once(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "a.txt")
    assert names(folder / "a.txt", folder, folder / "a.txt") == ["a.txt", "b.md", "c.pdf"]


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    assert names(folder) == ["a.txt", "b.md", "c.pdf"]


def test_an_unknown_type_is_skipped_in_a_folder_and_tried_when_named(tmp_path: Path) -> None:
    (tmp_path / "notes.log").write_text("words")
    assert "the suffix .log are not read from folders" in reasons(tmp_path)["notes.log"]
    assert names(tmp_path / "notes.log") == ["notes.log"]


def test_empty_files_pipes_and_broken_links_are_skipped_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.md").touch()
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "broken.md").symlink_to(tmp_path / "nowhere")
    found = reasons(tmp_path)
    assert found["empty.md"] == "the file is empty"
    assert found["pipe.md"] == "it is a pipe, not a file"
    assert found["broken.md"] == "it is a link to a file that is gone"


def test_a_file_over_the_limit_is_skipped_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_MAX_FILE_MB", "1")
    (tmp_path / "large.md").write_bytes(b"x" * 1_000_001)
    assert "the limit is 1 MB; split the file" in reasons(tmp_path)["large.md"]
