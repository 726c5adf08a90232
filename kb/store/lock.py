"""The writer's lock: one writer at a time. The lock ends with its process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import LibraryBusy


@contextmanager
def writing(home: Path, patience_s: float = 0.0) -> Iterator[None]:
    """Hold the writer's lock of the library at ``home``.

    Raises ``LibraryBusy``, naming the holder, when it is not free within ``patience_s`` seconds.
    The operating system frees the lock of a process that dies.
    """
    from filelock import FileLock, Timeout

    note = home / "writer.pid"
    lock = FileLock(str(home / "writer.lock"))
    try:
        lock.acquire(timeout=patience_s)
    except Timeout:
        raise LibraryBusy(_busy(note)) from None
    try:
        note.write_text(f"{os.getpid()} {time.time():.0f}\n")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


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
