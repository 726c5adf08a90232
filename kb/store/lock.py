"""The writer's lock: one writer at a time. The lock ends with its process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kb.errors import LibraryBusy

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

LOCK = "writer.lock"


@contextmanager
def writing(home: Path, patience_s: float = 0.0) -> Iterator[None]:
    """Hold the writer's lock of the library at ``home``.

    Raises ``LibraryBusy``, naming the holder, when it is not free within ``patience_s`` seconds.
    The operating system frees the lock of a process that dies. The folder is locked as well as the
    file ``writer.lock``, since a file can be deleted while it is locked.
    """
    from filelock import FileLock, Timeout

    note = home / "writer.pid"
    lock = FileLock(str(home / LOCK), mode=0o600)
    try:
        lock.acquire(timeout=patience_s)
    except Timeout:
        raise LibraryBusy(_busy(note)) from None
    try:
        with _locked_folder(home, note):
            _write_note(note)
            try:
                yield
            finally:
                note.unlink(missing_ok=True)
    finally:
        lock.release()


@contextmanager
def _locked_folder(home: Path, note: Path) -> Iterator[None]:
    if fcntl is None:
        yield
        return
    handle = os.open(home, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LibraryBusy(_busy(note)) from None
        except OSError:
            pass  # some network file systems lock files only
        yield
    finally:
        os.close(handle)


def _write_note(note: Path) -> None:
    with suppress(OSError):  # it only names the holder to others
        note.unlink(missing_ok=True)
        handle = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as opened:
            opened.write(f"{os.getpid()} {time.time():.0f}\n")


def _busy(note: Path) -> str:
    try:
        pid, since = note.read_text().split()
        began = time.strftime("%H:%M", time.localtime(float(since)))
        holder = f"The process {pid}, since {began},"
    except (OSError, ValueError):
        holder = "Another process"
    return (
        f"{holder} is writing to this library. Wait until it has finished and try again. Reading "
        "and searching are possible meanwhile."
    )
