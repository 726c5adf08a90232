"""A full disk is named, nothing that was reported as done is lost, and reading goes on."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.store import connection
from tests.ui.cli.running import answer, kb

TOLD = "The disk is full"
WORDS = "border customs firearms tracing treaty agency report funds court police yard lamp"


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """A folder of documents that need some room."""
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(4):
        lines = [f"{WORDS} {number}{line}." * 3 for line in range(60)]
        (folder / f"{number}.md").write_text(f"# Report {number}\n\n" + "\n\n".join(lines))
    return folder


def is_told(done: Any) -> None:
    assert done.exit_code == 2, done.stdout
    assert TOLD in done.stderr
    assert "kb check" not in done.stderr
    assert "kb rebuild" not in done.stderr


@pytest.mark.case("30")
@pytest.mark.parametrize("pages", [0, 3, 12])
def test_sqlite_has_no_room(
    filled: Path, more: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    home = Path(shutil.copytree(filled, tmp_path / "home"))
    before = answer(home, "docs", "--json")
    opened = connection._opened

    def small(file: Path, how: str) -> sqlite3.Connection:
        raw = opened(file, how)
        most = raw.execute("PRAGMA page_count").fetchone()[0] + pages
        raw.execute(f"PRAGMA max_page_count = {most}")
        return raw

    with monkeypatch.context() as patched:
        patched.setattr(connection, "_opened", small)
        is_told(kb(home, "ingest", str(more)))
        assert kb(home, "search", "lamps").exit_code == 0
    after = {d["doc_id"] for d in answer(home, "docs", "--json")["documents"]}
    assert {d["doc_id"] for d in before["documents"]} <= after
    assert kb(home, "ingest", str(more)).exit_code == 0
    assert answer(home, "check", "--json")["findings"] == []


@pytest.mark.parametrize("what", ["link", "lock", "original"])
def test_the_system_has_no_room(
    filled: Path, more: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    place = {
        "link": "kb.store.create._fill",
        "lock": "kb.store.library.writing",
        "original": "kb.store.originals.tempfile.mkstemp",
    }[what]
    home = tmp_path / "home"
    if what != "link":
        shutil.copytree(filled, home)
    with monkeypatch.context() as patched:
        patched.setattr(place, full)
        done = kb(home, "ingest", str(more))
        assert done.exit_code == 2
        assert "space" in done.stderr
    assert kb(home, "ingest", str(more)).exit_code == 0
    assert answer(home, "check", "--json")["findings"] == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A disk of 6 MB, where the system lets the test mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.case("30")
@pytest.mark.full
@pytest.mark.parametrize("room", [0, 24, 60, 160, 400, 900], ids=lambda kb: f"{kb} KB left")
def test_a_disk_that_fills_up(
    small_disk: Path | None, filled: Path, more: Path, room: int, tmp_path: Path
) -> None:
    disk = small_disk or tmp_path / "roomy"
    home = Path(shutil.copytree(filled, disk / "home"))
    before = {d["doc_id"] for d in answer(home, "docs", "--json")["documents"]}
    if small_disk is not None:
        free = shutil.disk_usage(disk).free
        (disk / "fill").write_bytes(b"0" * (free - room * 1024))
        for command in (["ingest", str(more)], ["rebuild"], ["backup", str(disk / "b.zip")]):
            done = kb(home, *command)
            if done.exit_code:
                is_told(done)
        made = kb(disk / "new", "ingest", str(more))
        if made.exit_code:
            is_told(made)
        assert kb(home, "search", "lamps").exit_code == 0
        shown = kb(home, "check")
        assert "kb rebuild" not in shown.stdout or room > 60
        (disk / "fill").unlink()
    assert before <= {d["doc_id"] for d in answer(home, "docs", "--json")["documents"]}
    assert kb(home, "ingest", str(more)).exit_code == 0
    assert answer(home, "check", "--json")["findings"] == []
