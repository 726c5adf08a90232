"""The library works where the system has none of what only Unix has, as on Windows."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from ingest.backup import write_backup
from ingest.pipeline import run
from ingest.restore import restore_backup
from kb.encode.fake import FakeEncoder
from kb.store import Library, lock

_OF_UNIX = ("O_CLOEXEC", "O_DIRECTORY", "pread", "pwrite")


@pytest.fixture(autouse=True)
def _like_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    open_file, sync = os.open, os.fsync

    def opened(path: Any, flags: int, *mode: int, **more: Any) -> int:
        if os.path.isdir(path):
            raise PermissionError(13, "Permission denied", path)
        return open_file(path, flags, *mode, **more)

    def synced(handle: int) -> None:
        assert stat.S_ISREG(os.fstat(handle).st_mode)
        assert fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE, "Windows needs a writable file"
        sync(handle)

    monkeypatch.setattr(lock, "fcntl", None)
    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "fsync", synced)
    for name in _OF_UNIX:
        monkeypatch.delattr(os, name, raising=False)


def test_a_library_is_made_written_backed_up_and_restored(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Memo on cement\n\nThe memo counts 500 tonnes of cement at Nogales.\n")
    library = Library.open(tmp_path / "home")
    report = run(library, [note], encoder=FakeEncoder(), jobs=1)
    assert [o.status for o in report.outcomes] == ["added"]
    write_backup(library, tmp_path / "kb.zip")
    library.close()
    restored = restore_backup(tmp_path / "other", tmp_path / "kb.zip")
    assert (restored.documents, restored.files) == (1, 1)
