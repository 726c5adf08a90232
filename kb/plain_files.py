"""Opens plain files only: to open a pipe or a device can block for ever."""

from __future__ import annotations

import os
import stat


def plain_file(path: str, flags: int) -> int:
    """An opener for ``open`` that opens a regular file. Raises ``OSError`` for anything else."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(None, "it is a pipe or a device, not a file", path)
    return handle
