"""A backup holds everything, also while others write, and a restore puts everything back."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import time
import zipfile
from pathlib import Path

import pytest

from kb.collect import Collections
from kb.store import FILE, Library
from tests.ui.cli.running import answer, kb


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A copy of a library with one document and one collection."""
    home = Path(shutil.copytree(filled, tmp_path / "home"))
    library = Library.open(home)
    Collections(library).create("Kept")
    library.close()
    return home


@pytest.fixture
def saved(own: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    done = kb(own, "backup", str(tmp_path / "kb.zip"))
    assert done.exit_code == 0, done.stderr
    assert "1 documents" in done.stdout
    return tmp_path / "kb.zip"


def names_of_collections(home: Path) -> list[str]:
    library = Library.open(home)
    try:
        return [c.name for c in Collections(library).all()]
    finally:
        library.close()


@pytest.mark.case("S9")
def test_a_lost_library_comes_back_whole(own: Path, saved: Path, tmp_path: Path) -> None:
    before = answer(own, "docs", "--json")
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    new = tmp_path / "another machine" / "home"
    done = kb(new, "restore", str(saved))
    assert done.exit_code == 0, done.stderr
    assert answer(new, "docs", "--json") == before
    assert names_of_collections(new) == ["Kept"]
    assert answer(new, "check", "--json")["findings"] == []
    assert kb(new, "search", "lamps").exit_code == 0


def test_a_restore_removes_what_killed_ones_left_long_ago(own: Path, saved: Path) -> None:
    old, new = own / ".restore-0a", own / ".restore-0b"
    for folder in (old, new):
        folder.mkdir()
        (folder / FILE).write_bytes(b"half")
    two_days_ago = time.time() - 2 * 86_400
    os.utime(old, (two_days_ago, two_days_ago))
    assert kb(own, "restore", str(saved)).exit_code == 0
    assert not old.exists()
    assert new.exists(), "another restore may be at work there"


def test_a_restore_keeps_the_present_library_and_can_be_undone(own: Path, saved: Path) -> None:
    library = Library.open(own)
    Collections(library).create("Made later")
    library.close()
    done = kb(own, "restore", str(saved))
    assert done.exit_code == 0, done.stderr
    assert names_of_collections(own) == ["Kept"]
    assert kb(own, "check").exit_code == 0
    (aside,) = own.glob("before-restore-*/library.sqlite3")
    assert str(aside) in done.stdout
    assert kb(own, "restore", str(aside)).exit_code == 0
    assert names_of_collections(own) == ["Kept", "Made later"]


@pytest.mark.parametrize("content", [b"", b"garbage" * 999], ids=["empty", "garbage"])
def test_a_restore_replaces_a_damaged_library(own: Path, saved: Path, content: bytes) -> None:
    (own / FILE).write_bytes(content)
    (own / f"{FILE}-wal").write_bytes(content)
    assert kb(own, "restore", str(saved)).exit_code == 0
    assert names_of_collections(own) == ["Kept"]
    assert answer(own, "check", "--json")["findings"] == []
    (aside,) = own.glob("before-restore-*/library.sqlite3")
    assert aside.read_bytes() == content


def test_originals_go_with_the_backup(own: Path, saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(saved) as held:
        kept = [n for n in held.namelist() if n.startswith("originals/")]
    assert kept, "ingestion keeps originals"
    kb(tmp_path / "new", "restore", str(saved))
    assert all((tmp_path / "new" / name).is_file() for name in kept)
    assert kb(own, "backup", str(tmp_path / "small.zip"), "--no-originals").exit_code == 0
    with zipfile.ZipFile(tmp_path / "small.zip") as held:
        assert sorted(held.namelist()) == [FILE, "manifest.json"]


def test_a_backup_replaces_a_file_only_where_asked(own: Path, saved: Path) -> None:
    before = saved.read_bytes()
    refused = kb(own, "backup", str(saved))
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert saved.read_bytes() == before
    assert kb(own, "backup", str(saved), "--force").exit_code == 0
    assert sorted(p.name for p in saved.parent.iterdir()) == ["home", "kb.zip"]


def test_a_damaged_library_gives_no_backup(own: Path, saved: Path) -> None:
    with sqlite3.connect(own / FILE) as connection:
        connection.execute("UPDATE documents SET layout = x'00'")
    before = saved.read_bytes()
    done = kb(own, "backup", str(saved), "--force")
    assert done.exit_code == 2
    assert "kb check" in done.stderr
    assert saved.read_bytes() == before


@pytest.mark.parametrize("place", [0, 40, 2_000, 0.5, 0.9, -300, -20])
def test_a_damaged_backup_changes_nothing(own: Path, saved: Path, place: float) -> None:
    content = bytearray(saved.read_bytes())
    at = int(len(content) * place) if isinstance(place, float) else place
    content[at] ^= 0x55
    saved.write_bytes(content)
    before = (own / FILE).read_bytes()
    done = kb(own, "restore", str(saved))
    if done.exit_code:
        assert "damaged" in done.stderr
        assert (own / FILE).read_bytes() == before
        assert not list(own.glob("before-restore-*"))
    assert names_of_collections(own) == ["Kept"]
    assert not list(own.glob(".restore-*"))


@pytest.mark.parametrize(
    "name", ["../evil", "originals/../../evil", "/evil", "library.sqlite3-wal", "originals\\evil"]
)
def test_a_backup_writes_only_to_its_places(own: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as made:
        made.writestr(name, b"evil")
        files = {name: "0", FILE: "0"}
        manifest = {"made": "", "evidencia": "", "documents": 0, "files": files}
        made.writestr("manifest.json", json.dumps(manifest))
    done = kb(own, "restore", str(tmp_path / "bad.zip"))
    assert done.exit_code == 2
    assert not list(tmp_path.rglob("evil"))


def test_a_newer_backup_is_refused_with_both_versions(own: Path, saved: Path) -> None:
    with sqlite3.connect(own / FILE) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
        connection.execute("UPDATE meta SET value = '7.1' WHERE key = 'made by'")
    from kb import __version__

    done = kb(own, "restore", str(own / FILE))
    assert done.exit_code == 2
    assert "Evidencia 7.1" in done.stderr
    assert f"Evidencia {__version__}" in done.stderr


def test_a_library_in_use_is_not_replaced(own: Path, saved: Path) -> None:
    user = Library.open(own)
    user.documents()
    try:
        done = kb(own, "restore", str(saved))
        assert done.exit_code == 2
        assert "open" in done.stderr
        with user.writer():
            assert kb(own, "restore", str(saved)).exit_code == 2
        Collections(user).create("Written meanwhile")
    finally:
        user.close()
    assert names_of_collections(own) == ["Kept", "Written meanwhile"]


def test_a_backup_is_of_one_moment_while_another_process_writes(tmp_path: Path) -> None:
    from tests.kb.store.test_kill import started

    home = tmp_path / "home"
    child = started(home, 0)
    assert child.stdout
    child.stdout.readline()
    try:
        done = kb(home, "backup", str(tmp_path / "kb.zip"))
    finally:
        child.kill()
        child.communicate()
    assert done.exit_code == 0, done.stderr
    assert kb(tmp_path / "new", "restore", str(tmp_path / "kb.zip")).exit_code == 0
    assert answer(tmp_path / "new", "check", "--json")["findings"] == []


def test_a_backup_that_cannot_be_written_says_so(own: Path, tmp_path: Path) -> None:
    done = kb(own, "backup", str(tmp_path / "missing" / "kb.zip"))
    assert done.exit_code == 2
    assert "missing" in done.stderr
    assert kb(own, "backup", str(tmp_path)).exit_code == 2
    assert kb(own, "restore", str(tmp_path / "nothing.zip")).exit_code == 2
