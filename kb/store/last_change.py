"""The number of the last change, kept in a small file beside the library.

It shows that changes are missing where the library's file alone looks sound: where SQLite's
write-ahead log was damaged, deleted, or not copied with it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

NAME = "library.changes"


def noted(home: Path) -> int | None:
    """How many changes were reported as done; ``None`` where that is not known."""
    with suppress(OSError, ValueError):
        return int((home / NAME).read_bytes()[:20])
    return None


def note(home: Path, changes: int, *, anew: bool = False) -> None:
    """Note that this many changes are done. A greater number stays, unless the count starts
    ``anew``."""
    with suppress(OSError):  # it is worth less than the change itself, which is done
        before = noted(home)
        if not anew and before is not None and before >= changes:
            return
        handle = os.open(home / NAME, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(handle, b"%-19d\n" % changes)
        finally:
            os.close(handle)
